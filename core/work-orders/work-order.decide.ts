/**
 * What an action on an order comes to: allowed from this state, to this person, with what it needs, and then the order as it is
 * afterwards with the events of its timeline. The same function answers on the server and on the phone. (R-B1)
 */
import { type Actor, can } from '#core/access/scope.ts'
import { ok, type Refusal, type Result, refuse } from '#core/result.ts'
import { mayApprovePause } from '#core/sla/pause.ts'
import { applyAllSla } from '#core/sla/replay.ts'
import type { CauseCodeList } from './cause-code.ts'
import { checkReason } from './reason.rules.ts'
import { amend } from './work-order.amend.ts'
import { appoint, reschedule } from './work-order.appoint.ts'
import * as arriving from './work-order.arrive.ts'
import { carryOver } from './work-order.carry.ts'
import { confirmService } from './work-order.confirm.ts'
import { logContact, verify } from './work-order.contact.ts'
import type { OrderContext, OrderEvent, Verb } from './work-order.context.ts'
import * as dispatching from './work-order.dispatch.ts'
import { explainCause } from './work-order.explain.ts'
import type { ActionInput } from './work-order.inputs.ts'
import { recordMaterial } from './work-order.material.ts'
import * as returning from './work-order.return.ts'
import * as safety from './work-order.safety.ts'
import { type OrderState, stateOf } from './work-order.state.ts'
import { recordStep } from './work-order.steps.ts'
import * as stopping from './work-order.stop-work.ts'
import * as supervising from './work-order.supervise.ts'
import * as suspending from './work-order.suspend.ts'
import { type OrderAction, orderActions, type Relation, transitionOf } from './work-order.transitions.ts'
import { currentTask, holderOf, type WorkOrder } from './work-order.ts'
import { askVerification } from './work-order.verify.ts'
import * as visiting from './work-order.visit.ts'

const verbs: { readonly [A in OrderAction]: Verb<A> } = {
  dispatch: dispatching.dispatch,
  accept: dispatching.accept,
  refuse: dispatching.refuseOrder,
  assign: dispatching.assign,
  grab: dispatching.grab,
  transfer: dispatching.transfer,
  handOver: dispatching.handOver,
  giveBack: dispatching.giveBack,
  handBack: dispatching.handBack,
  approveHandBack: dispatching.approveHandBack,
  denyHandBack: dispatching.denyHandBack,
  carryOver,
  logContact,
  verify,
  appoint,
  reschedule,
  depart: arriving.depart,
  arrive: arriving.arrive,
  start: visiting.start,
  addEvidence: visiting.addEvidence,
  withdrawEvidence: visiting.withdrawEvidence,
  recordStep,
  recordMaterial,
  explainCause,
  restore: visiting.restore,
  comeAgain: visiting.comeAgain,
  confirmService,
  return: returning.returnOrder,
  confirmRestored: supervising.confirmRestored,
  passContractorCheck: returning.passContractorCheck,
  failContractorCheck: returning.failContractorCheck,
  passQualityCheck: returning.passQualityCheck,
  failQualityCheck: returning.failQualityCheck,
  callBack: returning.callBack,
  archive: returning.archive,
  forceArchive: returning.forceArchive,
  cancel: returning.cancel,
  void: returning.voidOrder,
  requestSuspension: suspending.requestSuspension,
  approveSuspension: suspending.approveSuspension,
  denySuspension: suspending.denySuspension,
  resume: suspending.resume,
  askVerification,
  approveArrival: arriving.approveArrival,
  denyArrival: arriving.denyArrival,
  declareHazards: safety.declareHazards,
  confirmSafety: safety.confirmSafety,
  stopWork: stopping.stopWork,
  reviewStop: stopping.reviewStop,
  urge: supervising.urge,
  supervise: supervising.supervise,
  replySupervision: supervising.replySupervision,
  reportProgress: supervising.reportProgress,
  amend,
  addNote: supervising.addNote,
  escalate: supervising.escalate,
}

export type Decision = {
  readonly order: WorkOrder
  readonly state: OrderState
  readonly before: OrderState
  /** Each carries the changes of the timed side, so that it can be computed again from the timeline. */
  readonly events: readonly OrderEvent[]
}

/** Whether the action stands open to this person now; the refusal is what a greyed button says. */
export const checkAction = (order: WorkOrder, action: OrderAction, actor: Actor): Result<null> => {
  const state = stateOf(order)
  const { from, by } = transitionOf(action)
  const held = by.filter(({ permission }) => can(actor, permission))
  if (held.length === 0) return refuse('work-orders.no-permission', { kind: 'forbidden', params: { action } })
  if (!from.includes(state)) return refuse('work-orders.wrong-state', { kind: 'conflict', params: { action, state } })
  if (!held.some(({ as }) => isRelated(order, actor, as))) {
    const { pending } = order
    if (pending?.kind === 'suspension' && held.some(({ as }) => as === 'approver')) {
      return refuse('work-orders.other-approver', { kind: 'forbidden', params: { approver: pending.approver } })
    }
    return refuse('work-orders.not-yours', {
      kind: 'forbidden',
      params: { action, holder: holderOf(order).level },
    })
  }
  return safety.checkSafetyAction(order, action, actor)
}

