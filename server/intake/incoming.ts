import type { Actor } from '#core/access/scope.ts'
import type { NewReport } from '#core/intake/intake.contract.ts'
import { type Channel, type ReportKeys, reportKeys } from '#core/intake/report.ts'
import { classifySymptom } from '#core/intake/symptom.ts'
import type { BusinessLine } from '#core/organisation/organisation.ts'
import { resolveRegion } from '#core/organisation/region.rules.ts'
import { ok, type Result, refuse } from '#core/result.ts'
import { compact } from '#core/spelling.ts'
import { addMinutes, type Instant } from '#core/time.ts'
import type { Deps } from '#server/platform/deps.ts'
import type { CustomerKeys } from './matters.store.ts'
import { symptoms } from './symptoms.ts'

/** A report as it came, from whatever channel, with what it is compared by. */
export type Incoming = {
  readonly channel: Channel
  readonly receivedAt: Instant
  readonly keys: ReportKeys
  readonly callerPhone?: string | undefined
  readonly account?: string | undefined
  readonly customerName?: string | undefined
  readonly symptom: string
  readonly symptomCode: string
  readonly description?: string | undefined
  readonly address?: string | undefined
  /** As given, or as the address says. */
  readonly county?: string | undefined
  readonly preferredAt?: Instant | undefined
  readonly isUrge: boolean
  readonly isTold: boolean
  readonly isSeparate: boolean
  /** Customer that a person chose. */
  readonly chosenId?: string | undefined
  /** Where somebody lives who is in no ledger, as a person says. */
  readonly elsewhere?: Elsewhere | undefined
  /** `console`, `api`, `import`. */
  readonly source: string
  /** Whose numbers `sourceKey` counts in. */
  readonly sourceSpace?: string | undefined
  readonly sourceKey?: string | undefined
  readonly batchId?: string | undefined
}

export type Elsewhere = {
  readonly county: string
  readonly address: string
  readonly line: BusinessLine
  readonly customerName?: string | undefined
}

/** Clocks of two machines differ by this at most. */
const AHEAD_MINUTES = 5

type Given = Omit<Partial<NewReport>, 'homeUserId' | 'enterpriseLineId'> &
  Pick<NewReport, 'channel' | 'symptom'> & { readonly chosenId?: string | undefined; readonly batchId?: string }

/** Refusals: `intake.in-future`, `intake.not-a-phone`, and those of a county's name. */
export const incomingOf = (deps: Deps, actor: Actor, given: Given, source?: string): Result<Incoming> => {
  const now = deps.clock.now()
  const receivedAt = given.receivedAt ?? now
  if (receivedAt > addMinutes(now, AHEAD_MINUTES)) return refuse('intake.in-future', { field: 'receivedAt' })
  const { callerPhone, account, address } = given
  if (callerPhone && !/\d(?:\D*\d){4}/.test(compact(callerPhone))) {
    return refuse('intake.not-a-phone', { field: 'callerPhone' })
  }
  const county = given.county ? resolveRegion(deps.regions, given.county, { level: 'county' }) : undefined
  if (county && !county.ok) return { ok: false, refusal: { ...county.refusal, field: 'county' } }
  const keys = reportKeys(deps.regions, { account, phone: callerPhone, address }, county?.value.code)
  const isCounty = keys.region !== undefined && deps.regions.byCode.get(keys.region)?.level === 'county'
  const { homeUserId: _, enterpriseLineId: __, ...rest } = given as NewReport
  return ok({
    ...rest,
    receivedAt,
    keys,
    // Stored as it is looked up: the same number typed another way is found again.
    callerPhone: keys.phone || callerPhone,
    account: keys.account || undefined,
    symptomCode: classifySymptom(symptoms, `${given.symptom} ${given.description ?? ''}`).code,
    county: isCounty ? keys.region : undefined,
    isUrge: given.isUrge ?? false,
    isTold: given.isTold ?? false,
    isSeparate: given.isSeparate ?? false,
    chosenId: given.chosenId,
    source: source ?? actor.source.split(' ')[0] ?? 'console',
    sourceSpace: given.sourceKey === undefined ? undefined : numberSpace(actor, given.channel),
    batchId: given.batchId,
  })
}

/** Two hotlines may use the same numbers, the operator's own systems do not. */
const numberSpace = (actor: Actor, channel: Channel): string => `${channel} ${actor.scope.companyId ?? 'operator'}`

/** What the ledger is asked for these reports; accounts also as the ledger may write them. */
export const customerKeysOf = (reports: readonly Incoming[]): CustomerKeys => ({
  ids: distinct(reports.map(({ chosenId }) => chosenId)),
  accounts: distinct(reports.flatMap(({ keys: { account } }) => [account, account.toUpperCase()])),
  phones: distinct(reports.map(({ keys }) => keys.phone)),
  addressKeys: distinct(reports.map(({ keys }) => keys.addressKey)),
})

const distinct = (texts: readonly (string | undefined)[]): string[] =>
  [...new Set(texts.filter((text) => text !== undefined && text !== ''))] as string[]
