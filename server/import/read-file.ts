import { columnKey } from '#core/import/column-names.ts'
import { findHeader } from '#core/import/guess-columns.rules.ts'
import type { ColumnMapping, ImportContext, ImportDefinition, ImportKind } from '#core/import/import.ts'
import { rowReader } from '#core/import/row.rules.ts'
import { buildRegionDirectory } from '#core/organisation/region.rules.ts'
import { prefectureOf, type Region } from '#core/organisation/region.ts'
import type { Refusal } from '#core/result.ts'
import { tidy, tidyText } from '#core/spelling.ts'
import { newId } from '#server/platform/new-id.ts'
import { openSheetFile } from '#server/platform/sheet/open.ts'
import { refusalOf, type SheetFile, type SheetRow } from '#server/platform/sheet/sheet.ts'
import { copyLine } from './copy-line.ts'
import { entityOf } from './kinds.ts'

/** What rows are read against, as plain data that another process can be given. */
export type Reference = {
  readonly regions: readonly Region[]
  readonly companies: ImportContext['companies']
  readonly certificateKinds: ImportContext['certificateKinds']
}

/** A sheet with the columns that a person chose; rows are counted from 1. */
export type SheetChoice = { readonly index: number; readonly headerRow: number; readonly mapping: ColumnMapping }

export type ReadTask = {
  readonly path: string
  readonly name: string
  readonly kind: ImportKind
  /** Only look at the first rows of each sheet. */
  readonly isInspection?: boolean
  /** Without a choice every visible sheet that has the header is taken. */
  readonly choices?: readonly SheetChoice[] | undefined
  readonly reference: Reference
  /** How far the importer reaches; what is absent is not bounded. */
  readonly reach: {
    readonly prefectures?: readonly string[] | undefined
    readonly counties?: readonly string[] | undefined
    readonly companyId?: string | undefined
  }
}

export type TakenSheet = SheetChoice & { readonly name: string }

/** A sheet before anything is taken from it: its columns as guessed, its first rows. */
export type InspectedSheet = {
  readonly index: number
  readonly name: string
  readonly isHidden: boolean
  readonly headerRow: number
  readonly mapping: ColumnMapping
  readonly missing: readonly string[]
  readonly head: readonly SheetRow[]
}

/** What the reading process tells while it reads. */
export type ReadMessage =
  | { readonly type: 'progress'; readonly bytes: number; readonly totalBytes: number; readonly rows: number }
  | { readonly type: 'refused'; readonly refusal: Refusal }
  | { readonly type: 'inspected'; readonly encoding: string; readonly sheets: readonly InspectedSheet[] }
  | {
      readonly type: 'done'
      readonly rows: number
      readonly sheets: readonly TakenSheet[]
      readonly encoding: string
    }

export const HEADER_ROWS = 30
const FLUSH_CHARACTERS = 128 * 1024

export const contextOf = (task: Pick<ReadTask, 'reference' | 'reach'>): ImportContext => ({
  regions: buildRegionDirectory(task.reference.regions),
  companies: task.reference.companies,
  certificateKinds: task.reference.certificateKinds,
  prefectures: task.reach.prefectures && new Set(task.reach.prefectures),
  counties: task.reach.counties && new Set(task.reach.counties),
  companyId: task.reach.companyId,
  placeByText: new Map(),
})

/**
 * Reads a file and writes its rows as COPY lines for the staging table: good ones with their columns, the others with
 * what is wrong and what stood in the cells. Ends with `done`, or with `refused` when the file as a whole cannot be taken.
 */
export const readFile = async (
  task: ReadTask,
  write: (text: string) => void,
  tell: (message: ReadMessage) => void,
): Promise<void> => {
  try {
    const file = await openSheetFile(task.path, task.name)
    try {
      if (task.isInspection) tell(await inspect(file, task.kind))
      else await readSheets(file, task, write, tell)
    } finally {
      await file.close()
    }
  } catch (error) {
    const refusal = refusalOf(error)
    if (!refusal) throw error
    tell({ type: 'refused', refusal })
  }
}

const SHOWN_SHEETS = 20

const inspect = async (file: SheetFile, kind: ImportKind): Promise<ReadMessage> => {
  const { definition } = entityOf(kind)
  const sheets: InspectedSheet[] = []
  for (const [index, { name, isHidden }] of file.sheets.slice(0, SHOWN_SHEETS).entries()) {
    const head: SheetRow[] = []
    for await (const batch of file.rows(index)) {
      head.push(...batch.slice(0, HEADER_ROWS - head.length))
      if (head.length >= HEADER_ROWS) break
    }
    const guess = findHeader(
      head.map((row) => row.cells),
      definition,
    )
    const { mapping, missing } = guess
    sheets.push({ index, name, isHidden, headerRow: head[guess.index]?.row ?? 0, mapping, missing, head })
  }
  return { type: 'inspected', encoding: file.encoding, sheets }
}

