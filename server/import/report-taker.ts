import type { ReportRow } from '#core/intake/report-row.rules.ts'
import { ok } from '#core/result.ts'
import { intakeReports } from '#server/intake/index.ts'
import type { Tx } from '#server/platform/db.ts'
import { countRepeated, markFault, readStagedReports, readVerdict } from './import.store.ts'
import { entityOf } from './kinds.ts'
import type { Judged, Staged } from './staging.ts'

/**
 * Hands the good rows to the intake, which matches them and makes orders in a transaction of its own; what it refuses is
 * marked wrong. Nothing is handed over when the file is wrong already and the right rows alone are not wanted. Should the end of
 * the import fail afterwards, the same file again changes nothing: the intake knows every row by its content.
 */
export const takeReports = async (tx: Tx, staged: Staged): Promise<Judged> => {
  const { deps, actor, batch, isDryRun, isPartial } = staged
  const rows = await readStagedReports(tx)
  const wrong = await readVerdict(tx, entityOf('reports'), 0)
  const isHandedOver = isDryRun || isPartial || wrong.wrongRows === 0
  // Rows are numbered through all sheets, so that a number means one row.
  const records = rows.map(({ record }, index) => ({ row: index, report: JSON.parse(record) as ReportRow }))
  const taken = isHandedOver
    ? await intakeReports(deps, actor, records, {
        dryRun: isDryRun,
        partial: isPartial || isDryRun,
        batchId: batch.id,
      })
    : undefined
  for (const { row, refusal } of taken?.refused ?? []) {
    const id = rows[row]?.id
    const field = fieldOf[refusal.code] ?? 'receivedAt'
    if (id)
      await markFault(tx, id, [{ field, code: refusal.code, ...(refusal.params ? { params: refusal.params } : {}) }])
  }
  const rowInFile = (index: number): number => rows[index]?.row ?? 0
  return {
    says: {
      reports: taken?.reports ?? 0,
      orders: taken?.orders ?? 0,
      joined: (taken?.joined ?? []).map(({ row, report, order }) => ({ row: rowInFile(row), report, order })),
      unmatched: (taken?.unmatched ?? []).map(({ row, report }) => ({ row: rowInFile(row), report })),
    },
    plan: async () => {
      const created = taken?.reports ?? 0
      return { created, updated: 0, unchanged: (taken?.rows.length ?? 0) - created + (await countRepeated(tx)) }
    },
    apply: async () => ok(null),
  }
}

/** Which cell a refusal of the intake is about. */
const fieldOf: Readonly<Record<string, string>> = {
  'intake.in-future': 'receivedAt',
  'intake.not-a-phone': 'phone',
  'intake.outside-scope': 'address',
}
