import { z } from 'zod'
import { parameter } from '#core/parameter.ts'
import { complaintKinds } from './complaint.ts'

const minutes = z.int().min(10).max(43_200)

export const complaintParameters = {
  answerMinutes: parameter({
    key: 'quality.complaintAnswerMinutes',
    schema: z.record(z.enum(complaintKinds), minutes),
    default: { repeatedFault: 1_440, slow: 240, poorQuality: 2_880, skillOrAttitude: 2_880, noFeedback: 1_440 },
    unit: 'table',
    confidence: 'K-L',
    title: {
      'zh-CN': '投诉答复时限（分钟，按投诉内容）',
      en: 'Minutes until a complaint is answered, by what it is about',
    },
  }),
  maxPerOrder: parameter({
    key: 'quality.maxComplaintsPerOrder',
    schema: z.int().min(1).max(50),
    default: 5,
    unit: 'count',
    confidence: 'K-L',
    title: { 'zh-CN': '一张工单在客户页可提的投诉数', en: 'Complaints on the customer’s page of one order at most' },
  }),
} as const
