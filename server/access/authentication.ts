import type { FastifyRequest } from 'fastify'
import { accessParameters } from '#core/access/access.parameters.ts'
import type { Actor } from '#core/access/scope.ts'
import { type Refused, refuse } from '#core/result.ts'
import { addDays, addMinutes, dayOf, type Instant } from '#core/time.ts'
import type { Caller } from '#server/platform/http.ts'
import { type AccessState, figure, machineNow } from './access.ts'
import type { AccountRow } from './account.store.ts'
import { actorOfAccount, asSystem, rolesOf } from './actor.ts'
import type { KnownCaller } from './caller-cache.ts'
import { endSession, findSession, touchSession } from './session.store.ts'
import { findToken, touchToken } from './token.store.ts'
import { API_TOKEN, digestOfToken } from './token.ts'

export const COOKIE = 'daiwei'
/** How exactly it is known when a session or token was last used. */
const SEEN_EVERY_MINUTES = 1

const known = new WeakMap<FastifyRequest, KnownCaller>()

/** Who sent the request, once `authenticate` has found out. */
export const callerOf = (request: FastifyRequest): KnownCaller => {
  const found = known.get(request)
  if (!found) throw new Error('the route is public: nobody is known')
  return found
}

/**
 * Finds who calls, by session cookie or `Authorization: Bearer …`; nobody when neither is good. A request with the header
 * never falls back to the cookie, so that a browser's cookie cannot be used past the CSRF check.
 */
export const createAuthenticate =
  (state: AccessState) =>
  async (request: FastifyRequest): Promise<Caller | undefined> => {
    const { authorization } = request.headers
    const caller =
      authorization === undefined ? await bySession(state, request) : await byToken(state, request, authorization)
    if (!caller) return undefined
    known.set(request, caller)
    const { account, session } = caller
    const actor = caller.address === request.ip ? caller.actor : movedTo(caller, request.ip)
    const reachless = blockOfReachless(actor, request)
    if (!session) return { actor, language: account.language, ...(reachless ? { blocked: reachless } : {}) }
    const blocked = (await blockOf(state, caller, request.routeOptions.url ?? '')) ?? reachless
    return { actor, language: account.language, csrf: session.csrf, ...(blocked ? { blocked } : {}) }
  }

/** Whoever reaches nothing (the company answers for no region today) may look, at nothing, and change nothing but their own account. */
const blockOfReachless = (actor: Actor, request: FastifyRequest): Refused | undefined => {
  const isOwnAccount = (request.routeOptions.url ?? '').startsWith('/api/v1/session')
  if (actor.scope.prefectures.length > 0 || request.method === 'GET' || isOwnAccount) return undefined
  return refuse('access.no-reach', { kind: 'forbidden' })
}

const movedTo = ({ actor, session }: KnownCaller, address: string): KnownCaller['actor'] => ({
  ...actor,
  source: `${session?.face ?? 'api'} ${address}`,
})

const bySession = async (state: AccessState, request: FastifyRequest): Promise<KnownCaller | undefined> => {
  const token = request.cookies[COOKIE]
  return token ? callerOfCookie(state, token, request.ip) : undefined
}

/** Whose session the cookie's value is; nobody's when it ended, was revoked or lay idle for too long. */
export const callerOfCookie = (state: AccessState, token: string, address: string): Promise<KnownCaller | undefined> =>
  remembered(state, token, async (tokenHash, now) => {
    const row = await asSystem(state, async (tx) => {
      const found = await findSession(tx, tokenHash, now)
      if (!found?.isActive) return undefined
      if (addMinutes(found.lastSeenAt, state.config.session.idleMinutes) < now) {
        await endSession(tx, tokenHash, now)
        return undefined
      }
      if (isStale(found.lastSeenAt, now)) await touchSession(tx, tokenHash, now)
      return found
    })
    if (!row) return undefined
    const { sessionId, csrf, face, awaitsTotp, lastSeenAt, expiresAt, ...account } = row
    return {
      account,
      actor: await actorOfAccount(state, account, `${face} ${address}`),
      address,
      session: { sessionId, csrf, face, awaitsTotp, lastSeenAt, expiresAt, tokenHash },
    }
  })

