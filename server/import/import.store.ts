import type { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { from as copyFrom } from 'pg-copy-streams'
import { columnKey } from '#core/import/column-names.ts'
import type { FieldProblem } from '#core/import/import.ts'
import type { Tx } from '#server/platform/db.ts'
import type { CopyValue, StagedEntity } from './staged.ts'

/** A wrong row: where it is, what is wrong with it, what stood in its cells. */
export type WrongRow = {
  readonly sheet: number
  readonly row: number
  readonly problems: readonly (FieldProblem & { readonly value?: string })[]
  readonly content: Readonly<Record<string, string>>
}

/** Makes the staging table of this transaction. */
const makeStaging = async (tx: Tx, { columns }: StagedEntity): Promise<void> => {
  const types = columns.map((column) => `${column.name} ${column.type}`).join(', ')
  await tx.run({
    text: `CREATE TEMP TABLE staged (id uuid, sheet integer, row_number integer, prefecture text, problems jsonb, content jsonb, ${types}) ON COMMIT DROP`,
  })
  await tx.run({
    text: 'CREATE TEMP TABLE repeated (id uuid PRIMARY KEY, first_id uuid, first_row integer) ON COMMIT DROP',
  })
  await tx.run({ text: 'CREATE TEMP TABLE fault (id uuid PRIMARY KEY, problems jsonb) ON COMMIT DROP' })
}

/** Stages one row that was read well; `values` are those of the kind's columns. */
export const stageOne = async (
  tx: Tx,
  entity: StagedEntity,
  id: string,
  prefecture: string,
  values: readonly CopyValue[],
): Promise<void> => {
  await makeStaging(tx, entity)
  const names = entity.columns.map((column) => column.name)
  await tx.run({
    text: `INSERT INTO staged (id, sheet, row_number, prefecture, ${names.join(', ')})
      VALUES ($1, 0, 1, $2, ${names.map((_, index) => `$${index + 3}`).join(', ')})`,
    values: [id, prefecture, ...values.map((value) => value ?? null)],
  })
}

/** Makes the staging table of this transaction and fills it from the reading process. */
export const stage = async (tx: Tx, entity: StagedEntity, source: Readable): Promise<void> => {
  await makeStaging(tx, entity)
  await pipeline(source, tx.client.query(copyFrom('COPY staged FROM STDIN')))
  await tx.run({ text: 'ANALYZE staged' })
}

/** Rows that repeat an earlier row of the file: equal ones are remembered, others are wrong and say which row they contradict. */
export const findRepeats = async (tx: Tx, entity: StagedEntity): Promise<void> => {
  const { key } = entity
  await tx.run({
    text: `INSERT INTO repeated SELECT id, first_id, first_row FROM (
        SELECT s.id, first_value(s.id) OVER earlier AS first_id, first_value(s.row_number) OVER earlier AS first_row
        FROM staged s
        JOIN (SELECT ${key} FROM staged WHERE problems IS NULL GROUP BY ${key} HAVING count(*) > 1) twice USING (${key})
        WHERE s.problems IS NULL
        WINDOW earlier AS (PARTITION BY s.${key} ORDER BY s.sheet, s.row_number)) ranked
      WHERE id <> first_id`,
  })
  const compared = entity.columns.filter((column) => column.isCompared)
  const differs = compared.map((column) => `(${differsFrom(column, 'f')})`)
  const cases = (then: (column: StagedEntity['columns'][number]) => string): string =>
    `CASE ${compared.map((column, at) => `WHEN ${differs[at]} THEN ${then(column)}`).join(' ')} END`
  await tx.run({
    text: `INSERT INTO fault SELECT s.id, jsonb_build_array(jsonb_build_object(
        'code', 'import.key-twice', 'params', jsonb_build_object('row', r.first_row, 'title', $1::text),
        'field', ${cases((column) => `'${column.field ?? column.name}'`)},
        'value', ${cases((column) => asText(entity, column, 's'))},
        'proposal', ${cases((column) => asText(entity, column, 'f'))}))
      FROM repeated r JOIN staged s ON s.id = r.id JOIN staged f ON f.id = r.first_id
      WHERE ${differs.join(' OR ')}`,
    values: [titleOf(entity)],
  })
  await tx.run({ text: 'DELETE FROM repeated WHERE EXISTS (SELECT 1 FROM fault WHERE fault.id = repeated.id)' })
}

/** Rows of the file that are neither wrong nor repeats: what is compared with the table and written to it. */
export const GOOD_ROWS = `s.problems IS NULL
  AND NOT EXISTS (SELECT 1 FROM repeated r WHERE r.id = s.id)
  AND NOT EXISTS (SELECT 1 FROM fault f WHERE f.id = s.id)`

/** A blank cell says nothing: it is no difference, and what is stored stays. */
export const differsFrom = (column: { readonly name: string }, other: string): string =>
  `s.${column.name} IS NOT NULL AND s.${column.name} IS DISTINCT FROM ${other}.${column.name}`

const titleOf = ({ definition, key, columns }: StagedEntity): string => {
  const field = columns.find((column) => column.name === key)?.field ?? ''
  return columnKey(definition.kind, field)
}

/** A column that a person does not see is shown by the first one of its field. */
const asText = (entity: StagedEntity, column: StagedEntity['columns'][number], table: string): string => {
  const shown = entity.columns.find((each) => each.field === column.field) ?? column
  return shown.type === 'text[]' ? `array_to_string(${table}.${shown.name}, '、')` : `${table}.${shown.name}::text`
}

/** What a row that was read well and found wrong later is kept with. */
const contentOf = ({ columns }: StagedEntity): string => {
  const shown = columns.filter(
    (column, at) => column.field && columns.findIndex((each) => each.field === column.field) === at,
  )
  const pairs = shown.map((column) => {
    const value = column.type === 'text[]' ? `array_to_string(s.${column.name}, '、')` : `s.${column.name}::text`
    return `'${column.field}', ${value}`
  })
  return `jsonb_strip_nulls(jsonb_build_object(${pairs.join(', ')}))`
}

/** Every wrong row with its content, as the other statements take it. */
export const wrongRows = (entity: StagedEntity): string => `
  SELECT s.id, s.sheet, s.row_number, coalesce(s.problems, f.problems) AS problems,
    CASE WHEN s.problems IS NULL THEN ${contentOf(entity)} ELSE s.content END AS content, s.prefecture
  FROM staged s LEFT JOIN fault f ON f.id = s.id
  WHERE s.problems IS NOT NULL OR f.id IS NOT NULL`

export type Verdict = {
  readonly wrongRows: number
  readonly errorCount: number
  readonly first: readonly WrongRow[]
}

export const readVerdict = async (tx: Tx, entity: StagedEntity, limit: number): Promise<Verdict> => {
  const total = await tx.first<{ rows: number; errors: number }>({
    text: `SELECT count(*) AS rows, coalesce(sum(jsonb_array_length(problems)), 0) AS errors FROM (${wrongRows(entity)}) wrong`,
  })
  const first = await tx.rows<WrongRow>({
    text: `SELECT sheet, row_number AS row, problems, content FROM (${wrongRows(entity)}) wrong ORDER BY sheet, row_number LIMIT $1`,
    values: [limit],
  })
  return { wrongRows: total?.rows ?? 0, errorCount: total?.errors ?? 0, first }
}

export type RepeatedRow = { readonly sheet: number; readonly row: number; readonly firstRow: number }

export const keepRepeats = (tx: Tx, batchId: string, { key }: StagedEntity): Promise<number> =>
  tx.run({
    text: `INSERT INTO import_duplicate (batch_id, id, prefecture, key, sheet, row_number, first_row)
      SELECT $1, r.id, coalesce(s.prefecture, ''), s.${key}, s.sheet, s.row_number, r.first_row
      FROM repeated r JOIN staged s ON s.id = r.id`,
    values: [batchId],
  })

/** Puts the wrong rows into the holding list; a row that is held already is not held twice. */
export const holdWrongRows = (
  tx: Tx,
  batchId: string,
  entity: StagedEntity,
  place: {
    readonly sheetNames: readonly string[]
    readonly home: string
    readonly prefectures: readonly string[]
    readonly at: string
  },
): Promise<number> =>
  tx.run({
    text: `INSERT INTO holding_row (prefecture, id, batch_id, kind, sheet, row_number, fingerprint, content, errors, status, created_at)
      SELECT DISTINCT ON (prefecture, fingerprint) prefecture, id, $1, $2, sheet, row_number, fingerprint, content, problems, 'open', $6
      FROM (
        SELECT w.id, CASE WHEN w.prefecture = ANY ($5::text[]) THEN w.prefecture ELSE $4 END AS prefecture,
          ($3::text[])[w.sheet + 1] AS sheet, w.row_number, w.content, w.problems,
          encode(sha256(convert_to(w.content::text, 'UTF8')), 'hex') AS fingerprint
        FROM (${wrongRows(entity)}) w) held
      ORDER BY prefecture, fingerprint, row_number
      ON CONFLICT (prefecture, kind, fingerprint) DO NOTHING`,
    values: [batchId, entity.kind, place.sheetNames, place.home, place.prefectures, place.at],
  })

/** The good rows of a file of reports, in its order. */
export const readStagedReports = (tx: Tx): Promise<{ id: string; row: number; record: string }[]> =>
  tx.rows({ text: `SELECT id, row_number AS row, record FROM staged s WHERE ${GOOD_ROWS} ORDER BY sheet, row_number` })

export const markFault = (tx: Tx, id: string, problems: readonly FieldProblem[]): Promise<number> =>
  tx.run({ text: 'INSERT INTO fault VALUES ($1, $2)', values: [id, JSON.stringify(problems)] })

export const countRepeated = async (tx: Tx): Promise<number> =>
  (await tx.first<{ count: number }>({ text: 'SELECT count(*) AS count FROM repeated' }))?.count ?? 0