const isRelated = (order: WorkOrder, actor: Actor, relation: Relation): boolean => {
  const { scope } = actor
  const { holder } = currentTask(order)
  const isOfCompany = scope.companyId !== undefined && scope.companyId === order.companyId
  // A dispatcher acts for every station of the company, a station head for their own.
  const isOfStation =
    isOfCompany && (scope.reach === 'regions' || (scope.stationId !== undefined && scope.stationId === order.stationId))
  switch (relation) {
    case 'anyone':
      return true
    case 'operator':
      return actor.isOperator
    case 'approver':
      return (
        actor.isOperator &&
        (order.pending?.kind !== 'suspension' || mayApprovePause(actor.roles, order.pending.approver))
      )
    case 'customerManager':
      return order.customerManagerId !== undefined && order.customerManagerId === actor.userId
    case 'contractor':
      return isOfCompany
    case 'station':
      return isOfStation
    case 'engineer':
      return holder.level === 'engineer' && holder.staffId !== undefined && holder.staffId === scope.staffId
    case 'crew':
      return scope.staffId !== undefined && currentTask(order).helpers.includes(scope.staffId)
    case 'secondLine':
      return holder.level === 'secondLine' && isAtDesk(order, actor)
    case 'holder':
      if (holder.level === 'operatorDesk') return actor.isOperator
      if (holder.level === 'contractor') return isOfCompany && can(actor, 'work-orders.acceptAsContractor')
      if (holder.level === 'station') return isOfStation && can(actor, 'work-orders.assign')
      if (holder.level === 'secondLine') return isAtDesk(order, actor)
      return holder.staffId === scope.staffId
  }
}

const isAtDesk = (order: WorkOrder, actor: Actor): boolean => {
  const { desk } = currentTask(order)
  return (
    (desk === 'data' && actor.roles.includes('dataDesk')) ||
    (desk === 'transmission' && actor.roles.includes('transmissionDesk'))
  )
}

/** The order after the action; refusals name what is wrong and change nothing. */
export const decide = <A extends OrderAction>(
  order: WorkOrder,
  action: A,
  input: ActionInput<A>,
  context: OrderContext,
): Result<Decision> => {
  const allowed = checkAction(order, action, context.actor)
  if (!allowed.ok) return allowed
  if (context.facts.areFilesKnown === false && 'evidenceFileIds' in input) {
    return refuse('work-orders.file-unknown', { field: 'evidenceFileIds' })
  }
  return carryOut(order, action, input, context)
}

/** As `decide`, without asking who acts: for what a rule or a timer does. */
export const carryOut = <A extends OrderAction>(
  order: WorkOrder,
  action: A,
  input: ActionInput<A>,
  context: OrderContext,
): Result<Decision> => {
  const before = stateOf(order)
  if (!transitionOf(action).from.includes(before)) {
    return refuse('work-orders.wrong-state', { kind: 'conflict', params: { action, state: before } })
  }
  const reasons = checkReason(order, action, input, context.reasons)
  if (!reasons.ok) return reasons
  const verb: Verb<A> = verbs[action]
  const step = verb(order, input, context)
  if (!step.ok) return step
  const { sla, events } = step.value
  const after: WorkOrder = {
    ...step.value.order,
    sla: applyAllSla(order.sla, sla, context.calendar),
    ...(context.isTimeFlagged ? { flaggedTimes: (order.flaggedTimes ?? 0) + 1 } : {}),
    version: order.version + 1,
  }
  const [first, ...rest] = events
  return ok({
    order: after,
    state: stateOf(after),
    before,
    events: first
      ? [{ kind: first.kind, data: { ...givenWith(input, reasons.value), ...first.data, action, sla } }, ...rest]
      : [],
  })
}

/** The code of the reason and the files that came with it stand in the timeline, whatever the action. */
const givenWith = (input: object, reasonList: CauseCodeList | undefined): Readonly<Record<string, unknown>> => {
  const { reasonCode, evidenceFileIds } = input as { reasonCode?: string; evidenceFileIds?: readonly string[] }
  return {
    ...(reasonCode === undefined ? {} : { reasonCode, reasonList }),
    ...(evidenceFileIds?.length ? { files: evidenceFileIds } : {}),
  }
}

export type ActionOffer = {
  readonly action: OrderAction
  readonly needs: readonly string[]
  readonly refusal?: Refusal
}

/** 现在能办 and 现在不能办: every action that the person's role has, with the reason where it is not open now. */
export const actionOffers = (order: WorkOrder, actor: Actor): readonly ActionOffer[] =>
  orderActions.flatMap((action) => {
    const { needs } = transitionOf(action)
    const checked = checkAction(order, action, actor)
    if (checked.ok) return [{ action, needs }]
    return checked.refusal.code === 'work-orders.no-permission' ? [] : [{ action, needs, refusal: checked.refusal }]
  })
