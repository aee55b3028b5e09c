import type { Actor } from '#core/access/scope.ts'
import { appointmentParameters } from '#core/appointments/appointments.parameters.ts'
import type { outcomeRoutes } from '#core/appointments/outcomes.contract.ts'
import { factOf, markFar } from '#core/appointments/outcomes.rules.ts'
import type { QueryOf, ReplyOf } from '#core/contract.ts'
import { ok, type Result, refuse } from '#core/result.ts'
import { addDays, type Day, dayOf, startOfDay } from '#core/time.ts'
import type { Deps } from '#server/platform/deps.ts'
import type { Consumer } from '#server/platform/events/consumers.ts'
import { countFacts, type FactFilter, insertFacts, listFacts } from './visit-fact.store.ts'

const SHOWN_DAYS = 30

/** Keeps what came of calls and visits, one row for each. */
export const visitFacts: Consumer = {
  name: 'visit-facts',
  kinds: ['contacted', 'appointed', 'visitEnded', 'rescheduled', 'arrived'].map((kind) => `workOrder.${kind}`),
  from: 'now',
  handle: async (batch, { tx }) => {
    const facts = batch.flatMap(({ id, prefecture, subjectId, kind, at, actorId, actorName, data }) => {
      const fact = factOf(kind, data)
      const number = typeof data.number === 'string' ? data.number : ''
      const who = { workOrderId: subjectId, number, actorId, byName: actorName }
      return fact ? [{ prefecture, id, at, ...who, kind: fact.kind, minutes: fact.minutes ?? null }] : []
    })
    if (facts.length > 0) await insertFacts(tx, facts)
  },
}

type Span = { readonly from: Day; readonly to: Day; readonly filter: FactFilter }
type Asked = Pick<QueryOf<typeof outcomeRoutes.cases>, 'from' | 'to' | 'prefecture' | 'company'>

const spanOf = (deps: Deps, { from, to, prefecture, company }: Asked): Result<Span> => {
  const last = to ?? dayOf(deps.clock.now())
  const first = from ?? addDays(last, 1 - SHOWN_DAYS)
  if (first > last) return refuse('appointments.days-order', { field: 'to' })
  return ok({
    from: first,
    to: last,
    filter: { from: startOfDay(first), to: startOfDay(addDays(last, 1)), prefecture, company },
  })
}

/** Outcomes by engineer or contractor. Refusal: `appointments.days-order`. */
export const readOutcomes = async (
  deps: Deps,
  actor: Actor,
  query: QueryOf<typeof outcomeRoutes.rates>,
): Promise<Result<ReplyOf<typeof outcomeRoutes.rates>>> => {
  const span = spanOf(deps, query)
  if (!span.ok) return span
  const { from, to, filter } = span.value
  const limits = deps.parameters.on(dayOf(deps.clock.now())).value(appointmentParameters.farOutcomes).value
  const rows = await deps.db.withTransaction(actor.scope, (tx) => countFacts(tx, filter, query.by))
  const rated = markFar(rows, limits).map(({ far, counts, ...row }) => ({
    ...row,
    counts: { ...counts },
    far: [...far],
  }))
  return ok({ from, to, rows: rated, factor: limits.factor })
}

/** The orders behind a figure. Refusal: `appointments.days-order`. */
export const readCases = async (
  deps: Deps,
  actor: Actor,
  query: QueryOf<typeof outcomeRoutes.cases>,
): Promise<Result<ReplyOf<typeof outcomeRoutes.cases>>> => {
  const span = spanOf(deps, query)
  if (!span.ok) return span
  return ok({
    items: await deps.db.withTransaction(actor.scope, (tx) =>
      listFacts(tx, span.value.filter, query.kind, query.staff),
    ),
  })
}
