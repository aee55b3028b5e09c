import * as contract from '#core/parameters/parameters.contract.ts'
import { ok } from '#core/result.ts'
import type { Deps } from '#server/platform/deps.ts'
import { commandOf, type Http } from '#server/platform/http.ts'
import { listCatalogue, resolveAt, setValue, showParameter, withdraw } from './parameters.service.ts'

export const bindParameters = ({ bind }: Http, deps: Deps): void => {
  bind(contract.parameterCatalogue, async () => ok(await listCatalogue(deps)))
  bind(contract.parameterDetail, ({ params }) => showParameter(deps, params.key))
  bind(contract.parameterResolve, async ({ params, query }) => resolveAt(deps, params.key, query))
  bind(contract.parameterSet, (call) =>
    setValue(deps, commandOf(call, deps.clock), call.params.key, call.body, call.language),
  )
  bind(contract.parameterWithdraw, (call) => withdraw(deps, commandOf(call, deps.clock), call.params, call.body.reason))
}
