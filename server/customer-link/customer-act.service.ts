import type { FastifyRequest } from 'fastify'
import type { Actor } from '#core/access/scope.ts'
import { appointmentParameters } from '#core/appointments/appointments.parameters.ts'
import type { CustomerPage, PageWindow } from '#core/customer-link/customer-link.contract.ts'
import type { MisuseFlag, Rating, RescheduleReason } from '#core/customer-link/customer-link.ts'
import { crewOf, misuseOf } from '#core/customer-link/misuse.rules.ts'
import { pageWindow, phaseOf } from '#core/customer-link/page.rules.ts'
import type { ComplaintKind } from '#core/quality/complaint.ts'
import { ok, type Result, refuse } from '#core/result.ts'
import type { Instant } from '#core/time.ts'
import { stateOf } from '#core/work-orders/work-order.state.ts'
import type { WorkOrder } from '#core/work-orders/work-order.ts'
import type { StopReason } from '#core/work-orders/work-order.verify.ts'
import { ownDeviceOf } from '#server/access/index.ts'
import { mayPromise, windowsFor } from '#server/appointments/index.ts'
import type { Tx } from '#server/platform/db.ts'
import type { EventRow } from '#server/platform/record.store.ts'
import { type Outcome, runCommand } from '#server/platform/sent-command.ts'
import { openComplaint } from '#server/quality/index.ts'
import type { AllDeps } from '#server/wiring.ts'
import { actByRule, workOrderReader, workOrderWriter } from '#server/work-orders/index.ts'
import { changeLink, countOpening, findConfirmation, type LinkRow } from './customer-link.store.ts'
import { figure, goneRefusal, isAlive, linkOfToken } from './customer-link.ts'
import { presentPage } from './page.service.ts'

/** Who asks by which link, and from where. */
export type Visitor = {
  readonly token: string
  readonly request: Pick<FastifyRequest, 'cookies' | 'ip' | 'headers'>
  readonly commandId?: string | undefined
  readonly fingerprint?: string
}

/** The customer as an actor: of no role, named so in the timeline; the link's id tells one customer from another. */
const customerActor = (deps: AllDeps, { id }: Pick<LinkRow, 'id'>): Actor => {
  const system = deps.system.actor()
  return { ...system, userId: id, name: '客户', scope: { ...system.scope, userId: id }, source: 'customer' }
}

/** What the rules do for the customer stands in the timeline as the customer's. */
const asCustomer = (deps: AllDeps, actor: Actor): AllDeps => ({ ...deps, system: { actor: () => actor } })

type Found = { readonly link: LinkRow & { readonly number: string }; readonly order: WorkOrder }

const find = async (deps: AllDeps, tx: Tx, token: string, isLocked: boolean): Promise<Result<Found>> => {
  tx.act()
  const link = await linkOfToken(tx, token)
  const orders = isLocked ? workOrderWriter(tx).load : workOrderReader(tx).find
  const order = link && (await orders(link.number))
  if (!link || !order || !isAlive(link, order, deps.clock.now())) return goneRefusal(deps)
  return ok({ link, order })
}

const flagsOf = async (deps: AllDeps, visitor: Visitor, order: WorkOrder, isOpinion: boolean) =>
  misuseOf(order, { ...(await ownDeviceOf(deps, visitor.request, crewOf(order))), isOpinion })

const together = (link: LinkRow, flags: readonly MisuseFlag[]): readonly MisuseFlag[] => [
  ...new Set([...link.flags, ...flags]),
]

const eventOf = (order: WorkOrder, kind: string, data: object, flags: readonly MisuseFlag[]): EventRow => ({
  prefecture: order.prefecture,
  subjectType: 'workOrder',
  subjectId: order.id,
  kind: `workOrder.${kind}`,
  data: { number: order.number, ...data, ...(flags.length > 0 ? { flags } : {}) },
})

