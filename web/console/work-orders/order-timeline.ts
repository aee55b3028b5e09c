import { type Instant, minutesBetween } from '#core/time.ts'
import type { OrderDetail } from '#core/work-orders/work-order.contract.ts'
import type { IconName } from '#web/ui/icons.ts'
import type { orderTimelineTexts } from './order-timeline.text.ts'

/** What a reader looks for: talks with the customer, changes of state, proof, the clocks. */
export const timelineGroups = ['all', 'contact', 'state', 'proof', 'clock'] as const
export type TimelineGroup = (typeof timelineGroups)[number]

type OrderEvent = OrderDetail['events'][number]
type Key = keyof typeof orderTimelineTexts
export type Happening = {
  readonly key: string
  /** When it was done, which a phone may have told later. */
  readonly at: Instant
  /** When the server heard of it, where that was later. */
  readonly heardAt: Instant | undefined
  readonly group: Exclude<TimelineGroup, 'all'>
  readonly icon: IconName
  readonly text: Key
  readonly event: OrderEvent
  readonly isLate: boolean
}

type Look = readonly [Happening['group'], IconName]

const looks: Readonly<Record<string, Look>> = {
  created: ['state', 'tray'],
  dispatched: ['state', 'send'],
  sentToStation: ['state', 'organisation'],
  assigned: ['state', 'person'],
  grabbed: ['state', 'person'],
  pooled: ['state', 'people'],
  accepted: ['state', 'check'],
  refused: ['state', 'ban'],
  transferred: ['state', 'swap'],
  handedOver: ['state', 'users-swap'],
  givenBack: ['state', 'undo'],
  handBackRequested: ['state', 'undo'],
  handBackApproved: ['state', 'undo'],
  handBackDenied: ['state', 'ban'],
  carriedOver: ['state', 'swap'],
  contacted: ['contact', 'phone'],
  latenessForeseen: ['clock', 'alert'],
  customerToldLate: ['contact', 'message'],
  callBackDue: ['contact', 'bell'],
  callBackMissed: ['contact', 'alert'],
  verificationStarted: ['contact', 'question'],
  verified: ['contact', 'question'],
  appointed: ['contact', 'calendar'],
  rescheduled: ['contact', 'calendar'],
  departed: ['state', 'navigate'],
  arrived: ['state', 'pin'],
  arrivalApproved: ['proof', 'pin'],
  arrivalDenied: ['proof', 'ban'],
  hazardsDeclared: ['proof', 'alert'],
  safetyConfirmed: ['proof', 'shield'],
  workStopped: ['state', 'stop'],
  stopReviewed: ['state', 'shield'],
  stopUnreviewed: ['clock', 'alert'],
  crewJoined: ['state', 'people'],
  started: ['state', 'wrench'],
  evidenceAdded: ['proof', 'camera'],
  evidenceWithdrawn: ['proof', 'undo'],
  stepRecorded: ['proof', 'checks'],
  resourceReported: ['proof', 'network'],
  materialRecorded: ['proof', 'bag'],
  causeExplained: ['contact', 'message'],
  restored: ['state', 'done'],
  visitEnded: ['state', 'history'],
  serviceConfirmed: ['proof', 'edit'],
  customerUnsatisfied: ['contact', 'alert'],
  confirmationTyped: ['proof', 'edit'],
  confirmationMade: ['proof', 'file'],
  returned: ['proof', 'file'],
  contractorCheckPassed: ['state', 'check'],
  contractorCheckFailed: ['state', 'close'],
  qualityCheckPassed: ['state', 'check'],
  qualityCheckFailed: ['state', 'close'],
  customerConfirmed: ['contact', 'customers'],
  calledBack: ['contact', 'checks'],
  customerLinkMade: ['contact', 'send'],
  customerLinkSent: ['contact', 'send'],
  customerLinkOpened: ['contact', 'eye'],
  customerWantsVisit: ['contact', 'customers'],
  complained: ['contact', 'alert'],
  complaintAnswered: ['contact', 'check'],
  complaintLate: ['clock', 'alert'],
  customerRated: ['contact', 'customers'],
  customerSaysBroken: ['contact', 'alert'],
  archived: ['state', 'archive'],
  cancelled: ['state', 'ban'],
  voided: ['state', 'ban'],
  suspensionRequested: ['state', 'pause'],
  suspended: ['state', 'pause'],
  suspensionDenied: ['state', 'ban'],
  resumed: ['state', 'play'],
  pauseEnded: ['clock', 'play'],
  urged: ['contact', 'urge'],
  supervised: ['contact', 'alert'],
  supervisionReplied: ['contact', 'message'],
  progressReported: ['contact', 'message'],
  progressOverdue: ['clock', 'alert'],
  noted: ['proof', 'edit'],
  lateFact: ['proof', 'history'],
  amended: ['proof', 'edit'],
  escalated: ['clock', 'up'],
  warned: ['clock', 'clock'],
  late: ['clock', 'alert'],
}

const LATE = new Set([
  'late',
  'escalated',
  'refused',
  'arrivalDenied',
  'stopUnreviewed',
  'contractorCheckFailed',
  'qualityCheckFailed',
])

/**
 * The lines of the timeline, what the server heard of last first; of one moment in the order in which it happened.
 * An event that this version does not know is shown by its name.
 */
export const happenings = (events: readonly OrderEvent[]): readonly Happening[] =>
  [...events]
    .sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0))
    .map((event): Happening => {
      const kind = event.kind.replace(/^workOrder\./, '')
      const [group, icon] = looks[kind] ?? ['state', 'info']
      // What a phone sends at once was done a moment before: only what it kept for a while is told as such.
      const isTold = event.deviceAt !== null && minutesBetween(event.deviceAt, event.at) >= 1
      return {
        key: event.id,
        at: isTold && event.deviceAt ? event.deviceAt : event.at,
        heardAt: isTold ? event.at : undefined,
        group,
        icon:
          event.data.kind !== undefined && kind === 'evidenceAdded' && event.data.value !== undefined ? 'gauge' : icon,
        text: kind in looks ? (kind as Key) : 'unknown',
        event,
        isLate: LATE.has(kind) || event.data.deviceTime !== undefined,
      }
    })
    .reverse()

export const countsOf = (list: readonly Happening[]): Readonly<Record<TimelineGroup, number>> => ({
  all: list.length,
  contact: list.filter((each) => each.group === 'contact').length,
  state: list.filter((each) => each.group === 'state').length,
  proof: list.filter((each) => each.group === 'proof').length,
  clock: list.filter((each) => each.group === 'clock').length,
})
