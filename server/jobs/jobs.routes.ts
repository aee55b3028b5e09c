import * as contract from '#core/jobs/jobs.contract.ts'
import type { Deps } from '#server/platform/deps.ts'
import { commandOf, type Http } from '#server/platform/http.ts'
import { cancel, listJobs, showJob } from './jobs.service.ts'

export const bindJobs = ({ bind }: Http, deps: Deps): void => {
  bind(contract.jobList, ({ actor, query }) => listJobs(deps, actor, query))
  bind(contract.jobDetail, ({ actor, params }) => showJob(deps, actor, params.id))
  bind(contract.jobCancel, (call) => cancel(deps, commandOf(call, deps.clock), call.params.id))
}
