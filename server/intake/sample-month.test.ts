import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { ImportContext } from '#core/import/import.ts'
import { type ReportRow, reportRows } from '#core/intake/report-row.rules.ts'
import { addressKey } from '#core/organisation/address.rules.ts'
import { prefectureOf } from '#core/organisation/region.ts'
import type { Instant } from '#core/time.ts'
import { actorOfUser, asSystem, systemActor } from '#server/access/index.ts'
import type { Clock } from '#server/platform/clock.ts'
import type { Deps } from '#server/platform/deps.ts'
import { newId } from '#server/platform/new-id.ts'
import { samplePath, sampleRows } from '#testing/samples.ts'
import { createTestInstance, type TestInstance } from '#testing/server.ts'
import { intakeReports, type ReportRecord } from './index.ts'

const reportsFile = samplePath('fault-reports.csv')
const usersFile = samplePath('eoms-home.csv')
const expectedFile = samplePath('expected.json')

const stillAt = (at: Instant): Clock => ({ now: () => at, offsetMs: 0, moveTo: () => undefined })

/** The operator's export of the same users, straight into the ledger. */
const fillLedger = (deps: Deps, file: string): Promise<number> => {
  const rows = sampleRows(file).map((row) => ({
    prefecture: prefectureOf(row.区县编码 ?? ''),
    id: newId(),
    user_code: row.用户编号,
    account: row.宽带账号,
    name: row.客户姓名 ?? row.姓名 ?? '某',
    phone: row.联系电话,
    county: row.区县编码,
    address: row.装机地址,
    address_key: addressKey(deps.regions, row.装机地址 ?? '', row.区县编码),
    status: 'active',
    area_class: 'urban',
    updated_at: deps.clock.now(),
  }))
  const columns = Object.keys(rows[0] ?? {}).join(', ')
  return asSystem(deps, (tx) =>
    tx.run({
      text: `INSERT INTO home_user (${columns}) SELECT ${columns} FROM jsonb_populate_recordset(NULL::home_user, $1) ON CONFLICT DO NOTHING`,
      values: [JSON.stringify(rows)],
    }),
  )
}

/** Rows of the file as an import reads them. */
const recordsOf = (deps: Deps, file: string): readonly ReportRecord[] => {
  const context: ImportContext = {
    regions: deps.regions,
    companies: [],
    certificateKinds: [],
    placeByText: new Map(),
  }
  const fieldByTitle = {
    受理时间: 'receivedAt',
    渠道: 'channel',
    来电号码: 'phone',
    宽带账号: 'account',
    故障现象: 'symptomText',
    地址: 'address',
    期望上门时间: 'wantedAt',
  } as const
  return sampleRows(file).map((cells, index) => {
    const fields = Object.entries(fieldByTitle).flatMap(([title, field]) => {
      const text = cells[title] ?? ''
      if (text === '') return []
      const reading = reportRows.columns[field].read(text, context)
      if ('problem' in reading) throw new Error(`${title} ${text}`)
      return [[field, reading.value]]
    })
    return { row: index + 2, report: Object.fromEntries(fields) as ReportRow }
  })
}

