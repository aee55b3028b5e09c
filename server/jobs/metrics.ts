import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Health } from '#core/jobs/health.contract.ts'

export type Metrics = {
  /** Everything as Prometheus reads it; the installation's figures are of this moment. */
  text(health: Health): Promise<string>
  readonly contentType: string
}

const BUCKETS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10]

/**
 * Counts this process's requests by route, beside what Node tells of itself. Begins with the first collection: a process that
 * nobody collects from neither loads the library nor counts.
 */
export const createMetrics = (app: FastifyInstance): { load(): Promise<Metrics> } => {
  let observe: ((request: FastifyRequest, reply: FastifyReply) => void) | undefined
  app.addHook('onResponse', (request, reply, done) => {
    observe?.(request, reply)
    done()
  })
  let loading: Promise<Metrics> | undefined
  const load = async (): Promise<Metrics> => {
    const made = metricsOf(await import('prom-client'))
    observe = made.observe
    return made
  }
  return {
    load: () => {
      loading ??= load()
      return loading
    },
  }
}

type Library = typeof import('prom-client')
type Observed = Metrics & { readonly observe: (request: FastifyRequest, reply: FastifyReply) => void }

const metricsOf = ({ collectDefaultMetrics, Gauge, Histogram, Registry }: Library): Observed => {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry })
  const requests = new Histogram({
    name: 'daiwei_http_request_seconds',
    help: 'Requests by route and status',
    labelNames: ['method', 'route', 'status'],
    buckets: BUCKETS,
    registers: [registry],
  })
  const gauge = <const L extends string>(name: string, help: string, labelNames: readonly L[] = []) =>
    new Gauge<L>({ name: `daiwei_${name}`, help, labelNames: [...labelNames], registers: [registry] })
  const behind = gauge('consumer_behind', 'Events not handled yet', ['consumer'])
  const letters = gauge('dead_letters', 'Events put aside', ['consumer', 'state'])
  const unsealed = gauge('audit_unsealed', 'Audit entries not in the chain yet')
  const failures = gauge('periodic_failures', 'Failures in a row', ['task'])
  const jobs = gauge('jobs', 'Background jobs', ['state'])
  const outside = gauge('outside_messages', 'Messages for outside channels', ['state'])
  const diskFree = gauge('disk_free_bytes', 'Free on the data disk')
  const databaseBytes = gauge('database_bytes', 'Size of the database')
  const connections = gauge('database_connections', 'Connections to the database')
  const pool = gauge('database_pool', 'Connections of this process', ['state'])
  const problems = gauge('problems', 'What somebody should look at', ['severity'])
  return {
    observe: (request, reply) =>
      requests.observe(
        { method: request.method, route: request.routeOptions.url ?? 'none', status: String(reply.statusCode) },
        reply.elapsedTime / 1000,
      ),
    contentType: registry.contentType,
    text: (health) => {
      for (const each of [behind, letters, failures]) each.reset()
      for (const { name, behind: count, retrying, waiting } of health.consumers) {
        behind.set({ consumer: name }, count)
        letters.set({ consumer: name, state: 'retrying' }, retrying)
        letters.set({ consumer: name, state: 'waiting' }, waiting)
      }
      unsealed.set(health.sealer.unsealed)
      for (const { name, failures: count } of health.periodics) failures.set({ task: name }, count)
      for (const state of ['queued', 'running', 'failed24h'] as const) jobs.set({ state }, health.jobs[state])
      for (const state of ['waiting', 'failed24h'] as const) outside.set({ state }, health.outside[state])
      diskFree.set(health.disk.freeBytes)
      databaseBytes.set(health.database.bytes)
      connections.set(health.database.connections)
      for (const state of ['total', 'idle', 'waiting'] as const) pool.set({ state }, health.database.pool[state])
      for (const severity of ['warning', 'failed'] as const) {
        problems.set({ severity }, health.problems.filter((each) => each.severity === severity).length)
      }
      return registry.metrics()
    },
  }
}
