import { readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { addressKey } from '#core/organisation/address.rules.ts'
import { buildRegionDirectory } from '#core/organisation/region.rules.ts'
import { regionFileSchema } from '#core/organisation/region.ts'
import { instantFromLocal } from '#core/time.ts'
import { samplePath, sampleRows } from '#testing/samples.ts'
import { channelOf } from './channel.rules.ts'
import { findDuplicate, type OpenMatter } from './duplicate.rules.ts'
import { intakeParameters } from './intake.parameters.ts'
import { matchReport } from './match.rules.ts'
import { accountKey, phoneKey, type ReportCustomer, reportKeys } from './report.ts'

const reportsFile = samplePath('fault-reports.csv')
const usersFile = samplePath('eoms-home.csv')
const expectedFile = samplePath('expected.json')

/** Takes the month's reports one after another, as an import does; orders stay open. */
const replay = (reports: string, users: string) => {
  const regionsFile = path.resolve(import.meta.dirname, '../../defaults/regions/520000.json')
  const { regions } = regionFileSchema.parse(JSON.parse(readFileSync(regionsFile, 'utf8')))
  const directory = buildRegionDirectory(regions)
  const customers = sampleRows(users).map(
    (row): ReportCustomer => ({
      id: row.用户编号 ?? '',
      line: 'home',
      account: row.宽带账号 ?? '',
      phones: [row.联系电话 ?? ''],
      addressKey: addressKey(directory, row.装机地址 ?? '', row.区县编码),
      county: row.区县编码 ?? '',
    }),
  )
  const byKey = (keyOf: (customer: ReportCustomer) => string) => Map.groupBy(customers, keyOf)
  const byAccount = byKey((customer) => accountKey(customer.account))
  const byPhone = byKey((customer) => phoneKey(customer.phones[0] ?? ''))
  const byAddress = byKey((customer) => customer.addressKey ?? '')

  const rules = { canMatchByAddress: true, maxCandidates: 8 }
  const matters: OpenMatter[] = []
  const joined: string[] = []
  let orders = 0
  const grounds: Record<string, number> = {}
  const rows = sampleRows(reports)
  rows.forEach((row, index) => {
    const keys = reportKeys(directory, { account: row.宽带账号, phone: row.来电号码, address: row.地址 })
    const found = new Set(
      [byAccount.get(keys.account), byPhone.get(keys.phone), byAddress.get(keys.addressKey)].flatMap(
        (list) => list ?? [],
      ),
    )
    const match = matchReport(keys, [...found], rules)
    const reason = match.kind === 'matched' ? match.ground : match.reason.code
    grounds[reason] = (grounds[reason] ?? 0) + 1
    const customerId = match.kind === 'matched' ? match.customer.id : undefined
    const receivedAt = instantFromLocal(row.受理时间 ?? '') ?? ''
    const { joins } = findDuplicate(
      { kind: 'fault', receivedAt, customerId, keys },
      matters,
      intakeParameters.duplicateWindowMinutes.default,
    )
    if (!joins) {
      orders += 1
      matters.push({
        id: `${index}`,
        kind: 'fault',
        customerId,
        keys: [keys],
        firstReportedAt: receivedAt,
        lastReportedAt: receivedAt,
      })
      return
    }
    const first = rows[Number(joins.id)]
    joined.push(`${first?.受理时间} ${first?.宽带账号 || first?.来电号码}`)
  })
  return { rows, joined, orders, grounds }
}

const isAtHand = reportsFile !== undefined && usersFile !== undefined && expectedFile !== undefined
describe.runIf(isAtHand)(isAtHand ? 'the sample month' : 'the sample month (the samples are not at hand)', () => {
  const { rows, joined, orders, grounds } = isAtHand
    ? replay(reportsFile, usersFile)
    : { rows: [], joined: [], orders: 0, grounds: {} }

  it('joins every repeated report to the order of the first, and nothing else', () => {
    const expected = JSON.parse(readFileSync(expectedFile ?? '', 'utf8')) as { faults: { repeat_report: string[] } }
    expect(joined.toSorted()).toEqual(expected.faults.repeat_report.toSorted())
    expect(orders).toBe(rows.length - joined.length)
  })
  it('finds a customer for nearly every report', () => {
    const unmatched = Object.entries(grounds).filter(([ground]) => ground.startsWith('intake.'))
    expect(unmatched.reduce((sum, [, count]) => sum + count, 0)).toBeLessThanOrEqual(6)
    expect(grounds.account).toBe(151)
  })
  it('knows every channel', () => {
    for (const row of rows) expect([row.渠道, channelOf(row.渠道 ?? '')]).not.toEqual([row.渠道, undefined])
  })
})
