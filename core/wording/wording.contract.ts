import { z } from 'zod'
import { route } from '#core/contract.ts'
import { isDay } from '#core/time.ts'
import { forbiddenClasses, packSchema, severities } from './pack.ts'

const at = z.string().meta({ format: 'date-time' })
const daySchema = z.string().refine(isDay, 'YYYY-MM-DD')
/** Empty text is the province's pack, otherwise a company's own. */
const company = z.string().max(31).default('')

export const inForceSchema = z.object({
  /** 0: what ships. */
  version: z.int(),
  effectiveFrom: z.string().nullable(),
  pack: packSchema,
  /** What explanations promise: `wording.feedback` where the reader works. */
  feedback: z.object({
    oursSearchingMinutes: z.number(),
    oursRepairedMinutes: z.number(),
    unknownMinutes: z.number(),
    takenBackMinutes: z.number(),
    dayFromMinute: z.number(),
    dayToMinute: z.number(),
    roundMinutes: z.number(),
  }),
  /** What the reader says of themself. */
  speaker: z.object({ company: z.string(), name: z.string(), number: z.string() }),
  /** When the reader acknowledged this version's forbidden words. */
  acknowledgedAt: at.nullable(),
})
export type WordingInForce = z.infer<typeof inForceSchema>

const versionSchema = z.object({
  version: z.int(),
  company: z.string(),
  companyName: z.string(),
  effectiveFrom: z.string(),
  reason: z.string(),
  publishedByName: z.string(),
  publishedAt: at,
  withdrawnAt: at.nullable(),
  state: z.enum(['inForce', 'upcoming', 'past', 'withdrawn']),
  /** Who acknowledged its forbidden words. */
  readers: z.int(),
})
export type WordingVersion = z.infer<typeof versionSchema>

const findingSchema = z.object({
  id: z.string(),
  at,
  number: z.string(),
  eventKind: z.string(),
  word: z.string(),
  found: z.string(),
  class: z.enum(forbiddenClasses),
  severity: z.enum(severities),
  /** The sentence around it, and where the word stands in it. */
  excerpt: z.string(),
  from: z.int(),
  to: z.int(),
  authorName: z.string(),
  authorRole: z.string(),
  companyName: z.string().nullable(),
  packVersion: z.int(),
  verdict: z.enum(['confirmed', 'dismissed']).nullable(),
  decidedByName: z.string().nullable(),
  decidedAt: at.nullable(),
  reason: z.string().nullable(),
})
export type WordingFinding = z.infer<typeof findingSchema>

const acknowledgementSchema = z.object({ userId: z.string(), name: z.string(), companyName: z.string(), at })
const changed = ['wording.invalid', 'wording.draft-changed', 'wording.company-unknown']

