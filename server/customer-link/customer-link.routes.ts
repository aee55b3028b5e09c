import type { Route } from '#core/contract.ts'
import { customerLinkRoutes, customerRoutes } from '#core/customer-link/customer-link.contract.ts'
import { customerLinkParameters } from '#core/customer-link/customer-link.parameters.ts'
import { ok, type Result, refuse } from '#core/result.ts'
import { createFailureLimit } from '#server/access/index.ts'
import { type Call, commandOf, type Http } from '#server/platform/http.ts'
import type { AllDeps } from '#server/wiring.ts'
import {
  askResume,
  complain,
  openConfirmation,
  openPage,
  pageWindows,
  rate,
  reschedule,
  sayBroken,
  stopVisit,
  type Visitor,
} from './customer-act.service.ts'
import { figure } from './customer-link.ts'
import { checkDoorCode, readLink, sendLink, showLink } from './desk.service.ts'
import { digestOf } from './token.ts'

type Asked = Call<Route> & { readonly params: { readonly token: string } }

/** Counts what comes in by link and by address; who tries links that do not exist waits sooner. */
const createGate = (deps: AllDeps) => {
  const asked = createFailureLimit()
  const wait = (key: string, perMinute: number): number => asked.waitOf(key, perMinute)
  return async <T>(call: Asked, answer: (visitor: Visitor) => Promise<Result<T>>): Promise<Result<T>> => {
    const { token } = call.params
    const { ip } = call.request
    const link = `link ${digestOf(token).toString('base64url')}`
    const seconds = Math.max(
      wait(link, figure(deps, customerLinkParameters.readsPerLink)),
      wait(`address ${ip}`, figure(deps, customerLinkParameters.readsPerAddress)),
      wait(`unknown ${ip}`, figure(deps, customerLinkParameters.unknownPerAddress)),
    )
    if (seconds > 0) return refuse('platform.too-many-requests', { params: { seconds } })
    asked.count(link)
    asked.count(`address ${ip}`)
    call.reply.header('x-robots-tag', 'noindex, nofollow')
    const { request, commandId, fingerprint } = call
    const result = await answer({ token, request, commandId, fingerprint })
    if (!result.ok && result.refusal.code === 'customer-link.gone') asked.count(`unknown ${ip}`)
    return result
  }
}

export const bindCustomerLink = (http: Http, deps: AllDeps): void => {
  const gate = createGate(deps)
  http.bind(customerRoutes.page, (call) => gate(call, (visitor) => openPage(deps, visitor)))
  http.bind(customerRoutes.windows, (call) => gate(call, (visitor) => pageWindows(deps, visitor)))
  http.bind(customerRoutes.confirmation, (call) =>
    gate(call, async (visitor) => {
      const opened = await openConfirmation(deps, visitor)
      if (!opened.ok) return opened
      const { stream, bytes } = opened.value
      call.reply.headers({
        'cache-control': 'no-store',
        'content-type': 'application/pdf',
        'content-disposition': 'attachment; filename="confirmation.pdf"',
        ...(bytes === undefined ? {} : { 'content-length': bytes }),
      })
      await call.reply.send(stream)
      return ok(undefined)
    }),
  )
  http.bind(customerRoutes.reschedule, (call) => gate(call, (visitor) => reschedule(deps, visitor, call.body)))
  http.bind(customerRoutes.stop, (call) =>
    gate(call, (visitor) => stopVisit(deps, visitor, call.body.why, call.body.note)),
  )
  http.bind(customerRoutes.resume, (call) => gate(call, (visitor) => askResume(deps, visitor)))
  http.bind(customerRoutes.rate, (call) => gate(call, (visitor) => rate(deps, visitor, call.body)))
  http.bind(customerRoutes.sayBroken, (call) => gate(call, (visitor) => sayBroken(deps, visitor, call.body.note)))
  http.bind(customerRoutes.complain, (call) => gate(call, (visitor) => complain(deps, visitor, call.body)))

  http.bind(customerLinkRoutes.state, ({ actor, params }) => readLink(deps, actor, params.number))
  http.bind(customerLinkRoutes.show, (call) => showLink(deps, commandOf(call, deps.clock), call.params.number))
  http.bind(customerLinkRoutes.send, (call) => sendLink(deps, commandOf(call, deps.clock), call.params.number))
  http.bind(customerLinkRoutes.checkDoor, (call) =>
    checkDoorCode(deps, commandOf(call, deps.clock), call.params.number, call.body.code),
  )
}
