import { z } from 'zod'
import { type Route, route } from '#core/contract.ts'
import { ledgerFilterSchema } from '#core/ledger/ledger.contract.ts'
import { networkFilterSchema } from '#core/network/network.contract.ts'
import { staffFilterSchema } from '#core/people/people.contract.ts'

/** What can be exported: the same columns come back in as an import. */
export const exportKinds = ['home-users', 'enterprise-lines', 'network', 'staff'] as const
export type ExportKind = (typeof exportKinds)[number]

const fileSchema = z.object({
  format: z.enum(['xlsx', 'csv']).default('xlsx'),
  /** Of a csv; older programs want GB18030. */
  encoding: z.enum(['utf-8', 'gb18030']).default('utf-8'),
})

const exported = <Query extends z.ZodType>(path: string, permission: string, what: string, query: Query) =>
  route({
    method: 'GET',
    path,
    permission,
    summary: `${what} of a filter as a file; personal data is masked as on the screen, and nothing in it is a formula`,
    query,
    produces: 'text/csv',
    reply: z.string(),
    refusals: ['ledger.search-too-short'],
  })

export const exportRoutes = {
  homeUsers: exported(
    '/api/v1/home-users/export',
    'ledger.export',
    'Home users',
    ledgerFilterSchema.extend(fileSchema.shape),
  ),
  enterpriseLines: exported(
    '/api/v1/enterprise-lines/export',
    'ledger.export',
    'Enterprise lines',
    ledgerFilterSchema.extend(fileSchema.shape),
  ),
  network: exported(
    '/api/v1/network-nodes/export',
    'ledger.export',
    'Network nodes',
    networkFilterSchema.extend(fileSchema.shape),
  ),
  staff: exported('/api/v1/staff/export', 'people.edit', 'People', staffFilterSchema.extend(fileSchema.shape)),
} satisfies Record<string, Route>
