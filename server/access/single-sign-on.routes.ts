import { accessRoutes } from '#core/access/access.contract.ts'
import { ok, refuse } from '#core/result.ts'
import type { Http } from '#server/platform/http.ts'
import { setCookie } from './access.routes.ts'
import type { AccessState } from './access.ts'
import { COOKIE } from './authentication.ts'
import { arriveFromProvider, CALLBACK_PATH, departToProvider } from './single-sign-on.service.ts'

const KEPT_COOKIE = 'daiwei_sso'
const FAILED = '/sign-in?failed=single-sign-on'
const HOME = { console: '/', field: '/field' } as const
const notConfigured = refuse('platform.not-found', { kind: 'notFound' })

export const bindSingleSignOn = ({ bind }: Http, state: AccessState): void => {
  // Lax, not strict: the provider sends the browser back from another site.
  const cookieOptions = () => ({
    path: CALLBACK_PATH,
    httpOnly: true,
    sameSite: 'lax' as const,
    secure: state.config.publicUrl.startsWith('https:'),
  })

  bind(accessRoutes.singleSignOn, async ({ query, reply }) => {
    if (!state.config.oidc) return notConfigured
    const departure = await departToProvider(state, query.face).catch((err: unknown) => {
      state.log.error({ err }, 'single sign-on: the provider does not answer')
      return undefined
    })
    if (!departure) return refuse('access.single-sign-on-unavailable', { kind: 'conflict' })
    reply.setCookie(KEPT_COOKIE, departure.kept, cookieOptions()).redirect(departure.url.href)
    return ok(null)
  })

  bind(accessRoutes.singleSignOnCallback, async ({ request, reply }) => {
    if (!state.config.oidc) return notConfigured
    const search = new URL(request.url, 'http://localhost').search
    const arrival = await arriveFromProvider(state, search, request.cookies[KEPT_COOKIE], {
      address: request.ip,
      userAgent: request.headers['user-agent'] ?? '',
      presentedToken: request.cookies[COOKIE],
    })
    reply.clearCookie(KEPT_COOKIE, cookieOptions())
    if (arrival) setCookie(state, reply, arrival.begun)
    reply.redirect(arrival ? HOME[arrival.face] : FAILED)
    return ok(null)
  })
}
