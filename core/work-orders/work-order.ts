import type { Punctuality } from '#core/appointments/punctual.rules.ts'
import type { BusinessLine } from '#core/organisation/organisation.ts'
import type { AreaClass } from '#core/organisation/region.ts'
import type { Position } from '#core/position.ts'
import type { Arrival } from '#core/safety/arrival.ts'
import type { Hazard, SafetyConfirmation } from '#core/safety/hazard.ts'
import type { Stop } from '#core/safety/stop.ts'
import type { PauseApprover } from '#core/sla/pause.ts'
import type { Holder, SlaState } from '#core/sla/sla.ts'
import type { Instant } from '#core/time.ts'
import type { ChecklistRef } from '#core/visits/checklist.ts'
import type { Confirmation, Signer } from '#core/visits/confirmation.ts'
import type { Material } from '#core/visits/record.ts'
import type { StepRecord } from '#core/visits/steps.rules.ts'
import type { CauseExplanation } from '#core/wording/explanation.rules.ts'

/** Kinds of order; what each needs is data (`kind.ts`), its course is the one table of transitions. */
export const orderKinds = [
  'fault',
  'installation',
  'relocation',
  'change',
  'removal',
  'complaintVisit',
  'resourceCorrection',
  'inspectionRectification',
  'acceptanceRectification',
  'massFault',
  'emergency',
] as const
export type OrderKind = (typeof orderKinds)[number]

/** `work` until it is returned, then the checks in their order; `complete` waits to be archived. */
export const taskStages = [
  'work',
  'contractorCheck',
  'qualityCheck',
  'callback',
  'externalArchive',
  'complete',
] as const
export type TaskStage = (typeof taskStages)[number]

export const secondLineDesks = ['data', 'transmission'] as const
export type SecondLineDesk = (typeof secondLineDesks)[number]

/** One step of the kind's template (工序), with its own holder. */
export type Task = {
  readonly id: string
  readonly position: number
  readonly code: string
  readonly stage: TaskStage
  /** Who has the work, and after the return who did it: rework goes back to them. Who holds the order now says `holderOf`. */
  readonly holder: Holder
  /** Whether this holder has accepted; the operator's desk always has. */
  readonly isAccepted: boolean
  readonly isInPool: boolean
  /** Who goes along; helping needs no certificate. */
  readonly helpers: readonly string[]
  readonly desk?: SecondLineDesk | undefined
  /** Who gets it back when the second line is done or a hand-back is denied. */
  readonly previousHolder?: Holder | undefined
  readonly restoredAt?: Instant | undefined
  readonly finishedAt?: Instant | undefined
  readonly result?: Result | undefined
}

export const visitOutcomes = ['done', 'comeAgain', 'nobodyHome', 'refused', 'withdrawn'] as const
export type VisitOutcome = (typeof visitOutcomes)[number]

/** Where a device said it was, and how sure it is. */
export type Fix = Position & { readonly accuracyMetres?: number | undefined }

/** A photo, a reading, a scan or a tick that proves a step. */
export type Evidence = {
  readonly id: string
  readonly kind: string
  readonly at: Instant
  readonly fileId?: string | undefined
  readonly value?: number | string | undefined
  readonly unit?: string | undefined
  readonly note?: string | undefined
  readonly position?: Fix | undefined
  /** Which step of the checklist it proves, and which item of it. */
  readonly step?: string | undefined
  readonly item?: string | undefined
  /** Number of the instrument that showed it. */
  readonly instrument?: string | undefined
  readonly byName: string
  /** It came in after the order was in other hands or closed: kept, and proof of nothing by itself. */
  readonly isLate?: boolean | undefined
}

export type Visit = {
  readonly id: string
  readonly taskId: string
  readonly number: number
  readonly leadStaffId: string
  readonly helpers: readonly string[]
  readonly appointedAt?: Instant | undefined
  readonly windowFrom?: Instant | undefined
  readonly windowTo?: Instant | undefined
  readonly departedAt?: Instant | undefined
  readonly arrivedAt?: Instant | undefined
  /** What the sign-in proves, or why there is no position. */
  readonly arrival?: (Arrival & Partial<Punctuality>) | undefined
  readonly startedAt?: Instant | undefined
  readonly restoredAt?: Instant | undefined
  readonly endedAt?: Instant | undefined
  readonly outcome?: VisitOutcome | undefined
  readonly evidence: readonly Evidence[]
  /** The checklist that the visit began with, and what was said of its steps. */
  readonly checklist?: ChecklistRef | undefined
  readonly steps?: readonly StepRecord[] | undefined
  readonly materials?: readonly Material[] | undefined
}

