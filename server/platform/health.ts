import { statfs } from 'node:fs/promises'
import type { FastifyInstance } from 'fastify'
import type pg from 'pg'
import { answersWithin } from './health.store.ts'

const LIMIT_MS = 2000

/**
 * For whoever watches the process: `/healthz` says that it lives, `/readyz` that it can serve (the database answers, the data disk
 * is not full), else 503.
 * Neither counts against the rate limit nor says anything about the installation.
 */
export const bindHealth = (app: FastifyInstance, pool: pg.Pool, limitMs = LIMIT_MS, dataDir?: string): void => {
  const options = { config: { rateLimit: false } }
  app.get('/healthz', options, (_request, reply) => reply.header('cache-control', 'no-store').send({ status: 'ok' }))
  app.get('/readyz', options, async (_request, reply) => {
    const lacking = (await answersWithin(pool, limitMs)) ? await fullDisk(dataDir) : 'database'
    return reply
      .code(lacking === undefined ? 200 : 503)
      .header('cache-control', 'no-store')
      .send({ status: lacking ?? 'ok' })
  })
}

const MIN_FREE_BYTES = 64 * 1_048_576

const fullDisk = async (dataDir: string | undefined): Promise<'disk' | undefined> => {
  if (dataDir === undefined) return undefined
  const { bavail, bsize } = await statfs(dataDir)
  return bavail * bsize < MIN_FREE_BYTES ? 'disk' : undefined
}
