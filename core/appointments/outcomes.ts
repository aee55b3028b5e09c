/** Ways by which an order leaves the engineer's hands, or its clock stops, without the work done. */
export const exits = [
  'neverAsked',
  'noAnswer',
  'wrongNumber',
  'refuses',
  'comeAgain',
  'nobodyHome',
  'rescheduled',
  'offTime',
] as const
export type Exit = (typeof exits)[number]

export const visitFactKinds = ['agreed', 'callBackAt', ...exits, 'onTime'] as const
export type VisitFactKind = (typeof visitFactKinds)[number]

export type OutcomeCounts = Readonly<Partial<Record<VisitFactKind, number>>>
export type EventData = Readonly<Record<string, unknown>>
