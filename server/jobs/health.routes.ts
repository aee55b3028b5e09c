import type { FastifyRequest } from 'fastify'
import * as contract from '#core/jobs/health.contract.ts'
import { ok } from '#core/result.ts'
import { commandOf, type Http } from '#server/platform/http.ts'
import { discard, type HealthDeps, listLetters, reportHealth, retry } from './health.service.ts'
import { createMetrics } from './metrics.ts'

export const bindHealthScreen = ({ bind }: Http, deps: HealthDeps): void => {
  bind(contract.healthReport, async () => ok(await reportHealth(deps)))
  bind(contract.letterList, async ({ actor, query }) => ok(await listLetters(deps, actor.scope, query)))
  bind(contract.letterRetry, (call) => retry(deps, commandOf(call, deps.clock), call.params.id))
  bind(contract.letterDiscard, (call) => discard(deps, commandOf(call, deps.clock), call.params.id, call.body.reason))
}

/** `/metrics` for a collector on the same machine; from elsewhere `/api/v1/metrics` with the permission. */
export const bindMetrics = ({ app, bind }: Http, deps: HealthDeps): void => {
  const counting = createMetrics(app)
  bind(contract.metrics, async ({ reply }) => {
    const metrics = await counting.load()
    await reply.type(metrics.contentType).send(await metrics.text(await reportHealth(deps)))
    return ok(undefined as never)
  })
  app.get('/metrics', { config: { rateLimit: false } }, async (request, reply) => {
    if (!isLocal(request)) return reply.callNotFound()
    const metrics = await counting.load()
    return reply.type(metrics.contentType).send(await metrics.text(await reportHealth(deps)))
  })
}

const LOOPBACK = new Set(['127.0.0.1', '::1', '::ffff:127.0.0.1'])

/** From this machine, and not handed on by a proxy on it. */
const isLocal = ({ socket, headers }: FastifyRequest): boolean =>
  LOOPBACK.has(socket.remoteAddress ?? '') &&
  !['forwarded', 'x-forwarded-for', 'x-real-ip', 'via'].some((name) => name in headers)
