import type { Session } from '#core/access/access.contract.ts'
import { accessParameters } from '#core/access/access.parameters.ts'
import { addMinutes, earlier, type Instant } from '#core/time.ts'
import { directoryOf } from '#server/organisation/index.ts'
import type { Tx } from '#server/platform/db.ts'
import { newId } from '#server/platform/new-id.ts'
import { type AuditRow, record } from '#server/platform/record.store.ts'
import { type AccessDeps, type AccessState, figure, machineNow } from './access.ts'
import type { AccountRow } from './account.store.ts'
import { asSystem, rolesOf } from './actor.ts'
import { callerOfCookie, dutiesOf } from './authentication.ts'
import type { KnownCaller, SessionCaller } from './caller-cache.ts'
import {
  endSession,
  endSessionById,
  insertSession,
  type ListedSession,
  listSessionsOf,
  replaceToken,
} from './session.store.ts'
import { digestOfToken, newToken } from './token.ts'

/** Where a sign-in comes from. */
export type Device = {
  readonly address: string
  readonly userAgent: string
  readonly face: 'console' | 'field'
  /** The cookie that came along: its session ends, so that nobody signs in into a session that somebody else prepared. */
  readonly presentedToken?: string | undefined
}

export type Begun = { readonly token: string; readonly expiresAt: Instant }

/** Begins a session inside the transaction; the token goes into the cookie and is stored nowhere. */
export const beginSession = async (
  state: AccessState,
  tx: Tx,
  account: AccountRow,
  device: Device,
  awaitsTotp: boolean,
): Promise<Begun> => {
  const token = newToken()
  const now = machineNow(state.clock)
  const end = addMinutes(now, state.config.session.maxHours * 60)
  const expiresAt = awaitsTotp
    ? earlier(end, addMinutes(now, figure(state, accessParameters.secondFactorMinutes)))
    : end
  if (device.presentedToken) await endToken(state, tx, digestOfToken(device.presentedToken), now)
  await insertSession(tx, {
    tokenHash: digestOfToken(token),
    sessionId: newId(),
    userId: account.id,
    csrf: newToken(),
    createdAt: now,
    lastSeenAt: now,
    expiresAt,
    address: device.address,
    userAgent: device.userAgent.slice(0, 300),
    face: device.face,
    awaitsTotp,
  })
  if (!awaitsTotp) await audit(state, tx, account, device, { action: 'session.began', after: { face: device.face } })
  return { token, expiresAt }
}

/** Another token and CSRF value for the same session: what was known of it before is worth nothing any more. */
export const renewSession = async (state: AccessState, tx: Tx, caller: SessionCaller): Promise<Begun> => {
  const { session } = caller
  const token = newToken()
  const now = machineNow(state.clock)
  const expiresAt = session.awaitsTotp ? addMinutes(now, state.config.session.maxHours * 60) : session.expiresAt
  await replaceToken(tx, session.tokenHash, {
    tokenHash: digestOfToken(token),
    csrf: newToken(),
    lastSeenAt: now,
    expiresAt,
  })
  state.callers.forget(session.tokenHash.toString('base64'))
  return { token, expiresAt }
}

const endToken = (state: AccessState, tx: Tx, tokenHash: Buffer, now: Instant): Promise<number> => {
  state.callers.forget(tokenHash.toString('base64'))
  return endSession(tx, tokenHash, now)
}

export const signOut = async (state: AccessState, caller: SessionCaller): Promise<void> => {
  const { session, account } = caller
  await asSystem(state, async (tx) => {
    await endToken(state, tx, session.tokenHash, machineNow(state.clock))
    await audit(state, tx, account, deviceOf(caller), { action: 'session.ended' })
  })
  state.callers.forget(session.tokenHash.toString('base64'))
}

export const listOwnSessions = (state: AccessDeps, { account }: KnownCaller): Promise<ListedSession[]> => {
  const now = machineNow(state.clock)
  return asSystem(state, (tx) =>
    listSessionsOf(tx, account.id, now, addMinutes(now, -state.config.session.idleMinutes)),
  )
}

/** Answers whether there was such a session. */
export const revokeOwnSession = async (state: AccessState, caller: KnownCaller, id: string): Promise<boolean> => {
  const { account } = caller
  const ended = await asSystem(state, async (tx) => {
    const count = await endSessionById(tx, account.id, id, machineNow(state.clock))
    if (count > 0) await audit(state, tx, account, deviceOf(caller), { action: 'session.revoked' })
    return count > 0
  })
  state.callers.forgetUser(account.id)
  return ended
}

export const deviceOf = ({ address, session }: KnownCaller): Pick<Device, 'address' | 'face'> => ({
  address,
  face: session?.face ?? 'console',
})

type Entry = Pick<AuditRow, 'action' | 'before' | 'after' | 'reason'>

/** An audit entry of what somebody did to their own account. */
export const audit = async (
  state: AccessDeps,
  tx: Tx,
  account: AccountRow,
  device: Pick<Device, 'address' | 'face'>,
  entry: Entry,
): Promise<void> => {
  const { province } = await directoryOf(state)
  await record(tx, {
    actor: {
      ...state.system.actor(),
      source: `${device.face} ${device.address}`,
      userId: account.id,
      name: account.name,
      roles: rolesOf(account),
    },
    at: state.clock.now(),
    audit: [{ prefecture: province, subjectType: 'user', subjectId: account.id, ...entry }],
  })
}

/** What the pages need to know of whoever is signed in. */
export const presentSession = async (state: AccessState, caller: KnownCaller): Promise<Session> => {
  const { account, actor, session } = caller
  const duties = await dutiesOf(state, caller)
  const isOpen = !duties.awaitsTotp && !duties.mustChangePassword && !duties.mustEnrolTotp
  return {
    user: {
      id: account.id,
      login: account.login,
      name: account.name,
      roles: [...actor.roles],
      company: { id: account.companyId, name: account.companyName, kind: account.companyKind },
      ...(account.stationId ? { station: { id: account.stationId, name: account.stationName ?? '' } } : {}),
      ...(account.staffId ? { staffId: account.staffId } : {}),
    },
    permissions: isOpen ? [...actor.permissions] : [],
    csrf: session?.csrf ?? '',
    language: account.language,
    clock: { now: state.clock.now(), isMovable: state.config.demo !== 'none' },
    ...duties,
    hasTotp: account.totpSecret !== null,
  }
}

/** The same for a session that has just begun or changed; nothing when it was revoked in the same moment. */
export const presentBegun = async (state: AccessState, begun: Begun, address: string): Promise<Session | undefined> => {
  const caller = await callerOfCookie(state, begun.token, address)
  return caller && presentSession(state, caller)
}
