import { z } from 'zod'
import { parameter } from '#core/parameter.ts'

/** Figures of the optical budget from the OLT down (DOMAIN 6.1, 6.3). */
export const opticalParameters = {
  budget: parameter({
    key: 'network.opticalBudget',
    schema: z.strictObject({
      /** What the OLT sends. */
      oltDbm: z.number().min(-20).max(20),
      fibreDbPerKm: z.number().min(0).max(5),
      /** All connectors and splices of the way together. */
      jointsDb: z.number().min(0).max(20),
      /** By what the ratio splits into: 8 is 1:8. */
      splitDb: z.record(z.string().regex(/^\d{1,3}$/), z.number().min(0).max(40)),
    }),
    default: {
      oltDbm: 3,
      fibreDbPerKm: 0.25,
      jointsDb: 3,
      splitDb: { 2: 3.4, 4: 7.3, 8: 10.7, 16: 13.9, 32: 17.2, 64: 21.5, 128: 25.5 },
    },
    unit: 'dB',
    confidence: 'W',
    title: { 'zh-CN': '光链路预算：发光、分光、光纤、接头', en: 'Optical budget: sent, split, fibre, joints' },
  }),
} as const