const isAtHand = reportsFile !== undefined && usersFile !== undefined && expectedFile !== undefined
describe.runIf(isAtHand)(isAtHand ? 'the sample month' : 'the sample month (the samples are not at hand)', () => {
  let instance: TestInstance
  let deps: Deps
  let records: readonly ReportRecord[]
  const count = async (): Promise<Record<string, number>> => {
    const [row] = await asSystem(deps, (tx) =>
      tx.rows<Record<string, number>>({
        text: `SELECT (SELECT count(*) FROM report) AS reports, (SELECT count(*) FROM work_order) AS orders, (SELECT count(*) FROM event) AS events`,
      }),
    )
    return row ?? {}
  }

  beforeAll(async () => {
    instance = await createTestInstance()
    deps = { ...instance.deps, clock: stillAt('2026-11-22T06:30:00.000Z') }
    await fillLedger(deps, usersFile ?? '')
    records = recordsOf(deps, reportsFile ?? '')
  })
  afterAll(() => instance.stop())

  test('a dry run says what would happen and changes nothing', async () => {
    const dry = await intakeReports(deps, systemActor(deps, 'cli'), records, { dryRun: true })
    expect(dry).toMatchObject({ reports: 176, refused: [] })
    expect(await count()).toEqual({ reports: 0, orders: 0, events: 0 })
  })

  test('one refused row refuses the file, unless the others are wanted', async () => {
    const { login } = await instance.aUser({ roles: ['hotlineAgent'], companyId: 'chengxing' })
    const agent = await actorOfUser(deps, login)
    if (!agent) throw new Error('nobody')
    const whole = await intakeReports(deps, agent, records)
    expect(whole).toMatchObject({ reports: 0, rows: [] })
    const mine = await intakeReports(deps, agent, records, { partial: true, dryRun: true })
    expect(whole.refused.map(({ row }) => row)).toEqual(mine.refused.map(({ row }) => row))
    expect(mine.reports + mine.refused.length).toBe(176)
    expect(mine.reports).toBeGreaterThan(10)
    expect(mine.refused[0]?.refusal.code).toBe('intake.outside-scope')
    expect(await count()).toEqual({ reports: 0, orders: 0, events: 0 })
  })

  test('every repeated report joins the order of the first, and nothing else', async () => {
    const started = performance.now()
    const taken = await intakeReports(deps, systemActor(deps, 'cli'), records)
    console.info(
      `sample month: ${taken.reports} reports, ${taken.orders} orders, ${taken.joined.length} joined, ${taken.unmatched.length} unmatched, ${Math.round(performance.now() - started)} ms`,
    )
    const rowByReport = new Map(taken.rows.map(({ row, report }) => [report, row]))
    const firstByOrder = new Map<string | null, number>()
    for (const { row, report, order, joined } of taken.rows) if (!joined) firstByOrder.set(order ?? report, row)
    const cells = sampleRows(reportsFile ?? '')
    const joined = taken.joined.map(({ order, follows }) => {
      const first = cells[(firstByOrder.get(order ?? follows) ?? 0) - 2]
      return `${first?.受理时间} ${first?.宽带账号 || first?.来电号码}`
    })
    const expected = JSON.parse(readFileSync(expectedFile ?? '', 'utf8')) as { faults: { repeat_report: string[] } }
    expect(joined.toSorted()).toEqual(expected.faults.repeat_report.toSorted())
    expect(rowByReport.size).toBe(176)
    expect(taken.orders + taken.joined.length + taken.unmatched.length).toBe(176)
    expect(taken.unmatched.length).toBeLessThanOrEqual(6)
    expect(await count()).toMatchObject({ reports: 176, orders: taken.orders })
  })

  test('an order is as old as its report, and so are its number and its clocks', async () => {
    const late = await asSystem(deps, (tx) =>
      tx.rows<{ number: string; created_at: string; received_at: string; clocks: { startedAt: string }[] }>({
        text: `SELECT w.number, w.created_at, w.clocks, r.received_at FROM work_order w
               JOIN report r ON r.prefecture = w.prefecture AND r.work_order_id = w.id AND NOT r.is_duplicate`,
      }),
    )
    expect(late.length).toBeGreaterThan(100)
    for (const { number, created_at, received_at, clocks } of late) {
      expect(created_at).toBe(received_at)
      expect(number.slice(2, 6)).toBe('2610')
      expect(clocks.every(({ startedAt }) => startedAt >= created_at && startedAt < '2026-11-03')).toBe(true)
    }
  })

  test('the same file again changes nothing and says the same', async () => {
    const before = await count()
    const again = await intakeReports(deps, systemActor(deps, 'cli'), records)
    expect(again).toMatchObject({ reports: 0, orders: 0 })
    expect(again.rows.every(({ isNew }) => !isNew)).toBe(true)
    expect(again.joined.length).toBeGreaterThan(0)
    expect(await count()).toEqual(before)
  })
})
