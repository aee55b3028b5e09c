import type { Actor } from '#core/access/scope.ts'
import { fieldRoutes } from '#core/field/field.contract.ts'
import { ok, type Result } from '#core/result.ts'
import { sentActorOf, sentCalendarOf, sentRulesOf } from '#core/sync/phone-context.ts'
import type { Part, Snapshot } from '#core/sync/sync.contract.ts'
import type { SentOrder } from '#core/sync/sync.ts'
import type { Language } from '#core/text.ts'
import { dayOf, type Instant } from '#core/time.ts'
import { currentTask, type WorkOrder } from '#core/work-orders/work-order.ts'
import type { AccessDeps } from '#server/access/index.ts'
import type { Http } from '#server/platform/http.ts'
import { record } from '#server/platform/record.store.ts'
import { causeCodes, ordersOfNumbers, resolvedFor, settingsOf } from '#server/work-orders/index.ts'
import { checkpointOf, keptOf, shortDigest } from './checkpoint.ts'
import { expiryOf, heardFrom, maxOrdersOf } from './device.service.ts'
import { type DeviceRow, keepHanded } from './device.store.ts'
import { type KeptRoute, keptOfOrder, keptOfPerson } from './kept-answers.ts'

type Asking = { readonly http: Pick<Http, 'ask'>; readonly actor: Actor; readonly language: Language }

/** A part with what it says, by which it is known whether the phone has it already. */
type Found = { readonly part: Part; readonly content: string }

/**
 * What the phone needs without network, or what of it changed since the checkpoint: nothing is remembered of an earlier answer, so
 * that one that was lost costs nothing. Refusals: `sync.device-unknown`, `sync.device-revoked`.
 */
export const takeSnapshot = async (
  deps: AccessDeps,
  http: Pick<Http, 'ask'>,
  asking: { readonly actor: Actor; readonly language: Language },
  question: { readonly device: string; readonly checkpoint?: string | undefined },
): Promise<Result<Snapshot>> => {
  const { actor } = asking
  const now = deps.clock.now()
  const device = await heardFrom(deps, actor, question.device, now)
  if (!device.ok) return device
  const { found, orders } = await gather(deps, { http, ...asking }, now)
  await tellHanded(deps, actor, device.value, found, now)
  const before = keptOf(question.checkpoint)
  const after = new Map(found.map(({ part, content }) => [part.id, content]))
  return ok({
    checkpoint: checkpointOf(after),
    isWhole: before === undefined,
    parts: found.filter(({ part, content }) => before?.get(part.id) !== content).map(({ part }) => part),
    removed: [...(before?.keys() ?? [])].filter((id) => !after.has(id)),
    orders: [...orders],
    lastSeq: device.value.lastSeq,
    serverAt: now,
    expiresAt: expiryOf(deps, now),
  })
}

const gather = async (
  deps: AccessDeps,
  asking: Asking,
  now: Instant,
): Promise<{ readonly found: readonly Found[]; readonly orders: readonly string[] }> => {
  const { actor } = asking
  const { http, ...who } = asking
  const myDay = await http.ask(fieldRoutes.myDay, who)
  const shared = [
    sharedPart('me', sentActorOf(actor)),
    sharedPart('calendar', sentCalendarOf(deps.calendar, dayOf(now))),
    sharedPart('reasons', causeCodes),
  ]
  const ofPerson = await Promise.all(keptOfPerson.map((kept) => answerPart(asking, kept, null, null)))
  // A person without a day of their own (a manager on the phone) keeps no orders.
  if (!myDay.ok) return { found: [...shared, ...ofPerson.flat()], orders: [] }
  const { now: _, ...steadyDay } = myDay.value
  const day = answered(fieldRoutes.myDay.path, {}, null, myDay.value, steadyDay)
  const numbers = [...myDay.value.orders, ...myDay.value.helping].map(({ number }) => number)
  const orders = await deps.db.withTransaction(actor.scope, (tx) =>
    ordersOfNumbers(tx, numbers.slice(0, maxOrdersOf(deps))),
  )
  const byNumber = new Map(orders.map((order) => [order.number, order]))
  const kept = numbers.flatMap((number) => byNumber.get(number) ?? [])
  const rules = new Map<string, Found>()
  const sent = kept.map((order) => {
    const name = `rules ${order.county} ${order.companyId ?? ''}`
    if (!rules.has(name)) rules.set(name, sharedPart(name, sentRulesOf(resolvedFor(deps, order, now).rules)))
    return orderPart(deps, actor, order, name, now)
  })
  // By route, so that what is alike stands side by side and compresses well.
  const answers = await Promise.all(
    keptOfOrder.flatMap((each) => kept.map((order) => answerPart(asking, each, order, order.number))),
  )
  return {
    found: [...shared, ...rules.values(), day, ...ofPerson.flat(), ...sent, ...answers.flat()],
    orders: kept.map(({ number }) => number),
  }
}

