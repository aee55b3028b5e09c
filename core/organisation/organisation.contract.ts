import { z } from 'zod'
import { route } from '#core/contract.ts'
import { parsePhone } from '#core/phone.ts'
import { isDay } from '#core/time.ts'
import { businessLineSchema, companyKinds } from './organisation.ts'
import { areaClasses, regionCodeSchema, regionLevels } from './region.ts'
import { issueSchema, responsibilityItemSchema } from './responsibility.contract.ts'

const nameSchema = z.string().trim().min(1).max(64)
const namesSchema = z.array(z.string().trim().min(1).max(64)).max(200)
export const reasonSchema = z.string().trim().min(2).max(500)
const versionSchema = z.int().min(1)
export const daySchema = z.string().refine(isDay, 'YYYY-MM-DD')
const companyIdSchema = z.string().regex(/^[a-z][a-z0-9-]{1,30}$/)
/** Kept as digits; null for none. */
const phoneSchema = z
  .string()
  .trim()
  .max(30)
  .refine((text) => parsePhone(text) !== undefined)
  .transform((text) => parsePhone(text)?.digits ?? text)
  .nullable()
const positionSchema = z.object({ lon: z.number().min(73).max(136), lat: z.number().min(3).max(54) }).nullable()
const pageFields = {
  limit: z.coerce.number().int().min(1).max(500).default(100),
  cursor: z.string().max(300).optional(),
}
const listOf = <T extends z.ZodType>(item: T) => z.object({ items: z.array(item), nextCursor: z.string().nullable() })
const idParams = z.object({ id: z.uuid() })

export const regionItemSchema = z.object({
  code: z.string(),
  parent: z.string().nullable(),
  level: z.enum(regionLevels),
  name: z.string(),
  /** Every other present way to write it. */
  aliases: z.array(z.string()),
  formerNames: z.array(z.string()),
  /** Counties only; decides limits and prices where a grid says nothing else. */
  areaClass: z.enum(areaClasses).nullable(),
  abbreviation: z.string().nullable(),
  centre: z.object({ lon: z.number(), lat: z.number() }).nullable(),
  version: z.number(),
})

export const companyItemSchema = z.object({
  id: z.string(),
  kind: z.enum(companyKinds),
  name: z.string(),
  fullName: z.string(),
  aliases: z.array(z.string()),
  isActive: z.boolean(),
  version: z.number(),
})

export const stationItemSchema = z.object({
  id: z.string(),
  companyId: z.string(),
  prefecture: z.string(),
  county: z.string(),
  name: z.string(),
  /** The counties it serves, its own among them. */
  counties: z.array(z.string()),
  hotline: z.string().nullable(),
  fax: z.string().nullable(),
  address: z.string().nullable(),
  position: z.object({ lon: z.number(), lat: z.number() }).nullable(),
  /** People who work there now. */
  staffCount: z.number(),
  isActive: z.boolean(),
  version: z.number(),
})
export type StationItem = z.infer<typeof stationItemSchema>

export const gridItemSchema = z.object({
  id: z.string(),
  prefecture: z.string(),
  county: z.string(),
  name: z.string(),
  areaClass: z.enum(areaClasses),
  communities: z.array(z.string()),
  station: z.object({ id: z.string(), name: z.string() }).nullable(),
  /** Who looks after it (包片), one at most for each business line; only people within the reader's reach. */
  owners: z.array(
    z.object({ line: businessLineSchema, staffId: z.string(), staffName: z.string(), effectiveFrom: z.string() }),
  ),
  isActive: z.boolean(),
  version: z.number(),
})
export type GridItem = z.infer<typeof gridItemSchema>

const stationBody = {
  county: regionCodeSchema,
  name: nameSchema,
  counties: z.array(regionCodeSchema).min(1).max(100),
  hotline: phoneSchema,
  fax: phoneSchema,
  address: z.string().trim().max(200).nullable(),
  position: positionSchema,
}
const gridBody = {
  name: nameSchema,
  areaClass: z.enum(areaClasses),
  communities: namesSchema,
  stationId: z.uuid().nullable(),
}

const invalid = ['organisation.invalid', 'organisation.beyond-reach', 'platform.stale']

