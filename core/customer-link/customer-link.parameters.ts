import { z } from 'zod'
import { parameter } from '#core/parameter.ts'

const perMinute = (key: string, value: number, chinese: string, english: string) =>
  parameter({
    key: `customerLink.${key}`,
    schema: z.int().min(1).max(100_000),
    default: value,
    unit: 'count',
    confidence: 'K-L',
    title: { 'zh-CN': chinese, en: english },
  })

export const customerLinkParameters = {
  daysAfterClosing: parameter({
    key: 'customerLink.daysAfterClosing',
    schema: z.int().min(0).max(365),
    default: 30,
    unit: 'days',
    confidence: 'K-L',
    title: {
      'zh-CN': '客户链接在工单归档后保留的天数',
      en: 'Days that a customer’s link lives after the order is closed',
    },
  }),
  maxDays: parameter({
    key: 'customerLink.maxDays',
    schema: z.int().min(1).max(730),
    default: 180,
    unit: 'days',
    confidence: 'K-L',
    title: { 'zh-CN': '客户链接最长有效天数', en: 'Days that a customer’s link lives at most' },
  }),
  /** What the page says to call, and what brings the caller back. */
  servicePhone: parameter({
    key: 'customerLink.servicePhone',
    schema: z.string().regex(/^[0-9-]{3,20}$/),
    default: '10086',
    unit: 'phone',
    confidence: 'K-H',
    title: { 'zh-CN': '客户页上的服务电话', en: 'Service phone on the customer’s page' },
  }),
  callBackMinutes: parameter({
    key: 'customerLink.callBackMinutes',
    schema: z.int().min(5).max(2_880),
    default: 120,
    unit: 'minutes',
    confidence: 'K-L',
    title: {
      'zh-CN': '客户叫停上门后，多久内回电核实（分钟）',
      en: 'Minutes until the call that verifies after a customer stopped a visit',
    },
  }),
  doorCodeTries: parameter({
    key: 'customerLink.doorCodeTries',
    schema: z.int().min(1).max(20),
    default: 5,
    unit: 'count',
    confidence: 'K-L',
    title: { 'zh-CN': '每次上门门口核对码可输错的次数', en: 'Wrong door codes allowed at one visit' },
  }),
  readsPerLink: perMinute(
    'readsPerLinkPerMinute',
    60,
    '一个客户链接每分钟请求上限',
    'Requests a minute of one customer’s link',
  ),
  readsPerAddress: perMinute(
    'readsPerAddressPerMinute',
    600,
    '一个地址每分钟打开客户页上限',
    'Requests a minute from one address to customers’ pages',
  ),
  unknownPerAddress: perMinute(
    'unknownPerAddressPerMinute',
    20,
    '一个地址每分钟可试的无效链接数',
    'Links that do not exist, tried a minute from one address',
  ),
} as const
