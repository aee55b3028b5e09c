import type { OrderAction } from '#core/work-orders/work-order.transitions.ts'
import { ExplainAction } from '#web/console/wording/explain-action.tsx'
import { AmendAction } from './amend.tsx'
import { CallBackAction, ConfirmAction } from './call-back.tsx'
import { EvidenceAction, WithdrawAction } from './evidence.tsx'
import type { ActionProps } from './frame.tsx'
import { AcceptAction, AssignAction, DispatchAction, TransferAction } from './giving.tsx'
import { NoteAction, SuperviseAction, TextAction } from './plain.tsx'
import { HandOverAction, ReasonAction } from './reason.tsx'
import { RestoreAction } from './restore.tsx'
import { ReturnAction } from './return.tsx'
import { ConfirmSafetyAction, HazardsAction, ReviewStopAction, StopWorkAction } from './safety.tsx'
import { SuspensionAction } from './suspension.tsx'
import { ArriveAction, ComeAgainAction, ContactAction, VerifyAction, WindowAction } from './visit.tsx'

/** Done by rule, or said step by step on site. */
type Formless = 'carryOver' | 'askVerification' | 'recordStep' | 'recordMaterial' | 'confirmService'
const isFormless = (action: OrderAction): action is Formless =>
  ['carryOver', 'askVerification', 'recordStep', 'recordMaterial', 'confirmService'].includes(action)

/** The form of each action that a person may do; a new one without a form does not compile. */
const forms: Record<Exclude<OrderAction, Formless>, (props: ActionProps) => React.ReactNode> = {
  dispatch: DispatchAction,
  accept: AcceptAction,
  refuse: ReasonAction,
  assign: AssignAction,
  grab: NoteAction,
  logContact: ContactAction,
  appoint: WindowAction,
  reschedule: WindowAction,
  depart: NoteAction,
  arrive: ArriveAction,
  start: NoteAction,
  addEvidence: EvidenceAction,
  withdrawEvidence: WithdrawAction,
  explainCause: ExplainAction,
  restore: RestoreAction,
  comeAgain: ComeAgainAction,
  return: ReturnAction,
  confirmRestored: ConfirmAction,
  passContractorCheck: NoteAction,
  failContractorCheck: ReasonAction,
  passQualityCheck: NoteAction,
  failQualityCheck: ReasonAction,
  callBack: CallBackAction,
  archive: NoteAction,
  requestSuspension: SuspensionAction,
  approveSuspension: NoteAction,
  denySuspension: ReasonAction,
  resume: NoteAction,
  verify: VerifyAction,
  transfer: TransferAction,
  handOver: HandOverAction,
  giveBack: TextAction,
  handBack: ReasonAction,
  approveHandBack: NoteAction,
  denyHandBack: ReasonAction,
  approveArrival: NoteAction,
  denyArrival: ReasonAction,
  declareHazards: HazardsAction,
  confirmSafety: ConfirmSafetyAction,
  stopWork: StopWorkAction,
  reviewStop: ReviewStopAction,
  urge: TextAction,
  supervise: SuperviseAction,
  replySupervision: TextAction,
  reportProgress: TextAction,
  amend: AmendAction,
  addNote: TextAction,
  escalate: ReasonAction,
  cancel: ReasonAction,
  void: ReasonAction,
  forceArchive: ReasonAction,
}

/** The window of an action. Mounted while it is open; the order beneath it may change meanwhile. */
export const ActionDialog = (props: ActionProps) => {
  const { action } = props
  if (isFormless(action)) return null
  const ActionForm = forms[action]
  return <ActionForm {...props} />
}
