import { randomBytes } from 'node:crypto'
import type { Actor } from '#core/access/scope.ts'
import type { AuditedAction } from '#core/audited.text.ts'
import type { BodyOf, ReplyOf } from '#core/contract.ts'
import { ok, type Refused, type Result, refuse } from '#core/result.ts'
import type { Device, syncRoutes } from '#core/sync/sync.contract.ts'
import { syncParameters } from '#core/sync/sync.parameters.ts'
import { addMinutes, dayOf, type Instant } from '#core/time.ts'
import {
  type AccessDeps,
  auditPlace,
  endSessionById,
  machineNow,
  seal,
  unseal,
  userWithinReach,
} from '#server/access/index.ts'
import { directoryOf } from '#server/organisation/index.ts'
import type { Tx } from '#server/platform/db.ts'
import type { AuditRow } from '#server/platform/record.store.ts'
import { runCommand, type SentCommand } from '#server/platform/sent-command.ts'
import {
  type DeviceRow,
  insertDevice,
  listDevicesOf,
  lockDevicesOf,
  renewDevice,
  revokeDevice,
  touchDevice,
} from './device.store.ts'

/** What it keeps is locked when it was not heard of for so long. */
export const expiryOf = (deps: AccessDeps, lastContactAt: Instant): Instant =>
  addMinutes(lastContactAt, hoursOf(deps) * 60)

const hoursOf = (deps: AccessDeps): number => figureOf(deps, 'offlineHours')
const figureOf = (deps: AccessDeps, name: 'offlineHours' | 'maxDevices' | 'maxOrders'): number =>
  deps.parameters.on(dayOf(deps.clock.now())).value(syncParameters[name]).value
export const maxOrdersOf = (deps: AccessDeps): number => figureOf(deps, 'maxOrders')

/** What the box of a phone's key is bound to: it opens for this person's phone alone. */
const aboutKey = (userId: string, id: string): string => `device key ${userId} ${id}`

export const unknownDevice: Refused = refuse('sync.device-unknown', { kind: 'conflict' })
export const revokedDevice: Refused = refuse('sync.device-revoked', { kind: 'forbidden' })

/** The phone of a signed-in person. The same person and phone get the same key again; a revoked phone gets none. */
export const registerDevice = async (
  deps: AccessDeps,
  command: SentCommand,
  { id, name, platform }: BodyOf<typeof syncRoutes.register>,
  sessionId: string | null,
): Promise<Result<ReplyOf<typeof syncRoutes.register>>> => {
  const { actor, at } = command
  const { userId } = actor
  const audit = await auditorOf(deps, actor)
  return runCommand(deps.db, { actor, at }, async (tx) => {
    const devices = await lockDevicesOf(tx, userId)
    const known = devices.find((device) => device.id === id)
    if (known) {
      if (known.revokedAt) return ok({ reply: replyOf(deps, at, known, null) })
      const key = unseal(deps.secrets.vault, aboutKey(userId, id), known.keyBox)
      if (key === undefined) throw new Error(`the key of phone ${id} does not open: another vault secret`)
      await renewDevice(tx, userId, { id, name, platform, sessionId, at })
      return ok({ reply: replyOf(deps, at, known, key) })
    }
    const max = figureOf(deps, 'maxDevices')
    if (otherPhones(devices, sessionId) >= max) {
      return refuse('sync.too-many-devices', { kind: 'conflict', params: { max } })
    }
    const key = randomBytes(32).toString('base64')
    const keyBox = seal(deps.secrets.vault, aboutKey(userId, id), key)
    await insertDevice(tx, { userId, id, name, platform, keyBox, sessionId, registeredAt: at })
    return ok({
      reply: replyOf(deps, at, { lastSeq: 0, revokedAt: null }, key),
      audit: [audit('device.registered', userId, { device: id, name, platform })],
    })
  })
}

/** One session is one browser: what it registered before its storage was cleared is no phone more. */
const otherPhones = (devices: readonly DeviceRow[], sessionId: string | null): number =>
  new Set(
    devices
      .filter((device) => !device.revokedAt && (sessionId === null || device.sessionId !== sessionId))
      .map((device) => device.sessionId ?? device.id),
  ).size

