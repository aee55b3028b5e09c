import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type RoleName, roleNames, roleOf } from '#core/access/role.ts'
import type { Route } from '#core/contract.ts'
import { aNewOrder } from '#core/work-orders/work-order.fixtures.ts'
import { newId } from '#server/platform/new-id.ts'
import { createWorkOrder } from '#server/work-orders/index.ts'
import { staffIn, stationIn } from '#testing/people.ts'
import { enterpriseLineIn, homeUserIn, networkNodeIn, type Row, reportIn, rowIn } from '#testing/rows.ts'
import { type Client, createTestInstance, type TestInstance } from '#testing/server.ts'
import type { NewUser } from '#testing/users.ts'
import { asSystem } from './index.ts'

/**
 * Random people of every role, random rows of everybody: whatever GET route the product has, asked in many ways,
 * answers nothing of a row outside the reader's scope, and answers the same whether that row exists or not, so that
 * no count, sum or search betrays it either. Who may see what is worked out here on its own, not with the product's rules.
 */

type Line = 'home' | 'enterprise'

/** Who answers for what here: by prefecture, but one county of 贵阳 is another company's, and one is divided by line. */
const COMPANIES_BY_COUNTY: Readonly<Record<string, Readonly<Record<Line, string>>>> = {
  '520102': { home: 'tietong', enterprise: 'tietong' },
  '520103': { home: 'tietong', enterprise: 'tianlongxun' },
  '520115': { home: 'chengxing', enterprise: 'chengxing' },
  '520302': { home: 'tietong', enterprise: 'tietong' },
  '520402': { home: 'tianlongxun', enterprise: 'tianlongxun' },
  '522301': { home: 'chengxing', enterprise: 'chengxing' },
}
const counties = Object.keys(COMPANIES_BY_COUNTY)
const companies = ['tietong', 'tianlongxun', 'chengxing'] as const
const prefectureOf = (county: string): string => `${county.slice(0, 4)}00`
const prefectures = [...new Set(counties.map(prefectureOf))]

/** Routes that cannot be asked like this, each with its reason. */
const NOT_ASKED: Readonly<Record<string, string>> = {
  '/api/v1/live': 'a stream without end; what it tells is filtered by the same scope, tested with it',
  '/api/v1/customer/:token': 'answers whoever holds the link, whoever they are; tested with it',
  '/api/v1/customer/:token/windows': 'answers whoever holds the link, whoever they are; tested with it',
  '/api/v1/customer/:token/confirmation': 'answers whoever holds the link, whoever they are; tested with it',
}

/** Figures of the machine, different each time: looked through for rows, not compared. */
const NOT_COMPARED = ['/api/v1/metrics', '/api/v1/health']

type Reader = NewUser & { readonly id: string; readonly isOperator: boolean; readonly companyId: string }

/** A row that was put in: its table, what decides about it, and the texts by which it is recognised in an answer. */
type Kept = {
  readonly kind: string
  readonly row: Row
  readonly marks: readonly string[]
}

/** Within the account's own places: there its company's rows are seen, whoever answers for the place today. */
const isAccounts = (reader: Reader, county: string): boolean =>
  (reader.prefectures === undefined || reader.prefectures.includes(prefectureOf(county))) &&
  (reader.counties === undefined || reader.counties.includes(county))
/** What bears no company is a contractor's where it answers, for that line; without a line where it answers for any. */
const answersIn = (reader: Reader, county: string, line?: Line): boolean => {
  const { home, enterprise } = COMPANIES_BY_COUNTY[county] ?? {}
  const answering = line === undefined ? [home, enterprise] : [line === 'home' ? home : enterprise]
  return isAccounts(reader, county) && (reader.isOperator || answering.includes(reader.companyId))
}
const seesUnplaced = (reader: Reader): boolean => reader.prefectures === undefined && reader.counties === undefined

/** The audit tells what was done in a prefecture, whatever it was about: there the place decides. */
const seesPrefecture = (reader: Reader, prefecture: string): boolean =>
  prefecture === '520000'
    ? seesUnplaced(reader)
    : counties.some((county) => prefectureOf(county) === prefecture && answersIn(reader, county))
const prefecturesIn = (answer: string): string[] => {
  const { items = [] } = JSON.parse(answer.slice(4)) as { items?: readonly { readonly prefecture: string }[] }
  return items.map((item) => item.prefecture)
}

