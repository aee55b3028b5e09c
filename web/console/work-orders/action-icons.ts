import type { OrderDetail } from '#core/work-orders/work-order.contract.ts'
import type { workOrderTexts } from '#core/work-orders/work-order.text.ts'
import type { OrderAction } from '#core/work-orders/work-order.transitions.ts'
import type { IconName } from '#web/ui/icons.ts'

export const actionIcons: Record<OrderAction, IconName> = {
  dispatch: 'send',
  accept: 'check',
  refuse: 'ban',
  assign: 'person',
  grab: 'bag',
  logContact: 'phone',
  appoint: 'calendar',
  reschedule: 'calendar',
  depart: 'navigate',
  arrive: 'pin',
  start: 'wrench',
  addEvidence: 'camera',
  withdrawEvidence: 'undo',
  recordStep: 'check',
  recordMaterial: 'bag',
  explainCause: 'message',
  restore: 'done',
  comeAgain: 'history',
  confirmService: 'check',
  return: 'file',
  confirmRestored: 'customers',
  passContractorCheck: 'check',
  failContractorCheck: 'close',
  passQualityCheck: 'check',
  failQualityCheck: 'close',
  callBack: 'checks',
  archive: 'archive',
  requestSuspension: 'pause',
  approveSuspension: 'approvals',
  denySuspension: 'ban',
  resume: 'play',
  verify: 'question',
  transfer: 'swap',
  handOver: 'users-swap',
  giveBack: 'undo',
  handBack: 'undo',
  approveHandBack: 'approvals',
  denyHandBack: 'ban',
  askVerification: 'question',
  carryOver: 'swap',
  approveArrival: 'pin',
  denyArrival: 'ban',
  declareHazards: 'alert',
  confirmSafety: 'shield',
  stopWork: 'stop',
  reviewStop: 'shield',
  urge: 'urge',
  supervise: 'alert',
  replySupervision: 'message',
  reportProgress: 'message',
  amend: 'edit',
  addNote: 'edit',
  escalate: 'up',
  cancel: 'remove',
  void: 'remove',
  forceArchive: 'archive',
}

/** Said step by step on the phone, not asked for as an action of its own. */
const ON_SITE: readonly OrderAction[] = ['confirmService', 'recordStep', 'recordMaterial']

type Offer = OrderDetail['actions'][number]

/**
 * The offers of the lifecycle table with what only the order itself knows: nothing to reply to, a supervision without its answer, an
 * order that is in no pool, accepted already. The confirmation is given on the phone, in the customer's hands.
 */
export const offersFor = (order: OrderDetail, say: (code: RefusalCode) => string): readonly Offer[] =>
  order.actions
    .filter(({ action }) => !ON_SITE.includes(action))
    .map((offer) => {
      const code = offer.refusal === null ? blockedBy(order, offer.action) : undefined
      return code === undefined ? offer : { ...offer, refusal: { code, title: say(code) } }
    })

export type RefusalCode = keyof typeof workOrderTexts
const blockedBy = (order: OrderDetail, action: OrderAction): RefusalCode | undefined => {
  const isReplyDue = order.supervision !== null && !order.supervision.reply
  if (action === 'replySupervision' && !isReplyDue) return 'work-orders.nothing-to-reply'
  if (action === 'supervise' && isReplyDue) return 'work-orders.supervised-already'
  if (action === 'grab' && !order.isInPool) return 'work-orders.not-in-pool'
  if (action === 'accept' && order.isAccepted && order.holder.level !== 'contractor')
    return 'work-orders.accepted-already'
  return undefined
}

/** What moves the order on, in the order of its course: the first that is open is the one button of the page. */
const NEXT: readonly OrderAction[] = [
  'reviewStop',
  'approveSuspension',
  'approveHandBack',
  'verify',
  'dispatch',
  'accept',
  'assign',
  'grab',
  'appoint',
  'depart',
  'arrive',
  'start',
  'restore',
  'return',
  'passContractorCheck',
  'passQualityCheck',
  'callBack',
  'archive',
  'replySupervision',
]

export const nextAction = (open: readonly OrderAction[]): OrderAction | undefined =>
  NEXT.find((action) => open.includes(action))

/** In the order in which a reader looks for them: what moves the order on, then what is asked for, then its ends. */
const LAST: readonly OrderAction[] = ['addNote', 'escalate', 'cancel', 'void', 'forceArchive']
export const inReadingOrder = <T extends { readonly action: OrderAction }>(offers: readonly T[]): readonly T[] => {
  const weight = ({ action }: T): number => {
    const next = NEXT.indexOf(action)
    if (next >= 0) return next
    const last = LAST.indexOf(action)
    return last >= 0 ? 200 + last : 100
  }
  return [...offers].sort((a, b) => weight(a) - weight(b))
}
