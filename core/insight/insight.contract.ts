import { z } from 'zod'
import { route } from '#core/contract.ts'
import { businessLines } from '#core/organisation/organisation.ts'
import { regionCodeSchema } from '#core/organisation/region.ts'
import { clockKinds, parties } from '#core/sla/sla.ts'
import { orderKinds } from '#core/work-orders/work-order.ts'
import { indexIds, verdicts } from './indices.rules.ts'

const at = z.string().meta({ format: 'date-time' })
const line = z.enum(businessLines)

/** One county × company × line of what is open now and what happened today; screens add them up as they are asked. */
export const pictureRowSchema = z.object({
  prefecture: z.string(),
  county: z.string(),
  /** Null while no company has it. */
  companyId: z.string().nullable(),
  line,
  open: z.number(),
  /** Warned and not yet late. */
  risk: z.number(),
  late: z.number(),
  /** Nobody at work on it: not dispatched, not accepted by the contractor, not assigned by the station. */
  unassigned: z.number(),
  /** The limit that has been passed for longest. */
  oldestDueAt: at.nullable(),
  unassignedSince: at.nullable(),
  received: z.number(),
  receivedFaults: z.number(),
  archived: z.number(),
  onTime: z.number(),
  /** Archived in the seven days before today: what the backlog is measured against. */
  archivedWeek: z.number(),
})
export type PictureRow = z.infer<typeof pictureRowSchema>

/** What was open and late at the full hours from this hour yesterday on, oldest first; an hour that was not recorded is null. */
export const hourlySchema = z.object({
  prefecture: z.string(),
  companyId: z.string().nullable(),
  line,
  open: z.array(z.number().nullable()),
  late: z.array(z.number().nullable()),
})
export type Hourly = z.infer<typeof hourlySchema>

export const pictureSchema = z.object({
  at,
  rows: z.array(pictureRowSchema),
  hourly: z.array(hourlySchema),
  /** The picture's own figures, as parameters: where the backlog should stand, and the shares of late orders at which a colour begins. */
  backlogTarget: z.number(),
  lateShareSteps: z.array(z.number()),
})
export type Picture = z.infer<typeof pictureSchema>

export const alarmKinds = ['late', 'manager', 'massFault'] as const
export const alarmSchema = z.object({
  kind: z.enum(alarmKinds),
  number: z.string(),
  orderKind: z.enum(orderKinds),
  line,
  prefecture: z.string(),
  county: z.string(),
  companyId: z.string().nullable(),
  /** When it became one, as far as it is known. */
  at,
  dueAt: at.nullable(),
  /** How far up the ladder a late order is. */
  level: z.number(),
  /** The customer manager who left; null where none was ever named. */
  managerName: z.string().nullable(),
  /** Of a mass fault: the orders that belong to it, and those that are open still. */
  orders: z.number(),
  openOrders: z.number(),
})
export type Alarm = z.infer<typeof alarmSchema>

export const pointKinds = ['late', 'risk', 'unassigned'] as const
export const pointSchema = z.object({
  number: z.string(),
  kind: z.enum(pointKinds),
  prefecture: z.string(),
  lon: z.number(),
  lat: z.number(),
})
export type Point = z.infer<typeof pointSchema>

export const indexSchema = z.object({
  id: z.enum(indexIds),
  unit: z.enum(['percent', 'seconds']),
  /** Null where it cannot be said: never 0 instead. */
  value: z.number().nullable(),
  numerator: z.number().nullable(),
  denominator: z.number().nullable(),
  /** Why there is no value. */
  reason: z.string().nullable(),
  target: z.number(),
  comparison: z.enum(['atLeast', 'atMost']),
  verdict: z.enum(verdicts),
  trend: z.array(z.object({ on: z.string(), value: z.number().nullable() })),
})
export type Index = z.infer<typeof indexSchema>

const filter = z.object({
  prefecture: regionCodeSchema.optional(),
  company: z.string().max(31).optional(),
  line: line.optional(),
})

export const monthSchema = z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/)
export const onTimeRowSchema = z.object({
  prefecture: z.string(),
  county: z.string(),
  companyId: z.string(),
  orders: z.number(),
  onTime: z.number(),
  grossMinutes: z.number(),
  netMinutes: z.number(),
})
export type OnTimeRow = z.infer<typeof onTimeRowSchema>

const outlineSchema = z.object({
  code: z.string(),
  /** SVG path in the outline's own units. */
  path: z.string(),
  /** Where its name may stand. */
  label: z.tuple([z.number(), z.number()]),
})
export const outlinesSchema = z.object({
  province: z.string(),
  width: z.number(),
  height: z.number(),
  /** x = (lon − lon0) × xScale, y = (lat0 − lat) × yScale. */
  lon0: z.number(),
  lat0: z.number(),
  xScale: z.number(),
  yScale: z.number(),
  prefectures: z.array(outlineSchema),
})
export type Outlines = z.infer<typeof outlinesSchema>

export const insightRoutes = {
  today: route({
    method: 'GET',
    path: '/api/v1/today',
    permission: 'today.read',
    summary:
      'The live picture in the reader’s scope: what is open, at risk, late, unassigned, received and archived today',
    reply: pictureSchema,
  }),
  alarms: route({
    method: 'GET',
    path: '/api/v1/today/alarms',
    permission: 'today.read',
    summary:
      'What somebody should look at now: late orders by how far up the ladder they are, missing customer managers, mass faults',
    query: filter.extend({ limit: z.coerce.number().int().min(1).max(200).default(30) }),
    reply: z.object({ items: z.array(alarmSchema), total: z.number() }),
  }),
  points: route({
    method: 'GET',
    path: '/api/v1/today/points',
    permission: 'today.read',
    summary: 'Where the late, endangered and unassigned orders are; at most 1,500, the latest limits first',
    query: filter,
    reply: z.object({ items: z.array(pointSchema), isComplete: z.boolean() }),
  }),
  indices: route({
    method: 'GET',
    path: '/api/v1/figures/indices',
    permission: 'today.read',
    summary: 'The ten indices of unification, each with target and trend, or the reason why it cannot be said',
    query: filter,
    reply: z.object({ items: z.array(indexSchema) }),
  }),
  onTime: route({
    method: 'GET',
    path: '/api/v1/figures/on-time',
    permission: 'figures.read',
    summary: 'Archived orders of a month and those in time, by county and contractor, from the month’s roll-up',
    query: filter.extend({
      month: monthSchema,
      clock: z.enum(clockKinds).default('whole'),
      party: z.enum(parties).default('province'),
      kind: z.enum(orderKinds).optional(),
    }),
    reply: z.object({ month: z.string(), rows: z.array(onTimeRowSchema) }),
  }),
  outlines: route({
    method: 'GET',
    path: '/api/v1/outlines',
    permission: 'signed-in',
    summary: 'Outlines of the prefectures, for maps',
    reply: z.object({ items: z.array(outlinesSchema) }),
  }),
} as const
