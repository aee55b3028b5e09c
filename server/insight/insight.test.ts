import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { insightRoutes } from '#core/insight/insight.contract.ts'
import { rowsFor, sumOf } from '#core/insight/picture.rules.ts'
import { dayOf, startOfDay } from '#core/time.ts'
import { workOrderRoutes } from '#core/work-orders/work-order.contract.ts'
import { asSystem } from '#server/access/index.ts'
import { newId } from '#server/platform/new-id.ts'
import { type Client, createTestInstance, type TestInstance } from '#testing/server.ts'
import { recordOpenFigures } from './index.ts'

type Made = {
  readonly number: string
  readonly county?: string
  readonly company?: string | null
  readonly line?: string
  readonly state?: string
  readonly kind?: string
  readonly isOpen?: boolean
  /** Minutes from now. */
  readonly due?: number
  readonly warn?: number
  readonly createdHoursAgo?: number
  readonly manager?: string
  readonly level?: number
}

let instance: TestInstance
let [manager, province, tietong, zunyi]: Client[] = []
const { today, alarms, points, indices, onTime, outlines } = insightRoutes

const run = (text: string, values: readonly unknown[] = []): Promise<number> =>
  asSystem(instance.deps, (tx) => tx.run({ text, values }))
const at = (minutes: number): string => new Date(Date.parse(instance.deps.clock.now()) + minutes * 60_000).toISOString()

const anOrder = (made: Made): Promise<number> => {
  const { county = '520103', company = 'tietong', line = 'home', state = 'taken', kind = 'fault', isOpen = true } = made
  return run(
    `INSERT INTO work_order (prefecture, id, number, kind, line, state, is_open, county, area_class, holder_level, company_id, customer_manager_id,
       channel, symptom, source, created_at, created_by_name, due_at, warn_at, lon, lat, escalation_level, updated_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, 'urban', 'contractor', $9, $10, 'hotline', 'x', 'console', $11, 'x', $12, $13, 106.7, 26.6, $14, now())`,
    [
      `${county.slice(0, 4)}00`,
      newId(),
      made.number,
      kind,
      line,
      state,
      isOpen,
      county,
      company,
      made.manager ?? null,
      at(-60 * (made.createdHoursAgo ?? 0)),
      at(made.due ?? 600),
      at(made.warn ?? 500),
      made.level ?? 0,
    ],
  )
}

beforeAll(async () => {
  instance = await createTestInstance()
  ;[province, tietong, zunyi] = await Promise.all([
    instance.signIn('provinceManager'),
    instance.signIn('contractorManager'),
    instance.signIn({ roles: ['prefectureManager'], prefectures: ['520300'] }),
  ])
  manager = await instance.signIn('customerManager')
  const { id: gone } = await instance.aUser({ roles: ['customerManager'], name: '离职经理' })
  await run('UPDATE app_user SET is_active = false WHERE id = $1', [gone])
  await anOrder({ number: 'GY261122-0001', due: -60, warn: -120, level: 2 })
  await anOrder({ number: 'GY261122-0002', due: 30, warn: -5 })
  await anOrder({ number: 'GY261122-0003', state: 'pendingDispatch', company: null, createdHoursAgo: 0 })
  await anOrder({ number: 'GY261122-0004', line: 'enterprise', manager: gone })
  await anOrder({ number: 'GY261122-0005', line: 'enterprise', manager: manager?.user?.id ?? '' })
  await anOrder({ number: 'ZY261122-0001', county: '520302', due: -10, warn: -20, level: 1 })
  await anOrder({ number: 'BJ261122-0001', county: '520502', company: 'tianlongxun', due: -10, createdHoursAgo: 60 })
  await anOrder({ number: 'GY261122-0009', state: 'archived', isOpen: false, due: -900, createdHoursAgo: 60 })
  const day = (await province?.call(today))?.body.at.slice(0, 10) ?? ''
  await run(
    `INSERT INTO day_figure (day, prefecture, county, company_id, line, kind, archived, on_time)
     VALUES ((now() AT TIME ZONE 'Asia/Shanghai')::date, '520100', '520103', 'tietong', 'home', 'fault', 10, 9),
       ((now() AT TIME ZONE 'Asia/Shanghai')::date - 3, '520100', '520103', 'tietong', 'home', 'fault', 14, 14)`,
  )
  const month = `${day.slice(0, 7)}-01`
  await run(
    `INSERT INTO month_figure (month, prefecture, county, company_id, line, kind, clock, party, orders, on_time, gross_minutes, net_minutes) VALUES
       ($1, '520100', '520103', 'tietong', 'home', 'fault', 'whole', 'province', 100, 96, 9000, 8000),
       ($1, '520100', '520103', 'tietong', 'home', 'fault', 'whole', 'group', 100, 99, 9000, 8000),
       ($1, '520100', '520103', 'tietong', 'enterprise', 'fault', 'whole', 'province', 10, 8, 900, 800),
       ($1, '520100', '520103', 'tietong', 'home', 'fault', 'firstContact', 'province', 100, 91, 900, 800),
       ($1, '520500', '520502', 'tianlongxun', 'home', 'fault', 'whole', 'province', 50, 45, 900, 800)`,
    [month],
  )
})
afterAll(() => instance.stop())

