/** Columns of the order list, by the names that its address and an export use. */
export const orderColumns = [
  'number',
  'state',
  'remaining',
  'due',
  'line',
  'kind',
  'symptom',
  'customer',
  'address',
  'account',
  'grade',
  'prefecture',
  'county',
  'area',
  'company',
  'station',
  'staff',
  'appointment',
  'urges',
  'reworks',
  'level',
  'channel',
  'created',
  'archived',
] as const
export type OrderColumn = (typeof orderColumns)[number]

/** What the list shows until its reader chooses otherwise. */
export const shownColumns: readonly OrderColumn[] = [
  'number',
  'state',
  'remaining',
  'line',
  'kind',
  'symptom',
  'customer',
  'address',
  'county',
  'company',
  'staff',
  'appointment',
]