const readSheets = async (
  file: SheetFile,
  task: ReadTask,
  write: (text: string) => void,
  tell: (message: ReadMessage) => void,
): Promise<void> => {
  const context = contextOf(task)
  const sheets: TakenSheet[] = []
  let rows = 0
  let missing: readonly string[] | undefined
  for (const [index, sheet] of file.sheets.entries()) {
    const choice = task.choices?.find((each) => each.index === index)
    if (task.choices ? !choice : sheet.isHidden) continue
    const taken = await readSheet(file, { index, name: sheet.name, choice }, task, context, write, (bytes, sheetRows) =>
      tell({ type: 'progress', bytes, totalBytes: file.sizeBytes, rows: rows + sheetRows }),
    )
    rows += taken.rows
    if (taken.sheet) sheets.push(taken.sheet)
    else if (taken.missing && (!missing || taken.missing.length < missing.length)) missing = taken.missing
  }
  if (sheets.length > 0) tell({ type: 'done', rows, sheets, encoding: file.encoding })
  else tell({ type: 'refused', refusal: headerRefusal(task.kind, missing) })
}

/** Rows of one sheet; no `sheet` in the answer when it has no header of this kind, then with the columns it lacks. */
const readSheet = async (
  file: SheetFile,
  sheet: { readonly index: number; readonly name: string; readonly choice: SheetChoice | undefined },
  task: ReadTask,
  context: ImportContext,
  write: (text: string) => void,
  tell: (bytes: number, rows: number) => void,
): Promise<{ rows: number; sheet?: TakenSheet; missing?: readonly string[] }> => {
  const entity = entityOf(task.kind)
  const { definition, columns } = entity
  let rows = 0
  let bytes = 0
  let taken: TakenSheet | undefined
  let read: ReturnType<typeof rowReader> | undefined
  let head: SheetRow[] = []
  let text = ''
  const take = (row: SheetRow): void => {
    if (!read || !taken || row.row <= taken.headerRow) return
    rows += 1
    const outcome = read(row.cells)
    const place = [newId(), sheet.index, row.row] as const
    text += outcome.isGood
      ? copyLine([
          ...place,
          entity.prefectureOf(outcome.row, context),
          undefined,
          undefined,
          ...columns.map((column) => column.of(outcome.row, context)),
        ])
      : copyLine([
          ...place,
          prefectureIn(definition, taken.mapping, row, context),
          JSON.stringify(outcome.problems),
          JSON.stringify(contentOf(taken.mapping, row)),
          ...columns.map(() => undefined),
        ])
    if (text.length < FLUSH_CHARACTERS) return
    write(text)
    text = ''
    tell(bytes, rows)
  }
  const begin = (choice: SheetChoice): void => {
    taken = { ...choice, name: sheet.name }
    read = rowReader(definition, choice.mapping, context)
    for (const row of head) take(row)
    head = []
  }
  if (sheet.choice) begin(sheet.choice)
  const decide = (): readonly string[] | undefined => {
    const guess = findHeader(
      head.slice(0, HEADER_ROWS).map((row) => row.cells),
      definition,
    )
    const header = head[guess.index]
    if (!header || guess.missing.length > 0) return header ? guess.missing : []
    begin({ index: sheet.index, headerRow: header.row, mapping: guess.mapping })
    return undefined
  }
  for await (const batch of file.rows(sheet.index, (read) => {
    bytes = read
  })) {
    if (read) {
      for (const row of batch) take(row)
      continue
    }
    head.push(...batch)
    if (head.length < HEADER_ROWS) continue
    const missing = decide()
    if (missing) return { rows: 0, missing }
  }
  if (!read && head.length > 0) {
    const missing = decide()
    if (missing) return { rows: 0, missing }
  }
  write(text)
  tell(bytes, rows)
  return { rows, ...(taken ? { sheet: taken } : {}) }
}

/** A wrong row is held where its county is, when that much can be read. */
const prefectureIn = (
  definition: ImportDefinition,
  mapping: ColumnMapping,
  row: SheetRow,
  context: ImportContext,
): string | undefined => {
  const county = definition.columns.county?.read(tidy(row.cells[mapping.county ?? -1] ?? ''), context)
  return county && 'value' in county && typeof county.value === 'string' ? prefectureOf(county.value) : undefined
}

/** What stood in the cells, by field. */
const contentOf = (mapping: ColumnMapping, row: SheetRow): Record<string, string> =>
  Object.fromEntries(
    Object.entries(mapping).flatMap(([field, index]) => {
      const text = tidyText(row.cells[index] ?? '')
      return text === '' ? [] : [[field, text.slice(0, LONGEST_KEPT)]]
    }),
  )
const LONGEST_KEPT = 2000

/** No sheet could be taken: what its columns lack, or what a header looks like. */
const headerRefusal = (kind: ImportKind, missing: readonly string[] | undefined): Refusal => {
  const { definition } = entityOf(kind)
  const named = (fields: readonly string[]): string => fields.map((field) => columnKey(kind, field)).join(',')
  const required = Object.entries(definition.columns).flatMap(([field, column]) => (column.isRequired ? [field] : []))
  return missing && missing.length > 0 && missing.length < required.length
    ? { code: 'import.columns-missing', params: { columns: named(missing) } }
    : {
        code: 'import.no-header',
        params: { rows: HEADER_ROWS, kind, columns: named(required) },
      }
}
