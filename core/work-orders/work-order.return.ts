/**
 * From the return to the archive: what was found and done with its proof, the contractor's own check, the operator's quality
 * check, the callback, and back to the same engineer when one of them fails. Which orders are drawn is a parameter. The engineer's
 * minutes end with the return: the contractor has the order while its check waits, then the operator's desk.
 * (R-B1, R-V14; DOMAIN §5.2: QC by sheet-number tail digits)
 */
import { type Result as Outcome, ok, refuse } from '#core/result.ts'
import { holderNow } from '#core/sla/holders.ts'
import { causeFor } from '#core/sla/pause.ts'
import type { SlaEvent } from '#core/sla/sla.ts'
import { dayOf, type Instant, minutesBetween } from '#core/time.ts'
import { isCalledBack, withConfirmation } from './work-order.confirm.ts'
import type { OrderContext, OrderEvent, Step, Verb } from './work-order.context.ts'
import { acceptClockOf, withTask } from './work-order.dispatch.ts'
import { checkRanges, checkSteps } from './work-order.proof.ts'
import { termsFor } from './work-order.sla.ts'
import {
  contractorOf,
  currentTask,
  holderOf,
  openVisit,
  type Result,
  type Task,
  type TaskStage,
  type Visit,
  type WorkOrder,
} from './work-order.ts'

const isDrawn = (order: WorkOrder, digits: string): boolean => digits.includes(order.number.slice(-1))

const CHECKS = ['contractorCheck', 'qualityCheck', 'callback'] as const

/** A pause that nobody had to approve is looked at afterwards, in those orders that the parameter draws. */
const hasPauseToLookAt = ({ kind, sla }: WorkOrder, { rules }: OrderContext): boolean =>
  sla.pauses.some(({ cause, startedAt, endsAt }) => {
    const row = causeFor(cause, kind, rules.pauseCauses)
    const automatic = row?.tiers.find(({ approver }) => approver === null)
    return (
      row?.isSampled === true && automatic !== undefined && minutesBetween(startedAt, endsAt) <= automatic.maxMinutes
    )
  })

/** Why an order is looked at: its number's last digit is of those that are drawn, it was sent back once, a phone's time could not be, its sign-in was not approved, a pause that nobody approved, or a visit that nobody signed. */
export type Drawn = {
  readonly by: 'digits' | 'rework' | 'deviceTime' | 'pause' | 'arrival' | 'unsigned'
  readonly digits: string
  readonly sharePercent: number
}

const drawnBy = (by: 'digits' | 'pause', digits: string): Drawn => ({
  ...{ by, digits: [...new Set(digits)].join(',') },
  sharePercent: new Set(digits).size * SHARE_OF_A_DIGIT,
})
const SHARE_OF_A_DIGIT = 10

/** The next check that this order is drawn for, and by which rule; none is left: the operator's system, or ready to be archived. */
export const nextStage = (
  order: WorkOrder,
  after: TaskStage,
  context: OrderContext,
): { readonly stage: TaskStage; readonly drawn?: Drawn } => {
  const { settings } = context
  const digitsByCheck = {
    contractorCheck: settings.contractorCheckDigits,
    qualityCheck: settings.qualityCheckDigits,
    callback: settings.callbackDigits,
  }
  const drawnFor = (check: (typeof CHECKS)[number]): Drawn | undefined => {
    if (check === 'qualityCheck') {
      // A sign-in that nobody approved is looked at, whatever the order's number.
      if (order.visits.some(({ arrival }) => arrival?.review?.isApproved === false)) {
        return { by: 'arrival', digits: '', sharePercent: 100 }
      }
      // What was sent back once is looked at again by the operator, whatever its number.
      if (order.counters.reworks > 0) return { by: 'rework', digits: '', sharePercent: 100 }
      if (order.flaggedTimes || context.isTimeFlagged) return { by: 'deviceTime', digits: '', sharePercent: 100 }
      const digits = settings.automaticPauseCheckDigits
      if (!isDrawn(order, digitsByCheck.qualityCheck) && isDrawn(order, digits) && hasPauseToLookAt(order, context)) {
        return drawnBy('pause', digits)
      }
    }
    if (check === 'callback' && isCalledBack(order, settings)) return { by: 'unsigned', digits: '', sharePercent: 100 }
    return isDrawn(order, digitsByCheck[check]) ? drawnBy('digits', digitsByCheck[check]) : undefined
  }
  for (const stage of CHECKS.slice((CHECKS as readonly TaskStage[]).indexOf(after) + 1)) {
    const drawn = drawnFor(stage)
    if (drawn) return { stage, drawn }
  }
  return { stage: order.source === 'eoms' ? 'externalArchive' : 'complete' }
}

