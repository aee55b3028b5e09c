import { z } from 'zod'
import { route } from '#core/contract.ts'
import { orderColumns, shownColumns } from './order-columns.ts'
import { orderFilterSchema } from './work-order.contract.ts'

const columns = z
  .string()
  .transform((text) => text.split(',').filter(Boolean))
  .pipe(z.array(z.enum(orderColumns)).min(1).max(orderColumns.length))

export const orderExport = route({
  method: 'GET',
  path: '/api/v1/work-orders/export',
  permission: 'work-orders.export',
  summary:
    'The orders of a filter as a file, with the columns that are shown; personal data is masked as on the screen',
  query: orderFilterSchema.extend({
    format: z.enum(['csv', 'xlsx']).default('xlsx'),
    columns: columns.default([...shownColumns]),
  }),
  produces: 'text/csv',
  reply: z.string(),
  refusals: ['work-orders.export-too-large'],
})
