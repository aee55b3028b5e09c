/**
 * The one lifecycle table: who may do what from where, where it can lead, and what it needs (R-B1; DOMAIN §5.1-5.3).
 * The buttons of every screen come from it, `docs/states.md` is generated from it, and a test walks it.
 */
import type { Permission } from '#core/access/role.ts'
import type { OrderState } from './work-order.state.ts'

/**
 * Whose act it is, besides the permission: the operator's side, the order's contractor, its station, its lead engineer, its
 * second-line desk; `crew`, who goes along; `customerManager`, who answers to the group customer;
 * `approver`, on the operator's side, whoever the cause's table lets approve the suspension that is asked.
 */
export type Relation =
  | 'operator'
  | 'approver'
  | 'contractor'
  | 'station'
  | 'engineer'
  | 'crew'
  | 'secondLine'
  | 'holder'
  | 'customerManager'
  | 'anyone'

/** What the person must bring; screens ask for it, the rule checks it. */
export type Need =
  | 'reason'
  | 'staff'
  | 'window'
  | 'contact'
  | 'position'
  | 'result'
  | 'until'
  | 'desk'
  | 'reply'
  | 'outcome'
  | 'evidence'
  | 'note'
  | 'survey'
  | 'hazards'
  | 'measure'
  | 'explanation'

export type Transition = {
  readonly from: readonly OrderState[]
  readonly to: readonly OrderState[]
  readonly by: readonly { readonly permission: Permission; readonly as: Relation }[]
  readonly needs: readonly Need[]
}

const desk = { permission: 'work-orders.dispatch', as: 'operator' } as const
const station = { permission: 'work-orders.assign', as: 'station' } as const
const lead = { permission: 'work-orders.work', as: 'engineer' } as const
const secondLine = { permission: 'work-orders.secondLine', as: 'secondLine' } as const
const approver = { permission: 'work-orders.approve', as: 'approver' } as const
const crew = { permission: 'work-orders.work', as: 'crew' } as const
const reviewer = { permission: 'safety.review', as: 'station' } as const
const positionReviewer = { permission: 'safety.positions', as: 'station' } as const
const contact = { permission: 'work-orders.contact', as: 'contractor' } as const

const withEngineer = ['taken', 'appointed', 'enRoute', 'arrived', 'inProgress'] as const
const beforeReturn = ['pendingAcceptance', 'pendingAssignment', 'pendingTake', ...withEngineer, 'restored'] as const
const onTheJob = ['enRoute', 'arrived', 'inProgress', 'restored'] as const
const open = [
  'pendingDispatch',
  ...beforeReturn,
  'pendingContractorCheck',
  'pendingQualityCheck',
  'pendingCallback',
  'returned',
  'pendingExternalArchive',
  'suspensionRequested',
  'suspended',
  'verifying',
  'handBackRequested',
] as const
const afterCheck = ['pendingQualityCheck', 'pendingCallback', 'returned', 'pendingExternalArchive'] as const

