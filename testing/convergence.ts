import type { RoleName } from '#core/access/role.ts'
import type { Actor } from '#core/access/scope.ts'
import { appointmentParameters } from '#core/appointments/appointments.parameters.ts'
import { ok } from '#core/result.ts'
import { idsOf } from '#core/sync/command-id.rules.ts'
import { type CommandAnswer, type QueuedCommand, syncRoutes } from '#core/sync/sync.contract.ts'
import { syncParameters } from '#core/sync/sync.parameters.ts'
import { addMinutes, dayOf, epochMsOf, startOfDay } from '#core/time.ts'
import type { OrderEvent } from '#core/work-orders/work-order.context.ts'
import { actionRoutes } from '#core/work-orders/work-order.contract.ts'
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
import { registerDevice } from '#server/sync/device.service.ts'
import type { AllDeps } from '#server/wiring.ts'
import { bulkRows, insertBulk, ordersOfNumbers, resolvedFor } from '#server/work-orders/index.ts'
import { staffIn, stationIn } from './people.ts'
import { userIn } from './users.ts'

/**
 * Random sequences of what one or two phones of an engineer and the desk do to two orders, each run twice: once over a network that
 * loses nothing, once over one that loses requests and answers, sends twice, cuts batches up and mixes them. Both must end the same.
 */
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

type RunPhone = { readonly id: string; seq: number }

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

type Random = () => number
const randomOf = (seed: number): Random => {
  let state = (seed * 2_654_435_761) >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}
const below = (random: Random, count: number): number => Math.floor(random() * count)
const pick = <T>(random: Random, items: readonly T[]): T => items[below(random, items.length)] as T
const shuffled = <T>(random: Random, items: readonly T[]): T[] =>
  items
    .map((item) => ({ item, at: random() }))
    .sort((a, b) => a.at - b.at)
    .map(({ item }) => item)

type Act = {
  readonly is: 'act'
  readonly phone: number
  readonly order: number
  readonly action: string
  readonly input: Readonly<Record<string, unknown>>
  /** Of the commands so far: which photo is taken back, and which command this one waited for. */
  readonly of?: number
  readonly after?: number
}
type Step =
  | Act
  | { readonly is: 'deliver'; readonly phone: number }
  | {
      readonly is: 'desk'
      readonly order: number
      readonly who: 'head' | 'desk' | 'manager'
      readonly action: OrderAction
      readonly input: object
    }

const HOURS = 60
const engineerActs: readonly (readonly [string, (random: Random, at: string) => Record<string, unknown>])[] = [
  ['appoint', (_, at) => ({ from: addMinutes(at, HOURS), to: addMinutes(at, 2 * HOURS) })],
  ['depart', () => ({})],
  ['depart', () => ({})],
  ['arrive', () => ({ exception: '室内无定位' })],
  ['arrive', () => ({ exception: '室内无定位' })],
  ['start', () => ({})],
  ['addEvidence', (random) => ({ kind: 'onuRxDbm', value: -18 - below(random, 8), unit: 'dBm' })],
  ['addEvidence', (random) => ({ kind: 'photo', note: `分纤箱${below(random, 100)}` })],
  ['withdrawEvidence', () => ({})],
  ['addNote', (random) => ({ note: `备注${below(random, 100)}` })],
  ['logContact', (random) => ({ outcome: pick(random, ['noAnswer', 'agreed', 'callBackAt']) })],
  ['restore', (random) => ({ kind: random() < 0.8 ? 'onSite' : 'remote' })],
  ['restore', () => ({ kind: 'onSite' })],
  ['reportProgress', () => ({ note: '正在熔接' })],
  ['resume', () => ({})],
  ['look', () => ({ fields: ['phone'] })],
  ['nonsense', () => ({})],
  ['addNote', () => ({ note: 7 })],
]

const deskActs = (world: World): readonly Omit<Extract<Step, { is: 'desk' }>, 'is' | 'order'>[] => [
  { who: 'desk', action: 'urge', input: { note: '客户催' } },
  { who: 'manager', action: 'addNote', input: { note: '老人在家' } },
  { who: 'head', action: 'transfer', input: { reason: '改派', staffId: world.otherId } },
  { who: 'head', action: 'transfer', input: { reason: '改回', staffId: world.engineerId } },
  { who: 'desk', action: 'cancel', input: { reason: '已恢复', reasonCode: 'recovered' } },
]

