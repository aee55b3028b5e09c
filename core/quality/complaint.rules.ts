/**
 * A complaint is answered by somebody else than whom it is about: never by the people who went there or anybody of their station; one
 * about skill or attitude by the operator, not by their company. It has an owner and a limit, its answer is given once and the
 * customer reads it on the page. (R-V19)
 */
import { type Actor, can } from '#core/access/scope.ts'
import { ok, type Result, refuse } from '#core/result.ts'
import type { Instant } from '#core/time.ts'
import type { Complaint } from './complaint.ts'

/** Refusals: `complaints.no-permission`, `complaints.about-you`, `complaints.operator-only`, `complaints.answered-already`. */
export const mayHandle = (complaint: Complaint, actor: Actor): Result<null> => {
  if (!can(actor, 'complaints.handle')) return refuse('complaints.no-permission', { kind: 'forbidden' })
  const { staffId, stationId, companyId } = actor.scope
  const isAbout =
    (staffId !== undefined && complaint.staffIds.includes(staffId)) ||
    (stationId !== undefined && stationId === complaint.stationId)
  if (isAbout) return refuse('complaints.about-you', { kind: 'forbidden' })
  if (complaint.kind === 'skillOrAttitude' && companyId !== undefined) {
    return refuse('complaints.operator-only', { kind: 'forbidden' })
  }
  if (complaint.answer) return refuse('complaints.answered-already', { kind: 'conflict' })
  return ok(null)
}

export const takeComplaint = (complaint: Complaint, actor: Actor): Result<Complaint> => {
  const allowed = mayHandle(complaint, actor)
  return allowed.ok ? ok({ ...complaint, owner: { userId: actor.userId, name: actor.name } }) : allowed
}

export const answerComplaint = (
  complaint: Complaint,
  given: { readonly text: string; readonly isJustified: boolean },
  actor: Actor,
  at: Instant,
): Result<Complaint> => {
  const taken = takeComplaint(complaint, actor)
  return taken.ok ? ok({ ...taken.value, answer: { ...given, at, byName: actor.name } }) : taken
}
