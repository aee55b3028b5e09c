import { complaintRoutes } from '#core/quality/complaint.contract.ts'
import { ok } from '#core/result.ts'
import type { Deps } from '#server/platform/deps.ts'
import { commandOf, type Http } from '#server/platform/http.ts'
import { listComplaints } from './complaint.list.view.ts'
import { answer, take } from './complaint.service.ts'

export const bindComplaints = ({ bind }: Http, deps: Deps): void => {
  bind(complaintRoutes.list, async ({ actor, query, language }) =>
    ok(await listComplaints(deps, actor, query, language)),
  )
  bind(complaintRoutes.take, (call) => take(deps, commandOf(call, deps.clock), call.params.id))
  bind(complaintRoutes.answer, (call) => answer(deps, commandOf(call, deps.clock), call.params.id, call.body))
}
