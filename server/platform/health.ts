import type { FastifyInstance } from 'fastify'
import type pg from 'pg'
import { answersWithin } from './health.store.ts'

const LIMIT_MS = 2000

/**
 * For whoever watches the process: `/healthz` says that it lives, `/readyz` that it can serve (the database answers), else 503.
 * Neither counts against the rate limit nor says anything about the installation.
 */
export const bindHealth = (app: FastifyInstance, pool: pg.Pool, limitMs = LIMIT_MS): void => {
  const options = { config: { rateLimit: false } }
  app.get('/healthz', options, (_request, reply) => reply.header('cache-control', 'no-store').send({ status: 'ok' }))
  app.get('/readyz', options, async (_request, reply) => {
    const isReady = await answersWithin(pool, limitMs)
    return reply
      .code(isReady ? 200 : 503)
      .header('cache-control', 'no-store')
      .send({ status: isReady ? 'ok' : 'database' })
  })
}
