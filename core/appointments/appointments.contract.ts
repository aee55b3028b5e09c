import { z } from 'zod'
import { route } from '#core/contract.ts'
import { businessLineSchema } from '#core/organisation/organisation.ts'
import { instantSchema } from '#core/work-orders/work-order.inputs.ts'
import { orderKinds } from '#core/work-orders/work-order.ts'
import { closedReasons, windowStates } from './windows.ts'

const at = z.string().meta({ format: 'date-time' })
const code = z.string().regex(/^\d{6}$/)

/** A window as it is offered: full ones and closed ones stay in the list, with the reason. */
export const offeredWindowSchema = z.object({
  from: at,
  to: at,
  state: z.enum(windowStates),
  reason: z.enum(closedReasons).optional(),
  /** Why, in the words of whoever closed it. */
  note: z.string().optional(),
  /** Minutes of work left; absent where nothing limits them. */
  minutesLeft: z.number().optional(),
})

const offeredSchema = z.object({ windows: z.array(offeredWindowSchema), now: at })

export const appointmentRoutes = {
  forOrder: route({
    method: 'GET',
    path: '/api/v1/work-orders/:number/windows',
    permission: 'work-orders.read',
    summary: 'Windows in which the order’s visit can be promised: open, full, or closed with the reason',
    params: z.object({ number: z.string().min(1).max(40) }),
    reply: offeredSchema,
    refusals: ['work-orders.not-found'],
  }),
  tellLate: route({
    method: 'POST',
    path: '/api/v1/work-orders/:number/tell-late',
    permission: 'work-orders.contact',
    summary: 'Tell the customer by message when somebody will be there; held until the quiet hours are over',
    params: z.object({ number: z.string().min(1).max(40) }),
    body: z.object({ arriveAt: instantSchema }),
    reply: z.object({ toldAt: at }),
    refusals: [
      'work-orders.not-found',
      'appointments.not-expected',
      'appointments.arrival-wrong',
      'appointments.told-already',
    ],
    isIdempotent: true,
  }),
  forPlace: route({
    method: 'GET',
    path: '/api/v1/appointments/windows',
    permission: 'intake.create',
    summary: 'Windows to offer whoever reports, before there is an order',
    query: z.object({
      county: code,
      kind: z.enum(orderKinds).default('fault'),
      line: businessLineSchema.default('home'),
    }),
    reply: offeredSchema,
    refusals: ['appointments.county-unknown'],
  }),
} as const
