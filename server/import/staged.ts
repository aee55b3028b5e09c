import type { ImportContext, ImportDefinition, ImportKind, ImportRow } from '#core/import/import.ts'

export type CopyValue = string | number | readonly string[] | undefined

/** A column of the staging table: how a row that was read fills it, and what it is compared by. */
export type StagedColumn<Row> = {
  readonly name: string
  readonly type: 'text' | 'integer' | 'double precision' | 'numeric' | 'date' | 'text[]'
  /** The field that a person sees; a column without one is made from others. */
  readonly field?: string
  /** Two rows are the same when these columns are; an address is compared by its key. */
  readonly isCompared?: boolean
  /** What a new row has where the file says nothing, as SQL. */
  readonly whenNew?: string
  /** Staged for another table than the kind's own. */
  readonly isElsewhere?: boolean
  of(row: Row, context: ImportContext): CopyValue
}

/** How a kind's rows go from the file to the staging table, and on into their own. */
export type StagedEntity<Row extends ImportRow = ImportRow> = {
  readonly kind: ImportKind
  readonly definition: ImportDefinition<Row>
  /** The column that tells rows apart. */
  readonly key: string
  readonly columns: readonly StagedColumn<Row>[]
  /** Where the row lives; `undefined` when it has no place of its own. */
  prefectureOf(row: Row, context: ImportContext): string | undefined
}

/** A column that holds a field as it was read. */
export const plainColumn = <Row extends ImportRow>(
  name: string,
  type: StagedColumn<Row>['type'],
  field: keyof Row & string,
  extra: Partial<Pick<StagedColumn<Row>, 'isCompared' | 'whenNew' | 'isElsewhere'>> = {},
): StagedColumn<Row> => ({
  name,
  type,
  field,
  isCompared: true,
  of: (row) => {
    const value = row[field]
    return typeof value === 'string' || typeof value === 'number' ? value : undefined
  },
  ...extra,
})

/** Remembers what was made of a row, for columns that need the same. */
export const onceForRow = <Row extends object, Made>(
  make: (row: Row, context: ImportContext) => Made,
): ((row: Row, context: ImportContext) => Made) => {
  const made = new WeakMap<Row, Made>()
  return (row, context) => {
    const known = made.get(row)
    if (known !== undefined) return known
    const fresh = make(row, context)
    made.set(row, fresh)
    return fresh
  }
}
