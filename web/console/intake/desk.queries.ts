import { useQuery } from '@tanstack/react-query'
import { useEffect, useMemo, useState } from 'react'
import { appointmentRoutes } from '#core/appointments/appointments.contract.ts'
import { deskRoutes, type Preview } from '#core/intake/desk.contract.ts'
import type { Symptom } from '#core/intake/symptom.ts'
import { dictionaryRoute } from '#core/work-orders/dictionary.contract.ts'
import { call } from '#web/ui/api.ts'
import { isCallError } from '#web/ui/problem.ts'
import { useAnswer } from '#web/ui/query.ts'
import { useLanguage } from '#web/ui/text.ts'
import { type Draft, type ReportBody, whomOf } from './draft.ts'

/** A value once it has rested: a question for each word, not for each letter. */
const useRested = <T>(value: T, restMs: number): T => {
  const [rested, setRested] = useState(value)
  useEffect(() => {
    const timer = setTimeout(() => setRested(value), restMs)
    return () => clearTimeout(timer)
  }, [value, restMs])
  return rested
}

const SEARCH_REST_MS = 180
const PREVIEW_REST_MS = 250

/** Customers for what stands in the search box; `failure` when the ledger could not be asked, which is not the same as nobody found. */
export const useLookup = (typed: string) => {
  const wanted = typed.trim()
  const q = useRested(wanted, SEARCH_REST_MS)
  const isOn = [...q].length >= 2
  const answer = useAnswer(deskRoutes.lookup, { query: { q, limit: 8 } }, { isOn })
  const isCurrent = q === wanted && !answer.isFetching
  const failure = isOn && q === wanted ? answer.failureReason : null
  // While it fails the rows on hand are those of other words: nobody may be taken from them.
  const isAnswered = isOn && wanted !== '' && !(failure && answer.isPlaceholderData)
  const items = isAnswered ? (answer.data?.items ?? []) : []
  return { ...answer, items, isOn: [...wanted].length >= 2, isCurrent, failure: items.length > 0 ? null : failure }
}

/** The windows to offer for the customer's county; none before a place is known. */
export const useOffered = (draft: Draft) => {
  const county = draft.customer?.county ?? draft.county
  const line = draft.customer?.line ?? 'home'
  const query = { county, line, kind: 'fault' } as const
  const isOn = /^\d{6}$/.test(county)
  const { data } = useAnswer(appointmentRoutes.forPlace, { query }, { isOn, everySeconds: 60 })
  return isOn ? data?.windows : undefined
}

const none: readonly Symptom[] = []

/** Symptoms as the dictionary has them. */
export const useWords = () => {
  const { data, failureReason, refetch } = useAnswer(deskRoutes.words, {}, { everySeconds: 300 })
  const failure = data ? null : failureReason
  return { symptoms: data?.symptoms ?? none, failure, again: () => void refetch() }
}

/** What saving would do now; asked again when whom it is about changes, not with every word of the rest. */
export const usePreview = (draft: Draft) => {
  const { channel, isSeparate } = draft
  const whom = JSON.stringify(whomOf(draft) ?? null)
  const asked = useRested(whom, PREVIEW_REST_MS)
  const body = asked === 'null' ? undefined : { ...(JSON.parse(asked) as Partial<ReportBody>), channel, isSeparate }
  const answer = useQuery<Preview>({
    queryKey: [deskRoutes.preview.path, body],
    queryFn: ({ signal }) => call(deskRoutes.preview, body ? { body } : {}, { signal }),
    enabled: body !== undefined,
    staleTime: 5_000,
    retry: false,
  })
  const isCurrent = asked === whom && !answer.isFetching
  const error = body && answer.error
  // A refusal is an answer and stops the saving; that no answer came does not.
  const isRefused = isCallError(error) && !['not-reached', 'failed', 'busy'].includes(error.kind)
  return {
    preview: body && answer.data,
    refusal: isRefused ? error : undefined,
    again: error && !isRefused ? () => void answer.refetch() : undefined,
    isCurrent,
  }
}

/** The name of a cause by its code; only the last tier, which says it. */
export const useCauseNames = (isOn: boolean): ((code: string) => string) => {
  const language = useLanguage()
  const { data } = useAnswer(dictionaryRoute, {}, { isOn })
  return useMemo(() => {
    const names = new Map(
      (data?.causes ?? []).map(({ code, names: tiers }) => [code, tiers.at(-1)?.[language] ?? code]),
    )
    return (code) => names.get(code) ?? code
  }, [data, language])
}
