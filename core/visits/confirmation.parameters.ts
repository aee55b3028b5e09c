import { z } from 'zod'
import { parameter } from '#core/parameter.ts'

const phone = z.string().regex(/^[0-9-]{3,20}$/)

/** What stands on the service card (服务卡) that stays with the customer. */
export const confirmationParameters = {
  consultPhone: parameter({
    key: 'visits.consultPhone',
    schema: phone,
    default: '10086',
    unit: 'text',
    confidence: 'W',
    title: { 'zh-CN': '服务卡上的咨询电话', en: 'Consult phone on the service card' },
  }),
  complaintPhone: parameter({
    key: 'visits.complaintPhone',
    schema: phone,
    default: '10080',
    unit: 'text',
    confidence: 'K-M',
    title: { 'zh-CN': '服务卡上的投诉电话', en: 'Complaint phone on the service card' },
  }),
  servicePromise: parameter({
    key: 'visits.servicePromise',
    schema: z.string().trim().min(1).max(300),
    default: '约好的时间准时到；不收费、不索要物品；修不好再约，到您满意为止；离开前收拾干净。',
    unit: 'text',
    confidence: 'K-M',
    title: { 'zh-CN': '服务卡上的服务承诺', en: 'Promise on the service card' },
  }),
  maxFormsAtOnce: parameter({
    key: 'visits.maxFormsAtOnce',
    schema: z.int().min(1).max(500),
    default: 100,
    unit: 'count',
    confidence: 'K-L',
    title: { 'zh-CN': '一次领用的纸质确认书最多张数', en: 'Paper forms reserved at once, at most' },
  }),
} as const
