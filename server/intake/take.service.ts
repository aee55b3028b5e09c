import type { Actor } from '#core/access/scope.ts'
import type { NewReport, Taken } from '#core/intake/intake.contract.ts'
import { prefectureOf } from '#core/organisation/region.ts'
import { ok, type Refusal, type Result } from '#core/result.ts'
import { type Language, textOf } from '#core/text.ts'
import { mayPromise } from '#server/appointments/index.ts'
import { codeOf, type Tx } from '#server/platform/db.ts'
import type { Deps } from '#server/platform/deps.ts'
import { runCommand, type SentCommand } from '#server/platform/sent-command.ts'
import { actByRule, workOrderWriter } from '#server/work-orders/index.ts'
import { gather, widen } from './gather.ts'
import { type Incoming, incomingOf } from './incoming.ts'
import { insertReports } from './intake.store.ts'
import { type Judged, judge } from './judge.ts'
import { findBySource, type SourceRow } from './matters.store.ts'
import { type Settled, settle } from './settle.ts'

/**
 * The same person, reaching the whole province: a report is matched everywhere, whoever takes it.
 * What they may take is decided by the rule; nothing read this way leaves the slice unmasked or unasked.
 */
export const everywhere = (deps: Deps, actor: Actor): Actor => ({
  ...actor,
  scope: { ...deps.system.actor().scope, userId: actor.userId },
})

/**
 * Takes one report in two round trips: matched, counted as a duplicate or made an order, else kept for a person.
 * Refusals: those of `incomingOf` and `judge`, `platform.command-reused`.
 */
export const takeReport = async (
  deps: Deps,
  command: SentCommand,
  input: NewReport,
  language: Language,
): Promise<Result<Taken>> => {
  const { actor } = command
  const chosenId = input.homeUserId ?? input.enterpriseLineId
  const incoming = incomingOf(deps, actor, { ...input, chosenId })
  if (!incoming.ok) return incoming
  const take = () =>
    runCommand(deps.db, { ...command, actor: everywhere(deps, actor) }, (tx) =>
      takeIn(deps, tx, actor, incoming.value, language),
    )
  try {
    return await take()
  } catch (error) {
    // The same sender's number arrived twice at once: the second one finds the first.
    if (codeOf(error) !== '23505' || incoming.value.sourceKey === undefined) throw error
    return take()
  }
}

const takeIn = async (deps: Deps, tx: Tx, actor: Actor, incoming: Incoming, language: Language) => {
  tx.act()
  const { sourceSpace: space, sourceKey: key } = incoming
  const known = space && key ? findBySource(tx, [{ space, key }]) : undefined
  const gathered = await gather(deps, tx, [incoming], { isLocked: true })
  const [before] = (await known) ?? []
  if (before) return ok({ reply: takenBefore(before) })
  const { customersOf, waiting } = await widen(tx, [incoming], gathered)
  const judged = await judge(deps, actor, incoming, { ...gathered, customers: customersOf(incoming), waiting })
  if (!judged.ok) return judged
  const held = await mayHold(deps, tx, actor, incoming, judged.value)
  if (!held.ok) return held
  const settled = await settle(deps, tx, actor, incoming, judged.value)
  void insertReports(tx, [settled.columns], settled.sources)
  if (incoming.isUrge && settled.isJoined && settled.order) await urge(deps, tx, settled.order.number, actor, incoming)
  return ok({ reply: takenOf(deps, settled, language), events: settled.events })
}

/** A person at the desk chose among the windows: the place must still be there. What other programs ask for is a wish. */
const mayHold = async (deps: Deps, tx: Tx, actor: Actor, incoming: Incoming, judged: Judged): Promise<Result<null>> => {
  const { preferredAt, elsewhere } = incoming
  const county = judged.customer?.county ?? elsewhere?.county
  const line = judged.customer?.line ?? elsewhere?.line
  const isChosen = preferredAt !== undefined && preferredAt > deps.clock.now() && actor.source.startsWith('console')
  if (!isChosen || judged.joins || !county || !line) return ok(null)
  const place = { prefecture: prefectureOf(county), county, line, kind: 'fault', companyId: judged.companyId } as const
  const may = await mayPromise(deps, tx, place, { from: preferredAt, to: preferredAt }, true)
  return may.ok ? may : { ok: false, refusal: { ...may.refusal, field: 'preferredAt' } }
}

/** The customer presses: one urge on the order that the report joined. */
const urge = async (deps: Deps, tx: Tx, number: string, actor: Actor, incoming: Incoming): Promise<void> => {
  const order = await workOrderWriter(tx).load(number)
  if (order)
    await actByRule(deps, tx, order, 'urge', { note: `${actor.name}：${incoming.description ?? incoming.symptom}` })
}

export const takenOf = (deps: Deps, settled: Settled, language: Language): Taken => {
  const worded = ({ code, params }: Refusal) => ({ code, title: textOf(deps.texts, code, language, params) })
  return {
    report: settled.number,
    order: settled.order?.number ?? null,
    joined: settled.isJoined || settled.follows !== undefined,
    matched: settled.order !== undefined,
    state: settled.order?.state ?? null,
    dueAt: settled.order?.dueAt ?? null,
    repeats: settled.repeats ?? null,
    reason: settled.reason ? worded(settled.reason) : null,
    warnings: settled.warnings.map(worded),
  }
}

/** What the first answer said, as far as it still holds. */
const takenBefore = (row: SourceRow): Taken => ({
  report: row.number,
  order: row.order,
  joined: row.isDuplicate,
  matched: row.order !== null,
  state: row.orderState,
  dueAt: row.dueAt,
  repeats: null,
  reason: null,
  warnings: [],
})
