/** The row that a form edits, as the screens have it: its fields by the names of the import. */
export type EditedRow = Readonly<Record<string, unknown>> & { readonly id: string; readonly version: number }

export type FormColumn = {
  readonly field: string
  readonly name: string
  readonly isRequired: boolean
  readonly isPersonal: boolean
}
export type RowTexts = Readonly<Record<string, string>>

/** The field of the row as text; nothing is empty text. */
export const textIn = (row: EditedRow | undefined, field: string): string => {
  const value = row?.[field]
  return value === null || value === undefined ? '' : String(value)
}

/** Personal data that stands in the row as a mask. */
export const isHidden = (row: EditedRow | undefined, column: FormColumn): boolean =>
  row?.isMasked === true && column.isPersonal && textIn(row, column.field) !== ''

/** What stands in the form when it opens: nothing where there is only a mask. */
export const openingTexts = (columns: readonly FormColumn[], row: EditedRow | undefined): RowTexts =>
  Object.fromEntries(
    columns.map((column) => [column.field, isHidden(row, column) ? '' : textIn(row, column.field)] as const),
  )

/** What is sent: what differs from what stood there. A hidden field that was not revealed is sent only when something was written. */
export const writtenTexts = (
  columns: readonly FormColumn[],
  row: EditedRow | undefined,
  revealed: RowTexts,
  values: RowTexts,
): RowTexts =>
  Object.fromEntries(
    columns.flatMap((column) => {
      const { field } = column
      const text = (values[field] ?? '').trim()
      const before = isHidden(row, column) ? (revealed[field] ?? '') : textIn(row, field)
      return text === before ? [] : [[field, text] as const]
    }),
  )
