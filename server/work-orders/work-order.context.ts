import type { Actor } from '#core/access/scope.ts'
import type { ParameterPlace, ParameterReader } from '#core/parameter.ts'
import { ok, type Result, refuse } from '#core/result.ts'
import { hazardsOf } from '#core/safety/hazard.rules.ts'
import { type DeviceAction, type EffectiveTime, effectiveTime } from '#core/sla/device-time.ts'
import { type SlaRules, slaRulesAt } from '#core/sla/sla.rules.ts'
import { dayOf, type Instant, later } from '#core/time.ts'
import type { Facts, OrderContext, OrderSettings } from '#core/work-orders/work-order.context.ts'
import type { ActionInput } from '#core/work-orders/work-order.inputs.ts'
import { orderSettings, type Resolve } from '#core/work-orders/work-order.parameters.ts'
import type { OrderAction } from '#core/work-orders/work-order.transitions.ts'
import { currentTask, type WorkOrder } from '#core/work-orders/work-order.ts'
import { mayPromise } from '#server/appointments/index.ts'
import {
  decideByRule,
  grabberNamed,
  helpersNamed,
  leadNamed,
  routeFor,
  stationFor,
  stationNamed,
} from '#server/dispatch/index.ts'
import type { Tx } from '#server/platform/db.ts'
import type { Deps } from '#server/platform/deps.ts'
import { newId } from '#server/platform/new-id.ts'
import { fixFactsFor, safetyFactsFor } from '#server/safety/index.ts'
import { planFor } from './checklists.ts'
import { causeCodes, partyFor } from './dictionary.ts'
import { checkPaperForm } from './paper-form.store.ts'
import { areFilesKnown } from './work-order.store.ts'

/** Parameters resolved for one place, kept as long as no value changes and the day is the same. */
type Resolved = {
  readonly rules: SlaRules
  readonly resolve: Resolve
  readonly settings: Map<string, OrderSettings>
}
const resolvedByReader = new WeakMap<ParameterReader, Map<string, Resolved>>()

type PlaceOf = Pick<WorkOrder, 'prefecture' | 'county' | 'companyId'>

export const resolvedFor = (deps: Deps, { prefecture, county, companyId }: PlaceOf, now: Instant): Resolved => {
  const reader = deps.parameters.on(dayOf(now))
  const known = resolvedByReader.get(reader) ?? new Map<string, Resolved>()
  resolvedByReader.set(reader, known)
  const key = `${county} ${companyId ?? ''}`
  const found = known.get(key)
  if (found) return found
  const place: ParameterPlace = { prefecture, county, ...(companyId ? { company: companyId } : {}) }
  const made: Resolved = {
    rules: slaRulesAt(reader.values, reader.day, place),
    resolve: (definition) => reader.value(definition, place).value,
    settings: new Map(),
  }
  known.set(key, made)
  return made
}

const settingsFor = (resolved: Resolved, order: WorkOrder): OrderSettings => {
  const key = `${order.kind} ${order.line}`
  const known = resolved.settings.get(key)
  if (known) return known
  const made = orderSettings(resolved.resolve, order.kind, order.line)
  resolved.settings.set(key, made)
  return made
}

/** The figures of the process that hold for this order today. */
export const settingsOf = (deps: Deps, order: WorkOrder, now: Instant): OrderSettings =>
  settingsFor(resolvedFor(deps, order, now), order)

/** What a phone says of when it acted, and of when it was last in contact. */
export type DeviceSaid = Pick<DeviceAction, 'done' | 'sent' | 'lastContact'>

/** When the person acted, as far as the server can believe the device; never before the order was made. */
export const actedAt = (deps: Deps, order: WorkOrder, said: DeviceSaid, now: Instant): EffectiveTime => {
  const { rules } = resolvedFor(deps, order, now)
  const time = effectiveTime({ ...said, receivedAt: now }, rules.deviceTime)
  return { ...time, at: later(time.at, order.createdAt) }
}

