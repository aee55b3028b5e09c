import { z } from 'zod'
import { parameter } from '#core/parameter.ts'

export const intakeParameters = {
  duplicateWindowMinutes: parameter({
    key: 'intake.duplicateWindowMinutes',
    schema: z.number().int().min(0).max(43_200),
    default: 720,
    unit: 'minutes',
    confidence: 'K-M',
    title: {
      'zh-CN': '同一客户再次报障并入在途工单的时间窗',
      en: 'Time in which another report of the customer joins the open order',
    },
  }),
  canMatchByAddress: parameter({
    key: 'intake.canMatchByAddress',
    schema: z.boolean(),
    default: true,
    unit: 'flag',
    confidence: 'K-L',
    title: { 'zh-CN': '仅凭地址即可匹配客户', en: 'An address alone may identify the customer' },
  }),
  maxCandidates: parameter({
    key: 'intake.maxCandidates',
    schema: z.number().int().min(1).max(50),
    default: 8,
    unit: 'count',
    confidence: 'K-L',
    title: { 'zh-CN': '未匹配报障列出的候选客户数', en: 'Candidates shown for an unmatched report' },
  }),
  repeatWindowMinutes: parameter({
    key: 'intake.repeatWindowMinutes',
    schema: z.number().int().min(0).max(525_600),
    default: 43_200,
    unit: 'minutes',
    confidence: 'K-M',
    title: {
      'zh-CN': '修复后再次报障算重复故障的时间窗',
      en: 'Time after a repair in which another fault counts as a repeat',
    },
  }),
  firstFeedbackMinutes: parameter({
    key: 'intake.firstFeedbackMinutes',
    schema: z.number().int().min(1).max(10_080),
    default: 30,
    unit: 'minutes',
    confidence: 'F',
    title: { 'zh-CN': '向报障人首次反馈的时限', en: 'Limit of the first feedback to whoever reported' },
  }),
} as const
