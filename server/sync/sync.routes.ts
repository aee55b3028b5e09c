import { ok } from '#core/result.ts'
import { syncRoutes } from '#core/sync/sync.contract.ts'
import { type AccessDeps, callerOf, recordLook } from '#server/access/index.ts'
import { commandOf, type Http } from '#server/platform/http.ts'
import { runCommand } from '#server/platform/sent-command.ts'
import { orderOnceInHand } from '#server/work-orders/index.ts'
import { takeCommands } from './commands.service.ts'
import {
  listDevicesOfUser,
  listOwnDevices,
  registerDevice,
  revokeDeviceOfUser,
  revokeOwnDevice,
} from './device.service.ts'
import { takeSnapshot } from './snapshot.service.ts'

export const bindSync = (http: Http, deps: AccessDeps): void => {
  const { clock } = deps
  http.bind(syncRoutes.register, (call) =>
    registerDevice(deps, commandOf(call, clock), call.body, callerOf(call.request).session?.sessionId ?? null),
  )
  http.bind(syncRoutes.devices, async ({ actor }) => ok(await listOwnDevices(deps, actor)))
  http.bind(syncRoutes.revoke, (call) => revokeOwnDevice(deps, commandOf(call, clock), call.params.id))
  http.bind(syncRoutes.userDevices, ({ actor, params }) => listDevicesOfUser(deps, actor, params.login))
  http.bind(syncRoutes.revokeUserDevice, (call) =>
    revokeDeviceOfUser(deps, commandOf(call, clock), call.params, call.body.reason),
  )
  http.bind(syncRoutes.snapshot, ({ actor, language, query }) => takeSnapshot(deps, http, { actor, language }, query))
  http.bind(syncRoutes.commands, async ({ actor, language, body }) => {
    const { deviceId, sent, lastContact, checkpoint } = body
    const taken = await takeCommands(deps, http, { actor, language, deviceId, sent, lastContact }, body)
    if (!taken.ok) return taken
    if (checkpoint === undefined) return ok({ ...taken.value, snapshot: null })
    // A phone that was revoked meanwhile gets its answers, and nothing more to keep.
    const snapshot = await takeSnapshot(deps, http, { actor, language }, { device: deviceId, checkpoint })
    return ok({ ...taken.value, snapshot: snapshot.ok ? snapshot.value : null })
  })
  http.bind(syncRoutes.look, async (call) => {
    const { actor, body, actedAt } = call
    const command = commandOf(call, clock)
    return runCommand(deps.db, command, async (tx) => {
      const order = await orderOnceInHand(tx, actor, body.number)
      if (!order.ok) return order
      const audit = await recordLook(tx, actor, order.value, body.fields, actedAt ?? command.at)
      return ok({ reply: { done: true as const }, audit: [audit] })
    })
  })
}
