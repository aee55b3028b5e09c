import type { FastifyReply, FastifyRequest } from 'fastify'
import { accessRoutes, type Session } from '#core/access/access.contract.ts'
import { accessParameters } from '#core/access/access.parameters.ts'
import { ok, type Result, refuse } from '#core/result.ts'
import type { Http } from '#server/platform/http.ts'
import { type AccessState, figure } from './access.ts'
import { COOKIE, callerOf } from './authentication.ts'
import type { SessionCaller } from './caller-cache.ts'
import { changePassword, setLanguage } from './own-account.service.ts'
import { beginEnrolment, confirmEnrolment, passSecondFactor, removeSecondFactor } from './second-factor.service.ts'
import {
  type Begun,
  type Device,
  listOwnSessions,
  presentBegun,
  presentSession,
  revokeOwnSession,
  signOut,
} from './session.service.ts'
import { signIn } from './sign-in.service.ts'

export const bindSessionRoutes = (http: Http, state: AccessState): void => {
  const answer = async (
    result: Result<Begun>,
    request: FastifyRequest,
    reply: FastifyReply,
  ): Promise<Result<Session>> => {
    if (!result.ok) return result
    const session = await presentBegun(state, result.value, request.ip)
    if (!session) return refuse('platform.sign-in-required')
    setCookie(state, reply, result.value)
    return ok(session)
  }

  http.bind(accessRoutes.signInOptions, async () => ok({ singleSignOn: state.config.oidc !== undefined }))
  http.bind(accessRoutes.signIn, async ({ body, request, reply }) => {
    if (isCrossSite(request)) return refuse('access.cross-site', { kind: 'forbidden' })
    const answered = await answer(await signIn(state, body, deviceOf(request, body.face)), request, reply)
    return answered.ok ? ok({ ...answered.value, needs: needOf(answered.value) }) : answered
  })
  http.bind(accessRoutes.session, async ({ request }) => ok(await presentSession(state, callerOf(request))))
  http.bind(accessRoutes.signOut, async ({ request, reply }) => {
    const caller = personOf(request)
    if (!caller) return notAPerson
    await signOut(state, caller)
    reply.clearCookie(COOKIE, cookieOf(state))
    return ok({ done: true as const })
  })
  http.bind(accessRoutes.secondFactor, async ({ body, request, reply }) => {
    const caller = personOf(request)
    return caller ? answer(await passSecondFactor(state, caller, body.code), request, reply) : notAPerson
  })
  http.bind(accessRoutes.enrolTotp, async ({ body, request }) => {
    const caller = personOf(request)
    return caller ? beginEnrolment(state, caller, body.password) : notAPerson
  })
  http.bind(accessRoutes.confirmTotp, async ({ body, request, reply }) => {
    const caller = personOf(request)
    return caller ? answer(await confirmEnrolment(state, caller, body.pending, body.code), request, reply) : notAPerson
  })
  http.bind(accessRoutes.removeTotp, async ({ body, request, reply }) => {
    const caller = personOf(request)
    return caller
      ? answer(await removeSecondFactor(state, caller, body.password, body.code), request, reply)
      : notAPerson
  })
  http.bind(accessRoutes.changePassword, async ({ body, request, reply }) => {
    const caller = personOf(request)
    return caller ? answer(await changePassword(state, caller, body.current, body.next), request, reply) : notAPerson
  })
  http.bind(accessRoutes.passwordRules, async () =>
    ok({
      minLength: figure(state, accessParameters.passwordMinLength),
      minKinds: figure(state, accessParameters.passwordMinKinds),
      maxAgeDays: figure(state, accessParameters.passwordMaxAgeDays),
    }),
  )
  http.bind(accessRoutes.setLanguage, async ({ body, request }) => {
    const caller = personOf(request)
    if (!caller) return notAPerson
    await setLanguage(state, caller, body.language)
    const account = { ...caller.account, language: body.language }
    return ok(await presentSession(state, { ...caller, account }))
  })
  http.bind(accessRoutes.ownSessions, async ({ request }) => {
    const caller = callerOf(request)
    const sessions = await listOwnSessions(state, caller)
    return ok({ items: sessions.map((each) => ({ ...each, isCurrent: each.id === caller.session?.sessionId })) })
  })
  http.bind(accessRoutes.revokeOwnSession, async ({ params, request }) => {
    const caller = personOf(request)
    if (!caller) return notAPerson
    const isRevoked = await revokeOwnSession(state, caller, params.id)
    return isRevoked ? ok({ done: true as const }) : refuse('access.session-unknown', { kind: 'notFound' })
  })
}

/** Programs sign in by token: what protects an account is not theirs to change. */
const notAPerson = refuse('access.session-only', { kind: 'forbidden' })
const personOf = (request: FastifyRequest): SessionCaller | undefined => {
  const { session, ...caller } = callerOf(request)
  return session && { ...caller, session }
}

const needOf = (session: Session): 'nothing' | 'code' | 'password' | 'second-factor' => {
  if (session.awaitsTotp) return 'code'
  if (session.mustChangePassword) return 'password'
  return session.mustEnrolTotp ? 'second-factor' : 'nothing'
}

const deviceOf = (request: FastifyRequest, face: Device['face']): Device => ({
  address: request.ip,
  userAgent: request.headers['user-agent'] ?? '',
  face,
  presentedToken: request.cookies[COOKIE],
})

/** A page of somebody else's must not sign its visitor in here under another name. */
const isCrossSite = (request: FastifyRequest): boolean => request.headers['sec-fetch-site'] === 'cross-site'

const cookieOf = (state: AccessState) => ({
  path: '/',
  httpOnly: true,
  sameSite: 'lax' as const,
  secure: state.config.publicUrl.startsWith('https:'),
})

export const setCookie = (state: AccessState, reply: FastifyReply, { token, expiresAt }: Begun): void =>
  void reply.setCookie(COOKIE, token, { ...cookieOf(state), expires: new Date(expiresAt) })
