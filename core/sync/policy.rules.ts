/**
 * What becomes of an action that a phone did without network when the order changed meanwhile, by action:
 * facts (photos, readings, calls made, notes) are appended and never conflict, also when the order is in other hands or closed by
 * then; scalars (a word of the order that two people may correct) merge three-way; everything else is state or money, about which
 * the server decides on the order as it is then. An action that is not named here is the server's.
 */
import type { OrderAction } from '#core/work-orders/work-order.transitions.ts'

export const policies = ['fact', 'scalar', 'server'] as const
export type Policy = (typeof policies)[number]

const policyByAction: { readonly [A in OrderAction]?: Policy } = {
  addEvidence: 'fact',
  withdrawEvidence: 'fact',
  recordStep: 'fact',
  recordMaterial: 'fact',
  declareHazards: 'fact',
  confirmSafety: 'fact',
  // Somebody was in danger, whatever became of the order meanwhile.
  stopWork: 'fact',
  logContact: 'fact',
  explainCause: 'fact',
  reportProgress: 'fact',
  addNote: 'fact',
  amend: 'scalar',
}

export const policyOf = (action: OrderAction): Policy => policyByAction[action] ?? 'server'

/** Refusals that say no more than that the order went on without the person: a fact is kept in spite of them. */
const gone: ReadonlySet<string> = new Set([
  'work-orders.wrong-state',
  'work-orders.not-yours',
  'work-orders.no-permission',
  'work-orders.not-found',
  'work-orders.no-visit',
  'work-orders.evidence-unknown',
])

/** Whether what was refused is to be kept all the same. */
export const isKeptInSpiteOf = (action: OrderAction, code: string): boolean =>
  policyOf(action) === 'fact' && gone.has(code)

/** Whether an action waits for the one before it: what the server decides on was decided on the phone after the other. */
export const dependsOnEarlier = (action: OrderAction): boolean => policyOf(action) !== 'fact'
