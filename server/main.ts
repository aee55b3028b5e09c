import { createAccess } from '#server/access/index.ts'
import { seedFirstStart } from '#server/demo/index.ts'
import { bindMetrics } from '#server/jobs/index.ts'
import { bindAll } from './app.ts'
import { startBackground } from './background.ts'
import { texts } from './catalogue.ts'
import { API_VERSION } from './describe.ts'
import type { Config } from './platform/config.ts'
import { bindLive } from './platform/events/live.routes.ts'
import type { Live } from './platform/events/live.ts'
import { bindHealth } from './platform/health.ts'
import { createHttp, type Http } from './platform/http.ts'
import type { Log } from './platform/log.ts'
import type { OpenDatabase } from './platform/open-database.ts'
import { openApiOf } from './platform/openapi.ts'
import { servePages } from './static.ts'
import { type AllDeps, wire } from './wiring.ts'

export type StartDeps = {
  readonly database: OpenDatabase
  readonly log: Log
  /** Resolves when the pages are built. */
  readonly webReady: Promise<void>
}

export type RunningServer = {
  readonly address: string
  /** Finishes requests and jobs, then closes. */
  readonly stop: () => Promise<void>
}

/** The whole HTTP side on its dependencies; without pages, which are served only by the real server. */
export const createApp = async (
  deps: AllDeps,
  options: { readonly checkReplies?: boolean; readonly live?: Live } = {},
): Promise<Http> => {
  const access = createAccess(deps)
  const http = await createHttp({
    log: deps.log,
    texts,
    authenticate: access.authenticate,
    trustProxy: deps.config.trustedProxies,
    requestsPerMinute: deps.config.requestsPerMinute,
    checkReplies: options.checkReplies ?? false,
  })
  bindHealth(http.app, deps.db.pool, undefined, deps.config.dataDir)
  bindMetrics(http, deps)
  access.bind(http)
  bindAll(http, deps)
  if (options.live) bindLive(http, deps, options.live)
  let description: string | undefined
  http.app.get('/api/openapi.json', (_request, reply) => {
    description ??= JSON.stringify(openApiOf(http.routes, API_VERSION))
    return reply.type('application/json; charset=utf-8').send(description)
  })
  return http
}

/** Serves the configured instance on an open, migrated database. */
export const startServer = async (config: Config, { database, log, webReady }: StartDeps): Promise<RunningServer> => {
  const { deps, close } = await wire(config, database, log)
  await seedFirstStart(deps, { isOnlyServer: true })
  const background = await startBackground(deps)
  const http = await createApp(deps, { live: background.live })
  await webReady
  await servePages(http.app)
  await http.app.listen({ port: config.port, host: config.host })
  const bound = http.app.server.address()
  const port = typeof bound === 'object' && bound ? bound.port : config.port
  return {
    address: config.publicUrl.includes(':0') ? `http://localhost:${port}` : config.publicUrl,
    stop: async () => {
      await http.app.close()
      await background.stop()
      await close()
    },
  }
}