const pictureOf = async (client: Client | undefined) => {
  const answer = await client?.call(today)
  expect(answer?.status).toBe(200)
  return answer?.body ?? { rows: [], hourly: [], at: '', backlogTarget: 0, lateShareSteps: [] }
}

describe('the live picture', () => {
  it('counts what is open, at risk, late, unassigned, received and archived', async () => {
    const { rows } = await pictureOf(province)
    expect(sumOf(rows)).toMatchObject({
      open: 7,
      risk: 1,
      late: 3,
      unassigned: 1,
      received: 6,
      archived: 10,
      onTime: 9,
    })
    expect(sumOf(rowsFor(rows, { prefecture: '520100', line: 'home' }))).toMatchObject({ open: 3, archivedWeek: 14 })
    expect(rows.find((row) => row.companyId === null)).toMatchObject({ open: 1, unassigned: 1 })
  })
  it('agrees with the list behind each number', async () => {
    const { rows } = await pictureOf(province)
    for (const view of ['late', 'risk', 'unassigned', 'open'] as const) {
      const listed = await province?.call(workOrderRoutes.list, { query: { view } })
      expect([view, listed?.body.items.length]).toEqual([view, sumOf(rows)[view]])
    }
  })
  it('agrees with the list behind each number of each row: place, company, line, and what came in today', async () => {
    const { rows, at: asked } = await pictureOf(province)
    const startedAt = startOfDay(dayOf(asked))
    const listed = async (query: object): Promise<number> =>
      (await province?.call(workOrderRoutes.list, { query: { ...query, limit: 200 } }))?.body.items.length ?? -1
    for (const row of rows) {
      const { prefecture, county, line } = row
      const place = { prefecture, county, line, company: row.companyId ?? 'none' }
      for (const view of ['late', 'risk', 'unassigned', 'open'] as const) {
        expect([place, view, await listed({ ...place, view })]).toEqual([place, view, row[view]])
      }
      expect([place, await listed({ ...place, view: 'all', createdFrom: startedAt })]).toEqual([place, row.received])
    }
  })
  it('shows a contractor its own, a prefecture its own', async () => {
    expect(sumOf((await pictureOf(tietong)).rows)).toMatchObject({ open: 5, late: 2 })
    expect(sumOf((await pictureOf(zunyi)).rows)).toMatchObject({ open: 1, late: 1, archived: 0 })
  })
  it('is refused to whoever may not read it', async () => {
    expect((await manager?.call(today))?.status).toBe(403)
  })
  it('keeps each full hour once and shows it as a trend, an hour that was missed as unknown', async () => {
    expect(await recordOpenFigures(instance.deps)).toBeGreaterThan(0)
    expect(await recordOpenFigures(instance.deps)).toBe(0)
    const { hourly } = await pictureOf(province)
    const guiyang = hourly.find(
      (each) => each.prefecture === '520100' && each.companyId === 'tietong' && each.line === 'home',
    )
    expect(guiyang?.open).toHaveLength(25)
    expect(guiyang?.open.at(-1)).toBe(2)
    expect(guiyang?.late.at(-1)).toBe(1)
    expect(guiyang?.open.slice(0, 24)).toEqual(Array.from({ length: 24 }, () => null))
    expect((await pictureOf(zunyi)).hourly.map((each) => each.prefecture)).toEqual(['520300'])
  })
})

