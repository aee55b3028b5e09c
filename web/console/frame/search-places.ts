import { type FoundGroup, type FoundKind, foundKinds } from '#core/search/search.contract.ts'
import { remember, remembered } from '#web/ui/memory.ts'

/** Something that was found, by what it is opened. */
export type Place = { readonly kind: FoundKind; readonly key: string; readonly order?: string | null }

/** What stands in the list under the box: something found, or the way to all of a kind. */
export type Option = Place & { readonly isAll?: boolean }

/** The address where it is shown; a report that has an order is shown with it. */
export const addressOf = ({ kind, key, order }: Place): string => {
  const part = encodeURIComponent(key)
  switch (kind) {
    case 'workOrder':
      return `/orders/${part}`
    case 'homeUser':
      return `/ledger?open=${part}`
    case 'enterpriseLine':
      return `/ledger?tab=lines&open=${part}`
    case 'networkNode':
      return `/network?open=${part}`
    case 'staff':
      return `/people?open=${part}`
    case 'report':
      return order ? `/orders/${encodeURIComponent(order)}` : '/intake?view=waiting'
  }
}

/** Where all of a kind that the words find are listed; orders and reports have no list that takes a part of a name. */
export const listOf = (kind: FoundKind, q: string): string | undefined => {
  const part = encodeURIComponent(q)
  const lists: Partial<Record<FoundKind, string>> = {
    homeUser: `/ledger?q=${part}`,
    enterpriseLine: `/ledger?tab=lines&q=${part}`,
    networkNode: `/network?q=${part}`,
    staff: `/people?q=${part}`,
  }
  return lists[kind]
}

/** Everything that arrows go through, in the order in which it is shown. */
export const optionsOf = (groups: readonly FoundGroup[]): readonly Option[] =>
  groups.flatMap(({ kind, items, isCut }) => [
    ...items.map(({ key, order }) => ({ kind, key, order })),
    ...(isCut && listOf(kind, '') !== undefined ? [{ kind, key: '', isAll: true }] : []),
  ])

const MOST_RECENT = 6
const memoryOf = (userId: string): string => `recent.${userId}`

/** What this reader opened from here, the latest first: numbers and codes only, no names. */
export const recentOf = (userId: string): readonly Place[] => {
  const lines = remembered(memoryOf(userId))?.split('\n') ?? []
  return lines.flatMap((line) => {
    const [kind = '', key = '', order = ''] = line.split('\t')
    const known = foundKinds.find((each) => each === kind)
    return known && key !== '' ? [{ kind: known, key, order: order || null }] : []
  })
}

export const rememberRecent = (userId: string, place: Place): void => {
  const rest = recentOf(userId).filter((each) => each.kind !== place.kind || each.key !== place.key)
  const lines = [place, ...rest]
    .slice(0, MOST_RECENT)
    .map(({ kind, key, order }) => [kind, key, order ?? ''].join('\t'))
  remember(memoryOf(userId), lines.join('\n'))
}
