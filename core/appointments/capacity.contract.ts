import { z } from 'zod'
import { route } from '#core/contract.ts'
import { isDay } from '#core/time.ts'
import { orderKinds } from '#core/work-orders/work-order.ts'
import { closedReasons, windowStates } from './windows.ts'

const at = z.string().meta({ format: 'date-time' })
const code = z.string().regex(/^\d{6}$/)
const day = z.string().refine(isDay, { message: '没有这一天 / no such day' })
const clock = z.string().regex(/^(?:[01]\d|2[0-3]):[0-5]\d$|^24:00$/)
const reason = z.string().trim().min(2).max(500)

const usedSchema = z.object({ used: z.number(), minutes: z.number().nullable() })

/** One window of one day: how much is promised of how much, all together and by contractor. */
const cellSchema = z.object({
  day,
  from: clock,
  to: clock,
  state: z.enum(windowStates),
  reason: z.enum(closedReasons).nullable(),
  note: z.string().nullable(),
  used: z.number(),
  /** Nothing: not limited. */
  minutes: z.number().nullable(),
  /** It follows from the people on post; nobody set it. */
  isDerived: z.boolean(),
  /** A row of this very window and day, which can be taken back. */
  isOwnRow: z.boolean(),
  quotas: z.array(usedSchema.extend({ companyId: z.string() })),
})
export type CapacityCell = z.infer<typeof cellSchema>

const cellChange = z.object({
  onDay: day.optional(),
  windowFrom: clock.optional(),
  /** Nothing takes the row back: what follows from the people on post holds again. */
  minutes: z.number().nullable(),
  closedReason: z.string().trim().max(200).optional(),
})
export type CellChange = z.infer<typeof cellChange>

const blackoutSchema = z.object({
  id: z.string(),
  region: code,
  fromOn: day,
  toOn: day,
  reason: z.string(),
  createdByName: z.string(),
  isEditable: z.boolean(),
})

const doneSchema = z.object({ done: z.literal(true) })

export const capacityRoutes = {
  grid: route({
    method: 'GET',
    path: '/api/v1/appointments/capacity',
    permission: 'organisation.read',
    summary: 'A county’s windows of the coming days: minutes promised of minutes there are, all and by contractor',
    query: z.object({
      county: code,
      from: day.optional(),
      /** The quota of one contractor instead of all. */
      company: z.string().max(31).optional(),
      kind: z.enum(orderKinds).optional(),
    }),
    reply: z.object({
      days: z.array(z.object({ day, isHoliday: z.boolean() })),
      windows: z.array(z.object({ from: clock, to: clock })),
      cells: z.array(cellSchema),
      companies: z.array(z.string()),
      blackouts: z.array(blackoutSchema),
      history: z.array(z.object({ id: z.string(), at, byName: z.string(), what: z.string(), reason: z.string() })),
      workMinutes: z.record(z.string(), z.number()),
      /** Whose rows the reader may set: every one, or the own company’s. */
      editableCompany: z.string().nullable(),
      now: at,
    }),
    refusals: ['appointments.county-unknown'],
  }),
  setCapacity: route({
    method: 'PUT',
    path: '/api/v1/appointments/capacity',
    permission: 'appointments.edit',
    summary: 'Set, close or take back windows of a county, for everybody, a contractor or a kind; each cell is checked',
    body: z.object({
      county: code,
      company: z.string().max(31).optional(),
      kind: z.enum(orderKinds).optional(),
      cells: z.array(cellChange).min(1).max(400),
      reason,
    }),
    reply: doneSchema,
    refusals: ['appointments.county-unknown', 'appointments.not-yours', 'appointments.cells'],
    isIdempotent: true,
  }),
  addBlackout: route({
    method: 'POST',
    path: '/api/v1/appointments/blackouts',
    permission: 'appointments.edit',
    summary: 'Days without visits in a county, a prefecture or the province',
    body: z.object({ region: code, fromOn: day, toOn: day, reason }),
    reply: doneSchema,
    status: 201,
    refusals: [
      'appointments.county-unknown',
      'appointments.not-yours',
      'appointments.days-order',
      'appointments.day-passed',
    ],
    isIdempotent: true,
  }),
  withdrawBlackout: route({
    method: 'POST',
    path: '/api/v1/appointments/blackouts/:id/withdraw',
    permission: 'appointments.edit',
    summary: 'Visits are possible again on these days',
    params: z.object({ id: z.uuid() }),
    body: z.object({ reason }),
    reply: doneSchema,
    refusals: ['appointments.row-unknown', 'appointments.not-yours'],
    isIdempotent: true,
  }),
} as const
