/**
 * How an order changes hands: operator desk → contractor → station → engineer, or the second line. Each level accepts or refuses
 * with its own clock; a level that a rule passes is recorded as passed by rule, so that each minute has one holder. (R-B1, R-A2, R-V6)
 */
import { ok, type Result, refuse } from '#core/result.ts'
import type { ClockKind, Holder, SlaEvent } from '#core/sla/sla.ts'
import type { Lead, OrderContext, OrderEvent, Route, Station, Step, Verb } from './work-order.context.ts'
import { termsFor } from './work-order.sla.ts'
import { currentTask, openVisit, type Task, type Visit, type WorkOrder } from './work-order.ts'

/** The order with its current task changed, and company and station following the holder. */
export const withTask = (order: WorkOrder, change: Partial<Task>): WorkOrder => {
  const current = currentTask(order)
  const task = { ...current, ...change }
  const { holder } = task
  return {
    ...order,
    tasks: order.tasks.map((candidate) => (candidate.id === current.id ? task : candidate)),
    companyId: holder.level === 'operatorDesk' ? undefined : (holder.companyId ?? order.companyId),
    stationId:
      holder.level === 'operatorDesk' || holder.level === 'contractor'
        ? undefined
        : (holder.stationId ?? order.stationId),
  }
}

/** An unfinished visit of the engineer who gives the order away ends as withdrawn. */
export const withoutVisit = (order: WorkOrder, context: OrderContext): WorkOrder => {
  const visit = openVisit(order)
  if (!visit) return order
  const ended: Visit = { ...visit, endedAt: context.at, outcome: 'withdrawn' }
  return { ...order, visits: order.visits.map((candidate) => (candidate.id === visit.id ? ended : candidate)) }
}

const ACCEPT_CLOCK: Partial<Record<Holder['level'], ClockKind>> = {
  contractor: 'contractorAccept',
  station: 'stationAccept',
  engineer: 'engineerAccept',
  secondLine: 'engineerAccept',
}

/** The clock that runs until this holder has accepted. */
export const acceptClockOf = ({ level }: Holder): ClockKind | undefined => ACCEPT_CLOCK[level]

/** Hands the order to a holder: the minutes are theirs from now, and their acceptance clock starts unless a rule accepts. */
const give = (step: Step, context: OrderContext, holder: Holder, task: Partial<Task>, byRule: boolean): Step => {
  const clock = ACCEPT_CLOCK[holder.level]
  const sla: SlaEvent[] = [{ type: 'holderChanged', at: context.at, holder, byRule }]
  if (clock) sla.push({ type: 'started', at: context.at, terms: termsFor(step.order, [clock], context) })
  if (clock && task.isAccepted) sla.push({ type: 'stopped', at: context.at, kinds: [clock] })
  return {
    order: withTask(step.order, {
      isInPool: false,
      helpers: [],
      desk: undefined,
      previousHolder: undefined,
      ...task,
      holder,
    }),
    sla: [...step.sla, ...sla],
    events: step.events,
  }
}

const noted = (step: Step, event: OrderEvent): Step => ({ ...step, events: [...step.events, event] })

const toStation = (step: Step, context: OrderContext, station: Station, byRule: boolean, isInPool: boolean): Step => {
  const isAccepted = context.settings.isStationAcceptedByRule
  const given = give(
    step,
    context,
    { level: 'station', companyId: station.companyId, stationId: station.id },
    { isAccepted, isInPool },
    isAccepted,
  )
  const event = { kind: 'sentToStation', data: { stationId: station.id, station: station.name, byRule, isAccepted } }
  return noted(given, event)
}

const toEngineer = (
  step: Step,
  context: OrderContext,
  lead: Lead,
  byRule: boolean,
  { isAccepted = false, helpers = [] }: { isAccepted?: boolean; helpers?: readonly string[] } = {},
): Step => {
  const holder: Holder = {
    level: 'engineer',
    companyId: lead.companyId,
    ...(lead.stationId ? { stationId: lead.stationId } : {}),
    staffId: lead.staffId,
  }
  const given = give(step, context, holder, { isAccepted, helpers }, byRule)
  return noted(given, {
    kind: 'assigned',
    data: { staffId: lead.staffId, staff: lead.name, byRule, isAccepted, helpers },
  })
}

