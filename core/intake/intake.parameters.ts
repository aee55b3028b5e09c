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
} as const
