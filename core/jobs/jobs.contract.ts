import { z } from 'zod'
import { route } from '#core/contract.ts'

export const jobStatuses = ['queued', 'running', 'done', 'failed', 'cancelled'] as const

export const jobSchema = z.object({
  id: z.string(),
  kind: z.string(),
  title: z.string(),
  status: z.enum(jobStatuses),
  done: z.number(),
  total: z.number().nullable(),
  /** What the kind of job says came of it. */
  result: z.unknown(),
  /** A code of the catalogue (`jobs.error.…`) or what the program said. */
  error: z.string().nullable(),
  isCancelRequested: z.boolean(),
  createdByName: z.string(),
  createdAt: z.string(),
  startedAt: z.string().nullable(),
  finishedAt: z.string().nullable(),
})
export type Job = z.infer<typeof jobSchema>

export const jobList = route({
  method: 'GET',
  path: '/api/v1/jobs',
  permission: 'signed-in',
  summary: 'Background jobs, newest first: the caller’s own, or with jobs.read everybody’s',
  query: z.object({
    of: z.enum(['me', 'everybody']).default('me'),
    status: z.enum(jobStatuses).optional(),
    limit: z.coerce.number().int().min(1).max(200).default(50),
    cursor: z.uuid().optional(),
  }),
  reply: z.object({ items: z.array(jobSchema), nextCursor: z.string().nullable() }),
})

const idParams = z.object({ id: z.uuid() })

export const jobDetail = route({
  method: 'GET',
  path: '/api/v1/jobs/:id',
  permission: 'signed-in',
  summary: 'One background job: how far it is, or what came of it',
  params: idParams,
  reply: jobSchema,
  refusals: ['jobs.not-found'],
})

export const jobCancel = route({
  method: 'POST',
  path: '/api/v1/jobs/:id/cancel',
  permission: 'signed-in',
  summary: 'Ask a job to stop; what it has stored stays as its kind says',
  params: idParams,
  body: z.object({}),
  reply: z.object({ status: z.enum(jobStatuses) }),
  isIdempotent: true,
  refusals: ['jobs.not-found', 'jobs.over'],
})