/** Through the levels as far as rules and what was named carry it; `said` is the line of the timeline. */
export const sendDown = (
  order: WorkOrder,
  route: Route,
  context: OrderContext,
  mode: 'rule' | 'name' | 'pool',
  said: OrderEvent,
): Step => {
  const { settings } = context
  const companyHolder: Holder = { level: 'contractor', companyId: route.companyId }
  let step: Step = { order, sla: [], events: [] }
  const isPassed = settings.isContractorAcceptedByRule && route.station !== undefined
  step = give(step, context, companyHolder, { isAccepted: isPassed }, isPassed)
  step = noted(step, {
    kind: said.kind,
    data: { ...said.data, why: route.why, ...(isPassed ? { contractorAcceptedByRule: true } : {}) },
  })
  if (!isPassed || !route.station) return step
  step = toStation(step, context, route.station, true, mode === 'pool')
  const isAssigned = route.lead && (mode === 'name' || (mode === 'rule' && settings.isEngineerAssignedByRule))
  if (!isAssigned || !route.lead || !settings.isStationAcceptedByRule) return step
  return toEngineer(step, context, route.lead, mode === 'rule')
}

export const dispatch: Verb<'dispatch'> = (order, input, context) => {
  const { route } = context.facts
  if (!route) return refuse('work-orders.no-route', { kind: 'conflict' })
  if (!route.ok) return route
  const { mode } = input
  const step = sendDown(order, route.value, context, mode, {
    kind: 'dispatched',
    data: { companyId: route.value.companyId, mode },
  })
  const firstContact: SlaEvent = {
    type: 'started',
    at: context.at,
    terms: termsFor(step.order, ['firstContact'], context),
  }
  const isContacted = order.sla.clocks.some((clock) => clock.kind === 'firstContact')
  return ok(isContacted ? step : { ...step, sla: [...step.sla, firstContact] })
}

/** Whoever holds the order says yes; the contractor thereby passes it to a station. */
export const accept: Verb<'accept'> = (order, input, context) => {
  const task = currentTask(order)
  const { level } = task.holder
  const clock = ACCEPT_CLOCK[level]
  if (task.isAccepted && level !== 'contractor') {
    return refuse('work-orders.accepted-already', { kind: 'conflict' })
  }
  const stopped: SlaEvent[] = clock && !task.isAccepted ? [{ type: 'stopped', at: context.at, kinds: [clock] }] : []
  const step: Step = {
    order: withTask(order, { isAccepted: true }),
    sla: stopped,
    events: [{ kind: 'accepted', data: { level, ...(input.note ? { note: input.note } : {}) } }],
  }
  if (level !== 'contractor') return ok(step)
  const station = context.facts.station
  if (!station) return refuse('work-orders.station-needed', { field: 'stationId' })
  if (!station.ok) return station
  if (station.value.companyId !== order.companyId) return refuse('work-orders.other-company', { field: 'stationId' })
  return ok(toStation(step, context, station.value, !input.stationId, false))
}

/** Each level refuses to the one above it, with a reason of its own list. */
export const refuseOrder: Verb<'refuse'> = (order, input, context) => {
  const task = currentTask(order)
  const { level } = task.holder
  const clock = ACCEPT_CLOCK[level]
  const event: OrderEvent = { kind: 'refused', data: { level, reason: input.reason, reasonCode: input.reasonCode } }
  const step: Step = {
    order: { ...withoutVisit(order, context), counters: { ...order.counters, refusals: order.counters.refusals + 1 } },
    sla: clock ? [{ type: 'stopped', at: context.at, kinds: [clock] }] : [],
    events: [event],
  }
  if (level === 'contractor') return ok(give(step, context, { level: 'operatorDesk' }, { isAccepted: true }, false))
  if (level === 'station') {
    const companyId = task.holder.companyId ?? order.companyId
    return ok(
      give(step, context, { level: 'contractor', ...(companyId ? { companyId } : {}) }, { isAccepted: true }, false),
    )
  }
  const back = level === 'secondLine' ? task.previousHolder : stationOf(order, task)
  if (!back) return refuse('work-orders.nobody-above', { kind: 'conflict' })
  return ok(give(step, context, back, { isAccepted: true }, false))
}

const stationOf = (order: WorkOrder, task: Task): Holder | undefined => {
  const companyId = task.holder.companyId ?? order.companyId
  const stationId = task.holder.stationId ?? order.stationId
  if (!companyId) return undefined
  return stationId ? { level: 'station', companyId, stationId } : { level: 'contractor', companyId }
}

export const assign: Verb<'assign'> = (order, input, context) => {
  const step: Step = { order: withoutVisit(order, context), sla: stopEngineerClock(order, context), events: [] }
  if (input.mode === 'pool') {
    const station = stationOf(order, currentTask(order))
    if (!station) return refuse('work-orders.station-needed', { kind: 'conflict' })
    const pooled = give(step, context, station, { isAccepted: true, isInPool: true }, false)
    return ok(noted(pooled, { kind: 'pooled', data: {} }))
  }
  const { lead, helpers } = context.facts
  if (!lead) return refuse('work-orders.staff-needed', { field: 'staffId' })
  if (!lead.ok) return lead
  if (helpers && !helpers.ok) return helpers
  const crew = helpers?.ok ? helpers.value.map((helper) => helper.staffId) : []
  const accepted = acceptedAtStation(step, order, context)
  return ok(toEngineer(accepted, context, lead.value, input.mode === 'rule', { helpers: crew }))
}