export const resultKinds = ['onSite', 'remote', 'outside'] as const
export type ResultKind = (typeof resultKinds)[number]

/** What was found and done, as returned. `remote`: solved without a visit · `outside`: at the box or on the line. */
export type Result = {
  readonly kind: ResultKind
  readonly cause: string
  readonly segment: string
  readonly party: string
  readonly done: string
  readonly readings: readonly { readonly kind: string; readonly value: number; readonly unit: string }[]
  readonly callLog?: string | undefined
  readonly signatureFileId?: string | undefined
  readonly signedBy?: Signer | undefined
  readonly signatureException?: string | undefined
  /** 4 very satisfied to 1 not satisfied. */
  readonly satisfaction?: number | undefined
}

/** What waits for somebody's answer, and who has the order meanwhile. */
export type Pending =
  | {
      readonly kind: 'suspension'
      readonly id: string
      readonly cause: string
      readonly reason: string
      readonly until: Instant
      readonly evidence: readonly string[]
      /** The role that the cause's table names for this length. */
      readonly approver: PauseApprover
      readonly requestedAt: Instant
      readonly requestedByName: string
    }
  | {
      readonly kind: 'handBack'
      readonly reasonCode: string
      readonly reason: string
      readonly requestedAt: Instant
      readonly requestedByName: string
    }

/** The customer says they never asked; `confirmed`: so they told somebody else too, and the operator's desk decides. */
export type Verification = {
  readonly pauseId: string
  readonly reportedById: string
  readonly at: Instant
  readonly confirmed?: { readonly at: Instant; readonly byName: string } | undefined
}

/** When the two calls were made, and when the customer wants to be called again; the bells that rang for that. */
export type Contact = {
  readonly firstAt?: Instant | undefined
  readonly secondAt?: Instant | undefined
  readonly callBackAt?: Instant | undefined
  /** Who agreed on it. */
  readonly byUserId?: string | undefined
  readonly rungAt?: Instant | undefined
  readonly missedAt?: Instant | undefined
}

/** A manager wants a written answer (督办). */
export type Supervision = {
  readonly note: string
  readonly at: Instant
  readonly byName: string
  readonly replyDueAt: Instant
  readonly reply?: { readonly text: string; readonly at: Instant; readonly byName: string } | undefined
}

export type Customer = {
  readonly homeUserId?: string | undefined
  readonly enterpriseLineId?: string | undefined
  readonly account?: string | undefined
  readonly name?: string | undefined
  readonly phone?: string | undefined
  readonly address?: string | undefined
  readonly addressKey?: string | undefined
  readonly lon?: number | undefined
  readonly lat?: number | undefined
  readonly boxCode?: string | undefined
}

export const closings = ['archived', 'cancelled', 'voided'] as const
export type Closing = (typeof closings)[number]

/** Counts that the assessment and the escalation look at. */
export type Counters = {
  readonly urges: number
  readonly reschedules: number
  readonly reworks: number
  readonly suspensions: number
  readonly refusals: number
  readonly escalationLevel: number
}