const reachOf = (reader: Reader): string => {
  const reaches = reader.roles.map((role) => roleOf(role).reach)
  return ['regions', 'station', 'customers', 'own'].find((reach) => reaches.includes(reach as 'own')) ?? 'own'
}
const may = (reader: Reader, permission: string): boolean =>
  reader.roles.some((role) => (roleOf(role).permissions as readonly string[]).includes(permission))

/** The oracle: whether this row is this reader's to see. */
const isVisible = (reader: Reader, { kind, row }: Kept): boolean => {
  const reach = reachOf(reader)
  const isPlaced = row.county ? isAccounts(reader, String(row.county)) : seesUnplaced(reader)
  const isAnswered = (line?: Line) => answersIn(reader, String(row.county), line)
  const isOfCompany = reader.isOperator || row.company_id === reader.companyId
  const isOfStation = reader.stationId !== undefined && row.station_id === reader.stationId
  const isOwn = reader.staffId !== undefined && (row.staff_id === reader.staffId || row.id === reader.staffId)
  switch (kind) {
    case 'station':
      return isPlaced && isOfCompany
    case 'grid':
      return isAnswered()
    case 'home_user':
      return isAnswered('home') && reach === 'regions'
    case 'network_node':
      return isAnswered() && (reach === 'regions' || reach === 'station')
    case 'enterprise_line':
      return (
        isAnswered('enterprise') &&
        (reach === 'regions' || (reach === 'customers' && row.manager_user_id === reader.id))
      )
    case 'report':
      return isPlaced && isOfCompany && reach === 'regions'
    case 'staff':
      return isPlaced && isOfCompany && (reach === 'regions' || (reach === 'station' ? isOfStation : isOwn))
    case 'work_order':
      if (!isPlaced || !isOfCompany) return false
      if (reach === 'regions') return true
      if (reach === 'station') return isOfStation
      if (reach === 'customers') return row.customer_manager_id === reader.id
      return isOwn || (row.in_pool === true && isOfStation)
    case 'app_user':
      if (row.id === reader.id) return true
      return (
        may(reader, 'users.read') && (reader.prefectures === undefined || isSubset(row.prefectures, reader.prefectures))
      )
    // Seen by its maker and by whoever reaches at least as far; somebody with counties reaches less than any prefecture.
    case 'import_batch':
    case 'holding_row':
      if (row.created_by === reader.id)
        return row.prefecture === undefined || seesPrefecture(reader, String(row.prefecture))
      return (
        reach === 'regions' &&
        isOfCompany &&
        (row.prefectures as string[]).every((each) => isWhole(reader, each)) &&
        (row.prefecture === undefined || seesPrefecture(reader, String(row.prefecture)))
      )
    case 'month_figure':
    case 'day_figure':
      return isPlaced && isOfCompany && reach === 'regions'
    case 'notification':
    case 'job':
      return false
    default:
      throw new Error(`the oracle knows no ${kind}`)
  }
}
/** Whether the reader sees the prefecture with every county of it. */
const isWhole = (reader: Reader, prefecture: string): boolean =>
  reader.counties === undefined &&
  counties.every((county) => prefectureOf(county) !== prefecture || answersIn(reader, county)) &&
  seesPrefecture(reader, prefecture)
const isSubset = (some: unknown, all: readonly string[]): boolean =>
  Array.isArray(some) && some.every((each) => all.includes(each))

let instance: TestInstance
/** Every row that was put in, the base first. */
const kept: Kept[] = []
/** A station of each company in each county, with two people. */
const stations: {
  readonly id: string
  readonly county: string
  readonly companyId: string
  readonly staff: string[]
}[] = []
let count = 0
const nextMark = (letter: string): string => {
  count += 1
  return `${letter}mark${String(count).padStart(6, '0')}x`
}

const keep = (kind: string, row: Row, ...marks: string[]): void => void kept.push({ kind, row, marks })

beforeAll(async () => {
  instance = await createTestInstance()
  const { deps } = instance
  const now = deps.clock.now()
  // What is computed from the time must not differ between two answers.
  Object.assign(deps.clock, { now: () => now })
  const divided = [
    { region: '520115', line: 'home', company_id: 'chengxing' },
    { region: '520115', line: 'enterprise', company_id: 'chengxing' },
    { region: '520103', line: 'enterprise', company_id: 'tianlongxun' },
  ]
  for (const each of divided) {
    const own = { ...each, effective_from: '2020-01-01' }
    await rowIn(deps, 'responsibility', { id: newId(), ...own, created_by_name: '测试', created_at: now })
  }
  for (const county of counties) {
    for (const companyId of companies) {
      const name = nextMark('Station')
      const id = await stationIn(deps, { county, companyId, name })
      const staff: string[] = []
      for (let person = 0; person < 2; person += 1) {
        const number = nextMark('Staff')
        const staffId = await staffIn(deps, { county, companyId, stationId: id, number })
        staff.push(staffId)
        keep('staff', { id: staffId, county, company_id: companyId, station_id: id }, number)
      }
      stations.push({ id, county, companyId, staff })
      keep('station', { id, county, company_id: companyId }, id, name)
    }
  }
})
afterAll(() => instance.stop())

