/**
 * Reads one row of a sheet into a record, or says cell by cell what is wrong with it and what would be right.
 * Every cell is looked at, so that a person mends a row once.
 */

import { isUnreadable, tidy, tidyText } from '#core/spelling.ts'
import { type Language, type Texts, textOf } from '#core/text.ts'
import { columnKey } from './column-names.ts'
import { importTexts } from './import.text.ts'
import type {
  CellError,
  CellProblem,
  ColumnMapping,
  FieldProblem,
  ImportColumn,
  ImportContext,
  ImportDefinition,
  ImportRow,
} from './import.ts'

export type RowOutcome<Row extends ImportRow> =
  | { readonly isGood: true; readonly row: Row }
  | { readonly isGood: false; readonly problems: readonly FieldProblem[] }

/** A definition made ready for a sheet's columns. */
export const rowReader = <Row extends ImportRow>(
  definition: ImportDefinition<Row>,
  mapping: ColumnMapping,
  context: ImportContext,
): ((cells: readonly string[]) => RowOutcome<Row>) => {
  const fields = Object.entries<ImportColumn<unknown>>(definition.columns).map(([field, column]) => ({
    field,
    column,
    index: mapping[field] ?? -1,
  }))
  return (cells) => {
    const row: Record<string, unknown> = {}
    let problems: FieldProblem[] | undefined
    for (const { field, column, index } of fields) {
      const reading = readCell(column, cells[index] ?? '', context, columnKey(definition.kind, field))
      if (reading === undefined) continue
      if ('problem' in reading) problems = [...(problems ?? []), { ...reading.problem, field }]
      else row[field] = reading.value
    }
    const record = row as Row
    if (!problems) {
      const found = definition.check?.(record, context) ?? []
      if (found.length === 0) return { isGood: true, row: record }
      problems = [...found]
    }
    return { isGood: false, problems }
  }
}

const ERROR_CELL =
  /^#(?:N\/A|REF!|VALUE!|DIV\/0!|NAME\?|NULL!|NUM!|SPILL!|CALC!|GETTING_DATA|BLOCKED!|CONNECT!|FIELD!|BUSY!)$/i
/** What people write for "nothing". */
const NOTHING = /^(?:-+|—+|\/+|\\+|无|空|null|none|n\/a|nil|暂无|未知)$/i
const LONGEST = 200
/** What a screen or an export shows in place of personal data: it says nothing, and must not replace what it hides. */
const MASK = /\*{2,}/

const readCell = (
  column: ImportColumn<unknown>,
  raw: string,
  context: ImportContext,
  title: string,
): { value: unknown } | { problem: CellProblem } | undefined => {
  const text = column.isText ? tidyText(raw) : tidy(raw)
  if (text === '' || NOTHING.test(text)) {
    return column.isRequired ? { problem: { code: 'import.missing', params: { title } } } : undefined
  }
  if (isUnreadable(text)) return { problem: { code: 'import.unreadable' } }
  if (ERROR_CELL.test(text)) return { problem: { code: 'import.error-cell', params: { text } } }
  if (column.isPersonal && MASK.test(text)) return { problem: { code: 'import.masked' } }
  const longest = column.longest ?? LONGEST
  if (text.length > longest) {
    return { problem: { code: 'import.too-long', params: { longest, length: text.length } } }
  }
  return column.read(text, context)
}

/** The problem as text, placed in its sheet. */
export const cellErrorOf = (
  problem: FieldProblem,
  place: { readonly sheet: string; readonly row: number; readonly column: string; readonly value: string },
  language: Language = 'zh-CN',
  texts: Texts = importTexts,
): CellError => ({
  sheet: place.sheet,
  row: place.row,
  column: place.column,
  field: problem.field,
  value: place.value,
  reason: textOf(texts, problem.code, language, problem.params),
  proposal: problem.proposal ?? null,
})
