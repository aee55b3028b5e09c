/**
 * Filters live in the address, readable by people: `?prefecture=520100&state=assigned,accepted`.
 * One key, one or several values; an absent key filters nothing.
 */
export type Search = Readonly<Record<string, string>>

export const parseSearch = (text: string): Search => {
  const found: Record<string, string> = {}
  for (const [key, value] of new URLSearchParams(text)) if (value !== '') found[key] = value
  return found
}

export const searchText = (search: Readonly<Record<string, unknown>>): string => {
  const pairs = new URLSearchParams()
  for (const [key, value] of Object.entries(search)) {
    if (value !== undefined && value !== null && value !== '') pairs.set(key, String(value))
  }
  const text = pairs.toString().replaceAll('%2C', ',').replaceAll('%3A', ':')
  return text === '' ? '' : `?${text}`
}

/** The values under a key; a comma inside a value is written `\,`. */
export const valuesOf = (search: Search, key: string): readonly string[] => {
  const text = search[key]
  if (text === undefined || text === '') return []
  return text.split(/(?<!\\),/).map((value) => value.replaceAll('\\,', ','))
}

/** The search with a key's values replaced; no values take the key away. The cursor goes too, since it belongs to the old rows. */
export const withValues = (search: Search, key: string, values: readonly string[]): Search => {
  const { [key]: _old, cursor: _cursor, ...rest } = search
  if (values.length === 0) return rest
  return { ...rest, [key]: values.map((value) => value.replaceAll(',', '\\,')).join(',') }
}