/** What of it stands in the timeline: a time outside what is possible is flagged for whoever reviews. */
export const flagOf = (time: EffectiveTime | undefined, said: DeviceSaid | undefined): { deviceTime?: object } =>
  time?.flag && said
    ? { deviceTime: { flag: time.flag, saidAt: said.done.deviceAt, outsideMinutes: Math.round(time.outsideMinutes) } }
    : {}

export const contextFor = (
  deps: Deps,
  order: WorkOrder,
  actor: Actor,
  now: Instant,
  at: Instant,
  facts: Facts,
  more: Pick<OrderContext, 'isTimeFlagged'> & { readonly newId?: () => string } = {},
): OrderContext => {
  const resolved = resolvedFor(deps, order, now)
  return {
    now,
    at,
    actor,
    calendar: deps.calendar,
    settings: settingsFor(resolved, order),
    rules: resolved.rules,
    newId,
    reasons: causeCodes,
    facts,
    ...more,
  }
}

/** What the rule of an action needs to know and cannot read by itself. */
export const factsFor = async <A extends OrderAction>(
  deps: Deps,
  tx: Tx,
  order: WorkOrder,
  action: A,
  given: ActionInput<A>,
  actor: Actor,
  now: Instant,
  /** When the person acted. */
  at: Instant,
): Promise<Facts> => {
  const resolved = resolvedFor(deps, order, now)
  const { resolve } = resolved
  // By its names only: each action's own shape was checked by the contract.
  const input: Readonly<Record<string, unknown>> = given
  const text = (key: string): string | undefined => (typeof input[key] === 'string' ? input[key] : undefined)
  switch (action) {
    case 'dispatch': {
      const settings = settingsFor(resolved, order)
      const named = { companyId: text('companyId'), stationId: text('stationId'), staffId: text('staffId') }
      const needsLead = settings.isEngineerAssignedByRule && input.mode === 'rule'
      return { route: await routeFor(deps, tx, order, named, needsLead, resolve, now) }
    }
    case 'accept': {
      const { holder } = currentTask(order)
      if (holder.level !== 'contractor' || !holder.companyId) return {}
      const stationId = text('stationId')
      return {
        station: stationId ? await stationNamed(deps, stationId) : await stationFor(deps, order, holder.companyId),
      }
    }
    case 'assign': {
      if (input.mode === 'pool') return {}
      const staffId =
        text('staffId') ?? (input.mode === 'rule' ? await ruledLead(deps, tx, order, resolve, now) : undefined)
      if (!staffId) return input.mode === 'rule' ? { lead: refuse('work-orders.nobody-fit', { kind: 'conflict' }) } : {}
      const helpers = Array.isArray(input.helpers) ? (input.helpers as string[]) : []
      const [lead, crew] = await Promise.all([
        leadNamed(tx, order, staffId, resolve, now),
        helpers.length > 0 ? helpersNamed(tx, helpers, now) : ok([]),
      ])
      return { lead: withinCompany(lead, order), helpers: crew }
    }
    case 'grab':
      return actor.scope.staffId ? { lead: await grabberNamed(deps, tx, order, actor.scope.staffId, resolve, now) } : {}
    case 'transfer': {
      const files = await filesFor(tx, order, input, actor)
      const staffId = text('staffId')
      if (staffId) return { ...files, lead: await leadNamed(tx, order, staffId, resolve, now) }
      const stationId = text('stationId')
      return stationId ? { ...files, station: await stationNamed(deps, stationId) } : files
    }
    case 'arrive': {
      const fix = await fixFactsFor(deps, tx, order, actor, positionIn(input), at)
      return { fix, plan: (await planFor(deps, tx, order, hazardsFor(resolved, order), now)) ?? null }
    }
    case 'depart':
      return fixOf(deps, tx, order, input, actor, at)
    case 'recordStep':
      return {
        ...(await filesFor(tx, order, input, actor)),
        plan: (await planFor(deps, tx, order, hazardsFor(resolved, order), now)) ?? null,
      }
    case 'start':
    case 'restore':
    case 'confirmSafety':
      return {
        ...(await filesFor(tx, order, input, actor)),
        ...(await safetyFactsFor(tx, order, settingsFor(resolved, order).safety, at)),
        ...(action === 'restore'
          ? { plan: (await planFor(deps, tx, order, hazardsFor(resolved, order), now)) ?? null }
          : {}),
      }
    case 'reviewStop': {
      const helpers = Array.isArray(input.helpers) ? (input.helpers as string[]) : []
      return helpers.length > 0 ? { helpers: await helpersNamed(tx, helpers, now) } : {}
    }
    case 'return':
      return {
        ...(await filesFor(tx, order, input, actor)),
        ...(await fixOf(deps, tx, order, input, actor, at)),
        plan: (await planFor(deps, tx, order, hazardsFor(resolved, order), now)) ?? null,
        party: partyFor(order, text('cause') ?? '', text('segment') ?? '', resolve),
      }
    case 'appoint':
    case 'reschedule':
    case 'comeAgain':
      return {
        ...(await filesFor(tx, order, input, actor)),
        ...(await fixOf(deps, tx, order, input, actor, at)),
        booking: await bookingOf(deps, tx, order, input),
      }
    case 'logContact':
      return { booking: await bookingOf(deps, tx, order, input.preferred) }
    case 'confirmService': {
      const form = text('formNumber')
      return {
        ...(await filesFor(tx, order, input, actor)),
        ...(form ? { paperForm: await checkPaperForm(tx, order, form) } : {}),
      }
    }
    default:
      return filesFor(tx, order, input, actor)
  }
}

