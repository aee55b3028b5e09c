import { insightRoutes } from '#core/insight/insight.contract.ts'
import { ok } from '#core/result.ts'
import type { Deps } from '#server/platform/deps.ts'
import type { Http } from '#server/platform/http.ts'
import { readAlarms, readPoints } from './insight.alarms.view.ts'
import { readOnTime } from './insight.figures.view.ts'
import { readIndices } from './insight.indices.view.ts'
import { readPicture } from './insight.picture.view.ts'
import { shippedOutlines } from './outlines.ts'

export const bindInsight = (http: Http, deps: Deps): void => {
  http.bind(insightRoutes.today, async ({ actor }) => ok(await readPicture(deps, actor)))
  http.bind(insightRoutes.alarms, async ({ actor, query: { limit, ...filter } }) =>
    ok(await readAlarms(deps, actor, filter, limit)),
  )
  http.bind(insightRoutes.points, async ({ actor, query }) => ok(await readPoints(deps, actor, query)))
  http.bind(insightRoutes.indices, async ({ actor, query }) => ok({ items: await readIndices(deps, actor, query) }))
  http.bind(insightRoutes.onTime, async ({ actor, query }) =>
    ok({ month: query.month, rows: await readOnTime(deps, actor, query) }),
  )
  http.bind(insightRoutes.outlines, async ({ reply }) => {
    void reply.header('cache-control', 'private, max-age=86400')
    return ok({ items: shippedOutlines(deps) })
  })
}
