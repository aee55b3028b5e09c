import { z } from 'zod'
import { parameter } from './parameter.ts'

/** Figures of the ground that all slices stand on. */
export const platformParameters = {
  maxStreamsPerUser: parameter({
    key: 'platform.maxStreamsPerUser',
    schema: z.int().min(1).max(50),
    default: 8,
    unit: 'count',
    confidence: 'K-M',
    title: { 'zh-CN': '每人同时打开的实时连接数', en: 'Live connections a person may have at once' },
  }),
} as const
