/**
 * What the phone hands to `decide` for its instant answer, from the parts that it keeps: the same rules, figures, calendar and reasons
 * as on the server. Of the looked-up facts it has the responsible party alone, from the choices of the job.
 */
import type { Permission, RoleName } from '#core/access/role.ts'
import type { Actor, Scope } from '#core/access/scope.ts'
import { ok, type Result, refuse } from '#core/result.ts'
import type { WorkCalendar } from '#core/sla/calendar.ts'
import type { VersionedLimitRow } from '#core/sla/matrix.ts'
import type { SlaRules } from '#core/sla/sla.rules.ts'
import type { ClockKind } from '#core/sla/sla.ts'
import { addDays, DAY_MS, type Day, type Instant } from '#core/time.ts'
import type { VisitPlan } from '#core/visits/checklist.ts'
import type { CauseCode } from '#core/work-orders/cause-code.ts'
import type { OrderContext } from '#core/work-orders/work-order.context.ts'
import { idsOf } from './command-id.rules.ts'
import type { SentOrder } from './sync.ts'

/** The shared part `me`. */
export type SentActor = {
  readonly userId: string
  readonly name: string
  readonly roles: readonly RoleName[]
  readonly permissions: readonly Permission[]
  readonly isOperator: boolean
  readonly scope: Scope
}

export const sentActorOf = ({ userId, name, roles, permissions, isOperator, scope }: Actor): SentActor => ({
  userId,
  name,
  roles,
  permissions: [...permissions].sort(),
  isOperator,
  scope,
})

const actorOf = (me: SentActor): Actor => ({ ...me, permissions: new Set(me.permissions), source: 'field' })

/** The shared parts `rules …`: the limits as rows, because a map is no JSON. */
export type SentSlaRules = Omit<SlaRules, 'limits'> & {
  readonly limits: readonly (readonly [ClockKind, readonly VersionedLimitRow[]])[]
}

export const sentRulesOf = (rules: SlaRules): SentSlaRules => ({ ...rules, limits: [...rules.limits] })
const rulesOf = (sent: SentSlaRules): SlaRules => ({ ...sent, limits: new Map(sent.limits) })

/** The shared part `calendar`: days as numbers since 1970-01-01, of the weeks that it was cut to. */
export type SentCalendar = {
  readonly years: readonly number[]
  readonly freeDays: readonly number[]
  readonly workDays: readonly number[]
}

const CALENDAR_DAYS_BEFORE = 60
const CALENDAR_DAYS_AFTER = 120

/** Clocks of open orders began a while ago and end some weeks from now; what lies beyond is not needed. */
export const sentCalendarOf = (calendar: WorkCalendar, today: Day): SentCalendar => {
  const numberOf = (day: Day) => Math.floor(Date.parse(`${day}T00:00:00Z`) / DAY_MS)
  const first = numberOf(addDays(today, -CALENDAR_DAYS_BEFORE))
  const last = numberOf(addDays(today, CALENDAR_DAYS_AFTER))
  const within = (days: ReadonlySet<number>) =>
    [...days].filter((day) => day >= first && day <= last).sort((a, b) => a - b)
  return {
    years: [...calendar.years].sort((a, b) => a - b),
    freeDays: within(calendar.freeDays),
    workDays: within(calendar.workDays),
  }
}

const calendarOf = ({ years, freeDays, workDays }: SentCalendar): WorkCalendar => ({
  years: new Set(years),
  freeDays: new Set(freeDays),
  workDays: new Set(workDays),
})

export type KeptParts = {
  readonly me: SentActor
  readonly calendar: SentCalendar
  readonly rules: SentSlaRules
  readonly reasons: readonly CauseCode[]
}

/** Segments with who answers for them, as the choices of the job list them by cause. */
type Causes = readonly {
  readonly code: string
  readonly segments: readonly { readonly code: string; readonly party: string }[]
}[]

/** `now` and `at` are the phone's time; `input` is what the action takes, for the facts that follow from it. */
export const phoneContext = (
  kept: KeptParts,
  sent: Pick<SentOrder, 'settings'>,
  command: { readonly id: string; readonly now: Instant; readonly input: object },
  causes: Causes,
  /** The steps of the visit, as the phone keeps them. */
  plan?: VisitPlan | undefined,
): OrderContext => ({
  now: command.now,
  at: command.now,
  actor: actorOf(kept.me),
  calendar: calendarOf(kept.calendar),
  settings: sent.settings,
  rules: rulesOf(kept.rules),
  newId: idsOf(command.id),
  reasons: kept.reasons,
  facts: { party: partyIn(causes, command.input), plan },
})

const partyIn = (causes: Causes, input: object): Result<string> | undefined => {
  const { cause, segment } = input as Readonly<Record<string, unknown>>
  if (typeof cause !== 'string' || typeof segment !== 'string') return undefined
  const ofCause = causes.find(({ code }) => code === cause)
  if (!ofCause) return refuse('work-orders.cause-unknown', { field: 'cause', params: { code: cause } })
  const found = ofCause.segments.find(({ code }) => code === segment)
  return found
    ? ok(found.party)
    : refuse('work-orders.cause-not-here', { field: 'segment', params: { code: cause, segment } })
}