const sharedPart = (name: string, value: unknown): Found => ({
  part: { kind: 'shared', id: shortDigest(`shared ${name}`), name, value },
  content: shortDigest(JSON.stringify(value)),
})

const orderPart = (deps: AccessDeps, actor: Actor, order: WorkOrder, rules: string, now: Instant): Found => {
  const { number } = order
  const { holder, isAccepted, helpers } = currentTask(order)
  const { staffId } = actor.scope
  const isLead = holder.level === 'engineer' && holder.staffId === staffId
  const isFull = isAccepted && (isLead || (staffId !== undefined && helpers.includes(staffId)))
  const sentCustomer = isFull ? order.customer : withoutPerson(order.customer)
  const value: SentOrder = {
    number,
    order: { ...order, customer: sentCustomer },
    isFull,
    isLead,
    settings: settingsOf(deps, order, now),
    rules,
  }
  return {
    part: { kind: 'order', id: shortDigest(`order ${number}`), number, value },
    content: shortDigest(JSON.stringify(value)),
  }
}

const withoutPerson = ({ name: _, phone: __, address: ___, addressKey: ____, ...rest }: WorkOrder['customer']) => rest

const answerPart = async <Subject>(
  { http, actor, language }: Asking,
  { route, args, steady }: KeptRoute<Subject>,
  subject: Subject,
  number: string | null,
): Promise<readonly Found[]> => {
  const asked = args(subject)
  if (!asked) return []
  const result = await http.ask(route, { actor, language, ...asked })
  return result.ok
    ? [answered(route.path, asked, number, result.value, steady ? steady(result.value) : result.value)]
    : []
}

const answered = (
  path: string,
  args: { readonly params?: Readonly<Record<string, string>>; readonly query?: Readonly<Record<string, unknown>> },
  number: string | null,
  reply: unknown,
  steady: unknown,
): Found => ({
  part: { kind: 'answer', id: shortDigest(`answer ${path} ${JSON.stringify(args)}`), number, path, args, reply },
  content: shortDigest(JSON.stringify(steady)),
})

/** Whose data the phone has in full from now on stands in the audit, once for each order. */
const tellHanded = async (
  deps: AccessDeps,
  actor: Actor,
  device: DeviceRow,
  found: readonly Found[],
  at: Instant,
): Promise<void> => {
  const full = found.flatMap(({ part }) => (part.kind === 'order' && part.value.isFull ? [part.value.order] : []))
  const numbers = full.map(({ number }) => number)
  const isSame = numbers.length === device.handed.length && numbers.every((number) => device.handed.includes(number))
  if (isSame) return
  const fresh = full.filter(({ number }) => !device.handed.includes(number))
  await deps.db.withTransaction(actor.scope, async (tx) => {
    void keepHanded(tx, actor.userId, device.id, numbers)
    tx.act()
    await record(tx, {
      actor,
      at,
      audit: fresh.map(({ prefecture, id }) => ({
        ...{ prefecture, action: 'personal-data.handed-to-phone' as const },
        ...{ subjectType: 'workOrder' as const, subjectId: id, after: { device: device.id } },
      })),
    })
  })
}
