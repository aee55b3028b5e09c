import type { RoleName } from '#core/access/role.ts'
import type { Actor } from '#core/access/scope.ts'
import { appointmentParameters } from '#core/appointments/appointments.parameters.ts'
import { ok } from '#core/result.ts'
import { syncParameters } from '#core/sync/sync.parameters.ts'
import { addMinutes, dayOf, epochMsOf, startOfDay } from '#core/time.ts'
import type { OrderEvent } from '#core/work-orders/work-order.context.ts'
import { createOrder } from '#core/work-orders/work-order.create.ts'
import { carryOut } from '#core/work-orders/work-order.decide.ts'
import { aContext, aNewOrder, anActor, everyFact } from '#core/work-orders/work-order.fixtures.ts'
import { stateOf } from '#core/work-orders/work-order.state.ts'
import type { OrderAction } from '#core/work-orders/work-order.transitions.ts'
import type { WorkOrder } from '#core/work-orders/work-order.ts'
import { actorOfUser, asSystem } from '#server/access/index.ts'
import { bumpFact } from '#server/platform/facts.store.ts'
import type { Http } from '#server/platform/http.ts'
import { newId } from '#server/platform/new-id.ts'
import { PARAMETERS_FACT } from '#server/platform/parameters.ts'
import type { AllDeps } from '#server/wiring.ts'
import { bulkRows, insertBulk, resolvedFor } from '#server/work-orders/index.ts'
import { staffIn, stationIn } from '#testing/people.ts'
import { userIn } from '#testing/users.ts'

export type World = {
  readonly deps: AllDeps
  readonly http: Http
  readonly people: Readonly<Record<'engineer' | 'head' | 'desk' | 'manager', Actor>>
  readonly stationId: string
  readonly engineerId: string
  readonly otherId: string
  /** The engineer's. */
  readonly login: string
  /** Phones of the engineer that are not in use. */
  readonly idle: RunPhone[]
}

export type RunPhone = { readonly id: string; seq: number }

export const createWorld = async (deps: AllDeps, http: Http): Promise<World> => {
  const now = deps.clock.now()
  deps.clock.moveTo(deps.clock.offsetMs + epochMsOf(addMinutes(startOfDay(dayOf(now)), 600)) - epochMsOf(now))
  const stationId = await stationIn(deps)
  const [engineerId, otherId] = [await staffIn(deps, { stationId }), await staffIn(deps, { stationId })]
  await asSystem(deps, async (tx) => {
    for (const staffId of [engineerId, otherId]) {
      await tx.run({
        text: `INSERT INTO certificate (id, staff_id, kind, number, issuer, valid_to) VALUES ($1, $2, 'homeFitter', 'GZ-1', 'operator', '2999-12-31')`,
        values: [newId(), staffId],
      })
    }
    // Places that can be promised are shared by all orders: without this a run would see what the run before it took.
    const { workMinutes } = appointmentParameters
    const none = Object.fromEntries(Object.keys(workMinutes.default).map((kind) => [kind, 0]))
    for (const [key, value] of [
      [workMinutes.key, none],
      [syncParameters.maxDevices.key, 50],
    ]) {
      await tx.run({
        text: `INSERT INTO parameter_value (key, level, effective_from, value, reason, created_by_name, created_at)
               VALUES ($1, 'province', '2000-01-01', $2, 'test', 'test', $3)`,
        values: [key, JSON.stringify(value), now],
      })
    }
    await bumpFact(tx, PARAMETERS_FACT, now)
  })
  await deps.parameters.refresh()
  const logins: string[] = []
  const actorOf = async (role: RoleName, more: object = {}): Promise<Actor> => {
    const { login } = await userIn(deps, { roles: [role], ...more })
    logins.push(login)
    const actor = await actorOfUser(deps, login, 'field')
    if (!actor) throw new Error(`nobody is ${login}`)
    return actor
  }
  const people = {
    engineer: await actorOf('engineer', { stationId, staffId: engineerId }),
    head: await actorOf('stationHead', { stationId }),
    desk: await actorOf('countyDesk', { prefectures: ['520100'] }),
    manager: await actorOf('contractorManager'),
  }
  return { deps, http, people, stationId, engineerId, otherId, login: logins[0] ?? '', idle: [] }
}

/** Orders in the engineer's hands. */
export const ordersInHand = async (world: World, count = 2): Promise<readonly WorkOrder[]> => {
  const { deps, stationId, engineerId, people } = world
  const now = deps.clock.now()
  const lead = { staffId: engineerId, name: '工程师', companyId: 'tietong', stationId }
  const station = { id: stationId, companyId: 'tietong', name: '驻点' }
  const facts = {
    ...everyFact,
    ...{ lead: ok(lead), station: ok(station), route: ok({ companyId: 'tietong', station, why: [] }) },
  }
  const context = (actor: Actor) => aContext({ now, actor, facts, newId, calendar: deps.calendar })
  const made = Array.from({ length: count }, () => {
    const id = newId()
    const number = `CV${id.replaceAll('-', '').slice(0, 24)}`
    const created = createOrder(aNewOrder({ id, number, createdAt: now }), context(anActor('countyDesk')))
    let { order } = created
    const events: OrderEvent[] = [...created.events]
    const go = (action: OrderAction, input: object, actor: Actor) => {
      const decided = carryOut(order, action, input as never, context(actor))
      if (!decided.ok) throw new Error(`${action}: ${decided.refusal.code}`)
      order = decided.value.order
      events.push(...decided.value.events)
    }
    go('dispatch', { mode: 'rule' }, people.desk)
    if (stateOf(order) === 'pendingAcceptance') go('accept', {}, people.manager)
    go('assign', { staffId: engineerId, helpers: [], mode: 'name' }, people.head)
    go('accept', {}, people.engineer)
    return { order, events }
  })
  await deps.db.withTransaction(deps.system.actor().scope, async (tx) => {
    tx.act()
    const rows = made.map(({ order, events }) =>
      bulkRows(
        {
          order,
          changedAt: now,
          events: events.map((event) => ({ ...event, id: newId(), at: now, actor: people.desk })),
        },
        resolvedFor(deps, order, now),
        deps.calendar,
      ),
    )
    await insertBulk(tx, rows)
  })
  return made.map(({ order }) => order)
}
