import { z } from 'zod'
import { parameter } from '#core/parameter.ts'
import { type IndexTarget, indexIds } from './indices.rules.ts'

const indexTargets: IndexTarget[] = [
  { index: 'R-B1', target: 95, margin: 2 },
  { index: 'R-B2', target: 95, margin: 2 },
  { index: 'R-B3', target: 98, margin: 1 },
  { index: 'R-B4', target: 98, margin: 1 },
  { index: 'R-B5', target: 95, margin: 2 },
  { index: 'R-B6', target: 100, margin: 2 },
  { index: 'R-B7', target: 98, margin: 1 },
  { index: 'R-B8', target: 85, margin: 3 },
  { index: 'R-B9', target: 30, margin: 30 },
  { index: 'R-B10', target: 95, margin: 3 },
]

/** Where the live picture's figures should stand. */
export const insightParameters = {
  indexTargets: parameter({
    key: 'insight.indexTargets',
    schema: z
      .array(
        z.strictObject({
          index: z.enum(indexIds),
          target: z.number().min(0).max(100_000),
          margin: z.number().min(0).max(100_000),
        }),
      )
      .refine((rows) => indexIds.every((id) => rows.some((row) => row.index === id)), 'every index needs its target'),
    default: indexTargets,
    unit: 'table',
    confidence: 'K-L',
    title: {
      'zh-CN': '十项统一指标的目标与接近的范围',
      en: 'Targets of the ten indices, and how close counts as close',
    },
  }),
  backlogTarget: parameter({
    key: 'insight.backlogTarget',
    schema: z.number().min(0).max(100),
    default: 2,
    unit: 'count',
    confidence: 'F',
    title: { 'zh-CN': '压单比目标', en: 'Target of the backlog ratio' },
  }),
  lateShareSteps: parameter({
    key: 'insight.lateShareSteps',
    schema: z
      .array(z.number().min(0).max(1))
      .length(3)
      .refine((steps) => steps.every((step, index) => index === 0 || step > (steps[index - 1] ?? 0)), 'must increase'),
    default: [0.012, 0.02, 0.03],
    unit: 'table',
    confidence: 'K-L',
    title: {
      'zh-CN': '超时占在办比例的分级（地图颜色）',
      en: 'Steps of the share of late orders (colours of the map)',
    },
  }),
} as const