type Wanted = {
  readonly kind: string
  readonly county: string
  readonly companyId: string
  readonly station: number
  readonly prefectures: readonly string[]
  readonly isFlagged: boolean
}

const makers: Readonly<Record<string, (wanted: Wanted, reader: Reader) => Promise<void>>> = {
  grid: async ({ county }) => {
    const [id, name] = [newId(), nextMark('Grid')]
    await rowIn(instance.deps, 'grid', { id, prefecture: prefectureOf(county), county, name, area_class: 'urban' })
    keep('grid', { id, county }, id, name)
  },
  home_user: async ({ county }) => {
    const account = nextMark('Account')
    const id = await homeUserIn(instance.deps, { county, account })
    keep('home_user', { county }, id, account)
  },
  enterprise_line: async ({ county, isFlagged }, reader) => {
    const line_code = nextMark('Line')
    const manager_user_id = isFlagged ? reader.id : null
    const id = await enterpriseLineIn(instance.deps, { county, line_code, manager_user_id })
    keep('enterprise_line', { county, manager_user_id }, id, line_code)
  },
  network_node: async ({ county }) => {
    const code = nextMark('Node')
    const id = await networkNodeIn(instance.deps, { county, code })
    keep('network_node', { county }, id, code)
  },
  report: async ({ county, companyId, isFlagged }) => {
    const account = nextMark('Report')
    const place = isFlagged ? {} : { county }
    const id = await reportIn(instance.deps, { ...place, account, company_id: companyId })
    keep('report', { ...place, company_id: companyId }, id, account)
  },
  work_order: async ({ county, companyId, station, isFlagged }, reader) => {
    const account = nextMark('Order')
    const {
      id: _,
      number: __,
      ...draft
    } = aNewOrder({ county, prefecture: prefectureOf(county), line: isFlagged ? 'home' : 'enterprise' })
    const { deps } = instance
    const ownStations = stations.filter((each) => each.companyId === companyId && each.county === county)
    const base = ownStations[station % ownStations.length]
    const holder = {
      company_id: companyId,
      station_id: base?.id ?? null,
      staff_id: base?.staff[station % 2] ?? null,
      in_pool: station === 0,
      customer_manager_id: isFlagged ? reader.id : null,
    }
    await asSystem(deps, async (tx) => {
      const made = await createWorkOrder(deps, tx, deps.system.actor(), {
        ...draft,
        createdAt: deps.clock.now(),
        customer: { ...draft.customer, account },
      })
      const columns = Object.keys(holder).map((column, index) => `${column} = $${index + 2}`)
      const text = `UPDATE work_order SET ${columns.join(', ')} WHERE id = $1`
      await tx.run({ text, values: [made.id, ...Object.values(holder)] })
      keep('work_order', { county, ...holder }, made.id, made.number, account)
    })
  },
  app_user: async ({ prefectures: some, isFlagged }) => {
    const login = nextMark('u').toLowerCase()
    const { id } = await instance.aUser({ roles: ['countyDesk'], login, ...(isFlagged ? {} : { prefectures: some }) })
    keep('app_user', { id, prefectures: isFlagged ? undefined : some }, id, login)
  },
  notification: async ({ county }) => {
    const [id, mark, user_id] = [newId(), nextMark('Notice'), newId()]
    const at = instance.deps.clock.now()
    const row = {
      id,
      user_id,
      at,
      kind: 'test',
      severity: 'info',
      prefecture: prefectureOf(county),
      subject_number: mark,
    }
    await rowIn(instance.deps, 'notification', row)
    keep('notification', row, id, mark)
  },
  job: async () => {
    const [id, title] = [newId(), nextMark('Job')]
    const row = { id, kind: 'test', title, status: 'done', created_by: newId(), created_at: instance.deps.clock.now() }
    await rowIn(instance.deps, 'job', { ...row, actor: '{}' })
    keep('job', row, id, title)
  },
  import_batch: async ({ companyId, prefectures: some, isFlagged }, reader) => {
    const [id, file_name] = [newId(), nextMark('File')]
    await rowIn(instance.deps, 'import_batch', batchOf(id, file_name, isFlagged ? reader.id : newId(), companyId, some))
    keep(
      'import_batch',
      { company_id: companyId, prefectures: some, created_by: isFlagged ? reader.id : undefined },
      id,
      file_name,
    )
  },
  holding_row: async ({ companyId, county, prefectures: few }) => {
    const some = withOwn(few, county)
    const [batchId, id, mark] = [newId(), newId(), nextMark('Held')]
    const { deps } = instance
    await rowIn(deps, 'import_batch', batchOf(batchId, nextMark('File'), newId(), companyId, some))
    const cell = {
      sheet: 'S',
      row_number: 2,
      fingerprint: mark,
      content: JSON.stringify({ account: mark }),
      errors: '[]',
    }
    const row = { prefecture: prefectureOf(county), kind: 'home-users', status: 'open', created_at: deps.clock.now() }
    await rowIn(deps, 'holding_row', { id, batch_id: batchId, ...row, ...cell })
    keep('holding_row', { company_id: companyId, prefectures: some, prefecture: row.prefecture }, id, mark)
  },
  month_figure: async ({ county, companyId }) => {
    const row = { month: '2026-11-01', prefecture: prefectureOf(county), county, company_id: companyId, line: 'home' }
    const rest = { kind: 'fault', clock: nextMark('c'), party: 'contractor', orders: 3, on_time: 2 }
    await rowIn(instance.deps, 'month_figure', { ...row, ...rest, gross_minutes: 10, net_minutes: 9 })
    keep('month_figure', row)
  },
  day_figure: async ({ county, companyId }) => {
    const day = instance.deps.clock.now().slice(0, 10)
    const row = { day, prefecture: prefectureOf(county), county, company_id: companyId, line: 'home' }
    await rowIn(instance.deps, 'day_figure', { ...row, kind: nextMark('k'), archived: 4, on_time: 3 })
    keep('day_figure', row)
  },
}