describe('alarms', () => {
  it('name late orders by their step of the ladder, and group customers whose manager is missing', async () => {
    const answer = await province?.call(alarms)
    expect(answer?.body.items.map((item) => [item.kind, item.number, item.managerName])).toEqual([
      ['late', 'GY261122-0001', null],
      ['late', 'ZY261122-0001', null],
      ['late', 'BJ261122-0001', null],
      ['manager', 'GY261122-0004', '离职经理'],
    ])
    expect(answer?.body.total).toBe(4)
  })
  it('name a group customer’s order that never had a manager, and none whose manager is there', async () => {
    await anOrder({ number: 'GY261122-0101', line: 'enterprise' })
    const answer = await province?.call(alarms, { query: { prefecture: '520100', line: 'enterprise' } })
    const managers = answer?.body.items.filter(({ kind }) => kind === 'manager') ?? []
    expect(managers.map((item) => [item.number, item.managerName])).toEqual(
      expect.arrayContaining([
        ['GY261122-0101', null],
        ['GY261122-0004', '离职经理'],
      ]),
    )
    expect(managers.map(({ number }) => number)).not.toContain('GY261122-0005')
    await run(`DELETE FROM work_order WHERE number = 'GY261122-0101'`)
  })
  it('do not tell a contractor of the operator’s people', async () => {
    const answer = await tietong?.call(alarms)
    expect(answer?.body.items.map((item) => item.number)).toEqual(['GY261122-0001', 'ZY261122-0001'])
  })
  it('count the orders of a mass fault', async () => {
    const id = newId()
    await anOrder({ number: 'GY261122-0100', kind: 'massFault' })
    await run(`UPDATE work_order SET id = $1 WHERE number = 'GY261122-0100'`, [id])
    await run(`UPDATE work_order SET parent_id = $1 WHERE number IN ('GY261122-0002', 'GY261122-0009')`, [id])
    const answer = await province?.call(alarms, { query: { prefecture: '520100' } })
    expect(answer?.body.items[0]).toMatchObject({ kind: 'massFault', orders: 2, openOrders: 1 })
    await run(`DELETE FROM work_order WHERE number = 'GY261122-0100'`)
  })
  it('stand where their orders are', async () => {
    const answer = await zunyi?.call(points)
    expect(answer?.body.items).toEqual([
      { number: 'ZY261122-0001', kind: 'late', prefecture: '520300', lon: 106.7, lat: 26.6 },
    ])
  })
})

describe('figures', () => {
  it('read the month’s on-time rate by county and contractor from the roll-up', async () => {
    const { body: picture } = (await province?.call(today)) ?? { body: { at: '' } }
    const month = picture.at.slice(0, 7)
    const answer = await province?.call(onTime, { query: { month } })
    expect(answer?.body.rows.map((row) => [row.county, row.companyId, row.orders, row.onTime])).toEqual([
      ['520103', 'tietong', 110, 104],
      ['520502', 'tianlongxun', 50, 45],
    ])
    const own = await tietong?.call(onTime, { query: { month, line: 'enterprise' } })
    expect(own?.body.rows).toMatchObject([{ orders: 10, onTime: 8 }])
    expect((await province?.call(onTime, { query: { month: '2026-13' } }))?.status).toBe(422)
  })
  it('say of each of the ten indices its value, or why there is none', async () => {
    const answer = await province?.call(indices)
    const by = new Map(answer?.body.items.map((item) => [item.id, item]))
    expect([...by.keys()]).toHaveLength(10)
    expect(by.get('R-B1')).toMatchObject({ numerator: 23, denominator: 24, value: 95.8, verdict: 'met' })
    expect(by.get('R-B2')).toMatchObject({ value: 91, verdict: 'missed' })
    expect(by.get('R-B3')).toMatchObject({ value: null, reason: 'noReconciliation', verdict: 'notApplicable' })
    expect(by.get('R-B6')).toMatchObject({ value: null, reason: 'noStaff' })
    expect(by.get('R-B9')).toMatchObject({ value: null, reason: 'noActs' })
    expect(by.get('R-B10')).toMatchObject({ value: null, reason: 'noEvents' })
  })
  it('have outlines of every prefecture for the map', async () => {
    const answer = await tietong?.call(outlines)
    expect(answer?.body.items[0]?.prefectures.map((each) => each.code)).toEqual([
      '520100',
      '520200',
      '520300',
      '520400',
      '520500',
      '520600',
      '522300',
      '522600',
      '522700',
    ])
  })
})
