import { useNavigate } from '@tanstack/react-router'
import { useMemo } from 'react'
import { intakeRoutes, type ReportItem, reportStates } from '#core/intake/intake.contract.ts'
import { intakeTexts } from '#core/intake/intake.text.ts'
import { channels } from '#core/intake/report.ts'
import { OrderStateTag } from '#web/console/work-orders/order-state.tsx'
import { usePlaces } from '#web/console/work-orders/places.queries.ts'
import { Button } from '#web/ui/button.tsx'
import { DataTable } from '#web/ui/data-table.tsx'
import { FilterSentence, useFilters } from '#web/ui/filter-sentence.tsx'
import type { Search } from '#web/ui/filters.ts'
import { usePages } from '#web/ui/query.ts'
import { SearchInput } from '#web/ui/search-input.tsx'
import { StateTag, type Tone } from '#web/ui/state-tag.tsx'
import { EmptyState } from '#web/ui/states.tsx'
import type { Column } from '#web/ui/table-columns.ts'
import { useText } from '#web/ui/text.ts'
import { useLiveRefresh } from '#web/ui/use-live.ts'
import { Remaining, When } from '#web/ui/when.tsx'
import { reportListTexts } from './report-list.text.ts'

const KEYS = ['prefecture', 'county', 'channel', 'state', 'awaitsFeedback', 'q'] as const

const queryOf = (search: Search): Readonly<Record<string, string>> =>
  Object.fromEntries(
    KEYS.flatMap((key) => {
      const value = search[key]
      // Fewer than two characters are the beginning of a search.
      return value && (key !== 'q' || value.trim().length > 1) ? [[key, value]] : []
    }),
  )

const tones: Readonly<Record<ReportItem['state'], Tone>> = {
  matched: 'plain',
  unmatched: 'risk',
  resolved: 'fine',
  discarded: 'paused',
}

/** Every report of the reader's scope, the latest first; a row opens its order, or the queue while it waits for a person. */
export const ReportList = () => {
  const t = useText(reportListTexts)
  const [search, setSearch] = useFilters()
  const navigate = useNavigate()
  const pages = usePages(intakeRoutes.list, { query: queryOf(search) } as never)
  useLiveRefresh(['report.'], [intakeRoutes.list])
  const open = ({ number, order, state }: ReportItem) => {
    if (order !== null) void navigate({ to: '/orders/$number', params: { number: order } })
    else if (state === 'unmatched') setSearch({ view: 'waiting', report: number })
  }
  return (
    <DataTable
      name="reports"
      label={t('title')}
      columns={useReportColumns()}
      pages={pages}
      keyOf={({ number }) => number}
      onOpen={open}
      head={
        <>
          <SearchInput label={t('search')} value={search.q ?? ''} onChange={(q) => setSearch({ ...search, q })} />
          <ReportSentence search={search} onChange={setSearch} />
        </>
      }
      empty={
        <EmptyState
          title={t('none')}
          text={t('none-text')}
          action={<Button onClick={() => setSearch({ view: 'all' })}>{t('clear')}</Button>}
        />
      }
    />
  )
}

type SentenceProps = { readonly search: Search; readonly onChange: (next: Search) => void }

const ReportSentence = ({ search, onChange }: SentenceProps) => {
  const t = useText(reportListTexts)
  const names = useText(intakeTexts)
  const { prefectures, countiesOf } = usePlaces()
  const filters = [
    { key: 'prefecture', label: t('prefecture'), any: t('prefecture.any'), options: prefectures },
    { key: 'county', label: t('place'), any: t('county.any'), options: countiesOf(search.prefecture) },
    {
      key: 'channel',
      label: t('channel'),
      any: t('channel.any'),
      options: channels.map((value) => ({ value, label: names(`intake.channel.${value}`) })),
    },
    {
      key: 'state',
      label: t('state'),
      any: t('state.any'),
      options: reportStates.map((value) => ({ value, label: names(`intake.state.${value}`) })),
    },
    {
      key: 'awaitsFeedback',
      label: t('feedback'),
      any: t('feedback.any'),
      options: [{ value: 'true', label: t('feedback.waits') }],
    },
  ]
  const change = (next: Search) => {
    const { county, ...rest } = next
    // A county belongs to its prefecture.
    const isElsewhere = county && next.prefecture && !county.startsWith(next.prefecture.slice(0, 4))
    onChange({ ...(isElsewhere ? rest : next), view: 'all' })
  }
  return <FilterSentence filters={filters} search={search} onChange={change} />
}

const useReportColumns = (): readonly Column<ReportItem>[] => {
  const t = useText(reportListTexts)
  const names = useText(intakeTexts)
  const { regionName } = usePlaces()
  return useMemo<readonly Column<ReportItem>[]>(
    () => [
      {
        key: 'number',
        title: t('number'),
        width: 150,
        isFixed: true,
        cell: ({ number }) => <span className="number clip">{number}</span>,
      },
      { key: 'received', title: t('received'), width: 110, cell: ({ receivedAt }) => <When at={receivedAt} /> },
      { key: 'channel', title: t('channel'), width: 80, cell: ({ channel }) => names(`intake.channel.${channel}`) },
      {
        key: 'state',
        title: t('state'),
        width: 100,
        cell: ({ state }) => (
          <StateTag tone={tones[state]} isBare>
            {names(`intake.state.${state}`)}
          </StateTag>
        ),
      },
      {
        key: 'place',
        title: t('place'),
        width: 110,
        cell: ({ county, prefecture }) => <span className="clip">{regionName(county ?? prefecture)}</span>,
      },
      {
        key: 'symptom',
        title: t('symptom'),
        width: 160,
        grow: 1,
        cell: ({ symptom }) => <span className="clip">{symptom}</span>,
      },
      {
        key: 'who',
        title: t('who'),
        width: 200,
        grow: 2,
        cell: ({ customerName, callerPhone, account, address }) => (
          <span className="clip">{[customerName, callerPhone, account, address].filter(Boolean).join(' · ')}</span>
        ),
      },
      {
        key: 'order',
        title: t('order'),
        width: 170,
        cell: ({ order, isDuplicate }) =>
          order === null ? (
            <span className="hint">{t('order.none')}</span>
          ) : (
            <span className="clip">
              {isDuplicate && <span className="hint">{t('order.joined')} </span>}
              <span className="number">{order}</span>
            </span>
          ),
      },
      {
        key: 'orderState',
        title: t('order.state'),
        width: 100,
        cell: ({ orderState }) => (orderState === null ? '—' : <OrderStateTag state={orderState} isBare />),
      },
      {
        key: 'feedback',
        title: t('feedback'),
        width: 130,
        cell: ({ firstFeedbackAt, feedbackDueAt, state }) => {
          if (firstFeedbackAt) return <When at={firstFeedbackAt} />
          if (!feedbackDueAt || state === 'discarded') return <span className="hint">{t('feedback.none')}</span>
          return <Remaining dueAt={feedbackDueAt} isCalm />
        },
      },
      {
        key: 'by',
        title: t('by'),
        width: 100,
        isExtra: true,
        cell: ({ createdByName }) => <span className="clip">{createdByName}</span>,
      },
    ],
    [t, names, regionName],
  )
}
