import { useMemo } from 'react'
import { complaintTexts } from '#core/quality/complaint.text.ts'
import { arrivalWords } from '#core/safety/arrival-words.ts'
import { safetyNames } from '#core/safety/safety.text.ts'
import { slaTexts } from '#core/sla/sla.text.ts'
import type { Language } from '#core/text.ts'
import type { Instant } from '#core/time.ts'
import { stepNames, visitNames } from '#core/visits/visits.text.ts'
import { wordingNames } from '#core/wording/names.text.ts'
import type { Dictionary } from '#core/work-orders/dictionary.contract.ts'
import { dictionaryRoute } from '#core/work-orders/dictionary.contract.ts'
import { orderNames, returnNames } from '#core/work-orders/names.text.ts'
import { useAnswer } from '#web/ui/query.ts'
import { useLanguage, useText } from '#web/ui/text.ts'
import { whenText, windowText } from '#web/ui/time.ts'
import { useNow } from '#web/ui/when.tsx'
import { type Places, usePlaces } from './places.queries.ts'

const visitWords = { ...stepNames, ...visitNames } as const

export const useDictionary = (): Dictionary | undefined => useAnswer(dictionaryRoute, {}).data

/** How codes of an order are said in the reader's language; what has no name is said as it is. */
export type OrderWords = {
  readonly places: Places
  readonly language: Language
  readonly name: (kind: string, code: string) => string
  readonly clock: (kind: string) => string
  readonly party: (party: string) => string
  readonly complaint: (kind: string) => string
  /** 线路 · 皮线 · 光纤 · 断. */
  readonly cause: (code: string) => string
  /** Two lists may call different things by the same code. */
  readonly reason: (code: string, list?: string) => string
  /** The name of a reason and what was written besides: the phone writes the name into the words as well. */
  readonly said: (text: string | undefined, code: string | undefined, list?: string) => readonly string[]
  readonly pauseCause: (code: string) => string
  /** What a sign-in on site proves. */
  readonly arrival: (arrival: Readonly<Record<string, unknown>>) => string
  readonly when: (at: Instant) => string
  readonly window: (from: Instant, to: Instant) => string
}

export const useOrderWords = (): OrderWords => {
  const visit = useText(visitWords)
  const safety = useText(safetyNames)
  const [names, returned, sla, said] = [
    useText(orderNames),
    useText(returnNames),
    useText(slaTexts),
    useText(wordingNames),
  ]
  const complaints = useText(complaintTexts)
  const [now, language] = [useNow(), useLanguage()]
  const dictionary = useDictionary()
  const places = usePlaces()
  return useMemo(
    () => ({
      places,
      language,
      name: (kind, code) => {
        const key = `${kind}.${code}`
        if (key in orderNames) return names(key as keyof typeof orderNames)
        if (key in visitWords) return visit(key as keyof typeof visitWords)
        if (key in safetyNames) return safety(key as keyof typeof safetyNames)
        if (key in wordingNames) return said(key as keyof typeof wordingNames)
        return key in returnNames ? returned(key as keyof typeof returnNames) : code
      },
      clock: (kind) => (`sla.clock.${kind}` in slaTexts ? sla(`sla.clock.${kind}`) : kind),
      complaint: (kind) =>
        `complaint.kind.${kind}` in complaintTexts
          ? complaints(`complaint.kind.${kind}` as 'complaint.kind.slow')
          : kind,
      party: (party) => (`sla.party.${party}` in slaTexts ? sla(`sla.party.${party}`) : party),
      cause: (code) =>
        dictionary?.causes
          .find((cause) => cause.code === code)
          ?.names.map((name) => name[language])
          .join(' · ') ?? code,
      reason: (code, list) =>
        dictionary?.reasons.find((reason) => reason.code === code && (list === undefined || reason.list === list))
          ?.name[language] ?? code,
      said: (text, code, list) => {
        const reason = dictionary?.reasons.find((each) => each.code === code && (!list || each.list === list))
        return reason
          ? [reason.name[language], wordsBeside(text ?? '', Object.values(reason.name))].filter(Boolean)
          : [code, text].flatMap((each) => each || [])
      },
      pauseCause: (code) => dictionary?.pauseCauses.find((cause) => cause.code === code)?.title[language] ?? code,
      arrival: (arrival) => arrivalWords(arrival, language),
      when: (at) => whenText(at, now, language),
      window: (from, to) => windowText(from, to, now, language),
    }),
    [places, names, returned, visit, safety, sla, said, complaints, dictionary, now, language],
  )
}

/** What is written besides one of these names, with which it may begin. */
export const wordsBeside = (text: string, names: readonly string[]): string => {
  const name = names.find((each) => text.startsWith(each))
  return name === undefined ? text : text.slice(name.length).replace(/^[：:\s]+/u, '')
}
