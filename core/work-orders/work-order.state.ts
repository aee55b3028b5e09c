/**
 * The state of an order as people see it (工单状态) is derived from its task, visit and what waits for an answer:
 * the first row of the table that fits. Nothing else decides it. (R-B1)
 */
import type { Task, Visit, WorkOrder } from './work-order.ts'
import { currentTask, openVisit } from './work-order.ts'

export const orderStates = [
  'pendingDispatch',
  'pendingAcceptance',
  'pendingAssignment',
  'pendingTake',
  'taken',
  'appointed',
  'enRoute',
  'arrived',
  'inProgress',
  'restored',
  'pendingContractorCheck',
  'pendingQualityCheck',
  'pendingCallback',
  'returned',
  'pendingExternalArchive',
  'archived',
  'suspensionRequested',
  'suspended',
  'verifying',
  'handBackRequested',
  'cancelled',
  'voided',
] as const
export type OrderState = (typeof orderStates)[number]

export const finalStates = ['archived', 'cancelled', 'voided'] as const satisfies readonly OrderState[]
export const isFinal = (state: OrderState): boolean => (finalStates as readonly OrderState[]).includes(state)

type Seen = { readonly order: WorkOrder; readonly task: Task; readonly visit: Visit | undefined }
type Row = { readonly state: OrderState; readonly when: string; readonly holds: (seen: Seen) => boolean }

/** Read from the top; the text says in words what the predicate says in code, and is printed in `docs/states.md`. */
export const stateTable: readonly Row[] = [
  { state: 'archived', when: 'the order is closed as archived', holds: ({ order }) => order.closedAs === 'archived' },
  {
    state: 'cancelled',
    when: 'the order is closed as cancelled',
    holds: ({ order }) => order.closedAs === 'cancelled',
  },
  { state: 'voided', when: 'the order is closed as voided', holds: ({ order }) => order.closedAs === 'voided' },
  {
    state: 'suspensionRequested',
    when: 'a suspension waits for its answer',
    holds: ({ order }) => order.pending?.kind === 'suspension',
  },
  {
    state: 'handBackRequested',
    when: 'a hand-back waits for its answer',
    holds: ({ order }) => order.pending?.kind === 'handBack',
  },
  {
    state: 'verifying',
    when: 'the customer said they never asked',
    holds: ({ order }) => order.verification !== undefined,
  },
  { state: 'suspended', when: 'a suspension is in force', holds: ({ order }) => order.suspension !== undefined },
  {
    state: 'pendingContractorCheck',
    when: 'the task is at the contractor’s check',
    holds: ({ task }) => task.stage === 'contractorCheck',
  },
  {
    state: 'pendingQualityCheck',
    when: 'the task is at the quality check',
    holds: ({ task }) => task.stage === 'qualityCheck',
  },
  { state: 'pendingCallback', when: 'the task is at the callback', holds: ({ task }) => task.stage === 'callback' },
  {
    state: 'pendingExternalArchive',
    when: 'the operator’s system has yet to answer',
    holds: ({ task }) => task.stage === 'externalArchive',
  },
  {
    state: 'returned',
    when: 'the task is returned and all its checks are done',
    holds: ({ task }) => task.stage === 'complete',
  },
  {
    state: 'pendingDispatch',
    when: 'the operator’s desk has it',
    holds: ({ task }) => task.holder.level === 'operatorDesk',
  },
  {
    state: 'pendingAcceptance',
    when: 'the contractor has it',
    holds: ({ task }) => task.holder.level === 'contractor',
  },
  { state: 'pendingAssignment', when: 'the station has it', holds: ({ task }) => task.holder.level === 'station' },
  {
    state: 'pendingTake',
    when: 'the engineer or the second line has yet to accept',
    holds: ({ task }) => !task.isAccepted,
  },
  { state: 'restored', when: 'service is restored', holds: ({ task }) => task.restoredAt !== undefined },
  {
    state: 'inProgress',
    when: 'work has started, or the second line has it',
    holds: ({ task, visit }) => task.holder.level === 'secondLine' || visit?.startedAt !== undefined,
  },
  { state: 'arrived', when: 'the engineer has arrived', holds: ({ visit }) => visit?.arrivedAt !== undefined },
  { state: 'enRoute', when: 'the engineer is on the way', holds: ({ visit }) => visit?.departedAt !== undefined },
  { state: 'appointed', when: 'a time is agreed', holds: ({ visit }) => visit?.windowFrom !== undefined },
  { state: 'taken', when: 'the engineer has accepted', holds: () => true },
]

export const stateOf = (order: WorkOrder): OrderState => {
  const seen = { order, task: currentTask(order), visit: openVisit(order) }
  return stateTable.find((row) => row.holds(seen))?.state ?? 'taken'
}
