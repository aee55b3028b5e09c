import type { Actor } from '#core/access/scope.ts'
import type { Preview } from '#core/intake/desk.contract.ts'
import type { NewReport } from '#core/intake/intake.contract.ts'
import { reachRefusal } from '#core/intake/reach.rules.ts'
import { fullName } from '#core/organisation/region.rules.ts'
import { prefectureOf } from '#core/organisation/region.ts'
import { ok, type Refusal, type Result } from '#core/result.ts'
import { type Language, textOf } from '#core/text.ts'
import { createOrder } from '#core/work-orders/work-order.create.ts'
import type { WorkOrder } from '#core/work-orders/work-order.ts'
import { decideByRule, groundOf, peopleNamed } from '#server/dispatch/index.ts'
import { directoryOf } from '#server/organisation/index.ts'
import type { Tx } from '#server/platform/db.ts'
import type { Deps } from '#server/platform/deps.ts'
import { newId } from '#server/platform/new-id.ts'
import { type LedgerCustomer, resolvedFor } from '#server/work-orders/index.ts'
import { gather, intakeRulesAt, widen } from './gather.ts'
import { type Incoming, incomingOf } from './incoming.ts'
import { type Judged, judge } from './judge.ts'
import type { Matter } from './matters.store.ts'
import { orderDraft } from './order-draft.ts'
import { candidateOf, feedbackDueAt } from './present.ts'
import { everywhere } from './take.service.ts'

/** What taking this report would do, by the same rules, without a trace. Refusals as `takeReport`. */
export const previewReport = async (
  deps: Deps,
  actor: Actor,
  input: NewReport,
  language: Language,
): Promise<Result<Preview>> => {
  const read = incomingOf(deps, actor, { ...input, chosenId: input.homeUserId ?? input.enterpriseLineId })
  if (!read.ok) return read
  const incoming = read.value
  return deps.db.withTransaction(everywhere(deps, actor).scope, async (tx) => {
    tx.act()
    const gathered = await gather(deps, tx, [incoming], { isLocked: false })
    const { customersOf, waiting } = await widen(tx, [incoming], gathered)
    const customers = customersOf(incoming)
    const judged = await judge(deps, actor, incoming, { ...gathered, customers, waiting })
    if (!judged.ok) return judged
    const { verdict, customer, joins, related, repeats, follows } = judged.value
    const { match } = verdict
    const worded = ({ code, params }: Refusal) => ({ code, title: textOf(deps.texts, code, language, params) })
    const county = customer?.county ?? joins?.county ?? incoming.county ?? null
    const prefecture = county ? prefectureOf(county) : (follows?.prefecture ?? '')
    const rules = intakeRulesAt(deps, county ? { prefecture, county } : {}, incoming.receivedAt)
    return ok({
      customer: customer ? { id: customer.id, line: customer.line } : null,
      reason: match.kind === 'unmatched' && !joins ? worded(match.reason) : null,
      warnings: match.kind === 'matched' ? match.warnings.map(worded) : [],
      candidates: match.kind === 'unmatched' ? shownTo(actor, judged.value, customers, gathered.matters) : [],
      joins: joins
        ? {
            order: joins.number,
            state: joins.state,
            symptom: joins.symptom,
            createdAt: joins.createdAt,
            dueAt: joins.dueAt,
            minutesApart: verdict.joins?.minutesApart ?? 0,
            count: Math.max(1, joins.reports?.length ?? 0) + 1,
          }
        : null,
      related: related.map(({ number, state, symptom, createdAt }) => ({ order: number, state, symptom, createdAt })),
      repeats: repeats?.finishedAt ? { order: repeats.number, finishedAt: repeats.finishedAt } : null,
      follows: follows?.number ?? null,
      makes: customer && !joins ? await makesFor(deps, tx, actor, incoming, judged.value, customer) : null,
      feedbackDueAt: feedbackDueAt(deps, { ...incoming, prefecture, county }),
      windowMinutes: rules.duplicateWindowMinutes,
    })
  })
}

/** Candidates whom this person may see. */
const shownTo = (
  actor: Actor,
  { verdict: { match } }: Judged,
  customers: readonly LedgerCustomer[],
  matters: readonly Matter[],
) =>
  match.kind === 'matched'
    ? []
    : match.candidates.flatMap(({ customer: { id }, reasons }) => {
        const customer = customers.find((each) => each.id === id)
        if (!customer) return []
        const { county: region, line, managerUserId, account, name, phone, address } = customer
        if (reachRefusal(actor, { region, line, managerUserId: managerUserId ?? undefined })) return []
        const open = matters.filter((each) => !each.closedAt && (each.homeUserId ?? each.enterpriseLineId) === id)
        const shown = { id, line, account, name, phone, address, county: region, openOrders: open.length }
        return [candidateOf(actor, { ...shown, reasons: [...reasons] })]
      })

/** The order as it would be made, and whom the rule would send. */
const makesFor = async (
  deps: Deps,
  tx: Tx,
  actor: Actor,
  incoming: Incoming,
  judged: Judged,
  customer: LedgerCustomer,
): Promise<NonNullable<Preview['makes']>> => {
  const draft = orderDraft(deps, actor, incoming, judged, customer)
  const now = deps.clock.now()
  const { rules, resolve } = resolvedFor(deps, draft, draft.createdAt)
  const context = { rules, calendar: deps.calendar, newId }
  const order: WorkOrder = createOrder({ ...draft, id: newId(), number: '' }, context).order
  const [decision, directory, ground] = await Promise.all([
    decideByRule(deps, tx, order, resolve, now),
    directoryOf(deps),
    groundOf(deps),
  ])
  const { engineer, stationId } = decision
  const names = engineer ? await peopleNamed(tx, [engineer.staffId]) : undefined
  const companyId = decision.companyId ?? judged.companyId ?? null
  const region = deps.regions.byCode.get(customer.county)
  return {
    place: region ? fullName(deps.regions, region) : customer.county,
    line: customer.line,
    companyId,
    company: companyId ? (directory.companies.get(companyId)?.name ?? companyId) : null,
    station: ground.stations.find(({ id }) => id === stationId)?.name ?? null,
    engineer: engineer ? (names?.get(engineer.staffId)?.name ?? null) : null,
    step: engineer?.step ?? null,
    limits: order.sla.clocks.map(({ kind, party, dueAt }) => ({ clock: kind, party, dueAt })),
  }
}
