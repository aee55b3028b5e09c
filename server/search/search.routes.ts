import { ok } from '#core/result.ts'
import { searchRoutes } from '#core/search/search.contract.ts'
import type { Deps } from '#server/platform/deps.ts'
import type { Http } from '#server/platform/http.ts'
import { searchAll } from './search.all.view.ts'

export const bindSearch = (http: Http, deps: Deps): void => {
  http.bind(searchRoutes.all, async ({ actor, query }) => ok(await searchAll(deps, actor, query.q, query.limit)))
}