/** A held row's batch reaches its prefecture: else the batch would be somebody's whose row is not. */
const withOwn = (some: readonly string[], county: string): readonly string[] => [
  ...new Set([...some, prefectureOf(county)]),
]

const batchOf = (
  id: string,
  file_name: string,
  created_by: string,
  company_id: string,
  some: readonly string[],
): Row => {
  const made = { created_by, created_by_name: '测试', company_id, created_at: instance.deps.clock.now() }
  const counted = {
    counts: JSON.stringify({ rows: 1, created: 0, updated: 0, unchanged: 0, held: 1, errorCount: 0, errors: [] }),
  }
  return {
    id,
    kind: 'home-users',
    file_name,
    file_sha256: id,
    status: 'applied',
    ...counted,
    ...made,
    prefectures: some,
  }
}

/** Whether a row like this, once made, would be this reader's. */
const foreseen = (
  { kind, county, companyId, station, prefectures: some, isFlagged }: Wanted,
  reader: Reader,
): boolean => {
  const base = stations.find((each) => each.companyId === companyId && each.county === county)
  const rows: Readonly<Record<string, Row>> = {
    report: { ...(isFlagged ? {} : { county }), company_id: companyId },
    enterprise_line: { county, manager_user_id: isFlagged ? reader.id : null },
    work_order: {
      county,
      company_id: companyId,
      station_id: base?.id,
      staff_id: base?.staff[station % 2],
      in_pool: station === 0,
      customer_manager_id: isFlagged ? reader.id : null,
    },
    app_user: { prefectures: isFlagged ? undefined : some },
    import_batch: { company_id: companyId, prefectures: some, created_by: isFlagged ? reader.id : undefined },
    holding_row: {
      company_id: companyId,
      prefectures: withOwn(some, county),
      prefecture: prefectureOf(county),
    },
  }
  return isVisible(reader, { kind, row: rows[kind] ?? { county, company_id: companyId }, marks: [] })
}

type Asked = { readonly route: Route; readonly path: string }