const replyOf = (
  deps: AccessDeps,
  at: Instant,
  { lastSeq, revokedAt }: Pick<DeviceRow, 'lastSeq' | 'revokedAt'>,
  key: string | null,
): ReplyOf<typeof syncRoutes.register> => ({
  isRevoked: revokedAt !== null,
  key,
  expiresAt: expiryOf(deps, at),
  serverAt: at,
  offlineHours: hoursOf(deps),
  lastSeq,
})

const auditorOf = async (
  deps: AccessDeps,
  actor: Actor,
): Promise<(action: AuditedAction, userId: string, after: unknown, reason?: string) => AuditRow> => {
  const prefecture = auditPlace(actor, (await directoryOf(deps)).province)
  return (action, userId, after, reason) => ({
    prefecture,
    action,
    subjectType: 'user',
    subjectId: userId,
    after,
    reason,
  })
}

const presented = (deps: AccessDeps, row: DeviceRow): Device => ({
  id: row.id,
  name: row.name,
  platform: row.platform,
  registeredAt: row.registeredAt,
  lastContactAt: row.lastContactAt,
  expiresAt: expiryOf(deps, row.lastContactAt),
  revokedAt: row.revokedAt,
  revokedByName: row.revokedByName,
  commands: row.lastSeq,
})

export const listOwnDevices = async (deps: AccessDeps, actor: Actor): Promise<{ items: Device[] }> => {
  const rows = await deps.db.withTransaction(actor.scope, (tx) => listDevicesOf(tx, actor.userId))
  return { items: rows.map((row) => presented(deps, row)) }
}

/** Refusals: `access.user-unknown`. */
export const listDevicesOfUser = (
  deps: AccessDeps,
  actor: Actor,
  login: string,
): Promise<Result<{ items: Device[] }>> =>
  deps.db.withTransaction(actor.scope, async (tx) => {
    const user = await userWithinReach(tx, actor, login)
    if (!user.ok) return user
    tx.act()
    return ok({ items: (await listDevicesOf(tx, user.value.id)).map((row) => presented(deps, row)) })
  })

export const revokeOwnDevice = async (
  deps: AccessDeps,
  command: SentCommand,
  id: string,
): Promise<Result<{ done: true }>> => {
  const audit = await auditorOf(deps, command.actor)
  return runCommand(deps.db, command, (tx) => revokeIn(deps, tx, command, command.actor.userId, id, audit))
}

/** Refusals: `access.user-unknown`, `sync.device-unknown`. */
export const revokeDeviceOfUser = async (
  deps: AccessDeps,
  command: SentCommand,
  { login, id }: { readonly login: string; readonly id: string },
  reason: string,
): Promise<Result<{ done: true }>> => {
  const audit = await auditorOf(deps, command.actor)
  return runCommand(deps.db, command, async (tx) => {
    const user = await userWithinReach(tx, command.actor, login)
    return user.ok ? revokeIn(deps, tx, command, user.value.id, id, audit, reason) : user
  })
}

/** No key any more, and the session that the phone was last registered with ends. */
const revokeIn = async (
  deps: AccessDeps,
  tx: Tx,
  { actor, at }: SentCommand,
  userId: string,
  id: string,
  audit: Awaited<ReturnType<typeof auditorOf>>,
  reason?: string,
) => {
  tx.act()
  const revoked = await revokeDevice(tx, userId, id, { at, byName: actor.name })
  if (!revoked) return refuse('sync.device-unknown', { kind: 'notFound' })
  const { name, sessionId } = revoked
  if (sessionId) await endSessionById(tx, userId, sessionId, machineNow(deps.clock))
  const done = { done: true as const }
  return ok({ reply: done, audit: [audit('device.revoked', userId, { device: id, name }, reason)] })
}

/** The phone that asks, now heard of. Refusals: `sync.device-unknown` (register it), `sync.device-revoked` (wipe it). */
export const heardFrom = async (
  deps: AccessDeps,
  actor: Actor,
  id: string,
  at: Instant,
): Promise<Result<DeviceRow>> => {
  const device = await deps.db.withTransaction(actor.scope, (tx) => touchDevice(tx, actor.userId, id, at))
  if (!device) return unknownDevice
  return device.revokedAt ? revokedDevice : ok(device)
}
