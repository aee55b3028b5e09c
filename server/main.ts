import { createServer } from 'node:http'
import type { Config } from './platform/config.ts'
import type { Log } from './platform/log.ts'
import type { OpenDatabase } from './platform/open-database.ts'

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

/** Serves the configured instance on an open, migrated database. */
export const startServer = async (config: Config, deps: StartDeps): Promise<RunningServer> => {
  const server = createServer((request, response) => {
    response.statusCode = request.url === '/healthz' || request.url === '/readyz' ? 200 : 404
    response.end()
  })
  await deps.webReady
  const port = await new Promise<number>((resolve, reject) => {
    server.once('error', reject)
    server.listen(config.port, config.host, () => {
      const bound = server.address()
      resolve(typeof bound === 'object' && bound ? bound.port : config.port)
    })
  })
  return {
    address: `http://localhost:${port}`,
    stop: () => new Promise((resolve) => server.close(() => resolve())),
  }
}
