import { z } from 'zod'
import { route } from '#core/contract.ts'

const instant = z.string().nullable()

export const healthSchema = z.object({
  at: z.string(),
  /** What somebody should do something about, worst first; texts `health.<code>`. */
  problems: z.array(
    z.object({
      severity: z.enum(['warning', 'failed']),
      code: z.string(),
      params: z.record(z.string(), z.union([z.string(), z.number()])),
    }),
  ),
  versions: z.object({ product: z.string(), node: z.string(), postgres: z.string(), migration: z.string() }),
  instance: z.object({
    isDemo: z.boolean(),
    /** Milliseconds that the clock is ahead of the machine's. */
    clockOffsetMs: z.number(),
    upSeconds: z.int(),
    memoryMegabytes: z.int(),
  }),
  database: z.object({
    bytes: z.number(),
    connections: z.int(),
    maxConnections: z.int(),
    /** Of this process. */
    pool: z.object({ total: z.int(), idle: z.int(), waiting: z.int() }),
  }),
  consumers: z.array(
    z.object({
      name: z.string(),
      /** Events not handled yet, counted to 1,000. */
      behind: z.int(),
      oldestAt: instant,
      ranAt: instant,
      /** Events put aside: tried again by themselves, and those that wait for a person. */
      retrying: z.int(),
      waiting: z.int(),
    }),
  ),
  sealer: z.object({ unsealed: z.int(), oldestAt: instant, ranAt: instant }),
  periodics: z.array(
    z.object({
      name: z.string(),
      startedAt: instant,
      finishedAt: instant,
      failures: z.int(),
      lastError: z.string().nullable(),
    }),
  ),
  jobs: z.object({ queued: z.int(), running: z.int(), failed24h: z.int(), oldestQueuedAt: instant }),
  outside: z.object({ waiting: z.int(), failed24h: z.int() }),
  disk: z.object({ freeBytes: z.number(), totalBytes: z.number() }),
  files: z.object({ driver: z.enum(['disk', 's3']), error: z.string().nullable() }),
  backup: z.object({ at: z.string(), file: z.string(), bytes: z.number() }).nullable(),
})
export type Health = z.infer<typeof healthSchema>

export const healthReport = route({
  method: 'GET',
  path: '/api/v1/health',
  permission: 'health.read',
  summary: 'Queues, lags, disk, versions, backups, and what of it somebody should look at',
  reply: healthSchema,
})

const letterSchema = z.object({
  id: z.string(),
  consumer: z.string(),
  at: z.string(),
  kind: z.string(),
  prefecture: z.string(),
  subjectType: z.string(),
  subjectId: z.string(),
  attempts: z.int(),
  error: z.string(),
  /** `null`: tried often enough, waits for a person. */
  retryAt: instant,
})
export type Letter = z.infer<typeof letterSchema>

export const letterList = route({
  method: 'GET',
  path: '/api/v1/health/dead-letters',
  permission: 'health.read',
  summary: 'Events that a consumer could not handle, oldest first',
  query: z.object({
    consumer: z.string().max(64).optional(),
    cursor: z.uuid().optional(),
    limit: z.coerce.number().int().min(1).max(200).default(50),
  }),
  reply: z.object({ items: z.array(letterSchema), nextCursor: z.string().nullable() }),
})

const idParams = z.object({ id: z.uuid() })

export const letterRetry = route({
  method: 'POST',
  path: '/api/v1/health/dead-letters/:id/retry',
  permission: 'health.act',
  summary: 'Have the event handled once more, now',
  params: idParams,
  body: z.object({}),
  reply: z.object({}),
  isIdempotent: true,
  refusals: ['jobs.letter-not-found'],
})

export const letterDiscard = route({
  method: 'POST',
  path: '/api/v1/health/dead-letters/:id/discard',
  permission: 'health.act',
  summary: 'Give the event up for this consumer',
  params: idParams,
  body: z.object({ reason: z.string().trim().min(2).max(500) }),
  reply: z.object({}),
  isIdempotent: true,
  refusals: ['jobs.letter-not-found'],
})

export const metrics = route({
  method: 'GET',
  path: '/api/v1/metrics',
  permission: 'health.read',
  summary: 'Figures of this process and of the installation for Prometheus',
  produces: 'text/plain',
  reply: z.string(),
})
