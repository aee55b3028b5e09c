import type { Actor } from '#core/access/scope.ts'
import type { Shift } from '#core/organisation/organisation.parameters.ts'
import type { Certificate } from '#core/people/certificate.ts'
import type { Result } from '#core/result.ts'
import type { FixAbsence } from '#core/safety/arrival.ts'
import type { Hazard } from '#core/safety/hazard.ts'
import type { SafetySettings } from '#core/safety/safety.parameters.ts'
import type { WorkCalendar } from '#core/sla/calendar.ts'
import type { SlaRules } from '#core/sla/sla.rules.ts'
import type { SlaEvent } from '#core/sla/sla.ts'
import type { Instant } from '#core/time.ts'
import type { VisitPlan } from '#core/visits/checklist.ts'
import type { ReadingRange } from '#core/visits/reading.rules.ts'
import type { FeedbackSettings } from '#core/wording/explanation.rules.ts'
import type { CauseCode } from './cause-code.ts'
import type { ActionInput } from './work-order.inputs.ts'
import type { OrderAction } from './work-order.transitions.ts'
import type { WorkOrder } from './work-order.ts'

/** Figures of the process, resolved for the order's place and day. */
export type OrderSettings = {
  readonly isContractorAcceptedByRule: boolean
  readonly isStationAcceptedByRule: boolean
  readonly isEngineerAssignedByRule: boolean
  /** The last digits of a number whose orders are drawn for each check. */
  readonly contractorCheckDigits: string
  readonly qualityCheckDigits: string
  readonly callbackDigits: string
  /** Of the orders with a pause that was granted by rule, those that the quality check looks at. */
  readonly automaticPauseCheckDigits: string
  readonly maxReschedules: number
  /** What an explanation of the cause promises. */
  readonly feedback: FeedbackSettings
  readonly callBackAfterMinutes: number
  readonly arrivalToleranceMetres: number
  readonly verificationMaxMinutes: number
  /** When nobody calls, writes or comes unless the customer asked. */
  readonly quietHours: Shift
  readonly safety: SafetySettings
  /** Kinds of reading that a return on site must carry, by business line. */
  readonly requiredReadings: readonly string[]
  /** What an instrument can show, by kind of reading. */
  readonly readingRanges: readonly ReadingRange[]
  /** Marks up to this one (不满意) are answered by coming again or by feedback, not by a signature. */
  readonly lowSatisfaction: number
}

export type Station = { readonly id: string; readonly companyId: string; readonly name: string }
export type Lead = {
  readonly staffId: string
  readonly name: string
  readonly companyId: string
  readonly stationId?: string | undefined
}

/** Where a rule would send it, with the reason in words. */
export type Route = {
  readonly companyId: string
  readonly station?: Station | undefined
  readonly lead?: Lead | undefined
  readonly why: readonly string[]
}

/** What the service looked up for this action; a rule reads nothing by itself. */
export type Facts = {
  readonly route?: Result<Route> | undefined
  readonly station?: Result<Station> | undefined
  /** The engineer that was named, or a refusal that says why not (R-V6). */
  readonly lead?: Result<Lead> | undefined
  readonly helpers?: Result<readonly Lead[]> | undefined
  readonly party?: Result<string> | undefined
  /** Whether the signature's and the evidence's files exist and belong to the order. */
  readonly areFilesKnown?: boolean | undefined
  /** Whether the time that was named can be promised: looked up where places are counted. */
  readonly booking?: Result<null> | undefined
  /** The steps of the visit under way; null where no checklist fits, left out where nobody looked. */
  readonly plan?: VisitPlan | null | undefined
  /** Whether a position may be taken from this person now, and whether its very coordinates stand at another sign-in. */
  readonly fix?:
    | { readonly absence?: Exclude<FixAbsence, 'unavailable'> | undefined; readonly isRepeated: boolean }
    | undefined
  /** What the lead holds, and what is declared for the place and the moment. */
  readonly safety?: { readonly certificates: readonly Certificate[]; readonly weather: readonly Hazard[] } | undefined
  /** Whether the number of a paper form is one of the station's and unused. */
  readonly paperForm?: Result<null> | undefined
}

export type OrderContext = {
  /** The server's time. */
  readonly now: Instant
  /** When the person acted, bounded by what the server knows of the device. */
  readonly at: Instant
  /** The device's time lay outside what is possible and was moved. */
  readonly isTimeFlagged?: boolean | undefined
  readonly actor: Actor
  readonly calendar: WorkCalendar
  readonly settings: OrderSettings
  /** The clocks' parameters at the order's place today. */
  readonly rules: SlaRules
  readonly newId: () => string
  /** The dictionary of coded reasons. */
  readonly reasons: readonly CauseCode[]
  readonly facts: Facts
}

export type OrderEvent = { readonly kind: string; readonly data: Readonly<Record<string, unknown>> }

/** What an action does: the order without its timed side, what happened to that side, and the line in the timeline. */
export type Step = {
  readonly order: WorkOrder
  readonly sla: readonly SlaEvent[]
  readonly events: readonly OrderEvent[]
}

export type Verb<A extends OrderAction> = (
  order: WorkOrder,
  input: ActionInput<A>,
  context: OrderContext,
) => Result<Step>