export const wordingRoutes = {
  inForce: route({
    method: 'GET',
    path: '/api/v1/wording',
    permission: 'signed-in',
    summary: 'The wording that is in force for the reader’s company today',
    reply: inForceSchema,
  }),
  acknowledge: route({
    method: 'POST',
    path: '/api/v1/wording/acknowledgements',
    permission: 'signed-in',
    summary: 'The reader has read the forbidden words of a version',
    body: z.object({ version: z.int().min(0) }),
    reply: z.object({ acknowledgedAt: at }),
    isIdempotent: true,
    refusals: ['wording.not-in-force'],
  }),
  versions: route({
    method: 'GET',
    path: '/api/v1/wording/packs',
    permission: 'parameters.read|wording.edit',
    summary: 'Published versions of the province or of one company, newest first, and the draft',
    query: z.object({ company }),
    reply: z.object({
      items: z.array(versionSchema),
      inForce: z.object({ version: z.int(), pack: packSchema, readers: z.int() }),
      draft: z.object({ revision: z.int(), pack: packSchema, editedByName: z.string(), editedAt: at }).nullable(),
      companies: z.array(z.object({ id: z.string(), name: z.string() })),
    }),
    refusals: ['wording.company-unknown'],
  }),
  version: route({
    method: 'GET',
    path: '/api/v1/wording/packs/:version',
    permission: 'parameters.read|wording.edit',
    summary: 'One version as it was published, with who acknowledged it',
    params: z.object({ version: z.coerce.number().int().min(0) }),
    reply: z.object({ version: z.int(), pack: packSchema, readers: z.array(acknowledgementSchema) }),
    refusals: ['wording.unknown-version'],
  }),
  saveDraft: route({
    method: 'PUT',
    path: '/api/v1/wording/draft',
    permission: 'wording.edit',
    summary: 'Saves the draft as a whole; what was changed by hand is marked so',
    body: z.object({ company, pack: packSchema, revision: z.int().min(0) }),
    reply: z.object({ revision: z.int() }),
    isIdempotent: true,
    refusals: changed,
  }),
  discardDraft: route({
    method: 'POST',
    path: '/api/v1/wording/draft/discard',
    permission: 'wording.edit',
    summary: 'Throws the draft away',
    body: z.object({ company, revision: z.int().min(1) }),
    reply: z.object({ revision: z.int() }),
    isIdempotent: true,
    refusals: ['wording.no-draft', ...changed],
  }),
  publish: route({
    method: 'POST',
    path: '/api/v1/wording/publish',
    permission: 'wording.edit',
    summary: 'Puts the draft in force from a day on',
    body: z.object({
      company,
      revision: z.int().min(1),
      effectiveFrom: daySchema,
      reason: z.string().trim().min(2).max(500),
    }),
    status: 201,
    reply: z.object({ version: z.int() }),
    isIdempotent: true,
    refusals: ['wording.no-draft', 'wording.past', 'wording.unchanged', ...changed],
  }),
  withdraw: route({
    method: 'POST',
    path: '/api/v1/wording/packs/:version/withdraw',
    permission: 'wording.edit',
    summary: 'Takes back a version that no day has seen yet',
    params: z.object({ version: z.coerce.number().int().positive() }),
    body: z.object({ reason: z.string().trim().min(2).max(500) }),
    reply: z.object({ version: z.int() }),
    isIdempotent: true,
    refusals: ['wording.unknown-version', 'wording.in-force'],
  }),
  exported: route({
    method: 'GET',
    path: '/api/v1/wording/export',
    permission: 'parameters.read|wording.edit',
    summary: 'The draft, a version or what is in force, as xlsx or YAML',
    query: z.object({
      company,
      format: z.enum(['xlsx', 'yaml']).default('xlsx'),
      version: z.coerce.number().int().min(0).optional(),
    }),
    produces: 'application/octet-stream',
    reply: z.string(),
    refusals: ['wording.unknown-version'],
  }),
  imported: route({
    method: 'POST',
    path: '/api/v1/wording/import',
    permission: 'wording.edit',
    summary: 'Reads a file into the draft, all of it or nothing; what differs is marked as source',
    query: z.object({ company, name: z.string().max(200).default(''), revision: z.coerce.number().int().min(0) }),
    consumes: 'application/octet-stream',
    reply: z.object({ revision: z.int(), texts: z.int(), words: z.int(), changed: z.int() }),
    refusals: ['wording.file-invalid', 'wording.file-unreadable', 'wording.file-large', ...changed],
  }),
  findings: route({
    method: 'GET',
    path: '/api/v1/wording/findings',
    permission: 'work-orders.qualityCheck',
    summary: 'Forbidden words found in what staff wrote, newest first',
    query: z.object({
      state: z.enum(['open', 'confirmed', 'dismissed', 'all']).default('open'),
      severity: z.enum(severities).optional(),
      order: z.string().max(40).optional(),
      limit: z.coerce.number().int().min(1).max(200).default(50),
      cursor: z.string().max(100).optional(),
    }),
    reply: z.object({ items: z.array(findingSchema), nextCursor: z.string().nullable() }),
  }),
  decideFinding: route({
    method: 'POST',
    path: '/api/v1/wording/findings/:id/decide',
    permission: 'work-orders.qualityCheck',
    summary: 'Confirms a finding or dismisses it, with a reason; a dismissed one counts for nothing',
    params: z.object({ id: z.uuid() }),
    body: z.object({ verdict: z.enum(['confirmed', 'dismissed']), reason: z.string().trim().min(2).max(500) }),
    reply: findingSchema,
    isIdempotent: true,
    refusals: ['wording.finding-unknown', 'wording.finding-decided', 'wording.own-finding'],
  }),
} as const
