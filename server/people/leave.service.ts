import type { Actor } from '#core/access/scope.ts'
import type { BodyOf, ReplyOf } from '#core/contract.ts'
import type { staffRoutes } from '#core/people/staff.contract.ts'
import { checkLeave } from '#core/people/staff.rules.ts'
import { ok, type Result, refuse } from '#core/result.ts'
import { addDays, dayOf } from '#core/time.ts'
import type { Deps } from '#server/platform/deps.ts'
import { newId } from '#server/platform/new-id.ts'
import type { SentCommand } from '#server/platform/sent-command.ts'
import { changeStaff, unknownStaff } from './change.service.ts'
import { deleteLeave, findStaffId, insertLeave, listLeaves, shortenLeave } from './staff.store.ts'

export const leavesOf = (
  deps: Deps,
  actor: Actor,
  number: string,
): Promise<Result<ReplyOf<typeof staffRoutes.leaves>>> =>
  deps.db.withTransaction(actor.scope, async (tx) => {
    const found = await findStaffId(tx, number)
    return found ? ok({ items: await listLeaves(tx, found.id) }) : unknownStaff(number)
  })

export const addLeave = (
  deps: Deps,
  command: SentCommand,
  number: string,
  { fromOn, toOn, reason }: BodyOf<typeof staffRoutes.addLeave>,
): Promise<Result<ReplyOf<typeof staffRoutes.addLeave>>> =>
  changeStaff(deps, command, number, async (tx, staff) => {
    if (staff.status === 'left') return refuse('people.has-left', { kind: 'conflict' })
    const checked = checkLeave({ fromOn, toOn }, await listLeaves(tx, staff.id))
    if (!checked.ok) return checked
    const leave = { id: newId(), fromOn, toOn, reason, createdByName: command.actor.name }
    await insertLeave(tx, staff.id, leave)
    return ok({ reply: leave, kind: 'staff.leave-added', before: null, after: { fromOn, toOn }, reason })
  })

/** Back earlier: the days that have passed stay days off. */
export const endLeave = (
  deps: Deps,
  command: SentCommand,
  { number, id }: { readonly number: string; readonly id: string },
  reason: string,
): Promise<Result<{ done: true }>> =>
  changeStaff(deps, command, number, async (tx, staff) => {
    const leave = (await listLeaves(tx, staff.id)).find((each) => each.id === id)
    if (!leave) return refuse('people.leave-unknown', { kind: 'notFound' })
    const today = dayOf(command.at)
    if (leave.toOn < today) return refuse('people.leave-over', { kind: 'conflict' })
    const isBegun = leave.fromOn < today
    await (isBegun ? shortenLeave(tx, id, addDays(today, -1)) : deleteLeave(tx, id))
    const { fromOn, toOn } = leave
    const after = isBegun ? { fromOn, toOn: addDays(today, -1) } : null
    return ok({ reply: { done: true as const }, kind: 'staff.leave-ended', before: { fromOn, toOn }, after, reason })
  })
