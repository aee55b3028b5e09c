import type { Actor } from '#core/access/scope.ts'
import { wantsFeedback } from '#core/intake/channel.rules.ts'
import type { Taken } from '#core/intake/intake.contract.ts'
import type { Channel } from '#core/intake/report.ts'
import type { BusinessLine } from '#core/organisation/organisation.ts'
import { resolveRegion } from '#core/organisation/region.rules.ts'
import { ok, type Result, refuse } from '#core/result.ts'
import type { Language } from '#core/text.ts'
import { type Instant, minutesBetween } from '#core/time.ts'
import type { Tx } from '#server/platform/db.ts'
import type { Deps } from '#server/platform/deps.ts'
import type { AuditRow, EventRow } from '#server/platform/record.store.ts'
import { type Outcome, runCommand, type SentCommand } from '#server/platform/sent-command.ts'
import { gather } from './gather.ts'
import { type Elsewhere, incomingOf } from './incoming.ts'
import {
  insertReports,
  isVisible,
  leavePointer,
  loadFollowers,
  loadReport,
  updateReport,
  type WaitingRow,
} from './intake.store.ts'
import { type Judged, judge } from './judge.ts'
import { matterOf } from './matter.ts'
import { feedbackDueAt } from './present.ts'
import { type Settled, settle } from './settle.ts'
import { everywhere, takenOf } from './take.service.ts'

/** What a person decides about a report that waits: whose it is, or where somebody lives who is in no ledger. */
export type Decided = {
  readonly chosenId?: string | undefined
  readonly elsewhere?: {
    readonly county: string
    readonly address: string
    readonly line: BusinessLine
    readonly customerName?: string | undefined
  }
  readonly isSeparate?: boolean
}

/**
 * Places a report that waits: it joins an open order or makes one, and lies in its prefecture from then on.
 * Refusals: `intake.report-not-found`, `intake.not-waiting`, `intake.customer-unknown`, `intake.outside-scope`, those of a county's name.
 */
export const resolveReport = (
  deps: Deps,
  command: SentCommand,
  number: string,
  decided: Decided,
  language: Language,
): Promise<Result<Taken>> =>
  onReport(deps, command, number, async (tx, row) => {
    if (row.state !== 'unmatched') return notWaiting(row)
    const { actor } = command
    const elsewhere = decided.elsewhere && elsewhereOf(deps, decided.elsewhere)
    if (elsewhere && !elsewhere.ok) return elsewhere
    const told = incomingOf(deps, actor, {
      ...toldBy(row),
      chosenId: decided.chosenId,
      isSeparate: decided.isSeparate ?? false,
      ...(elsewhere ? { address: elsewhere.value.address, county: elsewhere.value.county } : {}),
    })
    if (!told.ok) return told
    const incoming = {
      ...told.value,
      address: row.address ?? told.value.address,
      source: row.source,
      sourceKey: row.sourceKey ?? undefined,
      batchId: row.batchId ?? undefined,
      elsewhere: elsewhere?.value,
    }
    const judged = await judge(deps, actor, incoming, await gather(deps, tx, [incoming], { isLocked: true }))
    if (!judged.ok) return judged
    const settled = await settle(deps, tx, actor, incoming, judged.value, row)
    place(tx, row, settled)
    const followed = await placeFollowers(deps, tx, actor, row, judged.value, settled)
    const audit: AuditRow = {
      prefecture: settled.prefecture,
      action: decided.chosenId ? 'report.matched' : 'report.orderMade',
      subjectType: 'report',
      subjectId: row.number,
      before: { state: row.state },
      after: { state: 'resolved', order: settled.order?.number, customer: decided.chosenId },
    }
    return ok({ reply: takenOf(deps, settled, language), events: [...settled.events, ...followed], audit: [audit] })
  })

const noKeys = { account: '', phone: '', addressKey: '' }

/** Writes a placed report where it belongs now. */
const place = (tx: Tx, row: WaitingRow, settled: Settled): void => {
  if (settled.prefecture === row.prefecture) {
    const { prefecture: _, id: __, number: ___, version: ____, ...columns } = settled.columns
    void updateReport(tx, row, { ...columns, candidates: '[]' })
  } else {
    void leavePointer(tx, row, settled.prefecture)
    void insertReports(tx, [settled.columns], [])
  }
}

