import type { Search } from '#web/ui/filters.ts'

/** Keys of the address that the order list understands; anything else in it is no filter. */
export const filterKeys = [
  'view',
  'prefecture',
  'county',
  'line',
  'kind',
  'company',
  'state',
  'area',
  'station',
  'staff',
  'account',
  'q',
  'createdFrom',
  'createdTo',
  'archivedFrom',
  'archivedTo',
  'sort',
] as const
export type FilterKey = (typeof filterKeys)[number]

/** The list's query as its address says. */
export const queryIn = (search: Search): Partial<Record<FilterKey, string>> =>
  Object.fromEntries(
    filterKeys.flatMap((key) => {
      const value = search[key]?.replaceAll('\\,', ',')
      return value ? [[key, value]] : []
    }),
  )

/** A county belongs to its prefecture: choosing another prefecture forgets it. */
export const withPlace = (next: Search, before: Search): Search => {
  const { county, ...rest } = next
  const isOtherPlace = next.prefecture !== before.prefecture && next.county === before.county
  const isOutside =
    county !== undefined && next.prefecture !== undefined && !county.startsWith(next.prefecture.slice(0, 4))
  return county !== undefined && (isOutside || (isOtherPlace && next.prefecture !== undefined)) ? rest : next
}

/** Whether anything but the order of rows is chosen. */
export const isFiltered = (search: Search): boolean =>
  filterKeys.some((key) => key !== 'sort' && search[key] !== undefined && search[key] !== '')

/** Whoever asks for a state, for what was archived or for one number means closed orders too, unless they say otherwise. */
export const isAllByItself = (search: Search): boolean =>
  Boolean(search.state || search.q || search.archivedFrom) || search.sort === '-archived'