/** Whether the time that is named can be promised; nothing where none is. */
const bookingOf = async (deps: Deps, tx: Tx, order: WorkOrder, named: unknown): Promise<Result<null> | undefined> => {
  const { from, to, isAsked } = (named ?? {}) as { from?: Instant; to?: Instant; isAsked?: boolean }
  return from && to ? mayPromise(deps, tx, order, { from, to }, isAsked === true) : undefined
}
type SentPosition = { readonly lon: number; readonly lat: number; readonly accuracyMetres?: number }

/** The position that came with an action. */
export const positionIn = (input: object): SentPosition | undefined =>
  (input as { readonly position?: SentPosition }).position

const fixOf = async (
  deps: Deps,
  tx: Tx,
  order: WorkOrder,
  input: object,
  actor: Actor,
  at: Instant,
): Promise<Pick<Facts, 'fix'>> =>
  positionIn(input) ? { fix: await fixFactsFor(deps, tx, order, actor, undefined, at) } : {}

/** What is dangerous on the job: flagged by somebody, or by its kind. */
const hazardsFor = (resolved: Resolved, order: WorkOrder): readonly string[] =>
  hazardsOf(order.safety?.flags ?? [], order, settingsFor(resolved, order).safety.kindHazards)

/** The same for who has the order's place alone. */
export const hazardsAt = (deps: Deps, order: WorkOrder, now: Instant): readonly string[] =>
  hazardsFor(resolvedFor(deps, order, now), order)

const filesFor = async (tx: Tx, order: WorkOrder, input: object, actor: Actor): Promise<Facts> => {
  const ids = filesIn(input)
  return ids.length > 0 ? { areFilesKnown: await areFilesKnown(tx, actor, order, ids) } : {}
}

/** What an action names as proof: it belongs to the order from then on. */
export const filesIn = (input: object): readonly string[] => {
  const { signatureFileId, fileId, evidenceFileIds, engineerSignatureFileId, photoFileId, callProofFileId } =
    input as Readonly<Record<string, unknown>>
  const confirming = [engineerSignatureFileId, photoFileId, callProofFileId]
  const named = [signatureFileId, fileId, ...confirming, ...(Array.isArray(evidenceFileIds) ? evidenceFileIds : [])]
  return [...new Set(named.filter((id) => typeof id === 'string'))]
}

const ruledLead = async (
  deps: Deps,
  tx: Tx,
  order: WorkOrder,
  resolve: Resolve,
  now: Instant,
): Promise<string | undefined> => (await decideByRule(deps, tx, order, resolve, now)).engineer?.staffId

const withinCompany = <T extends { companyId: string }>(lead: Result<T>, order: WorkOrder): Result<T> =>
  lead.ok && lead.value.companyId !== order.companyId ? refuse('work-orders.other-company', { field: 'staffId' }) : lead