/** The order at its next stage, and in whose hands that puts it; a contractor whose check is not drawn is passed by rule. */
const movedTo = (order: WorkOrder, change: Partial<Task> & { readonly stage: TaskStage }, at: Instant) => {
  const after = withTask(order, change)
  const holder = holderOf(after)
  const sla: SlaEvent[] = []
  if (currentTask(order).stage === 'work' && holder.level === 'operatorDesk' && order.companyId) {
    sla.push({ type: 'holderChanged', at, holder: contractorOf(order), byRule: true })
  }
  if (holderNow(order.sla.holders)?.level !== holder.level || sla.length > 0) {
    sla.push({ type: 'holderChanged', at, holder, byRule: false })
  }
  return { order: after, sla }
}

/** What was measured on the visit belongs to its result: the last of each kind that the return itself does not name. */
const measuredOn = (visit: Visit | undefined, named: Result['readings']): Result['readings'] => {
  const last = new Map<string, Result['readings'][number]>()
  for (const { kind, value, unit = '' } of visit?.evidence ?? []) {
    if (typeof value === 'number' && !named.some((each) => each.kind === kind)) last.set(kind, { kind, value, unit })
  }
  return [...last.values()]
}

export const returnOrder: Verb<'return'> = (order, given, context) => {
  const taken = withConfirmation(given, order.confirmation)
  if (!taken.ok) return taken
  const input = taken.value
  const { facts, settings } = context
  const visit = openVisit(order)
  const isOnSite = input.kind === 'onSite'
  if (isOnSite && !visit?.arrivedAt && currentTask(order).holder.level !== 'secondLine') {
    return refuse('work-orders.not-on-site', { kind: 'conflict', field: 'kind' })
  }
  if (!isOnSite && visit?.arrivedAt) return refuse('work-orders.was-on-site', { kind: 'conflict', field: 'kind' })
  if (isOnSite && !input.signatureFileId && !input.signatureException) {
    return refuse('work-orders.signature-needed', { field: 'signatureFileId' })
  }
  if (input.signatureFileId && !input.signedBy) return refuse('work-orders.signer-needed', { field: 'signedBy' })
  if (facts.areFilesKnown === false) return refuse('work-orders.file-unknown', { field: 'signatureFileId' })
  if (!isOnSite && !input.callLog && input.readings.length === 0) {
    return refuse('work-orders.proof-needed', { field: 'callLog' })
  }
  const { party } = facts
  if (party && !party.ok) return party
  const measured = new Set([
    ...input.readings.map((reading) => reading.kind),
    ...(visit?.evidence ?? []).filter((item) => item.value !== undefined).map((item) => item.kind),
  ])
  const missing = isOnSite ? settings.requiredReadings.filter((kind) => !measured.has(kind)) : []
  if (missing.length > 0) {
    return refuse('work-orders.reading-needed', { field: 'readings', params: { reading: missing.join(',') } })
  }
  const possible = checkRanges(input.readings, context)
  if (!possible.ok) return possible
  const steps = isOnSite ? checkSteps(order, visit, context, 'return', [...measured]) : ok(null)
  if (!steps.ok) return steps
  const { reasonCode: _code, position: _position, ...found } = input
  const readings = [...measuredOn(visit, found.readings), ...found.readings]
  const result: Result = { ...found, readings, party: input.party ?? (party?.ok ? party.value : 'undetermined') }
  const { stage, drawn } = nextStage(withTask(order, { result }), 'work', context)
  const ended = visit
    ? order.visits.map((candidate) =>
        candidate.id === visit.id ? { ...visit, endedAt: context.at, outcome: 'done' as const } : candidate,
      )
    : order.visits
  const moved = movedTo({ ...order, visits: ended }, { stage, result }, context.at)
  return ok({
    order: { ...moved.order, returnedAt: context.at },
    sla: moved.sla,
    events: [{ kind: 'returned', data: { result, next: stage, drawn } }],
  })
}

