import { ok } from '#core/result.ts'
import { wordingRoutes as routes } from '#core/wording/wording.contract.ts'
import type { Deps } from '#server/platform/deps.ts'
import { commandOf, type Http } from '#server/platform/http.ts'
import { judgeFinding, readFindings } from './finding.service.ts'
import {
  acknowledge,
  discardDraft,
  keepDraft,
  publish,
  readInForce,
  readVersion,
  readVersions,
  withdraw,
} from './pack.service.ts'
import { exportPack, importPack } from './pack-file.service.ts'

export const bindWording = ({ bind }: Http, deps: Deps): void => {
  bind(routes.inForce, async ({ actor }) => ok(await readInForce(deps, actor)))
  bind(routes.acknowledge, (call) => acknowledge(deps, commandOf(call, deps.clock), call.body.version))
  bind(routes.versions, ({ actor, query }) => readVersions(deps, actor, query.company))
  bind(routes.version, ({ actor, params }) => readVersion(deps, actor, params.version))
  bind(routes.saveDraft, async (call) => {
    const kept = await keepDraft(deps, commandOf(call, deps.clock), call.body, 'edited')
    return kept.ok ? ok({ revision: kept.value.revision }) : kept
  })
  bind(routes.discardDraft, (call) => discardDraft(deps, commandOf(call, deps.clock), call.body))
  bind(routes.publish, (call) => publish(deps, commandOf(call, deps.clock), call.body))
  bind(routes.withdraw, (call) => withdraw(deps, commandOf(call, deps.clock), call.params.version, call.body.reason))
  bind(routes.exported, async ({ actor, query, reply }) => {
    const made = await exportPack(deps, actor, query)
    if (!made.ok) return made
    const { name, type, bytes } = made.value
    void reply
      .header('content-disposition', `attachment; filename*=UTF-8''${encodeURIComponent(name)}`)
      .header('cache-control', 'no-store')
      .type(type)
      .send(bytes)
    return ok('')
  })
  bind(routes.imported, (call) =>
    importPack(deps, commandOf(call, deps.clock), call.query, call.request.raw, call.language),
  )
  bind(routes.findings, async ({ actor, query }) => ok(await readFindings(deps, actor, query)))
  bind(routes.decideFinding, (call) => judgeFinding(deps, commandOf(call, deps.clock), call.params.id, call.body))
}
