/**
 * What the customer sees of the own order: who comes, when and why, how far it is, and what they can do now. Nothing internal: no
 * full number, no code, no note of ours; the engineer's phone only from departure until the work is returned, the door code only
 * until the work begins. (R-V2, R-V4, R-V5, R-V14)
 */
import { maskName } from '#core/access/masking.rules.ts'
import type { OfferedWindow } from '#core/appointments/windows.ts'
import type { OwnComplaint } from '#core/quality/complaint.contract.ts'
import { addMinutes, type Instant } from '#core/time.ts'
import { type OrderState, stateOf } from '#core/work-orders/work-order.state.ts'
import { transitionOf } from '#core/work-orders/work-order.transitions.ts'
import { appointmentOf, currentTask, openVisit, type Visit, type WorkOrder } from '#core/work-orders/work-order.ts'
import type { StopReason } from '#core/work-orders/work-order.verify.ts'
import type { CustomerPage, PagePhase, PageWindow } from './customer-link.contract.ts'
import type { Rating } from './customer-link.ts'

export type PageFacts = {
  readonly now: Instant
  readonly servicePhone: string
  readonly callBackMinutes: number
  readonly maxReschedules: number
  /** Minutes around an exact time that still count as kept; 0 for a window. */
  readonly toleranceMinutes: number
  readonly visitor?: { readonly name: string; readonly badge: string; readonly phone?: string | undefined } | undefined
  readonly company: string
  readonly operator: string
  readonly doorCode?: string | undefined
  readonly stopped?: { readonly why: StopReason; readonly at: Instant } | undefined
  readonly resumeAskedAt?: Instant | undefined
  readonly rating?: Rating | undefined
  readonly brokenSaidAt?: Instant | undefined
  /** When the engineer is expected, where a forecast says so. */
  readonly expectedAt?: Instant | undefined
  readonly complaints?: readonly OwnComplaint[]
  readonly confirmation?: { readonly bytes: number } | undefined
}

const repaired: readonly OrderState[] = [
  'restored',
  'pendingContractorCheck',
  'pendingQualityCheck',
  'pendingCallback',
  'returned',
  'pendingExternalArchive',
  'archived',
]

const byVisit = (visit: Visit | undefined): PagePhase => {
  if (visit?.arrivedAt) return 'here'
  if (visit?.departedAt) return 'onTheWay'
  return visit?.windowFrom ? 'agreed' : 'received'
}

/** How far the visit is; whose turn it is among us is no matter of the customer's. */
export const phaseOf = (order: WorkOrder): PagePhase => {
  const state = stateOf(order)
  if (state === 'cancelled' || state === 'voided') return 'cancelled'
  if (state === 'verifying') return 'verifying'
  if (state === 'suspended') return 'paused'
  if (repaired.includes(state)) return 'repaired'
  return byVisit(openVisit(order))
}

/** From when it was restored the customer may say that it is not. */
const canSayBroken = (order: WorkOrder): boolean => {
  const state = stateOf(order)
  return state === 'archived' || transitionOf('confirmRestored').from.includes(state)
}

/** A window as the customer sees it: open with how many visits it still takes, full, or closed and why. */
export const pageWindow = (window: OfferedWindow, minutesOfVisit: number): PageWindow => {
  const { from, to, state, reason, minutesLeft } = window
  const isCounted = minutesLeft !== undefined && minutesOfVisit > 0
  return {
    from,
    to,
    isOpen: state === 'open',
    reason: state === 'full' ? 'full' : (reason ?? null),
    left: isCounted ? Math.max(0, Math.floor(minutesLeft / minutesOfVisit)) : null,
  }
}

const TAIL_DIGITS = 5

export const customerPage = (order: WorkOrder, facts: PageFacts): CustomerPage => {
  const state = stateOf(order)
  const phase = phaseOf(order)
  const visit = openVisit(order) ?? order.visits.at(-1)
  const appointment = phase === 'cancelled' ? undefined : appointmentOf(order)
  const { holder, isAccepted } = currentTask(order)
  const isNamed = visit !== undefined || (holder.level === 'engineer' && isAccepted)
  const isBeforeArrival = phase === 'agreed' || phase === 'onTheWay'
  const isUnderWay = visit?.departedAt !== undefined && !visit.endedAt && !order.returnedAt
  const result = order.tasks.map((task) => task.result).findLast((each) => each !== undefined)
  const latest = appointment && addMinutes(appointment.to, facts.toleranceMinutes)
  const isLate = isBeforeArrival && latest !== undefined && facts.expectedAt !== undefined && facts.expectedAt > latest
  const isMovable = transitionOf('reschedule').from.includes(state)
  const reschedulesLeft = Math.max(0, facts.maxReschedules - order.counters.reschedules)
  return {
    phase,
    kind: order.kind,
    numberTail: order.number.replace(/\D/g, '').slice(-TAIL_DIGITS),
    servicePhone: facts.servicePhone,
    operator: facts.operator,
    customerName: maskName(order.customer.name) ?? null,
    symptom: order.symptom,
    reportedAt: order.createdAt,
    appointment:
      appointment && phase !== 'repaired'
        ? { from: appointment.from, to: appointment.to, toleranceMinutes: facts.toleranceMinutes }
        : null,
    lateUntil: isLate ? (facts.expectedAt ?? null) : null,
    agreedAt: visit?.appointedAt ?? null,
    departedAt: visit?.departedAt ?? null,
    arrivedAt: visit?.arrivedAt ?? null,
    repairedAt: order.restoredAt ?? null,
    pausedUntil: order.suspension?.until ?? null,
    visitor:
      facts.visitor && isNamed && phase !== 'verifying' && phase !== 'cancelled'
        ? {
            name: facts.visitor.name,
            badge: facts.visitor.badge,
            company: facts.company,
            phone: (isUnderWay && facts.visitor.phone) || null,
          }
        : null,
    // Read out at the door: after the sign-in too, until the work begins.
    doorCode: isBeforeArrival || (phase === 'here' && !visit?.startedAt) ? (facts.doorCode ?? null) : null,
    reschedulesLeft,
    stopped:
      phase === 'verifying' && order.verification
        ? {
            why: facts.stopped?.why ?? 'neverAsked',
            at: order.verification.at,
            callBy: addMinutes(order.verification.at, facts.callBackMinutes),
            isResumeAsked: facts.resumeAskedAt !== undefined && facts.resumeAskedAt >= order.verification.at,
          }
        : null,
    result:
      phase === 'repaired' && result
        ? {
            done: result.done,
            speedMbps: result.readings.find(({ kind }) => kind === 'speedMbps')?.value ?? null,
            isRemote: result.kind !== 'onSite',
          }
        : null,
    confirmation: phase === 'repaired' ? (facts.confirmation ?? null) : null,
    rating: facts.rating
      ? { ...facts.rating, ticks: [...facts.rating.ticks], comment: facts.rating.comment ?? null }
      : null,
    can: {
      reschedule: isMovable && reschedulesLeft > 0,
      stop: phase !== 'repaired' && transitionOf('askVerification').from.includes(state),
      resume: phase === 'verifying',
      rate: phase === 'repaired',
      sayBroken: canSayBroken(order),
    },
    complaints: [...(facts.complaints ?? [])],
    isBrokenSaid:
      facts.brokenSaidAt !== undefined && order.restoredAt !== undefined && facts.brokenSaidAt >= order.restoredAt,
    now: facts.now,
  }
}
