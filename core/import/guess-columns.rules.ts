/**
 * Finds the header row of a sheet and guesses which column holds what: by the headers that ledgers and exports are
 * known to use, whatever their width, blanks, brackets and stars. A title above the header does not matter.
 * A guess is a proposal: a person can correct it.
 */
import { compact } from '#core/spelling.ts'
import type { ColumnMapping, ImportColumn, ImportDefinition } from './import.ts'

export type HeaderGuess = {
  /** Index into the rows given; -1 when none of them looks like a header. */
  readonly index: number
  readonly mapping: ColumnMapping
  /** Required fields without a column. */
  readonly missing: readonly string[]
}

/** Of the first rows of a sheet, the one with the most known headers; at least two, unless the kind has one column only. */
export const findHeader = (
  rows: readonly (readonly string[])[],
  definition: Pick<ImportDefinition, 'columns'>,
): HeaderGuess => {
  const least = Math.min(2, Object.keys(definition.columns).length)
  let best: HeaderGuess = { index: -1, mapping: {}, missing: requiredFields(definition) }
  let bestScore = 0
  rows.forEach((cells, index) => {
    const mapping = guessColumns(cells, definition)
    const score = Object.keys(mapping).length
    if (score < least || score <= bestScore) return
    bestScore = score
    best = { index, mapping, missing: missingFields(mapping, definition) }
  })
  return best
}

export const missingFields = (
  mapping: ColumnMapping,
  definition: Pick<ImportDefinition, 'columns'>,
): readonly string[] => requiredFields(definition).filter((field) => mapping[field] === undefined)

const requiredFields = (definition: Pick<ImportDefinition, 'columns'>): readonly string[] =>
  Object.entries<ImportColumn<unknown>>(definition.columns)
    .filter(([, column]) => column.isRequired)
    .map(([field]) => field)

/** Each field at most one column and each column at most one field; an exact header goes before a similar one. */
export const guessColumns = (
  headers: readonly string[],
  definition: Pick<ImportDefinition, 'columns'>,
): ColumnMapping => {
  const plain = headers.map(plainHeader)
  const names = namesOf(definition)
  const mapping: Record<string, number> = {}
  const taken = new Set<number>()
  const take = (isMatch: (header: string, name: string) => boolean): void => {
    for (const { field, name } of names) {
      if (mapping[field] !== undefined) continue
      const index = plain.findIndex((header, at) => header !== '' && !taken.has(at) && isMatch(header, name))
      if (index < 0) continue
      mapping[field] = index
      taken.add(index)
    }
  }
  take((header, name) => header === name)
  take((header, name) => isSimilar(header, name))
  return mapping
}

/** `客户联系电话` holds `联系电话`; a long cell is a title or data, not a header. */
const isSimilar = (header: string, name: string): boolean =>
  name.length >= 3 && header.length <= name.length + 4 && (header.endsWith(name) || header.startsWith(name))

const namesOf = (definition: Pick<ImportDefinition, 'columns'>): readonly { field: string; name: string }[] =>
  Object.entries<ImportColumn<unknown>>(definition.columns).flatMap(([field, column]) =>
    [field, column.title['zh-CN'], column.title.en, ...column.synonyms].map((name) => ({
      field,
      name: plainHeader(name),
    })),
  )

const plainHeader = (header: string): string =>
  compact(header)
    .replace(/[([{【〔].*?[)\]}】〕]/g, '')
    .replace(/[*:：_\-./·、,。]/g, '')
    .toLowerCase()
