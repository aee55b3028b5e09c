/** One field of what an entry changed; `undefined` where a side does not have it. */
export type Difference = {
  readonly path: readonly string[]
  readonly before: unknown
  readonly after: unknown
  readonly isChanged: boolean
}

/** What stood before and after, field by field: changed ones first, each group in the order of the entry. */
export const differencesOf = (before: unknown, after: unknown): readonly Difference[] => {
  const [old, fresh] = [fieldsOf(before), fieldsOf(after)]
  const all = [...new Set([...old.keys(), ...fresh.keys()])].map((key): Difference => {
    const [was, is] = [old.get(key), fresh.get(key)]
    const path = (was ?? is)?.path ?? []
    return { path, before: was?.value, after: is?.value, isChanged: textOf(was?.value) !== textOf(is?.value) }
  })
  const told = all.filter((each) => !isNothing(each.before) || !isNothing(each.after))
  return [...told.filter(({ isChanged }) => isChanged), ...told.filter(({ isChanged }) => !isChanged)]
}

type Leaf = { readonly path: readonly string[]; readonly value: unknown }

/** Nested objects by their paths; a list is one value. */
const fieldsOf = (value: unknown, path: readonly string[] = []): Map<string, Leaf> => {
  if (value === null || value === undefined) return new Map()
  if (typeof value !== 'object' || Array.isArray(value)) return new Map([[path.join('.'), { path, value }]])
  const found = new Map<string, Leaf>()
  for (const [key, each] of Object.entries(value)) {
    const own = [...path, key]
    const isNested = typeof each === 'object' && each !== null && !Array.isArray(each)
    if (isNested) for (const [name, leaf] of fieldsOf(each, own)) found.set(name, leaf)
    else found.set(own.join('.'), { path: own, value: each })
  }
  return found
}

/** Nothing, not there, no text and an empty list are the same to a reader. */
const isNothing = (value: unknown): boolean =>
  value === undefined || value === null || value === '' || (Array.isArray(value) && value.length === 0)

const textOf = (value: unknown): string => (isNothing(value) ? '' : JSON.stringify(value))