/** Between eight and twenty steps; what is on a phone at the end is delivered. */
const stepsOf = (world: World, random: Random, at: string): Step[] => {
  const phones = random() < 0.3 ? 2 : 1
  const steps: Step[] = []
  const acts: Act[] = []
  const waiting: number[][] = [[], []]
  const count = 8 + below(random, 12)
  for (let index = 0; index < count; index += 1) {
    const die = random()
    const phone = below(random, phones)
    if (die < 0.68) {
      const order = random() < 0.75 ? 0 : 1
      const [action, inputOf] = pick(random, engineerActs)
      const own = waiting[phone] ?? []
      const after = own.findLast((each) => acts[each]?.order === order && acts[each]?.action !== 'look')
      const photos = acts.flatMap((each, at) => (each.action === 'addEvidence' && each.order === order ? [at] : []))
      const act: Act = {
        ...{ is: 'act', phone, order, action, input: inputOf(random, at) },
        ...(after === undefined || random() < 0.2 ? {} : { after }),
        ...(action === 'withdrawEvidence' && photos.length > 0 ? { of: pick(random, photos) } : {}),
      }
      own.push(acts.length)
      acts.push(act)
      steps.push(act)
    } else if (die < 0.82) {
      waiting[phone] = []
      steps.push({ is: 'deliver', phone })
    } else {
      steps.push({ is: 'desk', order: below(random, 2), ...pick(random, deskActs(world)) })
    }
  }
  return [...steps, { is: 'deliver', phone: 0 }, { is: 'deliver', phone: 1 }]
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

type Sent = { readonly firstSeq: number; readonly commands: readonly QueuedCommand[] }
type Run = {
  readonly world: World
  readonly orders: readonly WorkOrder[]
  readonly phones: readonly RunPhone[]
  readonly commands: QueuedCommand[]
  readonly outboxes: QueuedCommand[][]
  readonly answers: Map<string, CommandAnswer>
  /** Everything that was ever sent by each phone: an old copy may come again at any time. */
  readonly sent: Sent[][]
  readonly faults: string[]
  requests: number
}

const takePhone = async ({ deps, people, idle }: World): Promise<RunPhone> => {
  const found = idle.pop()
  if (found) return found
  const id = newId()
  const at = deps.clock.now()
  const registered = await registerDevice(
    deps,
    { actor: people.engineer, at },
    { id, name: '手机', platform: 'android' },
    null,
  )
  if (!registered.ok) throw new Error(registered.refusal.code)
  return { id, seq: 0 }
}

const runSteps = async (world: World, steps: readonly Step[], chaos: Random | undefined): Promise<Run> => {
  const run: Run = {
    world,
    orders: await ordersInHand(world),
    phones: [await takePhone(world), await takePhone(world)],
    ...{ commands: [], outboxes: [[], []], answers: new Map(), sent: [[], []], faults: [], requests: 0 },
  }
  for (const step of steps) {
    if (step.is === 'act') queue(run, step)
    else if (step.is === 'desk') await actAtDesk(run, step)
    else if (chaos) await deliverSomehow(run, step.phone, chaos)
    else await deliver(run, step.phone)
  }
  world.idle.push(...run.phones)
  return run
}

const queue = (run: Run, act: Act): void => {
  const phone = run.phones[act.phone]
  const order = run.orders[act.order]
  if (!phone || !order) throw new Error('no such phone or order')
  phone.seq += 1
  const id = newId()
  const after = act.after === undefined ? undefined : run.commands[act.after]?.id
  const common = { id, seq: phone.seq, at: { deviceAt: run.world.deps.clock.now() }, ...(after ? { after } : {}) }
  const photo = act.of === undefined ? undefined : run.commands[act.of]?.id
  const input = photo ? { ...act.input, evidenceId: idsOf(photo)() } : act.input
  const command: QueuedCommand =
    act.action === 'look'
      ? { ...common, kind: 'call', route: 'look', body: { ...input, number: order.number } }
      : { ...common, kind: 'order', number: order.number, action: act.action, input, baseVersion: order.version }
  run.commands.push(command)
  run.outboxes[act.phone]?.push(command)
}

const actAtDesk = async ({ world, orders }: Run, step: Extract<Step, { is: 'desk' }>): Promise<void> => {
  const route = actionRoutes.find(({ action }) => action === step.action)?.route
  const number = orders[step.order]?.number
  if (!route || !number) throw new Error('no such route or order')
  // What is refused here is refused in the other run too.
  await world.http.ask(route, {
    ...{ actor: world.people[step.who], language: 'zh-CN' },
    ...{ params: { number }, body: step.input },
  })
}

const send = async (run: Run, phone: number, { firstSeq, commands }: Sent): Promise<readonly CommandAnswer[]> => {
  const { http, people, deps } = run.world
  run.requests += 1
  const answered = await http.ask(syncRoutes.commands, {
    ...{ actor: people.engineer, language: 'zh-CN' },
    body: {
      ...{ deviceId: run.phones[phone]?.id, sent: { deviceAt: deps.clock.now() }, firstSeq, commands },
    },
  })
  if (!answered.ok) throw new Error(answered.refusal.code)
  return answered.value.answers
}

const said = ({ outcome, problem, order }: CommandAnswer): string =>
  `${outcome} ${problem?.code ?? order?.version ?? ''}`

const hear = (run: Run, phone: number, answers: readonly CommandAnswer[]): void => {
  for (const answer of answers) {
    if (answer.outcome === 'later') continue
    const before = run.answers.get(answer.id)
    if (before && said(before) !== said(answer)) run.faults.push(`${said(before)}, then ${said(answer)}`)
    run.answers.set(answer.id, answer)
  }
  run.outboxes[phone] = (run.outboxes[phone] ?? []).filter(({ id }) => !run.answers.has(id))
}

const firstSeqOf = (run: Run, phone: number): number => {
  const [first] = run.outboxes[phone] ?? []
  return first?.seq ?? (run.phones[phone]?.seq ?? 0) + 1
}

const deliver = async (run: Run, phone: number): Promise<void> => {
  const commands = run.outboxes[phone] ?? []
  if (commands.length === 0) return
  hear(run, phone, await send(run, phone, { firstSeq: firstSeqOf(run, phone), commands }))
  if (run.outboxes[phone]?.length) run.faults.push('a command has no answer')
}

const BAD_ROUNDS = 4

/** Until everything has its answer; over and over, cut up, twice, mixed, with old copies, some at the same time. */
const deliverSomehow = async (run: Run, phone: number, random: Random): Promise<void> => {
  for (let round = 0; (run.outboxes[phone] ?? []).length > 0; round += 1) {
    if (round > BAD_ROUNDS + 2) {
      run.faults.push('a command has no answer')
      return
    }
    const isBad = round < BAD_ROUNDS
    const firstSeq = firstSeqOf(run, phone)
    const chunks: Sent[] = cutUp(run.outboxes[phone] ?? [], isBad ? random : undefined).map((commands) => ({
      firstSeq,
      commands,
    }))
    const old = run.sent[phone] ?? []
    const requests = isBad
      ? shuffled(random, [
          ...chunks,
          ...chunks.filter(() => random() < 0.3),
          ...(old.length > 0 && random() < 0.4 ? [pick(random, old)] : []),
        ])
      : chunks
    old.push(...chunks)
    for (let at = 0; at < requests.length; ) {
      const width = isBad && random() < 0.3 ? 2 : 1
      const together = requests.slice(at, at + width)
      at += width
      await Promise.all(
        together.map(async (request) => {
          const [isLost, isUnheard] = [isBad && random() < 0.2, isBad && random() < 0.3]
          if (isLost) return
          const answers = await send(run, phone, request)
          if (!isUnheard) hear(run, phone, answers)
        }),
      )
    }
  }
}

const cutUp = (commands: readonly QueuedCommand[], random: Random | undefined): QueuedCommand[][] => {
  const chunks: QueuedCommand[][] = [[]]
  for (const command of commands) {
    if (random && random() < 0.4 && (chunks.at(-1)?.length ?? 0) > 0) chunks.push([])
    chunks.at(-1)?.push(command)
  }
  return chunks.filter((chunk) => chunk.length > 0)
}

/** What both runs must agree on: orders, visits, evidence, timeline, looks; ids by the command that made them, times left out. */
const endOf = async (run: Run): Promise<{ readonly text: string; readonly lost: number; readonly doubled: number }> => {
  const { deps, people } = run.world
  const labels = new Map(
    run.commands.flatMap(({ id }, index) => {
      const next = idsOf(id)
      return [[id, `c${index}`], ...Array.from({ length: 4 }, (_, nth) => [next(), `c${index}.${nth}`])] as [
        string,
        string,
      ][]
    }),
  )
  for (const [index, { number }] of run.orders.entries()) labels.set(number, `order ${index}`)
  const plain = (value: unknown): string =>
    JSON.stringify(value)
      .replaceAll(/CV[0-9a-f]{24}/g, (number) => labels.get(number) ?? number)
      .replaceAll(/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g, (id) => labels.get(id) ?? 'id')
      .replaceAll(/\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|\+00:00)/g, 'time')
  const ids = run.orders.map(({ id }) => id)
  return asSystem(deps, async (tx) => {
    const [found, events, looks] = await Promise.all([
      ordersOfNumbers(
        tx,
        run.orders.map(({ number }) => number),
      ),
      tx.rows<{ subject: string; kind: string; actor: string; data: Record<string, unknown> }>({
        text: `SELECT subject_id AS subject, kind, actor_id AS actor, data - 'sla' AS data FROM event
               WHERE prefecture = '520100' AND subject_id = ANY ($1) ORDER BY id`,
        values: [ids],
      }),
      tx.first<{ count: number }>({
        text: 'SELECT count(*) AS count FROM reveal WHERE work_order_id = ANY ($1)',
        values: [ids],
      }),
    ])
    const inOrder = run.orders.map(({ id }) => {
      const order = found.find((each) => each.id === id)
      if (!order) throw new Error('an order is gone')
      const { visits, counters, version, tasks, pending, closedAs } = order
      const told = events.filter(({ subject }) => subject === id).map(({ kind, data }) => ({ kind, data }))
      return { state: stateOf(order), visits, counters, version, tasks, pending, closedAs, told }
    })
    const answers = run.commands.map((command) => ({ command, answer: run.answers.get(command.id) }))
    const held = answers.filter(({ answer }) => answer?.outcome === 'done' || answer?.outcome === 'kept')
    const acted = events.filter(({ actor, data }) => actor === people.engineer.userId && 'action' in data).length
    const looked = looks?.count ?? 0
    const heldActs = held.filter(({ command }) => command.kind === 'order').length
    const heldLooks = held.length - heldActs
    return {
      text: plain({ orders: inOrder, looked, answers: answers.map(({ answer }) => answer && said(answer)) }),
      lost: Math.max(0, heldActs - acted) + Math.max(0, heldLooks - looked),
      doubled: Math.max(0, acted - heldActs) + Math.max(0, looked - heldLooks),
    }
  })
}

export type Compared = {
  readonly commands: number
  readonly requests: number
  readonly lost: number
  readonly doubled: number
  /** What the two runs do not agree on. */
  readonly differences: readonly string[]
  readonly outcomes: Readonly<Record<string, number>>
}

/** One sequence, run twice. */
export const compareRuns = async (world: World, seed: number): Promise<Compared> => {
  const random = randomOf(seed)
  const steps = stepsOf(world, random, world.deps.clock.now())
  const clean = await runSteps(world, steps, undefined)
  const wild = await runSteps(world, steps, random)
  const [a, b] = [await endOf(clean), await endOf(wild)]
  const outcomes: Record<string, number> = {}
  for (const { outcome } of wild.answers.values()) outcomes[outcome] = (outcomes[outcome] ?? 0) + 1
  return {
    commands: wild.commands.length,
    requests: wild.requests,
    lost: a.lost + b.lost,
    doubled: a.doubled + b.doubled,
    differences: [
      ...clean.faults,
      ...wild.faults,
      ...(a.text === b.text ? [] : [`seed ${seed}\n${a.text}\n${b.text}`]),
    ],
    outcomes,
  }
}