const unmade = '018f0000-0000-7000-8000-00000000dead'
const guesses: Readonly<Record<string, () => readonly unknown[]>> = {
  prefecture: () => prefectures,
  county: () => counties,
  region: () => counties,
  company: () => companies,
  station: () => stations.slice(0, 4).map((each) => each.id),
  staff: () => stations.slice(0, 4).flatMap((each) => each.staff),
  place: () => ['南明区', '兴义市'],
  limit: () => [1, 200],
  key: () => ['access.freeFailures'],
  code: () => counties,
  q: () => ['Order'],
}
const general = ['home', 'fault', 'open', 'mark', '2026-11-22', '2026-11', '520102', unmade, '1', 'true', 'a']

/** Values that a parameter takes: what its name suggests, the texts of rows that exist, and what any parameter may be. */
const valuesOf = (name: string, accepts: (value: unknown) => boolean, marks: readonly string[]): readonly string[] => {
  const suggested = guesses[name]?.() ?? []
  const given = [
    ...suggested,
    ...(['search', 'q', 'account', 'phone', 'login', 'number', 'id'].includes(name) ? marks : []),
    ...general,
  ]
  return given.filter((value) => accepts(String(value))).map(String)
}

type Shaped = { readonly shape?: Readonly<Record<string, { safeParse(value: unknown): { success: boolean } }>> }
const shapeOf = (schema: unknown) => Object.entries((schema as Shaped | undefined)?.shape ?? {})

/** The route asked plainly, and once more for each value of each of its parameters, `perName` of them. */
const waysToAsk = (route: Route, marks: readonly string[], perName: number): readonly Asked[] => {
  const names = [...route.path.matchAll(/:(\w+)/g)].map(([, name]) => name ?? '')
  const params = Object.fromEntries(shapeOf(route.params))
  const paths = names.reduce<string[]>(
    (found, name) =>
      found.flatMap((path) =>
        valuesOf(name, (value) => params[name]?.safeParse(value).success ?? true, marks)
          .slice(0, marks.length + 4)
          .map((value) => path.replace(`:${name}`, encodeURIComponent(value))),
      ),
    [route.path],
  )
  const query = shapeOf(route.query)
  const needed = query.flatMap(([name, schema]) => {
    if (schema.safeParse(undefined).success) return []
    const [value] = valuesOf(name, (each) => schema.safeParse(each).success, marks)
    return value === undefined ? [] : [[name, value] as const]
  })
  const searches = [
    ...new Set([
      new URLSearchParams(needed.map(([name, value]) => [name, value])).toString(),
      ...query.flatMap(([name, schema]) =>
        valuesOf(name, (each) => schema.safeParse(each).success, marks)
          .slice(0, perName)
          .map((value) =>
            new URLSearchParams(
              [...needed.filter(([each]) => each !== name), [name, value]].map(([a = '', b = '']) => [a, b]),
            ).toString(),
          ),
      ),
    ]),
  ]
  return paths.flatMap((path) =>
    searches.map((search) => ({ route, path: search === '' ? path : `${path}?${search}` })),
  )
}

type Answers = ReadonlyMap<string, string>

/** Everything that the reader gets from every GET route; what a route refuses by permission is not asked twice. */
const askEverything = async (reader: Reader, client: Client, marks: readonly string[]): Promise<Answers> => {
  const answers = new Map<string, string>()
  const routes = instance.http.routes.filter((route) => route.method === 'GET' && !Object.hasOwn(NOT_ASKED, route.path))
  for (const route of routes) {
    const isOpen =
      ['public', 'signed-in'].includes(route.permission) ||
      route.permission.split('|').some((each) => may(reader, each))
    const ways = waysToAsk(route, marks, 3)
    const asked = isOpen ? ways : ways.slice(0, 1)
    await Promise.all(
      asked.map(async ({ path }) => {
        const { status, body } = await client.send({ method: 'GET', path })
        expect(status, `${path} answers ${JSON.stringify(body)}`).toBeLessThan(500)
        if (!isOpen) expect(status, path).toBe(403)
        answers.set(path, `${status} ${JSON.stringify(body)}`)
      }),
    )
  }
  return answers
}

