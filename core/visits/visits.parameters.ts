import { z } from 'zod'
import { parameter } from '#core/parameter.ts'

const percent = z.number().min(0).max(100)

/** Figures of the visit: what is judged on site, and how soon a change of resources is reported. */
export const visitParameters = {
  serviceLimits: parameter({
    key: 'visits.serviceLimits',
    schema: z.strictObject({
      speedSharePercent: percent,
      homePingMs: z.number().min(0).max(10_000),
      homeLossPercent: percent,
      linePingMs: z.number().min(0).max(10_000),
      lineLossPercent: percent,
    }),
    default: { speedSharePercent: 90, homePingMs: 50, homeLossPercent: 1, linePingMs: 30, lineLossPercent: 0.1 },
    unit: 'table',
    confidence: 'K-M',
    title: {
      'zh-CN': '测速占签约带宽的比例，时延、丢包的界限',
      en: 'Speed as a share of the contract, limits of delay and loss',
    },
  }),
  readingRanges: parameter({
    key: 'visits.readingRanges',
    schema: z.array(
      z
        .strictObject({
          kind: z.string().min(1).max(60),
          unit: z.string().min(1).max(20),
          min: z.number(),
          max: z.number(),
        })
        .refine(({ min, max }) => min < max, 'min < max'),
    ),
    default: [
      { kind: 'onuRxDbm', unit: 'dBm', min: -50, max: 10 },
      { kind: 'boxRxDbm', unit: 'dBm', min: -50, max: 20 },
      { kind: 'speedMbps', unit: 'Mbps', min: 0, max: 11_000 },
      { kind: 'speedUpMbps', unit: 'Mbps', min: 0, max: 11_000 },
      { kind: 'pingMs', unit: 'ms', min: 0, max: 10_000 },
      { kind: 'pingLossPercent', unit: '%', min: 0, max: 100 },
    ],
    unit: 'table',
    confidence: 'K-H',
    title: { 'zh-CN': '仪表能显示的范围，超出的读数不收', en: 'What an instrument can show; other values are refused' },
  }),
  resourceHomeMinutes: parameter({
    key: 'visits.resourceHomeMinutes',
    schema: z.int().min(10).max(43_200),
    default: 1_440,
    unit: 'minutes',
    confidence: 'K-M',
    title: { 'zh-CN': '家客资源变更上报、录入时限', en: 'Change of resources at a home: entered within' },
  }),
  resourceLineHour: parameter({
    key: 'visits.resourceLineHour',
    schema: z.int().min(1).max(24),
    default: 24,
    unit: 'hours',
    confidence: 'K-M',
    title: {
      'zh-CN': '集客资源变更当日几点前录入',
      en: 'Change of resources of an enterprise line: entered by this hour of the day',
    },
  }),
} as const