/** Order → tasks → visits, with its timed side. A fault has one task. */
export type WorkOrder = {
  readonly prefecture: string
  readonly id: string
  readonly number: string
  readonly kind: OrderKind
  readonly line: BusinessLine
  readonly county: string
  readonly gridId?: string | undefined
  readonly areaClass: AreaClass
  readonly grade?: string | undefined
  readonly bandwidthMbps?: number | undefined
  readonly customer: Customer
  readonly customerManagerId?: string | undefined
  readonly companyId?: string | undefined
  readonly stationId?: string | undefined
  readonly channel: string
  readonly symptomCode?: string | undefined
  readonly symptom: string
  readonly description?: string | undefined
  readonly preferredAt?: Instant | undefined
  readonly priority: number
  readonly source: string
  readonly externalNumber?: string | undefined
  readonly createdAt: Instant
  readonly createdByName: string
  readonly parentId?: string | undefined
  readonly repeatsId?: string | undefined
  readonly rectifiesId?: string | undefined
  readonly tasks: readonly Task[]
  readonly visits: readonly Visit[]
  readonly sla: SlaState
  readonly pending?: Pending | undefined
  /** The pause in force that somebody approved, or a rule. */
  readonly suspension?: { readonly pauseId: string; readonly cause: string; readonly until: Instant } | undefined
  /** The customer says they never asked: who reported must not be who calls back. */
  readonly verification?: Verification | undefined
  /** The window that suits the customer, as the first call heard it. */
  readonly preferred?: { readonly from: Instant; readonly to: Instant; readonly at: Instant } | undefined
  readonly contact?: Contact | undefined
  readonly supervision?: Supervision | undefined
  /** What the former company's engineer had agreed with the customer before the order was carried over; a visit of its own takes its place. */
  readonly agreed?: { readonly from: Instant; readonly to: Instant } | undefined
  /** From when the next report to the group customer's manager counts (the last one, or rework), and when the bell for its lack rang. */
  readonly progress?: { readonly sinceAt?: Instant; readonly rungAt?: Instant } | undefined
  /** Hazards that somebody flagged, and what was confirmed for each visit. */
  readonly safety?: { readonly flags: readonly Hazard[]; readonly confirmed: readonly SafetyConfirmation[] } | undefined
  /** The stop for safety that waits for its review. */
  readonly stop?: Stop | undefined
  /** What the customer was told of the cause. */
  readonly explanations?: readonly CauseExplanation[] | undefined
  /** What the customer confirmed of the visit under way or just returned. */
  readonly confirmation?: Confirmation | undefined
  readonly counters: Counters
  /** How many things a phone did at a time that cannot be: the quality check looks at it. */
  readonly flaggedTimes?: number | undefined
  readonly closedAs?: Closing | undefined
  readonly restoredAt?: Instant | undefined
  readonly returnedAt?: Instant | undefined
  readonly archivedAt?: Instant | undefined
  readonly isDemo: boolean
  readonly version: number
}

/** The first task that is not finished: what the order's holder and state are about. */
export const currentTask = (order: WorkOrder): Task => {
  const task = order.tasks.find((candidate) => !candidate.finishedAt) ?? order.tasks.at(-1)
  if (!task) throw new Error(`work order ${order.number} has no task`)
  return task
}

/**
 * In whose hands the order is: whoever has the work until it is returned, then the contractor while its own check waits, then the
 * operator's desk.
 */
export const holderOf = (order: WorkOrder): Holder => {
  const { stage, holder } = currentTask(order)
  if (stage === 'work') return holder
  return stage === 'contractorCheck' ? contractorOf(order) : { level: 'operatorDesk' }
}

/** The contractor as holder; an order without one stays with the operator's desk. */
export const contractorOf = ({ companyId }: Pick<WorkOrder, 'companyId'>): Holder =>
  companyId ? { level: 'contractor', companyId } : { level: 'operatorDesk' }

/** The visit that is under way or appointed; ended ones are history. */
export const openVisit = (order: WorkOrder): Visit | undefined =>
  order.visits.find((visit) => !visit.endedAt && visit.taskId === currentTask(order).id)

/** The time that the customer was promised: of the open visit, or what the former company had agreed. */
export const appointmentOf = (order: WorkOrder): { readonly from: Instant; readonly to: Instant } | undefined => {
  const visit = openVisit(order)
  if (visit?.windowFrom && visit.windowTo) return { from: visit.windowFrom, to: visit.windowTo }
  return visit || order.returnedAt ? undefined : order.agreed
}

/** From when the order holds a place in the day: its promised visit, or the window that suits the customer. */
export const heldFrom = (order: WorkOrder): Instant | undefined => {
  if (order.returnedAt || order.closedAs) return undefined
  return appointmentOf(order)?.from ?? (openVisit(order) ? undefined : (order.preferred?.from ?? order.preferredAt))
}

/**
 * Whether the company finishes it also after its region went to another: somebody is on the way or on site, service is restored, it is
 * returned, or it came back from a check to whoever did the work. (R-A3)
 */
export const isFinishedByFormer = (order: WorkOrder): boolean => {
  const visit = openVisit(order)
  const isOnSite = visit?.departedAt ?? visit?.arrivedAt ?? visit?.startedAt
  return Boolean(isOnSite ?? order.restoredAt ?? order.returnedAt) || order.counters.reworks > 0
}
