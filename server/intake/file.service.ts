import { createHash } from 'node:crypto'
import type { Actor } from '#core/access/scope.ts'
import type { ReportRow } from '#core/intake/report-row.rules.ts'
import type { Refusal } from '#core/result.ts'
import { earlier, type Instant, later } from '#core/time.ts'
import type { Tx } from '#server/platform/db.ts'
import type { Deps } from '#server/platform/deps.ts'
import { record } from '#server/platform/record.store.ts'
import { gather, widen } from './gather.ts'
import { type Incoming, incomingOf } from './incoming.ts'
import { insertReports } from './intake.store.ts'
import { judge } from './judge.ts'
import { matterOf } from './matter.ts'
import { findBySource, lockIntake, type Matter, type WaitingMatter } from './matters.store.ts'
import { type Settled, settle } from './settle.ts'
import { everywhere } from './take.service.ts'

/** A row of a file that was read without an error; `row` is the number shown in Excel. */
export type ReportRecord = { readonly row: number; readonly report: ReportRow }

/** What one row became; the same whether it was taken now or by an earlier reading of the file. */
export type RecordTaken = {
  readonly row: number
  readonly report: string
  readonly order: string | null
  /** It joined an open order, or follows a report that waits. */
  readonly joined: boolean
  readonly matched: boolean
  /** The waiting report that it follows. */
  readonly follows: string | null
  readonly isNew: boolean
}

export type FileTaken = {
  /** New reports, and the orders that they made. */
  readonly reports: number
  readonly orders: number
  /** Every row that was taken, in the order of the file. */
  readonly rows: readonly RecordTaken[]
  /** Repeats; the order is not there yet when the first one waits for a person. */
  readonly joined: readonly Pick<RecordTaken, 'row' | 'report' | 'order' | 'follows'>[]
  readonly unmatched: readonly { readonly row: number; readonly report: string }[]
  /** Rows that this person may not take, or whose time lies ahead. */
  readonly refused: readonly { readonly row: number; readonly refusal: Refusal }[]
}

export type FileOptions = {
  /** Finds out what would happen and changes nothing. */
  readonly dryRun?: boolean
  /** Takes the good rows when others are refused; without it one refused row refuses all. */
  readonly partial?: boolean
  readonly batchId?: string
}

const ROWS_AT_ONCE = 200

/**
 * Takes the reports of a file in the order of their time, in one transaction: a row that was taken before, by its sender's
 * number or by its whole content, changes nothing. The order that a row makes is as old as its report.
 */
export const intakeReports = async (
  deps: Deps,
  actor: Actor,
  records: readonly ReportRecord[],
  options: FileOptions = {},
): Promise<FileTaken> => {
  const { incoming, refused } = readRecords(deps, actor, records, options.batchId)
  if (refused.length > 0 && !options.partial) return summaryOf([], refused)
  let undone: FileTaken | undefined
  try {
    return await deps.db.withTransaction(everywhere(deps, actor).scope, async (tx) => {
      undone = undefined
      const taken = await takeAll(deps, tx, actor, incoming)
      const result = summaryOf(taken.rows, [...refused, ...taken.refused])
      if (!options.dryRun && (options.partial || result.refused.length === 0)) return result
      undone =
        options.dryRun && (options.partial || result.refused.length === 0) ? result : summaryOf([], result.refused)
      throw new Error('nothing is to be changed')
    })
  } catch (error) {
    if (undone) return undone
    throw error
  }
}

type Numbered = { readonly row: number; readonly incoming: Incoming }