export const organisationRoutes = {
  regions: route({
    method: 'GET',
    path: '/api/v1/regions',
    permission: 'signed-in',
    summary: 'Province, prefectures and counties',
    reply: z.object({ items: z.array(regionItemSchema) }),
  }),
  editRegion: route({
    method: 'PATCH',
    path: '/api/v1/regions/:code',
    permission: 'organisation.edit',
    summary: 'Area class of a county and other ways to write a region',
    params: z.object({ code: regionCodeSchema }),
    body: z.object({
      areaClass: z.enum(areaClasses).optional(),
      aliases: namesSchema.optional(),
      version: versionSchema,
      reason: reasonSchema,
    }),
    reply: regionItemSchema,
    refusals: ['organisation.region-not-found', ...invalid],
  }),
  companies: route({
    method: 'GET',
    path: '/api/v1/companies',
    permission: 'signed-in',
    summary: 'The operator and its contractors',
    reply: z.object({ items: z.array(companyItemSchema) }),
  }),
  createCompany: route({
    method: 'POST',
    path: '/api/v1/companies',
    permission: 'organisation.edit',
    summary: 'A new contractor',
    body: z.object({
      id: companyIdSchema,
      name: nameSchema,
      fullName: z.string().trim().min(1).max(128),
      aliases: namesSchema,
      reason: reasonSchema,
    }),
    status: 201,
    reply: companyItemSchema,
    refusals: invalid,
    isIdempotent: true,
  }),
  editCompany: route({
    method: 'PATCH',
    path: '/api/v1/companies/:id',
    permission: 'organisation.edit',
    summary: 'Names of a company, and whether it still works for the operator',
    params: z.object({ id: companyIdSchema }),
    body: z.object({
      name: nameSchema,
      fullName: z.string().trim().min(1).max(128),
      aliases: namesSchema,
      isActive: z.boolean(),
      version: versionSchema,
      reason: reasonSchema,
    }),
    reply: companyItemSchema,
    refusals: ['organisation.company-not-found', 'organisation.company-responsible', ...invalid],
  }),
  stations: route({
    method: 'GET',
    path: '/api/v1/stations',
    permission: 'organisation.read',
    summary: 'Stations by county and name',
    query: z.object({
      prefecture: regionCodeSchema.optional(),
      county: regionCodeSchema.optional(),
      company: companyIdSchema.optional(),
      search: z.string().trim().max(64).optional(),
      state: z.enum(['active', 'closed', 'all']).default('active'),
      ...pageFields,
    }),
    reply: listOf(stationItemSchema),
  }),
  createStation: route({
    method: 'POST',
    path: '/api/v1/stations',
    permission: 'organisation.edit',
    summary: 'A new station of a contractor',
    body: z.object({ companyId: companyIdSchema, ...stationBody, reason: reasonSchema }),
    status: 201,
    reply: stationItemSchema,
    refusals: invalid,
    isIdempotent: true,
  }),
  editStation: route({
    method: 'PATCH',
    path: '/api/v1/stations/:id',
    permission: 'organisation.edit',
    summary: 'A station as it is from now on; closing one needs it empty',
    params: idParams,
    body: z.object({ ...stationBody, isActive: z.boolean(), version: versionSchema, reason: reasonSchema }),
    reply: stationItemSchema,
    refusals: ['organisation.station-not-found', 'organisation.station-staffed', ...invalid],
    isIdempotent: true,
  }),
  grids: route({
    method: 'GET',
    path: '/api/v1/grids',
    permission: 'organisation.read',
    summary: 'Grids by county and name, with who looks after them',
    query: z.object({
      prefecture: regionCodeSchema.optional(),
      county: regionCodeSchema.optional(),
      /** Part of a grid's or community's name. */
      search: z.string().trim().max(64).optional(),
      state: z.enum(['active', 'closed', 'all']).default('active'),
      ...pageFields,
    }),
    reply: listOf(gridItemSchema),
  }),
  createGrid: route({
    method: 'POST',
    path: '/api/v1/grids',
    permission: 'organisation.edit',
    summary: 'A new grid of a county',
    body: z.object({ county: regionCodeSchema, ...gridBody, reason: reasonSchema }),
    status: 201,
    reply: gridItemSchema,
    refusals: invalid,
    isIdempotent: true,
  }),
  editGrid: route({
    method: 'PATCH',
    path: '/api/v1/grids/:id',
    permission: 'organisation.edit',
    summary: 'A grid as it is from now on',
    params: idParams,
    body: z.object({ ...gridBody, isActive: z.boolean(), version: versionSchema, reason: reasonSchema }),
    reply: gridItemSchema,
    refusals: ['organisation.grid-not-found', ...invalid],
    isIdempotent: true,
  }),
  setGridOwner: route({
    method: 'PUT',
    path: '/api/v1/grids/:id/owner',
    permission: 'organisation.edit',
    summary: 'Who looks after the grid from today on, for one business line',
    params: idParams,
    body: z.object({
      line: businessLineSchema,
      /** Null: nobody. */
      staffId: z.uuid().nullable(),
      version: versionSchema,
      reason: reasonSchema,
    }),
    reply: gridItemSchema,
    refusals: [
      'organisation.grid-not-found',
      'organisation.owner-unknown',
      'organisation.owner-not-responsible',
      ...invalid,
    ],
    isIdempotent: true,
  }),
  responsibilities: route({
    method: 'GET',
    path: '/api/v1/responsibilities',
    permission: 'organisation.read',
    summary: 'Which company maintains which line where, and when',
    query: z.object({
      /** The region itself and what lies in it. */
      region: regionCodeSchema.optional(),
      line: businessLineSchema.optional(),
      company: companyIdSchema.optional(),
      /** Only what holds on that day. */
      on: daySchema.optional(),
    }),
    reply: z.object({ items: z.array(responsibilityItemSchema) }),
  }),
  whoIsResponsible: route({
    method: 'GET',
    path: '/api/v1/responsibilities/answer',
    permission: 'organisation.read',
    summary: 'Who is responsible for this address and line on this day',
    query: z.object({
      /** An address, the name of a county or its code. */
      place: z.string().trim().min(2).max(200),
      line: businessLineSchema,
      day: daySchema.optional(),
    }),
    reply: z.object({
      outcome: z.enum(['answer', 'gap', 'overlap']),
      region: z.object({ code: z.string(), name: z.string() }),
      grid: z.object({ id: z.string(), name: z.string() }).nullable(),
      day: z.string(),
      companies: z.array(z.object({ id: z.string(), name: z.string() })),
      responsibilities: z.array(z.string()),
    }),
    refusals: ['organisation.region-unknown', 'organisation.region-ambiguous', 'organisation.region-too-broad'],
  }),
  issues: route({
    method: 'GET',
    path: '/api/v1/responsibilities/issues',
    permission: 'organisation.read',
    summary: 'Where nobody or more than one company is responsible, and when',
    query: z.object({ from: daySchema.optional(), to: daySchema.optional(), line: businessLineSchema.optional() }),
    reply: z.object({ from: z.string(), to: z.string(), items: z.array(issueSchema) }),
  }),
  previewResponsibility: route({
    method: 'GET',
    path: '/api/v1/responsibilities/preview',
    permission: 'responsibilities.edit',
    summary: 'Gaps and overlaps as an entry would leave them in the year from today, and those that it would end',
    query: z.object({
      /** The entry whose days change; absent for a new one. */
      id: z.uuid().optional(),
      region: regionCodeSchema,
      gridId: z.uuid().optional(),
      line: businessLineSchema,
      companyId: companyIdSchema,
      effectiveFrom: daySchema,
      effectiveTo: daySchema.optional(),
    }),
    reply: z.object({
      /** As things will be. */
      issues: z.array(issueSchema),
      /** Of those that are there now, what will be no more. */
      ended: z.array(issueSchema),
      /** Of `issues`, what is not there now. */
      made: z.array(issueSchema),
    }),
    refusals: invalid,
  }),
  createResponsibility: route({
    method: 'POST',
    path: '/api/v1/responsibilities',
    permission: 'responsibilities.edit',
    summary: 'A company becomes responsible for a line in a region',
    body: z.object({
      region: regionCodeSchema,
      gridId: z.uuid().nullable().default(null),
      line: businessLineSchema,
      companyId: companyIdSchema,
      effectiveFrom: daySchema,
      effectiveTo: daySchema.nullable().default(null),
      reason: reasonSchema,
    }),
    status: 201,
    /** With the overlaps that it makes, if any. */
    reply: responsibilityItemSchema.extend({ issues: z.array(issueSchema) }),
    refusals: invalid,
    isIdempotent: true,
  }),
  editResponsibility: route({
    method: 'PATCH',
    path: '/api/v1/responsibilities/:id',
    permission: 'responsibilities.edit',
    summary: 'Other first and last days; what has been stays as it was',
    params: idParams,
    body: z.object({
      effectiveFrom: daySchema,
      effectiveTo: daySchema.nullable(),
      version: versionSchema,
      reason: reasonSchema,
    }),
    reply: responsibilityItemSchema.extend({ issues: z.array(issueSchema) }),
    refusals: ['organisation.responsibility-not-found', 'organisation.past', ...invalid],
    isIdempotent: true,
  }),
  withdrawResponsibility: route({
    method: 'POST',
    path: '/api/v1/responsibilities/:id/withdraw',
    permission: 'responsibilities.edit',
    summary: 'Take back an entry that has not begun yet',
    params: idParams,
    body: z.object({ version: versionSchema, reason: reasonSchema }),
    reply: z.object({ done: z.literal(true) }),
    refusals: ['organisation.responsibility-not-found', 'organisation.past', 'platform.stale'],
    isIdempotent: true,
  }),
} as const
