import { z } from 'zod'
import { route } from '#core/contract.ts'
import { isDay } from '#core/time.ts'

const day = z.string().refine(isDay, 'YYYY-MM-DD')

export const auditEntrySchema = z.object({
  id: z.string(),
  prefecture: z.string(),
  at: z.string(),
  actorId: z.string().nullable(),
  actorName: z.string(),
  actorRole: z.string(),
  /** `workOrder.assigned`, `parameter.set`, `session.signIn`. */
  action: z.string(),
  subjectType: z.string(),
  subjectId: z.string(),
  /** What the subject is called today; `null` where nothing tells it any more. */
  subjectName: z.string().nullable(),
  /** Personal data in both is masked when it is written. */
  before: z.unknown(),
  after: z.unknown(),
  reason: z.string().nullable(),
  /** From where: `console 10.0.0.8`, `field …`, `cli`, `rule`. */
  source: z.string(),
  /** Its place in the chain of its prefecture; `null` until the sealer has been past. */
  seal: z.object({ day: z.string(), number: z.int() }).nullable(),
})
export type AuditEntry = z.infer<typeof auditEntrySchema>

export const auditList = route({
  method: 'GET',
  path: '/api/v1/audit',
  permission: 'audit.read',
  summary: 'Who did what to what, newest first',
  query: z.object({
    /** Login, name or id of whoever acted. */
    who: z.string().trim().min(1).max(64).optional(),
    /** Actions, separated by commas; with a full stop at its end all that begin with it. */
    action: z.string().trim().min(1).max(600).optional(),
    /** Kinds of subjects, separated by commas. */
    subjectType: z.string().trim().min(1).max(200).optional(),
    /** Number, name, login, title or id of what it was done to. */
    subject: z.string().trim().min(1).max(128).optional(),
    /** Codes, separated by commas. */
    prefecture: z.string().trim().min(1).max(200).optional(),
    /** From where: `console`, `field`, `api`, `cli`; or an address; or both, `console 10.0.0.8`. Several separated by commas. */
    source: z.string().trim().min(1).max(200).optional(),
    from: day.optional(),
    /** Including that day. */
    to: day.optional(),
    cursor: z.string().max(200).optional(),
    limit: z.coerce.number().int().min(1).max(200).default(50),
  }),
  reply: z.object({ items: z.array(auditEntrySchema), nextCursor: z.string().nullable() }),
})

const breachSchema = z.object({
  kind: z.enum(['changed', 'removed', 'inserted', 'unsealed', 'seal-removed', 'seal-changed', 'cut']),
  prefecture: z.string(),
  day: z.string().optional(),
  number: z.int().optional(),
  entryId: z.string().optional(),
  at: z.string().optional(),
  action: z.string().optional(),
  actorName: z.string().optional(),
})

/** What a verification found; the result of the job that `auditVerify` starts. */
export const verifiedSchema = z.object({
  sealed: z.int(),
  tail: z.int(),
  breachCount: z.int(),
  breaches: z.array(breachSchema),
})

export const auditState = route({
  method: 'GET',
  path: '/api/v1/audit/state',
  permission: 'audit.read',
  summary: 'How far the chain has come, what waits to be sealed, and the last verification',
  reply: z.object({
    unsealed: z.int(),
    oldestUnsealedAt: z.string().nullable(),
    sealerRanAt: z.string().nullable(),
    /** Where the chain of each prefecture ends. */
    heads: z.array(z.object({ prefecture: z.string(), day: z.string(), number: z.int(), hash: z.string() })),
    lastVerification: z
      .object({
        jobId: z.string(),
        status: z.string(),
        finishedAt: z.string().nullable(),
        result: verifiedSchema.nullable(),
      })
      .nullable(),
  }),
})

export const auditVerify = route({
  method: 'POST',
  path: '/api/v1/audit/verify',
  permission: 'audit.read',
  summary: 'Start a verification of every entry against the chain, as a background job',
  body: z.object({}),
  status: 202,
  reply: z.object({ jobId: z.string() }),
  isIdempotent: true,
})
