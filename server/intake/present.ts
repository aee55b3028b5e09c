import { maskAddress, maskName, maskPhone } from '#core/access/masking.rules.ts'
import { type Actor, can } from '#core/access/scope.ts'
import { wantsFeedback } from '#core/intake/channel.rules.ts'
import type { Candidate, ReportItem, WaitingReport } from '#core/intake/intake.contract.ts'
import { intakeParameters } from '#core/intake/intake.parameters.ts'
import { type Language, textOf } from '#core/text.ts'
import { addMinutes, dayOf, type Instant } from '#core/time.ts'
import type { Deps } from '#server/platform/deps.ts'

export type ItemRow = Omit<ReportItem, 'feedbackDueAt'> & { readonly id: string }

/** Until when the reporter should have heard from us; none where nobody waits for it. */
export const feedbackDueAt = (
  deps: Deps,
  report: Pick<ItemRow, 'channel' | 'prefecture' | 'county' | 'receivedAt'>,
): Instant | null => {
  if (!wantsFeedback(report.channel)) return null
  const { prefecture, county } = report
  const place = { prefecture, county: county ?? undefined }
  const reader = deps.parameters.on(dayOf(report.receivedAt))
  return addMinutes(report.receivedAt, reader.value(intakeParameters.firstFeedbackMinutes, place).value)
}

/** A report as this reader may see it. */
export const itemOf = (deps: Deps, actor: Actor, { id: _, ...row }: ItemRow): ReportItem => ({
  ...row,
  ...(can(actor, 'personal-data.full')
    ? {}
    : {
        customerName: maskName(row.customerName) ?? null,
        callerPhone: maskPhone(row.callerPhone) ?? null,
        address: maskAddress(row.address) ?? null,
      }),
  feedbackDueAt: feedbackDueAt(deps, row),
})

export const candidateOf = (actor: Actor, candidate: Candidate): Candidate =>
  can(actor, 'personal-data.full')
    ? candidate
    : {
        ...candidate,
        name: maskName(candidate.name) ?? '',
        phone: maskPhone(candidate.phone) ?? null,
        address: maskAddress(candidate.address) ?? '',
      }

/** Why it waits, in words. */
export const reasonOf = (deps: Deps, basis: string | null, language: Language): WaitingReport['reason'] =>
  basis?.startsWith('intake.') ? { code: basis, title: textOf(deps.texts, basis, language) } : null

type Place = { readonly at: string; readonly id: string }
export const encodeCursor = ({ at, id }: Place): string => Buffer.from(`${at} ${id}`).toString('base64url')
export const decodeCursor = (cursor: string): Place | undefined => {
  const match = /^(\d{4}-\d\d-\d\dT[\d:.]+Z) ([0-9a-f-]{36})$/.exec(Buffer.from(cursor, 'base64url').toString())
  return match?.[1] && match[2] ? { at: match[1], id: match[2] } : undefined
}
