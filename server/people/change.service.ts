import type { Actor } from '#core/access/scope.ts'
import type { AuditedAction } from '#core/audited.text.ts'
import { mayEditStaff } from '#core/people/staff.rules.ts'
import { ok, type Refused, type Result, refuse } from '#core/result.ts'
import type { Tx } from '#server/platform/db.ts'
import type { Deps } from '#server/platform/deps.ts'
import { runCommand, type SentCommand } from '#server/platform/sent-command.ts'
import { lockStaff, type StaffRow } from './staff.store.ts'

/** What a change of a person's record leaves behind: its event and its audit entry say the same. */
export type StaffChange<T> = {
  readonly reply: T
  readonly kind: AuditedAction
  readonly before: unknown
  readonly after: unknown
  readonly reason: string
}

/** The event and the audit entry of a change. */
export const recorded = <T>(staff: Pick<StaffRow, 'id' | 'prefecture'>, change: StaffChange<T>) => {
  const { reply, kind, before, after, reason } = change
  const subject = { prefecture: staff.prefecture, subjectType: 'staff', subjectId: staff.id } as const
  return {
    reply,
    events: [{ ...subject, kind, data: {} }],
    audit: [{ ...subject, action: kind, before, after, reason }],
  }
}

/** Loads and locks the person for `work`, which decides and saves; refused for one who is not the actor's to change. */
export const changeStaff = <T>(
  deps: Pick<Deps, 'db'>,
  command: SentCommand,
  number: string,
  work: (tx: Tx, staff: StaffRow) => Promise<Result<StaffChange<T>>>,
): Promise<Result<T>> =>
  runCommand(deps.db, command, async (tx) => {
    const staff = await lockStaff(tx, number)
    if (!staff) return unknownStaff(number)
    const beyond = refuseBeyond(command.actor, staff)
    if (beyond) return beyond
    const changed = await work(tx, staff)
    return changed.ok ? ok(recorded(staff, changed.value)) : changed
  })

export const unknownStaff = (number: string): Refused =>
  refuse('people.unknown', { kind: 'notFound', params: { number } })

const refuseBeyond = (actor: Actor, staff: StaffRow): Refused | undefined =>
  mayEditStaff(actor, staff) ? undefined : refuse('people.beyond-reach', { kind: 'forbidden' })

export const refuseStale = (staff: StaffRow, version: number): Refused | undefined =>
  staff.version === version
    ? undefined
    : refuse('platform.stale', { kind: 'conflict', params: { what: staff.name, by: '–', version: staff.version } })
