import { rm } from 'node:fs/promises'
import path from 'node:path'
import { type RoleName, roleNames, roleOf } from '#core/access/role.ts'
import type { Actor } from '#core/access/scope.ts'
import { prefectureOf } from '#core/organisation/region.ts'
import { POSITION_NOTICE } from '#core/safety/notice.ts'
import { safetyParameters } from '#core/safety/safety.parameters.ts'
import { dayOf } from '#core/time.ts'
import { type PastOrder, pastOrderOf } from '#core/work-orders/order-copies.rules.ts'
import { figuresOf } from '#core/work-orders/work-order.figures.ts'
import { asSystem, hashPassword, newPassword } from '#server/access/index.ts'
import { groundOf } from '#server/dispatch/index.ts'
import type { Tx } from '#server/platform/db.ts'
import { setFact } from '#server/platform/facts.store.ts'
import { endDemo, isDemoInstance } from '#server/platform/instance-clock.ts'
import { newId } from '#server/platform/new-id.ts'
import { replaceFile } from '#server/platform/replace-file.ts'
import type { AllDeps } from '#server/wiring.ts'
import { addFigures, bulkRows, copyOrders, insertBulk, recountFigures, resolvedFor } from '#server/work-orders/index.ts'
import { dayOfDemo } from './day.ts'
import {
  acknowledgeFor,
  assignManager,
  columnsOf,
  countUsers,
  deleteDemo,
  insertPastHours,
  insertRows,
  insertUsers,
  lastNumbers,
  loadStageRows,
  raiseCounters,
  skipEvents,
} from './demo.store.ts'
import type { Life } from './life.ts'
import { bulkOf, dayBefore, demoOrder, type Numbers, reportedAt, type Stage } from './orders.ts'
import { createDice } from './random.ts'
import { buildWorld, type DemoCustomer, type DemoStaff, type DemoStation, type World } from './world.ts'

export type DemoLogin = { readonly role: RoleName; readonly login: string; readonly password: string }

const SMALL_ARCHIVED = 700
const SMALL_OPEN = 140
const HOME_PREFECTURE = '520100'
const HOME_COMPANY = 'tietong'
const OPERATOR = 'operator-gz'
/** Noted when the demo is complete. */
const SEEDED = 'demo'

export const loginsFile = (dataDir: string): string => path.join(dataDir, 'demo-logins.json')

/**
 * What an instance has when nobody has ever signed in: a demo with one login for each role, or one administrator.
 * Called again it changes nothing. Whoever is the only server may also make a demo anew whose first start was killed half-way.
 */
export const seedFirstStart = async (deps: AllDeps, options = { isOnlyServer: false }): Promise<void> => {
  const isHalfMade = options.isOnlyServer && isDemoInstance(deps.facts) && deps.facts.get(SEEDED) === undefined
  if (isHalfMade) {
    await asSystem(deps, deleteDemo)
    await recountFigures(deps)
  }
  if ((await asSystem(deps, countUsers)) > 0) return
  await (isDemoInstance(deps.facts) ? seedDemo(deps) : seedAdministrator(deps))
}

/** Kept before the accounts are: a start that is killed in between makes both anew, and nobody is locked out. */
const keepLogins = (deps: AllDeps, logins: readonly DemoLogin[]): Promise<void> =>
  replaceFile(loginsFile(deps.config.dataDir), `${JSON.stringify(logins, null, 2)}\n`)

const seedAdministrator = async (deps: AllDeps): Promise<void> => {
  const login: DemoLogin = { role: 'administrator', login: 'administrator', password: newPassword() }
  await keepLogins(deps, [login])
  await asSystem(deps, async (tx) =>
    insertUsers(tx, [userRow(deps, login, await hashPassword(login.password), {}, false)]),
  )
}

const kebab = (role: string): string => role.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)

type Place = { stationId?: string; staffId?: string; name?: string; prefectures?: string[] }

const userRow = (deps: AllDeps, { role, login }: DemoLogin, hash: string, place: Place, isDemo: boolean) => {
  const isContractor = roleOf(role).side === 'contractor'
  return {
    ...{
      id: newId(),
      login,
      name: place.name ?? login,
      language: 'zh-CN',
      company_id: isContractor ? HOME_COMPANY : OPERATOR,
    },
    ...{
      prefectures: place.prefectures ?? null,
      counties: null,
      station_id: place.stationId ?? null,
      staff_id: place.staffId ?? null,
    },
    ...{ roles: [role], password_hash: hash, must_change_password: !isDemo, password_changed_at: deps.clock.now() },
    ...{ failed_sign_ins: 0, is_active: true, is_demo: isDemo, created_at: deps.clock.now(), version: 1 },
  }
}

/** Roles that see one prefecture in the demo; the others see the whole province or their station. */
const OF_PREFECTURE: readonly RoleName[] = [
  'prefectureManager',
  'countyDesk',
  'customerManager',
  'dispatcher',
  'hotlineAgent',
  'qualityClerk',
]