const readerArbitrary = (role: RoleName): fc.Arbitrary<NewUser & { readonly companyId: string }> => {
  const isContractors = roleOf(role).side === 'contractor'
  return fc
    .record({
      companyId: isContractors ? fc.constantFrom(...companies) : fc.constant('operator-gz'),
      prefectures: fc.option(fc.uniqueArray(fc.constantFrom(...prefectures), { minLength: 1, maxLength: 2 }), {
        nil: undefined,
      }),
      counties: fc.option(fc.uniqueArray(fc.constantFrom(...counties), { minLength: 1, maxLength: 3 }), {
        nil: undefined,
        freq: 2,
      }),
      station: fc.nat(20),
      person: fc.nat(1),
    })
    .map(({ companyId, prefectures: some, counties: few, station, person }) => {
      const own = stations.filter((each) => each.companyId === companyId)
      const base = own[station % Math.max(own.length, 1)]
      return {
        roles: [role],
        companyId,
        ...(some ? { prefectures: some } : {}),
        ...(few ? { counties: few } : {}),
        ...(isContractors && base ? { stationId: base.id, staffId: base.staff[person] ?? '' } : {}),
      }
    })
}
const wantedArbitrary: fc.Arbitrary<Wanted> = fc.record({
  kind: fc.constantFrom(...Object.keys(makers)),
  county: fc.constantFrom(...counties),
  companyId: fc.constantFrom(...companies),
  station: fc.nat(3),
  prefectures: fc.uniqueArray(fc.constantFrom(...prefectures), { minLength: 1, maxLength: 2 }),
  isFlagged: fc.boolean(),
})

/** Kinds of rows whose texts were seen by somebody: without any the test would say nothing. */
const seenKinds = new Set<string>()

describe('whatever is asked, nothing outside the reader’s scope comes back', () => {
  it.each(roleNames)('%s', { timeout: 180_000 }, async (role) => {
    const rows = fc.array(wantedArbitrary, { minLength: 24, maxLength: 24 })
    await fc.assert(
      fc.asyncProperty(readerArbitrary(role), rows, async (wanted, some) => {
        const user = await instance.aUser({ ...wanted, login: nextMark('r').toLowerCase() })
        const reader: Reader = { ...wanted, id: user.id, isOperator: wanted.companyId === 'operator-gz' }
        keep('app_user', { id: user.id, prefectures: wanted.prefectures }, user.login)
        const client = await instance.signIn(user)
        const [own, foreign] = [
          some.filter((row) => foreseen(row, reader)),
          some.filter((row) => !foreseen(row, reader)),
        ]
        for (const row of own) await makers[row.kind]?.(row, reader)
        // Where and who one is oneself is no secret, also where the account reaches elsewhere.
        const isOneself = ({ row }: Kept) => row.id === reader.stationId || row.id === reader.staffId
        const hidden = () => kept.filter((row) => !isVisible(reader, row) && !isOneself(row))
        const markOf = (row: Kept | undefined) => row?.marks ?? []
        // Asked for by name: what is theirs, what is not, and what does not exist yet.
        const marks = [
          ...markOf(kept.findLast((row) => row.kind === 'work_order' && isVisible(reader, row))),
          ...markOf(kept.findLast((row) => row.kind === 'work_order' && !isVisible(reader, row))),
          ...markOf(kept.findLast((row) => row.kind === 'report' && !isVisible(reader, row))),
          ...markOf(kept.findLast((row) => row.kind === 'home_user' && !isVisible(reader, row))),
          ...markOf(kept.findLast((row) => row.kind === 'app_user' && !isVisible(reader, row))),
        ]
        const before = await askEverything(reader, client, marks)
        for (const row of foreign) await makers[row.kind]?.(row, reader)
        const after = await askEverything(reader, client, marks)
        const strangers = hidden()
        for (const [path, answer] of after) {
          const content = answer.replaceAll(decodeURIComponent(path), '')
          if (path.startsWith('/api/v1/audit')) {
            const foreignPlaces = prefecturesIn(answer).filter((prefecture) => !seesPrefecture(reader, prefecture))
            expect(foreignPlaces, `${path} tells ${role} of prefectures that are not theirs`).toEqual([])
            continue
          }
          const leaked = strangers.find((row) =>
            row.marks.some((mark) => content.includes(mark) && !path.includes(mark)),
          )
          expect(leaked && JSON.stringify(leaked), `${path} tells ${role} of a row that is not theirs`).toBeUndefined()
          if (!NOT_COMPARED.some((each) => path.startsWith(each)))
            expect(answer, `${path} differs for ${role} by rows that are not theirs`).toBe(before.get(path))
        }
        const everything = [...after.values()].join('\n')
        for (const row of kept) if (row.marks.some((mark) => everything.includes(mark))) seenKinds.add(row.kind)
      }),
      { numRuns: Number(process.env.SCOPE_RUNS ?? 1), endOnFailure: true },
    )
  })
  it('has shown somebody something of most kinds', () => {
    expect([...seenKinds].sort()).toEqual(
      expect.arrayContaining(['app_user', 'grid', 'report', 'station', 'work_order']),
    )
  })
})
