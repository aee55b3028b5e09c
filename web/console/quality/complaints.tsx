import { Link } from '@tanstack/react-router'
import { useMemo, useState } from 'react'
import { type ComplaintItem, complaintRoutes } from '#core/quality/complaint.contract.ts'
import { complaintTexts } from '#core/quality/complaint.text.ts'
import { usePlaces } from '#web/console/work-orders/places.queries.ts'
import { DataTable } from '#web/ui/data-table.tsx'
import { useFilters } from '#web/ui/filter-sentence.tsx'
import { Segments } from '#web/ui/inputs.tsx'
import { listed } from '#web/ui/language.ts'
import { Page } from '#web/ui/page.tsx'
import { usePages } from '#web/ui/query.ts'
import { StateTag } from '#web/ui/state-tag.tsx'
import { EmptyState } from '#web/ui/states.tsx'
import type { Column } from '#web/ui/table-columns.ts'
import { useText } from '#web/ui/text.ts'
import { useLiveRefresh } from '#web/ui/use-live.ts'
import { Remaining, When } from '#web/ui/when.tsx'
import { ComplaintPanel } from './complaint-panel.tsx'
import { complaintScreenTexts } from './complaints.text.ts'

const WARN_MINUTES = 60

/** What customers complained about: with owner, limit and answer; whom it is about can neither answer nor close it. */
export const ComplaintsScreen = () => {
  const t = useText(complaintScreenTexts)
  const [search, setSearch] = useFilters()
  const view = search.view === 'answered' ? 'answered' : 'open'
  const pages = usePages(complaintRoutes.list, { query: { view } })
  const [open, setOpen] = useState<string | undefined>(undefined)
  const columns = useColumns(view)
  useLiveRefresh(['workOrder.complain'], [complaintRoutes.list])
  const shown = pages.rows.find((row) => row.id === open)
  return (
    <Page
      title={t('title')}
      isFilled
      isLive
      updatedAt={pages.updatedAt}
      filters={
        <Segments
          label={t('view')}
          value={view}
          onChange={(next) => setSearch(next === 'answered' ? { view: next } : {})}
          choices={[
            { value: 'open', label: t('open') },
            { value: 'answered', label: t('answered') },
          ]}
        />
      }
    >
      <DataTable
        key={view}
        name={`complaints-${view}`}
        label={t('title')}
        columns={columns}
        pages={pages}
        keyOf={(row) => row.id}
        onOpen={(row) => setOpen(row.id)}
        openKey={open}
        empty={<EmptyState icon="done" title={t(`none-${view}`)} text={t('none-text')} />}
      />
      {shown && <ComplaintPanel key={shown.id} row={shown} onClose={() => setOpen(undefined)} />}
    </Page>
  )
}

const useColumns = (view: 'open' | 'answered'): readonly Column<ComplaintItem>[] => {
  const [t, names] = [useText(complaintScreenTexts), useText(complaintTexts)]
  const places = usePlaces()
  return useMemo(() => {
    const when: Column<ComplaintItem> =
      view === 'open'
        ? {
            ...{ key: 'due', title: t('due'), width: 120, align: 'end' as const },
            cell: (row) => <Remaining dueAt={row.dueAt} warnMinutes={WARN_MINUTES} />,
          }
        : { key: 'answered', title: t('when'), width: 120, cell: (row) => row.answer && <When at={row.answer.at} /> }
    return [
      {
        key: 'number',
        title: t('number'),
        width: 150,
        isFixed: true,
        cell: (row) => (
          <Link to="/orders/$number" params={{ number: row.number }} onClick={(event) => event.stopPropagation()}>
            {row.number}
          </Link>
        ),
      },
      { key: 'kind', title: t('kind'), width: 130, cell: (row) => names(`complaint.kind.${row.kind}`) },
      { key: 'words', title: t('words'), width: 260, grow: 2, cell: (row) => <span className="clip">{row.text}</span> },
      {
        key: 'about',
        title: t('about'),
        width: 200,
        grow: 1,
        cell: (row) => (
          <span className="clip">
            {[places.companyName(row.companyId), row.stationName, listed(row.staffNames)].filter(Boolean).join(' · ')}
          </span>
        ),
      },
      { key: 'said', title: t('said'), width: 120, cell: (row) => <When at={row.saidAt} /> },
      when,
      {
        key: 'owner',
        title: t(view === 'open' ? 'owner' : 'by'),
        width: 110,
        cell: (row) =>
          row.ownerName ?? (
            <StateTag tone="risk" isBare>
              {t('no-owner')}
            </StateTag>
          ),
      },
    ]
  }, [t, names, places, view])
}