export const transitions = {
  dispatch: {
    from: ['pendingDispatch'],
    to: ['pendingAcceptance', 'pendingAssignment', 'pendingTake'],
    by: [desk],
    needs: [],
  },
  accept: {
    from: ['pendingAcceptance', 'pendingAssignment', 'pendingTake'],
    to: ['pendingAssignment', 'pendingTake', 'taken', 'inProgress'],
    by: [
      { permission: 'work-orders.acceptAsContractor', as: 'holder' },
      { permission: 'work-orders.assign', as: 'holder' },
      { permission: 'work-orders.work', as: 'holder' },
      { permission: 'work-orders.secondLine', as: 'holder' },
    ],
    needs: [],
  },
  refuse: {
    from: ['pendingAcceptance', 'pendingAssignment', 'pendingTake'],
    to: ['pendingDispatch', 'pendingAcceptance', 'pendingAssignment', 'taken'],
    by: [
      { permission: 'work-orders.acceptAsContractor', as: 'holder' },
      { permission: 'work-orders.assign', as: 'holder' },
      { permission: 'work-orders.work', as: 'holder' },
      { permission: 'work-orders.secondLine', as: 'holder' },
    ],
    needs: ['reason'],
  },
  assign: {
    from: ['pendingAssignment', 'pendingTake'],
    to: ['pendingTake', 'pendingAssignment'],
    by: [station, { permission: 'work-orders.assign', as: 'contractor' }],
    needs: ['staff'],
  },
  grab: {
    from: ['pendingAssignment'],
    to: ['taken'],
    by: [{ permission: 'work-orders.work', as: 'station' }],
    needs: [],
  },
  logContact: {
    from: [...withEngineer, 'pendingAcceptance', 'pendingTake', 'pendingAssignment', 'restored'],
    to: [...withEngineer, 'pendingAcceptance', 'pendingTake', 'pendingAssignment', 'restored', 'verifying'],
    by: [lead, contact, { permission: 'customers.own', as: 'customerManager' }],
    needs: ['contact'],
  },
  appoint: { from: ['taken'], to: ['appointed'], by: [lead], needs: ['window'] },
  reschedule: { from: ['appointed', 'enRoute'], to: ['appointed'], by: [lead, contact], needs: ['window', 'reason'] },
  depart: { from: ['taken', 'appointed'], to: ['enRoute'], by: [lead], needs: [] },
  arrive: { from: ['enRoute', 'appointed'], to: ['arrived'], by: [lead], needs: ['position'] },
  start: { from: ['arrived'], to: ['inProgress'], by: [lead], needs: [] },
  addEvidence: {
    from: [...withEngineer, 'restored'],
    to: [...withEngineer, 'restored'],
    by: [lead, secondLine],
    needs: ['evidence'],
  },
  withdrawEvidence: {
    from: [...withEngineer, 'restored'],
    to: [...withEngineer, 'restored'],
    by: [lead, secondLine],
    needs: [],
  },
  recordStep: {
    from: [...withEngineer, 'restored'],
    to: [...withEngineer, 'restored'],
    by: [lead],
    needs: ['evidence'],
  },
  recordMaterial: {
    from: [...withEngineer, 'restored'],
    to: [...withEngineer, 'restored'],
    by: [lead],
    needs: ['evidence'],
  },
  explainCause: {
    from: [...withEngineer, 'restored'],
    to: [...withEngineer, 'restored'],
    by: [lead, secondLine],
    needs: ['explanation'],
  },
  restore: {
    from: ['taken', 'appointed', 'enRoute', 'arrived', 'inProgress'],
    to: ['restored'],
    by: [lead, secondLine],
    needs: [],
  },
  comeAgain: {
    from: ['enRoute', 'arrived', 'inProgress', 'restored'],
    to: ['taken', 'appointed'],
    by: [lead],
    needs: ['outcome', 'reason'],
  },
  confirmService: { from: ['restored'], to: ['restored'], by: [lead], needs: ['evidence'] },
  return: {
    from: ['restored'],
    to: ['pendingContractorCheck', ...afterCheck],
    by: [lead, secondLine],
    needs: ['result'],
  },
  confirmRestored: {
    from: ['restored', 'pendingContractorCheck', ...afterCheck],
    to: ['restored', 'pendingContractorCheck', ...afterCheck],
    by: [{ permission: 'customers.own', as: 'customerManager' }],
    needs: ['outcome'],
  },
  passContractorCheck: {
    from: ['pendingContractorCheck'],
    to: afterCheck,
    by: [{ permission: 'work-orders.contractorCheck', as: 'contractor' }],
    needs: [],
  },
  failContractorCheck: {
    from: ['pendingContractorCheck'],
    to: ['pendingTake', 'pendingAssignment'],
    by: [{ permission: 'work-orders.contractorCheck', as: 'contractor' }],
    needs: ['reason'],
  },
  passQualityCheck: {
    from: ['pendingQualityCheck'],
    to: ['pendingCallback', 'returned', 'pendingExternalArchive'],
    by: [{ permission: 'work-orders.qualityCheck', as: 'operator' }],
    needs: [],
  },
  failQualityCheck: {
    from: ['pendingQualityCheck'],
    to: ['pendingTake', 'pendingAssignment'],
    by: [{ permission: 'work-orders.qualityCheck', as: 'operator' }],
    needs: ['reason'],
  },
  callBack: {
    from: ['pendingCallback'],
    to: ['pendingCallback', 'returned', 'pendingExternalArchive', 'pendingTake', 'pendingAssignment'],
    by: [{ permission: 'work-orders.callBack', as: 'operator' }],
    needs: ['survey'],
  },
  archive: {
    from: ['returned', 'pendingExternalArchive'],
    to: ['archived'],
    by: [{ permission: 'work-orders.archive', as: 'operator' }],
    needs: [],
  },
  requestSuspension: {
    from: [...withEngineer, 'pendingTake', 'pendingAssignment'],
    to: ['suspensionRequested', 'suspended'],
    by: [lead, station, { permission: 'work-orders.requestSuspension', as: 'contractor' }],
    needs: ['reason', 'until', 'evidence'],
  },
  approveSuspension: { from: ['suspensionRequested'], to: ['suspended'], by: [approver], needs: [] },
  denySuspension: {
    from: ['suspensionRequested'],
    to: [...withEngineer, 'pendingAcceptance', 'pendingTake', 'pendingAssignment'],
    by: [approver],
    needs: ['reason'],
  },
  resume: {
    from: ['suspended'],
    to: [...withEngineer, 'pendingAcceptance', 'pendingTake', 'pendingAssignment'],
    by: [lead, station, { permission: 'work-orders.requestSuspension', as: 'contractor' }, approver],
    needs: [],
  },
  verify: {
    from: ['verifying'],
    to: [...withEngineer, 'pendingAcceptance', 'pendingTake', 'pendingAssignment', 'restored', 'verifying'],
    by: [
      { permission: 'work-orders.verify', as: 'operator' },
      { permission: 'work-orders.verify', as: 'contractor' },
    ],
    needs: ['contact'],
  },
  transfer: {
    from: [...beforeReturn],
    to: ['pendingAssignment', 'pendingTake'],
    by: [{ permission: 'work-orders.assign', as: 'contractor' }, station],
    needs: ['reason'],
  },
  handOver: {
    from: [...withEngineer],
    to: ['pendingTake'],
    by: [lead, station, { permission: 'work-orders.assign', as: 'contractor' }],
    needs: ['desk', 'reason'],
  },
  giveBack: { from: ['inProgress'], to: [...withEngineer, 'pendingAcceptance'], by: [secondLine], needs: ['note'] },
  handBack: {
    from: ['pendingAcceptance', 'pendingAssignment', 'pendingTake', ...withEngineer],
    to: ['handBackRequested'],
    by: [{ permission: 'work-orders.handBack', as: 'contractor' }],
    needs: ['reason'],
  },
  approveHandBack: { from: ['handBackRequested'], to: ['pendingDispatch'], by: [approver], needs: [] },
  denyHandBack: {
    from: ['handBackRequested'],
    to: [...withEngineer, 'pendingAcceptance', 'pendingAssignment', 'pendingTake'],
    by: [approver],
    needs: ['reason'],
  },
  /** By rule alone, on the first day of the company that the region was handed over to. */
  carryOver: {
    from: [
      ...['pendingAcceptance', 'pendingAssignment', 'pendingTake', 'taken', 'appointed', 'inProgress'],
      ...['suspensionRequested', 'suspended', 'verifying', 'handBackRequested'],
    ] as readonly OrderState[],
    to: [
      ...['pendingAcceptance', 'pendingAssignment', 'pendingTake', 'inProgress'],
      ...['suspensionRequested', 'suspended', 'verifying'],
    ] as readonly OrderState[],
    by: [],
    needs: [],
  },
  /** By rule alone: the customer stops the visit on their own page. */
  askVerification: { from: [...beforeReturn], to: ['verifying'], by: [], needs: [] },
  approveArrival: { from: open, to: open, by: [positionReviewer], needs: [] },
  denyArrival: { from: open, to: open, by: [positionReviewer], needs: ['reason'] },
  declareHazards: {
    from: ['pendingDispatch', ...beforeReturn, 'suspended'],
    to: ['pendingDispatch', ...beforeReturn, 'suspended'],
    by: [lead, station, desk, reviewer],
    needs: ['hazards'],
  },
  confirmSafety: { from: onTheJob, to: onTheJob, by: [lead], needs: ['hazards'] },
  stopWork: { from: onTheJob, to: ['suspended'], by: [lead, crew], needs: ['reason', 'note'] },
  reviewStop: {
    from: ['suspended'],
    to: [...onTheJob, 'taken', 'appointed', 'pendingTake'],
    by: [reviewer],
    needs: ['measure', 'reason'],
  },
  urge: { from: open, to: open, by: [{ permission: 'work-orders.urge', as: 'anyone' }], needs: ['note'] },
  supervise: {
    from: open,
    to: open,
    by: [{ permission: 'work-orders.supervise', as: 'operator' }],
    needs: ['note', 'until'],
  },
  replySupervision: {
    from: open,
    to: open,
    by: [
      { permission: 'work-orders.assign', as: 'contractor' },
      { permission: 'work-orders.acceptAsContractor', as: 'contractor' },
      lead,
    ],
    needs: ['reply'],
  },
  reportProgress: {
    from: [...beforeReturn, 'suspended'],
    to: [...beforeReturn, 'suspended'],
    by: [lead, station, { permission: 'work-orders.assign', as: 'contractor' }, secondLine],
    needs: ['note'],
  },
  amend: {
    from: ['pendingDispatch', ...beforeReturn, 'suspended'],
    to: ['pendingDispatch', ...beforeReturn, 'suspended'],
    by: [desk, lead, station, { permission: 'work-orders.assign', as: 'contractor' }],
    needs: [],
  },
  addNote: { from: open, to: open, by: [{ permission: 'work-orders.read', as: 'anyone' }], needs: ['note'] },
  escalate: {
    from: open,
    to: open,
    by: [
      { permission: 'work-orders.supervise', as: 'operator' },
      desk,
      { permission: 'work-orders.assign', as: 'contractor' },
    ],
    needs: ['reason'],
  },
  cancel: {
    from: ['pendingDispatch', ...beforeReturn, 'suspensionRequested', 'suspended', 'verifying', 'handBackRequested'],
    to: ['cancelled'],
    by: [{ permission: 'work-orders.cancel', as: 'operator' }],
    needs: ['reason'],
  },
  void: { from: open, to: ['voided'], by: [{ permission: 'work-orders.void', as: 'operator' }], needs: ['reason'] },
  forceArchive: {
    from: open,
    to: ['archived'],
    by: [{ permission: 'work-orders.forceArchive', as: 'operator' }],
    needs: ['reason'],
  },
} as const satisfies Record<string, Transition>

export type OrderAction = keyof typeof transitions
export const orderActions = Object.keys(transitions) as OrderAction[]
export const transitionOf = (action: OrderAction): Transition => transitions[action]
