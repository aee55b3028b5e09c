import * as contract from '#core/audit/audit.contract.ts'
import { ok } from '#core/result.ts'
import type { Deps } from '#server/platform/deps.ts'
import { commandOf, type Http } from '#server/platform/http.ts'
import { listEntries, showState, startVerification } from './audit.service.ts'

export const bindAudit = ({ bind }: Http, deps: Deps): void => {
  bind(contract.auditList, async ({ actor, query, language }) => ok(await listEntries(deps, actor, query, language)))
  bind(contract.auditState, async ({ actor }) => ok(await showState(deps, actor)))
  bind(contract.auditVerify, (call) => startVerification(deps, commandOf(call, deps.clock), call.language))
}
