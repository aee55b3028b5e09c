/**
 * A change of network resources found or made on site (资源变更): port, box, fibre or terminal. It is due at the resource manager within
 * a limit: a day for a home, the same day for a line; entered into ledger and network, or rejected with a reason. (R-V16; DOMAIN §1.9, §5.6)
 */
import { z } from 'zod'
import { route } from '#core/contract.ts'
import type { BusinessLine } from '#core/organisation/organisation.ts'
import { addMinutes, dayOf, type Instant, startOfDay } from '#core/time.ts'

export const resourceKinds = ['port', 'box', 'fibre', 'terminal'] as const
export const resourceStates = ['reported', 'entered', 'rejected'] as const

const text = (most: number) => z.string().trim().min(1).max(most)

export const newResourceChangeSchema = z
  .object({
    kind: z.enum(resourceKinds),
    /** The box that it is on now. */
    boxCode: text(120).optional(),
    portBefore: text(60).optional(),
    portAfter: text(60).optional(),
    fibre: text(120).optional(),
    terminalSerial: text(80).optional(),
    note: text(500).optional(),
  })
  .refine((change) => Object.values(change).some((value, index) => index > 0 && value !== undefined), {
    path: ['boxCode'],
    message: '请写明变成了什么 / say what it is now',
  })
export type NewResourceChange = z.infer<typeof newResourceChangeSchema>

/** When it has to be entered: so long after the report for a home, by that hour of the same day for a line. */
export const resourceDueAt = (
  line: BusinessLine,
  reportedAt: Instant,
  limits: { readonly homeMinutes: number; readonly lineHour: number },
): Instant => {
  if (line === 'home') return addMinutes(reportedAt, limits.homeMinutes)
  const sameDay = addMinutes(startOfDay(dayOf(reportedAt)), limits.lineHour * 60)
  // Reported after that hour: it is late already on the day that it is found.
  return sameDay > reportedAt ? sameDay : reportedAt
}

export const resourceChangeSchema = z.object({
  id: z.string(),
  orderNumber: z.string(),
  county: z.string(),
  line: z.enum(['home', 'enterprise']),
  account: z.string().nullable(),
  change: newResourceChangeSchema,
  state: z.enum(resourceStates),
  isLate: z.boolean(),
  reportedByName: z.string(),
  reportedAt: z.string(),
  dueAt: z.string(),
  answeredByName: z.string().nullable(),
  answeredAt: z.string().nullable(),
  reason: z.string().nullable(),
})
export type ResourceChange = z.infer<typeof resourceChangeSchema>

const number = z.string().min(1).max(40)

export const resourceChangeRoutes = {
  report: route({
    method: 'POST',
    path: '/api/v1/work-orders/:number/resource-changes',
    permission: 'work-orders.work',
    summary: 'Tells the resource manager what changed on site',
    params: z.object({ number }),
    body: newResourceChangeSchema,
    status: 201,
    reply: z.object({ id: z.string(), dueAt: z.string() }),
    refusals: ['work-orders.not-found'],
    isIdempotent: true,
  }),
  list: route({
    method: 'GET',
    path: '/api/v1/resource-changes',
    permission: 'network.edit|work-orders.work',
    summary: 'Changes of resources that the reader’s scope has, the tightest first; of one order where it is named',
    query: z.object({
      state: z.enum(resourceStates).optional(),
      order: number.optional(),
      limit: z.coerce.number().int().min(1).max(200).default(50),
      cursor: z.string().max(200).optional(),
    }),
    reply: z.object({ items: z.array(resourceChangeSchema), nextCursor: z.string().nullable() }),
  }),
  answer: route({
    method: 'POST',
    path: '/api/v1/resource-changes/:id/answer',
    permission: 'network.edit',
    summary: 'Enters the change into the ledger, or rejects it with a reason',
    params: z.object({ id: z.uuid() }),
    body: z.object({ outcome: z.enum(['entered', 'rejected']), reason: z.string().trim().min(1).max(500).optional() }),
    reply: z.object({ state: z.enum(resourceStates) }),
    refusals: ['visits.change-unknown', 'visits.change-answered', 'visits.reason-needed', 'import.row-wrong'],
    isIdempotent: true,
  }),
} as const