const seedDemo = async (deps: AllDeps): Promise<void> => {
  const now = deps.clock.now()
  const world = buildWorld(deps, await groundOf(deps), now)
  const dice = createDice(26)
  const station = world.stations.find(({ county }) => county === '520102') ?? world.stations[0]
  const team = world.staff.filter((person) => person.stationId === station?.id)
  const placeOf = (role: RoleName): Place => {
    const person = personFor(role, team)
    if (person) return { stationId: person.stationId, staffId: person.id, name: person.name }
    return OF_PREFECTURE.includes(role) ? { prefectures: [HOME_PREFECTURE] } : {}
  }
  const logins = roleNames.map((role): DemoLogin => ({ role, login: kebab(role), password: newPassword() }))
  const users = await Promise.all(
    logins.map(async (login) =>
      userRow(
        deps,
        login,
        await hashPassword(login.password),
        { name: nameOf(login.role, dice), ...placeOf(login.role) },
        true,
      ),
    ),
  )
  await keepLogins(deps, logins)
  const manager = users.find((user) => user.roles[0] === 'customerManager')
  const managed = new Set<DemoCustomer['row']>()
  for (const { line, county, row } of world.customers) {
    if (line === 'enterprise' && prefectureOf(county) === HOME_PREFECTURE && MANAGED.includes(String(row.grade)))
      managed.add(row)
  }
  await asSystem(deps, async (tx) => {
    for (const [table, rows] of Object.entries(world.tables)) await insertRows(tx, table, rows, columnsOf(rows))
    await insertUsers(tx, users)
    const notice = safetyParameters.notices.default.find(({ code }) => code === POSITION_NOTICE)
    if (notice) await acknowledgeFor(tx, notice, now)
    if (manager) await assignManager(tx, manager.id, HOME_PREFECTURE)
  })
  const customers = world.customers.map((customer) =>
    managed.has(customer.row) ? { ...customer, row: { ...customer.row, manager_user_id: manager?.id } } : customer,
  )
  const stage = stageOf(deps, { ...world, customers }, users)
  await addOrders(deps, stage, { past: SMALL_ARCHIVED, today: SMALL_OPEN, days: 45 }, dice.whole(1, 1_000_000))
  await tellDay(deps, stage, team, dice.whole(1, 1_000_000))
  await asSystem(deps, (tx) => setFact(tx, SEEDED, { seededAt: now }, now))
}

/** Lines of these grades have a manager. */
const MANAGED: readonly string[] = ['AAA', 'AA', 'A']

/** Today's told orders around the demo's station. */
const tellDay = async (deps: AllDeps, stage: Stage, team: readonly DemoStaff[], seed: number): Promise<void> => {
  const [engineer, colleague] = team.filter(({ post }) => post === 'engineer')
  if (!engineer || !colleague) return
  const dice = createDice(seed)
  const now = deps.clock.now()
  const numbers = await numbersOf(deps)
  const here = stage.customers.filter(({ county, line }) => line === 'home' && county === engineer.county)
  const lines = stage.customers.filter(({ row }) => row.manager_user_id)
  const lives = dayOfDemo({ customers: here, lines, engineer, colleague }, now, (createdAt, part) =>
    demoOrder(deps, stage, dice, createdAt, now, numbers, part),
  )
  await asSystem(deps, async (tx) => {
    await insertBulk(
      tx,
      lives.map((life) => bulkRows(bulkOf(life), resolvedFor(deps, life.order, now), deps.calendar)),
    )
    await keepNumbers(tx, numbers)
    await insertPastHours(tx, now)
  })
}

const numbersOf = async (deps: AllDeps): Promise<Numbers> =>
  new Map((await asSystem(deps, lastNumbers)).map(({ prefecture, day, last }) => [`${prefecture} ${day}`, last]))

const keepNumbers = async (tx: Tx, numbers: Numbers): Promise<void> => {
  await raiseCounters(
    tx,
    [...numbers].map(([key, last]) => ({ prefecture: key.slice(0, 6), day: key.slice(7), last })),
  )
  await skipEvents(tx)
}

const ROLE_NAMES: Partial<Record<RoleName, string>> = {
  provinceManager: '周敏',
  prefectureManager: '石磊',
  countyDesk: '罗洁',
  dispatcher: '陈立',
  customerManager: '余华',
  qualityAgent: '何静',
  auditor: '唐宁',
  administrator: '管理员',
}
const nameOf = (role: RoleName, dice: { whole(from: number, to: number): number }): string =>
  ROLE_NAMES[role] ?? `演示${String(dice.whole(10, 99))}`

const personFor = (role: RoleName, team: readonly DemoStaff[]): DemoStaff | undefined => {
  if (role === 'stationHead' || role === 'communityManager') return team.find((person) => person.post === role)
  return role === 'engineer' ? team.find((person) => person.post === 'engineer') : undefined
}

type UserRow = ReturnType<typeof userRow>

