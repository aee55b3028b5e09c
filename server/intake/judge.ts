import type { Actor } from '#core/access/scope.ts'
import type { OpenMatter } from '#core/intake/duplicate.rules.ts'
import { type FinishedOrder, type IntakeVerdict, judgeReport } from '#core/intake/intake.rules.ts'
import { reachRefusal } from '#core/intake/reach.rules.ts'
import type { BusinessLine } from '#core/organisation/organisation.ts'
import { prefectureOf } from '#core/organisation/region.ts'
import { responsibleFor } from '#core/organisation/responsibility.rules.ts'
import { ok, type Result, refuse } from '#core/result.ts'
import { dayOf, type Instant } from '#core/time.ts'
import { groundOf } from '#server/dispatch/index.ts'
import type { Deps } from '#server/platform/deps.ts'
import type { LedgerCustomer } from '#server/work-orders/index.ts'
import { reportCustomerOf } from './customer.ts'
import { type Gathered, intakeRulesAt } from './gather.ts'
import type { Incoming } from './incoming.ts'
import type { Matter, WaitingMatter } from './matters.store.ts'

/** What becomes of a report, with the rows that it is about. */
export type Judged = {
  readonly verdict: IntakeVerdict
  readonly customer: LedgerCustomer | undefined
  /** The open order that it joins. */
  readonly joins: Matter | undefined
  readonly related: readonly Matter[]
  readonly repeats: Matter | undefined
  /** The waiting report that it follows. */
  readonly follows: WaitingMatter | undefined
  /** Who answers for the place and line, when both are known. */
  readonly companyId: string | undefined
}

const customerIdOf = (matter: Matter): string | undefined => matter.homeUserId ?? matter.enterpriseLineId ?? undefined

/** An order that nobody reported counts by what stands on it. */
const openMatterOf = (matter: Matter): OpenMatter => ({
  id: matter.id,
  kind: matter.kind,
  customerId: customerIdOf(matter),
  keys: matter.reports ?? [
    { account: matter.account ?? '', phone: matter.phone ?? '', addressKey: matter.addressKey ?? '' },
  ],
  firstReportedAt: matter.firstReportedAt ?? matter.createdAt,
  lastReportedAt: matter.lastReportedAt ?? matter.createdAt,
  closedAt: matter.closedAt ?? undefined,
})

const finishedOf = (matter: Matter): readonly FinishedOrder[] => {
  const customerId = customerIdOf(matter)
  return customerId && matter.finishedAt ? [{ id: matter.id, customerId, finishedAt: matter.finishedAt }] : []
}

/** The company that answers for a place, a grid if known, and a line at that time; `undefined` for a gap or an overlap. */
export const companyFor = async (
  deps: Deps,
  place: { readonly county: string; readonly gridId?: string | null | undefined },
  line: BusinessLine,
  at: Instant,
): Promise<string | undefined> => {
  const { responsibilities } = await groundOf(deps)
  const asked = { region: place.county, gridId: place.gridId ?? undefined }
  const found = responsibleFor(responsibilities, asked, line, dayOf(at))
  return found.ok ? found.value.companyId : undefined
}

/**
 * Applies the rules to what was gathered, and sees that the actor may take it.
 * Refusals: `intake.outside-scope`, `intake.customer-unknown` (the chosen one is not in the ledger).
 */
export const judge = async (
  deps: Deps,
  actor: Actor,
  incoming: Incoming,
  { customers, matters, waiting }: Gathered,
): Promise<Result<Judged>> => {
  const { keys, receivedAt, chosenId, isSeparate, county, elsewhere } = incoming
  const known = elsewhere ? [] : customers.map(reportCustomerOf)
  const chosen = chosenId === undefined ? undefined : known.find(({ id }) => id === chosenId)
  if (chosenId !== undefined && !chosen) return refuse('intake.customer-unknown', { kind: 'notFound' })
  const place = chosen?.county ?? keys.region
  const verdict = judgeReport(
    {
      kind: 'fault',
      keys,
      receivedAt,
      customers: known,
      matters: matters.map(openMatterOf),
      finished: matters.flatMap(finishedOf),
      waiting: waiting.map((report) => ({ ...report, kind: 'fault' })),
      chosen,
      isSeparate,
    },
    intakeRulesAt(deps, place ? { prefecture: prefectureOf(place), county: place } : {}, receivedAt),
  )
  const { match, joins: joined } = verdict
  const customer = match.kind === 'matched' ? customers.find(({ id }) => id === match.customer.id) : undefined
  const joins = joined && matters.find(({ id }) => id === joined.id)
  const region = customer?.county ?? joins?.county ?? elsewhere?.county ?? county ?? keys.region
  const line = customer?.line ?? joins?.line ?? elsewhere?.line
  const companyId =
    line && region ? await companyFor(deps, { county: region, gridId: customer?.gridId }, line, receivedAt) : undefined
  const managerUserId = customer?.managerUserId ?? joins?.managerUserId ?? undefined
  const refusal = region && reachRefusal(actor, { region, line, companyId, managerUserId })
  if (refusal) return { ok: false, refusal }
  const numbered = (id: string | undefined) => matters.find((matter) => matter.id === id)
  return ok({
    verdict,
    customer,
    joins,
    related: verdict.related.flatMap((id) => numbered(id) ?? []),
    repeats: joins ? undefined : numbered(verdict.repeats),
    follows: waiting.find(({ id }) => id === verdict.follows),
    companyId,
  })
}