/** Naming an engineer is the station's yes. */
const acceptedAtStation = (step: Step, order: WorkOrder, context: OrderContext): Step => {
  const task = currentTask(order)
  if (task.holder.level !== 'station' || task.isAccepted) return step
  return { ...step, sla: [...step.sla, { type: 'stopped', at: context.at, kinds: ['stationAccept'] }] }
}

const stopEngineerClock = (order: WorkOrder, context: OrderContext): readonly SlaEvent[] =>
  currentTask(order).holder.level === 'engineer' ? [{ type: 'stopped', at: context.at, kinds: ['engineerAccept'] }] : []

/** From the pool: the first certified engineer of the station who takes it has it. */
export const grab: Verb<'grab'> = (order, _input, context) => {
  if (!currentTask(order).isInPool) return refuse('work-orders.not-in-pool', { kind: 'conflict' })
  const { lead } = context.facts
  if (!lead) return refuse('work-orders.not-an-engineer', { kind: 'forbidden' })
  if (!lead.ok) return lead
  return ok(
    noted(toEngineer({ order, sla: [], events: [] }, context, lead.value, false, { isAccepted: true }), {
      kind: 'grabbed',
      data: {},
    }),
  )
}

/** To another station or engineer of the same company (转派). */
export const transfer: Verb<'transfer'> = (order, input, context) => {
  const step: Step = {
    order: { ...withoutVisit(order, context) },
    sla: stopEngineerClock(order, context),
    events: [{ kind: 'transferred', data: { reason: input.reason } }],
  }
  const { lead, station } = context.facts
  if (input.staffId) {
    if (!lead) return refuse('work-orders.staff-needed', { field: 'staffId' })
    if (!lead.ok) return lead
    if (lead.value.companyId !== order.companyId) return refuse('work-orders.other-company', { field: 'staffId' })
    return ok(toEngineer(withTaskCleared(step), context, lead.value, false))
  }
  if (!station) return refuse('work-orders.station-needed', { field: 'stationId' })
  if (!station.ok) return station
  if (station.value.companyId !== order.companyId) return refuse('work-orders.other-company', { field: 'stationId' })
  return ok(toStation(withTaskCleared(step), context, station.value, false, false))
}

const withTaskCleared = (step: Step): Step => ({ ...step, order: withTask(step.order, { restoredAt: undefined }) })

/** To the operator's data or transmission desk (移交); it comes back to whoever gave it. */
export const handOver: Verb<'handOver'> = (order, input, context) => {
  const task = currentTask(order)
  const companyId = order.companyId
  const holder: Holder = {
    level: 'secondLine',
    ...(companyId ? { companyId } : {}),
    ...(order.stationId ? { stationId: order.stationId } : {}),
  }
  const step: Step = { order: withoutVisit(order, context), sla: [], events: [] }
  const given = give(step, context, holder, { isAccepted: false, desk: input.desk, previousHolder: task.holder }, false)
  return ok(noted(given, { kind: 'handedOver', data: { desk: input.desk, reason: input.reason } }))
}

export const giveBack: Verb<'giveBack'> = (order, input, context) => {
  const { previousHolder } = currentTask(order)
  if (!previousHolder) return refuse('work-orders.nobody-above', { kind: 'conflict' })
  const given = give({ order, sla: [], events: [] }, context, previousHolder, { isAccepted: true }, false)
  return ok(noted(given, { kind: 'givenBack', data: { note: input.note } }))
}

export const handBack: Verb<'handBack'> = (order, input, context): Result<Step> =>
  ok({
    order: {
      ...order,
      pending: {
        kind: 'handBack',
        reasonCode: input.reasonCode,
        reason: input.reason,
        requestedAt: context.at,
        requestedByName: context.actor.name,
      },
    },
    sla: [],
    events: [{ kind: 'handBackRequested', data: { reasonCode: input.reasonCode, reason: input.reason } }],
  })

export const approveHandBack: Verb<'approveHandBack'> = (order, input, context) => {
  const step: Step = {
    order: { ...withoutVisit(order, context), pending: undefined },
    sla: [{ type: 'stopped', at: context.at, kinds: ['contractorAccept', 'stationAccept', 'engineerAccept'] }],
    events: [],
  }
  const given = give(step, context, { level: 'operatorDesk' }, { isAccepted: true }, false)
  return ok(noted(given, { kind: 'handBackApproved', data: { note: input.note, companyId: order.companyId } }))
}

export const denyHandBack: Verb<'denyHandBack'> = (order, input) =>
  ok({
    order: { ...order, pending: undefined },
    sla: [],
    events: [{ kind: 'handBackDenied', data: { reason: input.reason } }],
  })
