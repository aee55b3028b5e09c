import type { Actor } from '#core/access/scope.ts'
import type { OwnComplaint } from '#core/quality/complaint.contract.ts'
import { complaintParameters } from '#core/quality/complaint.parameters.ts'
import { answerComplaint, takeComplaint } from '#core/quality/complaint.rules.ts'
import { type Complaint, type ComplaintKind, type ComplaintState, complaintStateOf } from '#core/quality/complaint.ts'
import { ok, type Result, refuse } from '#core/result.ts'
import { addMinutes, dayOf } from '#core/time.ts'
import type { WorkOrder } from '#core/work-orders/work-order.ts'
import type { Tx } from '#server/platform/db.ts'
import type { Deps } from '#server/platform/deps.ts'
import { newId } from '#server/platform/new-id.ts'
import type { EventRow } from '#server/platform/record.store.ts'
import { runCommand, type SentCommand } from '#server/platform/sent-command.ts'
import { complaintsOfOrder, insertComplaint, loadComplaint, saveComplaint } from './complaint.store.ts'

/** What stands in the order's timeline, where those it is about may look: never the customer's words. */
export const complaintEvent = (
  complaint: Pick<Complaint, 'prefecture' | 'workOrderId' | 'kind'>,
  number: string,
  kind: 'complained' | 'complaintAnswered' | 'complaintLate',
  data: Readonly<Record<string, unknown>> = {},
): EventRow => ({
  prefecture: complaint.prefecture,
  subjectType: 'workOrder',
  subjectId: complaint.workOrderId,
  kind: `workOrder.${kind}`,
  data: { number, complaint: complaint.kind, ...data },
})

export type NewComplaint = {
  readonly kind: ComplaintKind
  readonly text: string
  readonly channel: string
  /** Who went there: none of them handles it. */
  readonly crew: readonly string[]
}

/** A complaint about an order, with its limit; call `tx.act()` before. Refusals: `complaints.too-many`. */
export const openComplaint = async (
  deps: Pick<Deps, 'parameters' | 'clock'>,
  tx: Tx,
  order: WorkOrder,
  given: NewComplaint,
): Promise<Result<readonly EventRow[]>> => {
  const now = deps.clock.now()
  const figures = deps.parameters.on(dayOf(now))
  const place = { prefecture: order.prefecture, county: order.county, company: order.companyId }
  const max = figures.value(complaintParameters.maxPerOrder, place).value
  if ((await complaintsOfOrder(tx, order)).length >= max) {
    return refuse('complaints.too-many', { kind: 'conflict', params: { max } })
  }
  const { kind, text, channel, crew } = given
  const complaint: Complaint = {
    prefecture: order.prefecture,
    id: newId(),
    workOrderId: order.id,
    county: order.county,
    kind,
    text,
    saidAt: now,
    dueAt: addMinutes(now, figures.value(complaintParameters.answerMinutes, place).value[kind]),
    staffIds: crew,
    stationId: order.stationId,
    companyId: order.companyId,
  }
  await insertComplaint(tx, complaint, channel)
  return ok([complaintEvent(complaint, order.number, 'complained', { dueAt: complaint.dueAt })])
}

/** As the customer reads them on the page: what was said, by when it is answered, the answer. */
export const ownComplaints = async (tx: Tx, order: Pick<WorkOrder, 'prefecture' | 'id'>): Promise<OwnComplaint[]> =>
  (await complaintsOfOrder(tx, order)).map(({ kind, text, saidAt, dueAt, answer }) => ({
    ...{ kind, text, saidAt, dueAt },
    answer: answer ? { text: answer.text, at: answer.at } : null,
  }))

type Decide = (complaint: Complaint, actor: Actor) => Result<Complaint>

const change = (
  deps: Deps,
  command: SentCommand,
  id: string,
  decide: Decide,
): Promise<Result<{ state: ComplaintState }>> =>
  runCommand(deps.db, command, async (tx) => {
    const found = await loadComplaint(tx, id)
    if (!found) return refuse('complaints.not-found', { kind: 'notFound' })
    const decided = decide(found, command.actor)
    if (!decided.ok) return decided
    await saveComplaint(tx, decided.value)
    const { answer, prefecture } = decided.value
    return ok({
      reply: { state: complaintStateOf(decided.value) },
      events: answer ? [complaintEvent(found, found.number, 'complaintAnswered')] : [],
      audit: [
        {
          prefecture,
          action: answer ? 'complaint.answered' : 'complaint.taken',
          subjectType: 'workOrder',
          subjectId: found.number,
          before: { owner: found.owner?.name ?? null },
          after: { owner: decided.value.owner?.name ?? null, answer: answer?.text ?? null },
        },
      ],
    })
  })

/** Refusals: `complaints.not-found`, and those of `mayHandle`. */
export const take = (deps: Deps, command: SentCommand, id: string) => change(deps, command, id, takeComplaint)

export const answer = (
  deps: Deps,
  command: SentCommand,
  id: string,
  given: { readonly text: string; readonly isJustified: boolean },
) => change(deps, command, id, (complaint, actor) => answerComplaint(complaint, given, actor, command.at))
