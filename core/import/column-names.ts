import type { Texts } from '#core/text.ts'
import type { ImportColumn, ImportDefinition, ImportKind } from './import.ts'

/** A column as a refusal names it; the reader's language gives it its words. */
export const columnKey = (kind: ImportKind, field: string): string => `${kind}.${field}`

type Named = Pick<ImportDefinition, 'kind' | 'title'> & {
  readonly columns: Readonly<Record<string, Pick<ImportColumn<never>, 'title'>>>
}

/** What kinds and columns are called where a text says `{kind}`, `{title}` or `{columns:list}`. */
export const columnNames = (definitions: readonly Named[]): Texts =>
  Object.fromEntries(
    definitions.flatMap(({ kind, title, columns }) => [
      [`kind.${kind}`, title],
      ...Object.entries(columns).flatMap(([field, column]) =>
        ['title', 'columns'].map((placeholder) => [`${placeholder}.${columnKey(kind, field)}`, column.title] as const),
      ),
    ]),
  )