/** The page of this link; a first look, and one from a phone of ours, stand in the timeline. Refusals: `customer-link.gone`. */
export const openPage = async (deps: AllDeps, visitor: Visitor): Promise<Result<CustomerPage>> => {
  const read = await deps.db.withTransaction(deps.system.actor().scope, async (tx) => {
    const found = await find(deps, tx, visitor.token, false)
    return found.ok
      ? ok({ ...found.value, page: await presentPage(deps, tx, found.value.order, found.value.link) })
      : found
  })
  if (!read.ok) return read
  const { link, order, page } = read.value
  const flags = await flagsOf(deps, visitor, order, false)
  const isNews = link.firstOpenedAt === null || flags.some((flag) => !link.flags.includes(flag))
  await runCommand(deps.db, { actor: customerActor(deps, link), at: deps.clock.now() }, async (tx) => {
    tx.act()
    await countOpening(tx, link, deps.clock.now(), together(link, flags))
    return ok({ reply: {}, events: isNews ? [eventOf(order, 'customerLinkOpened', {}, flags)] : [] })
  })
  return ok(page)
}

/** Times that can be kept: those of the order's place as anybody is offered them, without what limits them among us. */
export const pageWindows = (deps: AllDeps, visitor: Visitor): Promise<Result<{ items: PageWindow[] }>> =>
  deps.db.withTransaction(deps.system.actor().scope, async (tx) => {
    const found = await find(deps, tx, visitor.token, false)
    if (!found.ok) return found
    const { order } = found.value
    const minutes = figure(deps, appointmentParameters.workMinutes, order)[order.kind] ?? 0
    const items = (await windowsFor(deps, tx, order)).map((window) => pageWindow(window, minutes))
    return ok({ items })
  })

/** The printed confirmation as a file to download; nothing before the order is repaired. Refusals: `customer-link.gone`. */
export const openConfirmation = async (deps: AllDeps, visitor: Visitor) => {
  const { scope } = deps.system.actor()
  const found = await deps.db.withTransaction(scope, async (tx) => {
    const seen = await find(deps, tx, visitor.token, false)
    if (!seen.ok) return seen
    const { order } = seen.value
    const file = phaseOf(order) === 'repaired' ? await findConfirmation(tx, order) : undefined
    return file ? ok({ prefecture: order.prefecture, id: file.id }) : goneRefusal(deps)
  })
  return found.ok ? deps.files.open(scope, found.value, 'full') : found
}

type Work = {
  readonly deps: AllDeps
  readonly tx: Tx
  readonly link: LinkRow
  readonly order: WorkOrder
  readonly now: Instant
  readonly flags: readonly MisuseFlag[]
}

/** One act of the customer: under the order's lock, once for each key, and answered with the page as it is afterwards. */
const act = async (
  deps: AllDeps,
  visitor: Visitor,
  isOpinion: boolean,
  work: (at: Work) => Promise<Result<readonly EventRow[]>>,
): Promise<Result<CustomerPage>> => {
  const system = deps.system.actor()
  const seen = await deps.db.withTransaction(system.scope, (tx) => find(deps, tx, visitor.token, false))
  if (!seen.ok) return seen
  const flags = await flagsOf(deps, visitor, seen.value.order, isOpinion)
  const actor = customerActor(deps, seen.value.link)
  const now = deps.clock.now()
  const { commandId, fingerprint = '' } = visitor
  const done = await runCommand(
    deps.db,
    { actor, at: now, commandId, fingerprint },
    async (tx): Promise<Result<Outcome<object>>> => {
      const found = await find(deps, tx, visitor.token, true)
      if (!found.ok) return found
      const { link, order } = found.value
      const events = await work({ deps: asCustomer(deps, actor), tx, link, order, now, flags })
      if (!events.ok) return events
      if (flags.length > 0) await changeLink(tx, link, { flags: together(link, flags) })
      return ok({ reply: {}, events: [...events.value] })
    },
  )
  if (!done.ok) return done
  return deps.db.withTransaction(system.scope, async (tx) => {
    const found = await find(deps, tx, visitor.token, false)
    return found.ok ? ok(await presentPage(deps, tx, found.value.order, found.value.link)) : found
  })
}

