import { useMemo } from 'react'
import { lineGrade, serviceStatus } from '#core/ledger/ledger-words.ts'
import { useCountyOptions, usePrefectureOptions } from '#web/console/organisation/organisation.queries.ts'
import type { Filter } from '#web/ui/filter-sentence.tsx'
import type { Search } from '#web/ui/filters.ts'
import { useText } from '#web/ui/text.ts'
import { ledgerScreenTexts } from './ledger.text.ts'

/** The sentence of the ledger: where, and in which state; of lines also the grade. */
export const useLedgerFilters = (search: Search, ofLines: boolean): readonly Filter[] => {
  const t = useText(ledgerScreenTexts)
  const prefectures = usePrefectureOptions()
  const counties = useCountyOptions(search.prefecture ? [search.prefecture] : [])
  return useMemo(
    () => [
      { key: 'prefecture', label: t('ledger.prefecture'), any: t('ledger.any-prefecture'), options: prefectures },
      { key: 'county', label: t('ledger.county'), any: t('ledger.any-county'), options: counties },
      {
        key: 'status',
        label: t('ledger.status'),
        any: t('ledger.any-status'),
        options: serviceStatus.codes.map((value) => ({ value, label: t(`ledger.status.${value}`) })),
      },
      ...(ofLines
        ? [
            {
              key: 'grade',
              label: t('ledger.grade'),
              any: t('ledger.any-grade'),
              options: lineGrade.codes.map((value) => ({ value, label: t(`ledger.grade.${value}`) })),
            },
          ]
        : []),
    ],
    [t, prefectures, counties, ofLines],
  )
}

const codeOf = <Code extends string>(codes: readonly Code[], text: string | undefined): Code | undefined =>
  codes.find((code) => code === text)

/** What the address says, as the routes take it; one letter is no search yet. */
export const ledgerQueryOf = (search: Search) => {
  const status = codeOf(serviceStatus.codes, search.status)
  const q = search.q?.trim() ?? ''
  return {
    ...(q.length > 1 ? { q } : {}),
    ...(search.prefecture ? { prefecture: search.prefecture } : {}),
    ...(search.county ? { county: search.county } : {}),
    ...(status ? { status } : {}),
  }
}

export const gradeOf = (search: Search) => codeOf(lineGrade.codes, search.grade)

export const isNarrowed = (search: Search): boolean =>
  ['q', 'prefecture', 'county', 'status', 'grade'].some((key) => (search[key] ?? '') !== '')
