import { z } from 'zod'
import { route } from '#core/contract.ts'
import { overrideLevels } from '#core/parameter.ts'
import { isDay } from '#core/time.ts'

const daySchema = z.string().refine(isDay, 'YYYY-MM-DD')
const levelSchema = z.enum(overrideLevels)
const titleSchema = z.object({ 'zh-CN': z.string(), en: z.string() })

/** One stored value as screens show it. */
const shownValueSchema = z.object({
  version: z.int(),
  level: levelSchema,
  subject: z.string(),
  subjectName: z.string(),
  effectiveFrom: z.string(),
  value: z.unknown(),
  reason: z.string(),
  createdByName: z.string(),
  createdAt: z.string(),
  withdrawnAt: z.string().nullable(),
  state: z.enum(['past', 'inForce', 'upcoming', 'withdrawn']),
})
export type ShownValue = z.infer<typeof shownValueSchema>

const headSchema = z.object({
  key: z.string(),
  slice: z.string(),
  title: titleSchema,
  unit: z.string(),
  confidence: z.string(),
  /** Whether anything was set besides the shipped default. */
  isChanged: z.boolean(),
  overrideCount: z.int(),
  upcomingCount: z.int(),
})

const catalogueItemSchema = headSchema.extend({
  /** What holds today in the province; a table is given by its number of rows, its content by the parameter itself. */
  value: z.unknown(),
  rowCount: z.int().optional(),
  version: z.int(),
  effectiveFrom: z.string().nullable(),
})

export const parameterCatalogue = route({
  method: 'GET',
  path: '/api/v1/parameters',
  permission: 'parameters.read',
  summary: 'All parameters with unit, mark of confidence and what holds today',
  reply: z.object({ today: z.string(), items: z.array(catalogueItemSchema) }),
})

const keyParams = z.object({ key: z.string().max(100) })

export const parameterDetail = route({
  method: 'GET',
  path: '/api/v1/parameters/:key',
  permission: 'parameters.read',
  summary: 'One parameter: default, values at every level, history, and the JSON Schema of its value',
  params: keyParams,
  reply: headSchema.extend({
    today: z.string(),
    default: z.unknown(),
    schema: z.unknown(),
    /** Newest first. */
    values: z.array(shownValueSchema),
  }),
  refusals: ['parameters.unknown'],
})

export const parameterResolve = route({
  method: 'GET',
  path: '/api/v1/parameters/:key/resolved',
  permission: 'parameters.read',
  summary: 'Which value holds at a place on a day, and which version that is (0: the default)',
  params: keyParams,
  query: z.object({
    day: daySchema.optional(),
    prefecture: z.string().optional(),
    county: z.string().optional(),
    contract: z.string().optional(),
    company: z.string().optional(),
  }),
  reply: z.object({ day: z.string(), value: z.unknown(), version: z.int() }),
  refusals: ['parameters.unknown'],
})

/** What is sent to set a value. */
export const parameterValueSchema = z.object({
  level: levelSchema,
  subject: z.string().max(64).default(''),
  effectiveFrom: daySchema,
  value: z.unknown(),
  reason: z.string().trim().min(2).max(500),
  /** The version that the editor saw at this level and subject on that day; 0 for none. Somebody else's change in between is refused. */
  basedOn: z.int().min(0).optional(),
})

export const parameterSet = route({
  method: 'POST',
  path: '/api/v1/parameters/:key/values',
  permission: 'parameters.edit',
  summary: 'Set a value from a day on, at a level of the chain',
  params: keyParams,
  body: parameterValueSchema,
  status: 201,
  reply: z.object({ version: z.int() }),
  isIdempotent: true,
  refusals: [
    'parameters.unknown',
    'parameters.past',
    'parameters.subject-missing',
    'parameters.subject-unknown',
    'parameters.not-yours',
    'parameters.unchanged',
    'platform.stale',
  ],
})

export const parameterWithdraw = route({
  method: 'POST',
  path: '/api/v1/parameters/:key/values/:version/withdraw',
  permission: 'parameters.edit',
  summary: 'Take back a value that is not in force yet',
  params: keyParams.extend({ version: z.coerce.number().int().positive() }),
  body: z.object({ reason: z.string().trim().min(2).max(500) }),
  reply: z.object({ version: z.int() }),
  isIdempotent: true,
  refusals: ['parameters.unknown', 'parameters.no-value', 'parameters.in-force', 'parameters.not-yours'],
})