/** The state of things is no longer what the page showed. */
const notNow = () => refuse('customer-link.not-now', { kind: 'conflict' })

/** A refusal of the order's rule in the customer's words: nothing of states and actions. */
const inWords = <T>(result: Result<T>): Result<readonly EventRow[]> => {
  if (result.ok) return ok([])
  return result.refusal.code === 'work-orders.wrong-state' ? notNow() : result
}

export const reschedule = (
  deps: AllDeps,
  visitor: Visitor,
  wanted: { readonly from: Instant; readonly to: Instant; readonly reason: RescheduleReason },
): Promise<Result<CustomerPage>> =>
  act(deps, visitor, false, async ({ deps: own, tx, order }) => {
    const { from, to, reason: reasonCode } = wanted
    const reason = '客户在客户页改时间'
    const booking = await mayPromise(own, tx, order, { from, to }, false)
    return inWords(
      await actByRule(own, tx, order, 'reschedule', { from, to, reason, reasonCode, hasConsent: true }, { booking }),
    )
  })

/** The visit stops until somebody other than whoever took the report has called back (R-V2). */
export const stopVisit = (
  deps: AllDeps,
  visitor: Visitor,
  why: StopReason,
  note: string | undefined,
): Promise<Result<CustomerPage>> =>
  act(deps, visitor, false, async ({ deps: own, tx, link, order }) => {
    if (phaseOf(order) === 'repaired') return notNow()
    const done = await actByRule(own, tx, order, 'askVerification', { why, note })
    if (done.ok) await changeLink(tx, link, { stopWhy: why, resumeAskedAt: null })
    return inWords(done)
  })

/** Wanted after all, says the page; the one call is made all the same, by whoever verifies. */
export const askResume = (deps: AllDeps, visitor: Visitor): Promise<Result<CustomerPage>> =>
  act(deps, visitor, false, async ({ tx, link, order, now, flags }) => {
    if (stateOf(order) !== 'verifying') return notNow()
    if (link.resumeAskedAt && order.verification && link.resumeAskedAt >= order.verification.at) return ok([])
    await changeLink(tx, link, { resumeAskedAt: now })
    return ok([eventOf(order, 'customerWantsVisit', {}, flags)])
  })

export const rate = (deps: AllDeps, visitor: Visitor, given: Omit<Rating, 'at'>): Promise<Result<CustomerPage>> =>
  act(deps, visitor, true, async ({ tx, link, order, now, flags }) => {
    if (phaseOf(order) !== 'repaired') return notNow()
    await changeLink(tx, link, { rating: { ...given, at: now } })
    return ok([eventOf(order, 'customerRated', given, flags)])
  })

/** Those who mend it hear of it at once; what is archived already is checked by whoever reads the event. */
export const sayBroken = (deps: AllDeps, visitor: Visitor, note: string): Promise<Result<CustomerPage>> =>
  act(deps, visitor, true, async ({ deps: own, tx, link, order, now, flags }) => {
    if (phaseOf(order) !== 'repaired') return notNow()
    await changeLink(tx, link, { brokenSaidAt: now })
    if (stateOf(order) === 'archived') return ok([eventOf(order, 'customerSaysBroken', { note }, flags)])
    return inWords(await actByRule(own, tx, order, 'confirmRestored', { outcome: 'broken', note }))
  })

/** Tracked by others than whoever went there; what it is about stands in the timeline, its words do not. */
export const complain = (
  deps: AllDeps,
  visitor: Visitor,
  given: { readonly kind: ComplaintKind; readonly text: string },
): Promise<Result<CustomerPage>> =>
  act(deps, visitor, true, async ({ tx, order }) =>
    openComplaint(deps, tx, order, { ...given, channel: 'customerPage', crew: crewOf(order) }),
  )
