import { createHash } from 'node:crypto'
import { type ReportRow, reportRows } from '#core/intake/report-row.rules.ts'
import type { StagedEntity } from './staged.ts'

/** Reports go to the intake as records, in the order of the file; the sender's number or the whole content tells them apart. */
export const stagedReports: StagedEntity<ReportRow> = {
  kind: 'reports',
  definition: reportRows,
  key: 'source_key',
  prefectureOf: () => undefined,
  columns: [
    { name: 'source_key', type: 'text', field: 'sourceKey', of: (row) => row.sourceKey ?? digestOf(row) },
    { name: 'record', type: 'text', field: 'symptomText', isCompared: true, of: (row) => JSON.stringify(row) },
  ],
}

const digestOf = (row: ReportRow): string =>
  createHash('sha256')
    .update(JSON.stringify(Object.entries(row).sort()))
    .digest('base64url')
    .slice(0, 32)