const passed =
  (check: 'contractorCheck' | 'qualityCheck' | 'callback', kind: string) =>
  (order: WorkOrder, data: Readonly<Record<string, unknown>>, context: OrderContext): Outcome<Step> => {
    const { stage, drawn } = nextStage(order, check, context)
    return ok({ ...movedTo(order, { stage }, context.at), events: [{ kind, data: { ...data, next: stage, drawn } }] })
  }

/** Back to the same engineer, who has to accept again; nobody there any more: back to the station. */
const sentBack = (order: WorkOrder, context: OrderContext, event: OrderEvent): Outcome<Step> => {
  const task = currentTask(order)
  const { holder } = task
  const clock = acceptClockOf(holder)
  const sla: SlaEvent[] = [
    { type: 'holderChanged', at: context.at, holder, byRule: false },
    {
      type: 'reopened',
      at: context.at,
      kinds: ['restore', 'whole'],
      isTimeBetweenCounted: context.rules.isCheckingCounted,
    },
  ]
  if (clock) sla.push({ type: 'started', at: context.at, terms: termsFor(order, [clock], context) })
  return ok({
    order: {
      ...withTask(order, { stage: 'work', isAccepted: false, restoredAt: undefined, result: undefined }),
      restoredAt: undefined,
      returnedAt: undefined,
      confirmation: undefined,
      // The manager has just heard of the restoration: the next report is due an interval from here.
      progress: { ...order.progress, sinceAt: context.at },
      counters: { ...order.counters, reworks: order.counters.reworks + 1 },
    },
    sla,
    events: [event],
  })
}

export const passContractorCheck: Verb<'passContractorCheck'> = (order, input, context) =>
  passed('contractorCheck', 'contractorCheckPassed')(order, { note: input.note }, context)

export const failContractorCheck: Verb<'failContractorCheck'> = (order, input, context) =>
  sentBack(order, context, { kind: 'contractorCheckFailed', data: { reason: input.reason } })

export const passQualityCheck: Verb<'passQualityCheck'> = (order, input, context) =>
  passed('qualityCheck', 'qualityCheckPassed')(order, { note: input.note }, context)

export const failQualityCheck: Verb<'failQualityCheck'> = (order, input, context) =>
  sentBack(order, context, { kind: 'qualityCheckFailed', data: { reason: input.reason } })

/** Not reached: the call is logged and stays to be made. Not satisfied: back to the engineer. */
export const callBack: Verb<'callBack'> = (order, input, context) => {
  const { outcome, scores, isCauseConfirmed, note } = input
  const data = { outcome, scores, isCauseConfirmed, note }
  if (outcome === 'unreachable') return ok({ order, sla: [], events: [{ kind: 'calledBack', data }] })
  if (outcome === 'unsatisfied') {
    if (!note) return refuse('work-orders.reason-needed', { field: 'note' })
    return sentBack(order, context, { kind: 'calledBack', data })
  }
  return passed('callback', 'calledBack')(order, data, context)
}

const closed = (
  order: WorkOrder,
  context: OrderContext,
  closedAs: 'archived' | 'cancelled' | 'voided',
  event: OrderEvent,
): Outcome<Step> => {
  const done = withTask(order, { finishedAt: context.at, isInPool: false })
  const visits = done.visits.map((visit) =>
    visit.endedAt ? visit : { ...visit, endedAt: context.at, outcome: 'withdrawn' as const },
  )
  return ok({
    order: {
      ...done,
      visits,
      closedAs,
      pending: undefined,
      suspension: undefined,
      verification: undefined,
      companyId: order.companyId,
      stationId: order.stationId,
      ...(closedAs === 'archived' ? { archivedAt: context.at } : {}),
    },
    sla: [{ type: 'ended', at: context.at }],
    events: [{ ...event, data: { ...event.data, day: dayOf(context.at) } }],
  })
}

export const archive: Verb<'archive'> = (order, input, context) =>
  closed(order, context, 'archived', { kind: 'archived', data: input.note ? { note: input.note } : {} })

export const forceArchive: Verb<'forceArchive'> = (order, input, context) =>
  closed(order, context, 'archived', { kind: 'archived', data: { isForced: true, reason: input.reason } })

export const cancel: Verb<'cancel'> = (order, input, context) =>
  closed(order, context, 'cancelled', { kind: 'cancelled', data: { reason: input.reason } })

export const voidOrder: Verb<'void'> = (order, input, context) =>
  closed(order, context, 'voided', { kind: 'voided', data: { reason: input.reason } })