const stageOf = (
  deps: AllDeps,
  world: Pick<World, 'customers' | 'stations' | 'staff'>,
  users: readonly Pick<UserRow, 'id' | 'name' | 'roles' | 'staff_id'>[],
): Stage => {
  const actorOf = (role: RoleName): Actor => {
    const user = users.find((candidate) => candidate.roles[0] === role)
    return {
      ...deps.system.actor(),
      userId: user?.id ?? deps.system.actor().userId,
      name: user?.name ?? role,
      roles: [role],
      source: 'demo',
    }
  }
  return {
    customers: world.customers,
    stationByCounty: new Map(world.stations.map((station) => [station.county, station])),
    teamByCounty: Map.groupBy(world.staff, (person) => person.county),
    actors: {
      desk: actorOf('countyDesk'),
      dispatcher: actorOf('dispatcher'),
      clerk: actorOf('qualityClerk'),
      quality: actorOf('qualityAgent'),
    },
    userByStaff: new Map(users.flatMap((user) => (user.staff_id ? [[user.staff_id, user.id] as const] : []))),
  }
}

const BATCH = 200

/** Orders of the last weeks that are over, and some of today in every state. */
type Mix = {
  readonly past: number
  readonly today: number
  readonly days: number
}

const addOrders = async (
  deps: AllDeps,
  stage: Stage,
  mix: Mix,
  seed: number,
  onProgress: (done: number) => void = () => undefined,
): Promise<readonly PastOrder[]> => {
  const dice = createDice(seed)
  const now = deps.clock.now()
  const numbers = await numbersOf(deps)
  const archived: PastOrder[] = []
  const total = mix.past + mix.today
  let writing: Promise<unknown> = Promise.resolve()
  for (let start = 0; start < total; start += BATCH) {
    const lives: Life[] = []
    const before = new Map(numbers)
    for (let index = start; index < Math.min(total, start + BATCH); index++) {
      const day = index < mix.past ? dayBefore(now, dice.whole(2, mix.days)) : dayOf(now)
      const life = demoOrder(deps, stage, dice, reportedAt(dice, day, now), now, numbers)
      if (life) lives.push(life)
    }
    const rows = lives.map((life) => bulkRows(bulkOf(life), resolvedFor(deps, life.order, now), deps.calendar))
    const figures = figuresOf(lives.map((life) => life.order))
    const taken = new Map([...numbers].filter(([key, last]) => before.get(key) !== last))
    for (const { order, changedAt } of lives) {
      if (order.closedAs === 'archived' && dayOf(order.createdAt) < dayOf(now))
        archived.push(pastOrderOf(order, changedAt, now))
    }
    // One batch is written while the next one lives.
    await writing
    writing = asSystem(deps, async (tx) => {
      await insertBulk(tx, rows)
      await addFigures(tx, figures)
      // With its batch, so that one that is broken off is gone on with.
      await keepNumbers(tx, taken)
    })
    writing.catch(() => undefined)
    onProgress(Math.min(total, start + BATCH))
  }
  await writing
  return archived
}

const OPEN_SHARE = 0.02
const DAYS_OF_BULK = 300
/** Lives that are lived one by one; more orders are copies of these. */
const MAX_LIVES = 10_000
const MAX_TODAY = 6_000

/** Many more orders with realistic histories, for measuring: 2 in 100 are of today. `ownerUrl` only while nobody else is at work. */
export const addBulkOrders = async (
  deps: AllDeps,
  count: number,
  onProgress: (done: number) => void,
  ownerUrl?: string,
): Promise<void> => {
  const rows = await asSystem(deps, loadStageRows)
  const customers: DemoCustomer[] = [
    ...rows.home.map((row) => ({
      id: String(row.id),
      line: 'home' as const,
      county: String(row.county),
      account: String(row.account),
      row,
    })),
    ...rows.lines.map((row) => ({
      id: String(row.id),
      line: 'enterprise' as const,
      county: String(row.county),
      account: String(row.line_code),
      row,
    })),
  ]
  const world = {
    customers,
    stations: rows.stations as unknown as DemoStation[],
    staff: rows.staff as unknown as DemoStaff[],
  }
  const stage = stageOf(deps, world, rows.users as unknown as UserRow[])
  const today = Math.min(MAX_TODAY, Math.round(count * OPEN_SHARE))
  const copies = Math.floor((count - today) / MAX_LIVES)
  const past = Math.round((count - today) / (copies + 1))
  const archived = await addOrders(deps, stage, { past, today, days: DAYS_OF_BULK }, count, onProgress)
  if (copies === 0) return
  await copyOrders(deps, archived, copies, ownerUrl)
  await asSystem(deps, skipEvents)
}

/** Takes everything of the demo away; from then on it is a real installation. Answers how many rows went, by table. */
export const clearDemo = async (deps: AllDeps): Promise<Readonly<Record<string, number>>> => {
  const deleted = await asSystem(deps, deleteDemo)
  await recountFigures(deps)
  await endDemo(deps.db, deps.clock.now())
  // Without a demo's account in it, the file holds the administrator's first password.
  if (deleted.app_user) await rm(loginsFile(deps.config.dataDir), { force: true })
  await seedFirstStart(deps)
  return deleted
}
