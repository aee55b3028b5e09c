import { deskRoutes } from '#core/intake/desk.contract.ts'
import { intakeRoutes } from '#core/intake/intake.contract.ts'
import { ok } from '#core/result.ts'
import type { Deps } from '#server/platform/deps.ts'
import { commandOf, type Http } from '#server/platform/http.ts'
import { lookUp } from './customer.lookup.view.ts'
import { previewReport } from './preview.service.ts'
import { listReports } from './report.list.view.ts'
import { listQueue, readReport } from './report.queue.view.ts'
import { discardReport, giveFeedback, resolveReport } from './resolve.service.ts'
import { symptoms } from './symptoms.ts'
import { takeReport } from './take.service.ts'

export const bindIntake = (http: Http, deps: Deps): void => {
  const { clock } = deps

  http.bind(intakeRoutes.take, async (call) => takeReport(deps, commandOf(call, clock), call.body, call.language))

  http.bind(deskRoutes.lookup, async ({ actor, query }) => lookUp(deps, actor, query.q, query.limit))

  http.bind(deskRoutes.preview, async ({ actor, body, language }) => previewReport(deps, actor, body, language))

  http.bind(deskRoutes.words, async () => ok({ symptoms: [...symptoms] }))

  http.bind(intakeRoutes.list, async ({ actor, query: { limit, cursor, ...filter } }) =>
    listReports(deps, actor, filter, limit, cursor),
  )

  http.bind(intakeRoutes.queue, async ({ actor, query, language }) =>
    listQueue(deps, actor, query.limit, query.cursor, language),
  )

  http.bind(intakeRoutes.detail, async ({ actor, params, language }) =>
    readReport(deps, actor, params.number, language),
  )

  http.bind(intakeRoutes.match, async (call) => {
    const { homeUserId, enterpriseLineId, isSeparate } = call.body
    const decided = { chosenId: homeUserId ?? enterpriseLineId, isSeparate }
    return resolveReport(deps, commandOf(call, clock), call.params.number, decided, call.language)
  })

  http.bind(intakeRoutes.makeOrder, async (call) =>
    resolveReport(deps, commandOf(call, clock), call.params.number, { elsewhere: call.body }, call.language),
  )

  http.bind(intakeRoutes.discard, async (call) =>
    discardReport(deps, commandOf(call, clock), call.params.number, call.body.reason),
  )

  http.bind(intakeRoutes.giveFeedback, async (call) =>
    giveFeedback(deps, commandOf(call, clock), call.params.number, call.body),
  )
}
