import { z } from 'zod'
import { type Route, route } from '#core/contract.ts'
import { areaClasses } from '#core/organisation/region.ts'
import { accessMethod, lineGrade, serviceKind, serviceStatus } from './ledger-words.ts'

const code = z.string().regex(/^\d{6}$/)
const day = z.string().nullable()
const text = z.string().nullable()
const statuses = z.enum(serviceStatus.codes)

/** Filters of a ledger list: they stand in the address, and an export takes the same. */
export const ledgerFilterSchema = z.object({
  /** Account, phone or its end, name or its initials, a fragment of the address; words apart by blanks must all fit. */
  q: z.string().trim().max(100).optional(),
  prefecture: code.optional(),
  county: code.optional(),
  status: statuses.optional(),
})
export type LedgerFilter = z.infer<typeof ledgerFilterSchema>

const pageSchema = z.object({
  limit: z.coerce.number().int().min(1).max(200).default(50),
  cursor: z.string().max(300).optional(),
})

const place = { prefecture: z.string(), county: z.string(), areaClass: z.enum(areaClasses) }

/** Phone, name and address are masked for whoever may not see personal data; `isMasked` says so. */
export const homeUserSchema = z.object({
  id: z.string(),
  account: z.string(),
  userCode: z.string(),
  name: z.string(),
  phone: text,
  ...place,
  community: text,
  address: z.string(),
  bandwidthMbps: z.number().nullable(),
  accessMethod: z.enum(accessMethod.codes).nullable(),
  boxCode: text,
  onuSerial: text,
  joinedOn: day,
  status: statuses,
  customerLevel: text,
  isMasked: z.boolean(),
  version: z.number(),
})
export type HomeUserItem = z.infer<typeof homeUserSchema>

export const enterpriseLineSchema = z.object({
  id: z.string(),
  lineCode: z.string(),
  customerName: z.string(),
  grade: z.enum(lineGrade.codes),
  serviceKind: z.enum(serviceKind.codes),
  bandwidthMbps: z.number().nullable(),
  ...place,
  aAddress: z.string(),
  zAddress: text,
  managerName: text,
  /** The customer manager signs in and is told; otherwise only a name is known. */
  hasManagerUser: z.boolean(),
  contactPhone: text,
  openedOn: day,
  status: statuses,
  isMasked: z.boolean(),
  version: z.number(),
})
export type EnterpriseLineItem = z.infer<typeof enterpriseLineSchema>

/** `isCut`: a search found more than it shows; narrow it. */
const pageOf = <Item extends z.ZodType>(item: Item) =>
  z.object({ items: z.array(item), nextCursor: z.string().nullable(), isCut: z.boolean() })

export const ledgerRoutes = {
  homeUsers: route({
    method: 'GET',
    path: '/api/v1/home-users',
    permission: 'ledger.read',
    summary: 'Home users by county and account, or those that a search finds',
    query: ledgerFilterSchema.extend(pageSchema.shape),
    reply: pageOf(homeUserSchema),
    refusals: ['ledger.bad-cursor', 'ledger.search-too-short'],
  }),
  homeUser: route({
    method: 'GET',
    path: '/api/v1/home-users/:account',
    permission: 'ledger.read',
    summary: 'One home user',
    params: z.object({ account: z.string().max(64) }),
    reply: homeUserSchema,
    refusals: ['ledger.unknown'],
  }),
  enterpriseLines: route({
    method: 'GET',
    path: '/api/v1/enterprise-lines',
    permission: 'ledger.read|customers.own',
    summary: 'Enterprise lines by county and code, or those that a search finds',
    query: ledgerFilterSchema.extend({ ...pageSchema.shape, grade: z.enum(lineGrade.codes).optional() }),
    reply: pageOf(enterpriseLineSchema),
    refusals: ['ledger.bad-cursor', 'ledger.search-too-short'],
  }),
  enterpriseLine: route({
    method: 'GET',
    path: '/api/v1/enterprise-lines/:lineCode',
    permission: 'ledger.read|customers.own',
    summary: 'One enterprise line',
    params: z.object({ lineCode: z.string().max(80) }),
    reply: enterpriseLineSchema,
    refusals: ['ledger.unknown'],
  }),
} satisfies Record<string, Route>