/** Reports that said the same while the first one waited join the order that it got. */
const placeFollowers = async (
  deps: Deps,
  tx: Tx,
  actor: Actor,
  first: WaitingRow,
  judged: Judged,
  { made, order }: Settled,
): Promise<readonly EventRow[]> => {
  let joins = made && order ? { ...matterOf(made, order.state), reports: [noKeys] } : judged.joins
  const followers = joins ? await loadFollowers(tx, first.id) : []
  const events: EventRow[] = []
  for (const row of followers) {
    const told = incomingOf(deps, actor, toldBy(row))
    if (!told.ok || !joins) continue
    const incoming = { ...told.value, source: row.source, sourceKey: row.sourceKey ?? undefined }
    const settled = await settle(deps, tx, actor, incoming, { ...judged, joins, repeats: undefined }, row)
    place(tx, row, settled)
    joins = { ...joins, reports: [...(joins.reports ?? []), incoming.keys] }
    events.push(...settled.events)
  }
  return events
}

/** Refusals: `intake.report-not-found`, `intake.not-waiting`. */
export const discardReport = (deps: Deps, command: SentCommand, number: string, reason: string) =>
  onReport(deps, command, number, async (tx, row) => {
    if (row.state !== 'unmatched') return notWaiting(row)
    const { actor, at } = command
    const columns = { match_state: 'discarded', resolved_by_name: actor.name, resolved_at: at, resolution: reason }
    const all = [row, ...(await loadFollowers(tx, row.id))]
    for (const each of all) void updateReport(tx, each, columns)
    return ok({
      reply: { number, state: 'discarded' as const, version: row.version + 1 },
      events: all.map((each) => ({
        prefecture: each.prefecture,
        subjectType: 'report',
        subjectId: each.id,
        kind: 'report.discarded',
        data: { number: each.number, reason },
      })),
      audit: [
        {
          prefecture: row.prefecture,
          action: 'report.discarded',
          subjectType: 'report',
          subjectId: number,
          before: { state: row.state },
          after: { state: 'discarded' },
          reason,
        },
      ],
    })
  })

export type Told = {
  readonly number: string
  readonly firstFeedbackAt: Instant
  readonly minutes: number
  readonly isLate: boolean
}

/** The reporter was told; only the first time counts for the measure. Refusal: `intake.report-not-found`. */
export const giveFeedback = (
  deps: Deps,
  command: SentCommand,
  number: string,
  given: { readonly method: string; readonly note?: string | undefined },
): Promise<Result<Told>> =>
  onReport(deps, command, number, async (tx, row) => {
    const firstFeedbackAt = row.firstFeedbackAt ?? command.at
    if (row.firstFeedbackAt === null) void updateReport(tx, row, { first_feedback_at: firstFeedbackAt })
    const minutes = Math.max(0, Math.floor(minutesBetween(row.receivedAt, firstFeedbackAt)))
    const channel = row.channel as Channel
    const due = feedbackDueAt(deps, { ...row, channel })
    const isLate = wantsFeedback(channel) && due !== null && firstFeedbackAt > due
    const { prefecture, id } = row
    return ok({
      reply: { number, firstFeedbackAt, minutes, isLate },
      events: [
        {
          prefecture,
          subjectType: 'report',
          subjectId: id,
          kind: 'report.feedbackGiven',
          data: { number, ...given, isFirst: row.firstFeedbackAt === null, minutes, isLate },
        },
      ],
    })
  })

/** The report must be one of the actor's; what is decided about it may reach further than they see. */
const onReport = async <T>(
  deps: Deps,
  command: SentCommand,
  number: string,
  work: (tx: Tx, row: WaitingRow) => Promise<Result<Outcome<T>>>,
): Promise<Result<T>> => {
  const missing = refuse('intake.report-not-found', { kind: 'notFound', params: { number } })
  if (!(await isVisible(deps.db, command.actor.scope, number))) return missing
  const actor: Actor = everywhere(deps, command.actor)
  return runCommand(deps.db, { ...command, actor }, async (tx) => {
    tx.act()
    const row = await loadReport(tx, number)
    return row ? work(tx, row) : missing
  })
}

const notWaiting = (row: WaitingRow) =>
  refuse('intake.not-waiting', { kind: 'conflict', params: { number: row.number, by: row.resolvedByName ?? '' } })

const elsewhereOf = (deps: Deps, given: NonNullable<Decided['elsewhere']>): Result<Elsewhere> => {
  const county = resolveRegion(deps.regions, given.county, { level: 'county' })
  return county.ok
    ? ok({ ...given, county: county.value.code })
    : { ok: false, refusal: { ...county.refusal, field: 'county' } }
}

const toldBy = (row: WaitingRow) => ({
  channel: row.channel as Channel,
  receivedAt: row.receivedAt,
  callerPhone: row.callerPhone ?? undefined,
  account: row.account ?? undefined,
  customerName: row.customerName ?? undefined,
  symptom: row.symptom,
  description: row.description ?? undefined,
  address: row.address ?? undefined,
  county: row.county ?? undefined,
  preferredAt: row.preferredAt ?? undefined,
})
