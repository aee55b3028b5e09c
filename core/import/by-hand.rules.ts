/**
 * A person edits one row on a screen (R-F): what stands there and what was written go together through the same rules as a
 * row of an import. Personal data that the person sees as a mask stays as it is unless something else is written, and a mask
 * is never written over what it hides.
 */
import { maskAddress, maskName, maskPhone } from '#core/access/masking.rules.ts'
import type { ImportColumn, ImportDefinition } from './import.ts'

/** The cells of a row by field, as text; no value is absent. */
export type RowTexts = Readonly<Record<string, string>>

export type FieldChange = { readonly field: string; readonly before: string | null; readonly after: string | null }

/** What stands in a personal field as whoever may not see it gets it. */
export const maskedText = (field: string, text: string): string => {
  const mask = /phone$/i.test(field) ? maskPhone : /address$/i.test(field) ? maskAddress : maskName
  return mask(text) ?? ''
}

const columnsOf = (definition: ImportDefinition): Readonly<Record<string, ImportColumn<unknown>>> => definition.columns

/** Fields that the kind does not have. */
export const unknownFields = (definition: ImportDefinition, written: RowTexts): readonly string[] =>
  Object.keys(written).filter((field) => !Object.hasOwn(definition.columns, field))

/** The row as it is to be read: what was written over what stands there; a mask of what stands there leaves it. */
export const mergedTexts = (definition: ImportDefinition, present: RowTexts, written: RowTexts): RowTexts => {
  const columns = columnsOf(definition)
  const kept = Object.entries(written).filter(([field, text]) => {
    const before = present[field]
    if (!columns[field]?.isPersonal || before === undefined) return true
    return text.trim() !== maskedText(field, before).trim()
  })
  return { ...present, ...Object.fromEntries(kept) }
}

/** What differs, in the order of the columns. */
export const changesBetween = (
  definition: ImportDefinition,
  before: RowTexts,
  after: RowTexts,
): readonly FieldChange[] =>
  Object.keys(definition.columns).flatMap((field) =>
    (before[field] ?? '') === (after[field] ?? '')
      ? []
      : [{ field, before: before[field] ?? null, after: after[field] ?? null }],
  )

/** The change as whoever may not see personal data gets it. */
export const maskedChange = (definition: ImportDefinition, change: FieldChange): FieldChange => {
  if (!columnsOf(definition)[change.field]?.isPersonal) return change
  const hide = (text: string | null): string | null => (text === null ? null : maskedText(change.field, text))
  return { field: change.field, before: hide(change.before), after: hide(change.after) }
}
