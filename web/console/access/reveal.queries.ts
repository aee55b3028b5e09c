import { revealRoute } from '#core/access/reveal.contract.ts'
import type { RevealField, RevealSubject } from '#core/access/reveal.rules.ts'
import { useMay } from '#web/console/session/session.queries.ts'
import { call } from '#web/ui/api.ts'

/** How this reader reveals one field of a record with a reason; `undefined` when they never may, or nothing is hidden. */
export const useReveal = (subjectType: RevealSubject, subjectId: string, isMasked: boolean) => {
  const mayReveal = useMay('personal-data.reveal')
  if (!mayReveal || !isMasked) return undefined
  return (field: RevealField) => async (reason: string) => {
    const { values } = await call(revealRoute, { body: { subjectType, subjectId, fields: [field], reason } })
    return values[field] ?? '—'
  }
}