const readRecords = (deps: Deps, actor: Actor, records: readonly ReportRecord[], batchId: string | undefined) => {
  const incoming: Numbered[] = []
  const refused: { row: number; refusal: Refusal }[] = []
  for (const { row, report } of records) {
    const { phone, symptomText, wantedAt, ...rest } = report
    const given = { ...rest, callerPhone: phone, symptom: symptomText, preferredAt: wantedAt }
    const read = incomingOf(deps, actor, { ...given, ...(batchId ? { batchId } : {}) }, 'import')
    if (!read.ok) refused.push({ row, refusal: read.refusal })
    else {
      const { sourceSpace = 'row', sourceKey = fingerprintOf(report) } = read.value
      incoming.push({ row, incoming: { ...read.value, sourceSpace, sourceKey } })
    }
  }
  const byTime = incoming.toSorted((a, b) => compare(a.incoming.receivedAt, b.incoming.receivedAt) || a.row - b.row)
  return { incoming: byTime, refused }
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

/** What tells two rows without a sender's number apart: everything in them. */
const fingerprintOf = (report: ReportRow): string =>
  createHash('sha256')
    .update(JSON.stringify(Object.entries(report).sort()))
    .digest('base64url')
    .slice(0, 32)

type Taking = { rows: RecordTaken[]; refused: { row: number; refusal: Refusal }[] }

const takeAll = async (deps: Deps, tx: Tx, actor: Actor, incoming: readonly Numbered[]): Promise<Taking> => {
  tx.act()
  void lockIntake(tx)
  const taking: Taking = { rows: [], refused: [] }
  const seen = new Map<string, RecordTaken>()
  for (let start = 0; start < incoming.length; start += ROWS_AT_ONCE) {
    await takeSome(deps, tx, actor, incoming.slice(start, start + ROWS_AT_ONCE), seen, taking)
  }
  return taking
}

const sourceOf = ({ sourceSpace, sourceKey }: Incoming) => ({ space: sourceSpace ?? '', key: sourceKey ?? '' })
const textOf = ({ space, key }: { readonly space: string; readonly key: string }): string => `${space}\n${key}`

const takeSome = async (
  deps: Deps,
  tx: Tx,
  actor: Actor,
  some: readonly Numbered[],
  seen: Map<string, RecordTaken>,
  taking: Taking,
): Promise<void> => {
  const reports = some.map((each) => each.incoming)
  const [known, gathered] = await Promise.all([
    findBySource(tx, reports.map(sourceOf)),
    gather(deps, tx, reports, { isLocked: false }),
  ])
  for (const row of known) {
    const { number, order, isDuplicate, state, follows } = row
    const matched = order !== null || state === 'discarded'
    seen.set(textOf(row), { row: 0, report: number, order, joined: isDuplicate, matched, follows, isNew: false })
  }
  const { customersOf, waiting } = await widen(tx, reports, gathered)
  const open = { matters: [...gathered.matters], waiting: [...waiting] }
  const written: Settled[] = []
  for (const { row, incoming } of some) {
    const key = textOf(sourceOf(incoming))
    const before = seen.get(key)
    if (before) {
      taking.rows.push({ ...before, row, isNew: false })
      continue
    }
    const judged = await judge(deps, actor, incoming, { ...open, customers: customersOf(incoming) })
    if (!judged.ok) {
      taking.refused.push({ row, refusal: judged.refusal })
      continue
    }
    const settled = await settle(deps, tx, actor, incoming, judged.value)
    const { number, order } = settled
    const joined = settled.isJoined || settled.follows !== undefined
    const taken = {
      row,
      report: number,
      order: order?.number ?? null,
      joined,
      follows: settled.follows ?? null,
      matched: order !== undefined,
      isNew: true,
    }
    seen.set(key, taken)
    taking.rows.push(taken)
    written.push(settled)
    noteOpen(open, incoming, settled)
  }
  if (written.length === 0) return
  void insertReports(
    tx,
    written.map(({ columns }) => columns),
    written.flatMap(({ sources }) => sources),
  )
  await record(tx, { actor, at: deps.clock.now(), events: written.flatMap(({ events }) => events) })
}

type Open = { readonly matters: Matter[]; readonly waiting: WaitingMatter[] }

/** What the later rows of the same file may join: the order that this one made or joined, the report that waits. */
const noteOpen = ({ matters, waiting }: Open, incoming: Incoming, settled: Settled): void => {
  const { receivedAt, keys } = incoming
  const { order, made, number } = settled
  if (!order) {
    const at = waiting.findIndex((report) => report.number === (settled.follows ?? number))
    const first = waiting[at]
    if (first) waiting[at] = { ...first, keys: [...first.keys, keys], ...spanWith(first, receivedAt) }
    else {
      const { id, prefecture } = settled
      const county = incoming.county ?? null
      waiting.push({ id, number, prefecture, county, keys: [keys], ...spanWith({}, receivedAt) })
    }
    return
  }
  const at = matters.findIndex(({ id }) => id === order.id)
  const known = matters[at]
  if (known) {
    matters[at] = { ...known, reports: [...(known.reports ?? []), keys], ...spanWith(known, receivedAt) }
  } else if (made) {
    matters.push({ ...matterOf(made, order.state), reports: [keys], ...spanWith({}, receivedAt) })
  }
}

type Span = { readonly firstReportedAt?: Instant | null; readonly lastReportedAt?: Instant | null }
const spanWith = ({ firstReportedAt, lastReportedAt }: Span, at: Instant) => ({
  firstReportedAt: firstReportedAt ? earlier(firstReportedAt, at) : at,
  lastReportedAt: lastReportedAt ? later(lastReportedAt, at) : at,
})

const summaryOf = (rows: readonly RecordTaken[], refused: FileTaken['refused']): FileTaken => {
  const inOrder = rows.toSorted((a, b) => a.row - b.row)
  const made = inOrder.filter((row) => row.isNew && row.order !== null && !row.joined)
  return {
    reports: inOrder.filter(({ isNew }) => isNew).length,
    orders: new Set(made.map(({ order }) => order)).size,
    rows: inOrder,
    joined: inOrder.flatMap(({ row, report, order, joined, follows }) =>
      joined ? [{ row, report, order, follows }] : [],
    ),
    unmatched: inOrder.flatMap(({ row, report, matched, joined }) => (matched || joined ? [] : [{ row, report }])),
    refused: refused.toSorted((a, b) => a.row - b.row),
  }
}
