import type { Route } from '#core/contract.ts'
import { metrics } from '#core/jobs/health.contract.ts'
import { liveStream } from '#core/live.contract.ts'
import { createAccess } from '#server/access/index.ts'
import { bindAll } from './app.ts'
import type { Http } from './platform/http.ts'
import { openApiOf } from './platform/openapi.ts'
import type { AllDeps } from './wiring.ts'

export const API_VERSION = '1'

/** The API's description without a running instance: binding a route needs its contract only. */
export const describeApi = (): unknown => {
  const routes: Route[] = []
  const collecting = { bind: (route: Route) => void routes.push(route), routes } as unknown as Http
  const nothing = {} as AllDeps
  createAccess(nothing).bind(collecting)
  bindAll(collecting, nothing)
  routes.push(liveStream, metrics)
  return openApiOf(routes, API_VERSION)
}
