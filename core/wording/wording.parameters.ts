import { z } from 'zod'
import { parameter } from '#core/parameter.ts'
import type { FeedbackSettings } from './explanation.rules.ts'
import { severities, type WordSeverity } from './pack.ts'

const minutes = z.int().min(15).max(20_160)
const minuteOfDay = z.int().min(0).max(1_440)

/** Figures of what a sentence promises, and of what becomes a finding. */
export const wordingParameters = {
  feedback: parameter<FeedbackSettings>({
    key: 'wording.feedback',
    schema: z
      .strictObject({
        oursSearchingMinutes: minutes,
        oursRepairedMinutes: minutes,
        unknownMinutes: minutes,
        takenBackMinutes: minutes,
        dayFromMinute: minuteOfDay,
        dayToMinute: minuteOfDay,
        roundMinutes: z.int().min(1).max(240),
      })
      .refine(({ dayFromMinute, dayToMinute }) => dayFromMinute < dayToMinute, 'dayFromMinute < dayToMinute'),
    default: {
      oursSearchingMinutes: 240,
      oursRepairedMinutes: 1_440,
      unknownMinutes: 480,
      takenBackMinutes: 1_440,
      dayFromMinute: 540,
      dayToMinute: 1_200,
      roundMinutes: 30,
    },
    unit: 'minutes',
    confidence: 'K-M',
    title: {
      'zh-CN': '原因解释承诺的回话时限与可以回话的时段',
      en: 'Limits of the feedback that an explanation promises, and the hours for it',
    },
  }),
  findingFrom: parameter<WordSeverity>({
    key: 'wording.findingFrom',
    schema: z.enum(severities),
    default: 'minor',
    unit: 'table',
    confidence: 'K-M',
    title: { 'zh-CN': '从哪一级起，写下的忌语交质检', en: 'From which severity a forbidden word goes to quality' },
  }),
}
