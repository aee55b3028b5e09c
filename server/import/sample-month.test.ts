import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { asSystem, systemActor } from '#server/access/index.ts'
import { samplePath, sampleRows } from '#testing/samples.ts'
import { createTestInstance } from '#testing/server.ts'
import { importFile } from './import.service.ts'

const reportsFile = samplePath('fault-reports.csv')
const ledgerFile = samplePath('ledger-home.xlsx')
const exportFile = samplePath('eoms-home.csv')
const expectedFile = samplePath('expected.json')
const isAtHand = [reportsFile, ledgerFile, exportFile, expectedFile].every((file) => file !== undefined)

type Taken = { readonly rows: number; readonly unchanged: number; readonly held: number }
type Month = {
  readonly orders: number
  readonly joined: readonly { readonly row: number }[]
  readonly unmatched: readonly { readonly row: number }[]
}

/** What becomes of the month's reports when this file is all that is known of the customers; who has which phone in it. */
const monthWith = async (file: string) => {
  const instance = await createTestInstance()
  const { deps } = instance
  const take = async <T>(kind: 'home-users' | 'reports', path = ''): Promise<T> => {
    const answer = await importFile(deps, systemActor(deps, 'cli'), { kind, path, name: path, isPartial: true })
    if (!answer.ok) throw new Error(answer.refusal.code)
    return answer.value.result as T
  }
  try {
    const users = await take<Taken>('home-users', file)
    const month = await take<Month>('reports', reportsFile)
    const phones = await asSystem(deps, (tx) =>
      tx.rows<{ phone: string; account: string }>({ text: 'SELECT phone, account FROM home_user' }),
    )
    return { users, month, accountByPhone: new Map(phones.map(({ phone, account }) => [phone, account])) }
  } finally {
    await instance.stop()
  }
}

describe.runIf(isAtHand)(isAtHand ? 'the sample month' : 'the sample month (the samples are not at hand)', () => {
  /**
   * The contractor's ledger and the operator's export lack different customers, and each leaves to a person whom it lacks and
   * nobody else: 4 by the ledger; 5 by the export, the fifth somebody who called twice and said only phone and address.
   */
  test('waits for a person exactly where the customers’ file lacks the customer', async () => {
    const byLedger = await monthWith(ledgerFile ?? '')
    const byExport = await monthWith(exportFile ?? '')
    const expected = JSON.parse(readFileSync(expectedFile ?? '', 'utf8')) as {
      readonly home: Readonly<Record<string, readonly string[]>>
      readonly faults: { readonly repeat_report: readonly string[] }
      readonly counts: Readonly<Record<string, number>>
    }
    const { home, counts, faults } = expected
    expect(byLedger.users).toMatchObject({
      rows: counts.home_ledger_rows,
      unchanged: home.duplicate_in_ledger?.length,
      held: home.invalid_in_ledger?.length,
    })
    expect(byExport.users).toMatchObject({ rows: counts.home_eoms_rows, unchanged: 0, held: 0 })
    const reports = sampleRows(reportsFile ?? '').map((cells, index) => {
      const phone = cells.来电号码 ?? ''
      const account = cells.宽带账号 || byLedger.accountByPhone.get(phone) || byExport.accountByPhone.get(phone)
      return { row: index + 2, account: account ?? '' }
    })
    for (const [{ month }, lacking] of [
      [byLedger, home.missing_in_ledger ?? []],
      [byExport, home.missing_in_eoms ?? []],
    ] as const) {
      const joined = month.joined.map(({ row }) => row)
      const lost = reports.filter(({ row, account }) => lacking.includes(account) && !joined.includes(row))
      expect(month.unmatched.map(({ row }) => row)).toEqual(lost.map(({ row }) => row))
      expect(joined).toHaveLength(faults.repeat_report.length)
      expect(month.orders + joined.length + lost.length).toBe(reports.length)
    }
    expect([byLedger.month.orders, byExport.month.orders]).toEqual([160, 159])
  }, 120_000)
})
