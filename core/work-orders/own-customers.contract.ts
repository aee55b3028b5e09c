import { z } from 'zod'
import { route } from '#core/contract.ts'
import { orderItemSchema } from './work-order.contract.ts'

const at = z.string().meta({ format: 'date-time' }).nullable()

/** An open order of one of the reader's customers, with what the customer is to be told. */
export const ownOrderSchema = orderItemSchema.extend({
  customer: z.string(),
  lineCode: z.string().nullable(),
  acceptedAt: at,
  restoredAt: at,
  /** What was told so far: how often, when last, and in what words. */
  progress: z.object({ count: z.number(), lastAt: at, lastNote: z.string().nullable() }),
  /** When the next report of progress is due, and how often; none when nothing more is. */
  nextProgress: z.object({ everyMinutes: z.number(), dueAt: z.string() }).nullable(),
  /** Code of the cause, once it was returned. */
  cause: z.string().nullable(),
  /** What the customer said of it, as their manager wrote down. */
  confirmed: z.object({ at: z.string(), outcome: z.enum(['works', 'broken']) }).nullable(),
})
export type OwnOrder = z.infer<typeof ownOrderSchema>

export const ownCustomers = route({
  method: 'GET',
  path: '/api/v1/own-customers',
  permission: 'customers.own',
  summary: 'The reader’s own group customers, and their open orders with the reports of progress due and given',
  reply: z.object({
    customers: z.array(
      z.object({
        name: z.string(),
        lines: z.array(
          z.object({
            lineCode: z.string(),
            grade: z.string(),
            serviceKind: z.string(),
            county: z.string(),
            status: z.string(),
          }),
        ),
        open: z.number(),
        late: z.number(),
      }),
    ),
    orders: z.array(ownOrderSchema),
    /** There are more lines than are listed. */
    isCut: z.boolean(),
    now: z.string(),
  }),
})
export type OwnCustomer = z.infer<typeof ownCustomers.reply>['customers'][number]
