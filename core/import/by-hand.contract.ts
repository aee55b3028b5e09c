import { z } from 'zod'
import { type Route, route } from '#core/contract.ts'

const reason = z.string().trim().min(2).max(500)
/** Fields of the kind as text, read by the rules of its import; an empty one is no value. */
const fields = z.record(z.string().max(40), z.string().max(2000))
const written = z.object({ key: z.string(), version: z.number() })

export const rowHistorySchema = z.object({
  items: z.array(
    z.object({
      at: z.string(),
      /** `file`: an import · `hand`: on a screen. */
      origin: z.enum(['file', 'hand']),
      isCreation: z.boolean(),
      /** Null where it was another company: the company is told, not the person nor the file. */
      byName: z.string().nullable(),
      companyId: z.string(),
      fileName: z.string().nullable(),
      reason: z.string().nullable(),
      /** The import was taken back then, and the row had its former content again. */
      undoneAt: z.string().nullable(),
      /** Personal data is masked; two masks may look alike where the values differ. */
      changes: z.array(z.object({ field: z.string(), before: z.string().nullable(), after: z.string().nullable() })),
    }),
  ),
})
export type RowHistory = z.infer<typeof rowHistorySchema>

const rowRoutes = <Params extends z.ZodType>(
  path: string,
  keyPath: string,
  params: Params,
  may: { readonly read: string; readonly edit: string; readonly unknown: string },
  what: string,
) => ({
  create: route({
    method: 'POST',
    path,
    permission: may.edit,
    summary: `${what} made by hand, checked by the rules of the import`,
    body: z.object({ fields, reason }),
    status: 201,
    reply: written,
    refusals: ['import.row-wrong', 'import.row-exists', 'import.field-unknown', 'import.kind-not-permitted'],
    isIdempotent: true,
  }),
  edit: route({
    method: 'PATCH',
    path: keyPath,
    permission: may.edit,
    summary: `${what} edited by hand, checked by the rules of the import; fields that are absent stay, a mask that is sent back too`,
    params,
    body: z.object({ fields, reason, version: z.int().min(1) }),
    reply: written,
    refusals: [
      may.unknown,
      'import.row-wrong',
      'import.field-unknown',
      'import.kind-not-permitted',
      'import.nothing-changed',
      'platform.stale',
    ],
    isIdempotent: true,
  }),
  history: route({
    method: 'GET',
    path: `${keyPath}/history`,
    permission: may.read,
    summary: `What changed the row, the latest first: imports and edits by hand (${what.toLowerCase()})`,
    params,
    reply: rowHistorySchema,
    refusals: [may.unknown],
  }),
})

const ledger = { edit: 'ledger.edit', unknown: 'ledger.unknown' }

/** One row at a time: what an import does for many. */
export const byHandRoutes = {
  homeUser: rowRoutes(
    '/api/v1/home-users',
    '/api/v1/home-users/:account',
    z.object({ account: z.string().max(64) }),
    { read: 'ledger.read', ...ledger },
    'A home user',
  ),
  enterpriseLine: rowRoutes(
    '/api/v1/enterprise-lines',
    '/api/v1/enterprise-lines/:lineCode',
    z.object({ lineCode: z.string().max(80) }),
    { read: 'ledger.read|customers.own', ...ledger },
    'An enterprise line',
  ),
  networkNode: rowRoutes(
    '/api/v1/network-nodes',
    '/api/v1/network-nodes/:code',
    z.object({ code: z.string().max(120) }),
    { read: 'network.read', edit: 'network.edit', unknown: 'network.unknown' },
    'A network node',
  ),
} satisfies Record<string, Record<string, Route>>