/** From memory as long as nothing that concerns callers has changed, else looked up. */
const remembered = async (
  state: AccessState,
  token: string,
  look: (tokenHash: Buffer, now: Instant) => Promise<KnownCaller | undefined>,
): Promise<KnownCaller | undefined> => {
  const tokenHash = digestOfToken(token)
  const key = tokenHash.toString('base64')
  const known = state.callers.find(key)
  if (known) return known
  // From before the look: what changes meanwhile must not be forgotten.
  const { generation } = state.callers
  const caller = await look(tokenHash, machineNow(state.clock))
  if (caller) state.callers.keep(key, caller, generation)
  return caller
}

const isStale = (seenAt: Instant | null, now: Instant): boolean =>
  seenAt === null || addMinutes(seenAt, SEEN_EVERY_MINUTES) < now

const byToken = async (
  state: AccessState,
  request: FastifyRequest,
  authorization: string,
): Promise<KnownCaller | undefined> => {
  const token = /^Bearer +(\S+)$/i.exec(authorization)?.[1]
  if (!token || !API_TOKEN.test(token)) return undefined
  return remembered(state, token, async (tokenHash, now) => {
    const row = await asSystem(state, async (tx) => {
      const found = await findToken(tx, tokenHash, now)
      if (!found?.isActive) return undefined
      if (isStale(found.lastUsedAt, now)) await touchToken(tx, tokenHash, now)
      return found
    })
    if (!row) return undefined
    const { tokenId: _, scopes, lastUsedAt: __, ...account } = row
    const actor = await actorOfAccount(state, account, `api ${request.ip}`, scopes)
    return { account, actor, address: request.ip }
  })
}

/** What stands between a session and everything else. */
export type Duties = {
  readonly awaitsTotp: boolean
  readonly mustChangePassword: boolean
  readonly mustEnrolTotp: boolean
}

export const dutiesOf = async (state: AccessState, { account, session }: KnownCaller): Promise<Duties> => {
  if (!session) return { awaitsTotp: false, mustChangePassword: false, mustEnrolTotp: false }
  return {
    awaitsTotp: session.awaitsTotp,
    mustChangePassword: account.passwordHash !== null && (await isPasswordDue(state, account)),
    mustEnrolTotp: account.passwordHash !== null && !account.totpSecret && (await needsSecondFactor(state, account)),
  }
}

export const needsSecondFactor = async (state: AccessState, account: Pick<AccountRow, 'roles'>): Promise<boolean> => {
  const roles = figure(state, accessParameters.secondFactorRoles)
  return rolesOf(account).some((role) => roles.includes(role))
}

const isPasswordDue = async (state: AccessState, account: AccountRow): Promise<boolean> => {
  if (account.mustChangePassword) return true
  const days = figure(state, accessParameters.passwordMaxAgeDays)
  if (days === 0 || account.passwordChangedAt === null) return false
  return addDays(dayOf(account.passwordChangedAt), days) < dayOf(machineNow(state.clock))
}

const always = ['/api/v1/session', '/api/v1/session/sign-out', '/api/v1/session/language']
const openTo = {
  awaitsTotp: [...always, '/api/v1/session/second-factor'],
  mustChangePassword: [...always, '/api/v1/session/password', '/api/v1/session/password-rules'],
  mustEnrolTotp: [...always, '/api/v1/session/totp', '/api/v1/session/totp/confirm'],
}

const blockOf = async (state: AccessState, caller: KnownCaller, path: string): Promise<Refused | undefined> => {
  const duties = await dutiesOf(state, caller)
  const blockedBy = (['awaitsTotp', 'mustChangePassword', 'mustEnrolTotp'] as const).find((duty) => duties[duty])
  if (!blockedBy || openTo[blockedBy].includes(path)) return undefined
  const code = {
    awaitsTotp: 'access.second-factor-needed',
    mustChangePassword: 'access.must-change-password',
    mustEnrolTotp: 'access.must-enrol-totp',
  }[blockedBy]
  return refuse(code, { kind: 'forbidden' })
}
