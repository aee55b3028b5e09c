import { useMemo } from 'react'
import { organisationRoutes, type StationItem } from '#core/organisation/organisation.contract.ts'
import { DataTable } from '#web/ui/data-table.tsx'
import { useFilters } from '#web/ui/filter-sentence.tsx'
import { listed } from '#web/ui/language.ts'
import { usePages } from '#web/ui/query.ts'
import { StateTag } from '#web/ui/state-tag.tsx'
import { EmptyState } from '#web/ui/states.tsx'
import type { Column } from '#web/ui/table-columns.ts'
import { useText } from '#web/ui/text.ts'
import { useLiveRefresh } from '#web/ui/use-live.ts'
import { useCompanyNames, useRegionNames } from './organisation.queries.ts'
import { organisationScreenTexts } from './organisation-screen.text.ts'
import { AddButton, queryOfPlace, RegisterHead } from './register-head.tsx'
import { NewStation, StationPanel } from './station-panel.tsx'

/** Stations of the contractors (驻点, R-A5): where they are, which counties they serve, their hotline. */
export const Stations = () => {
  const t = useText(organisationScreenTexts)
  const [search, setSearch] = useFilters()
  const pages = usePages(organisationRoutes.stations, {
    query: { ...queryOfPlace(search), ...(search.company ? { company: search.company } : {}) },
  })
  useLiveRefresh(['station.', 'staff.'], [organisationRoutes.stations])
  const columns = useColumns()
  const open = search.open
  const close = () => setSearch({ ...search, open: '' })
  const row = pages.rows.find((each) => each.id === open)
  return (
    <>
      <DataTable
        name="stations"
        label={t('organisation.stations')}
        columns={columns}
        pages={pages}
        keyOf={(each) => each.id}
        onOpen={(each) => setSearch({ ...search, open: each.id })}
        openKey={open}
        empty={<EmptyState title={t('organisation.none')} text={t('organisation.none-stations')} />}
        head={<RegisterHead hasCompany />}
        tools={<AddButton label={t('organisation.add-station')} permission="organisation.edit" />}
      />
      {open === 'new' && <NewStation onClose={close} />}
      {row && <StationPanel key={row.id} row={row} onClose={close} />}
    </>
  )
}

const useColumns = () => {
  const t = useText(organisationScreenTexts)
  const regionName = useRegionNames()
  const companyName = useCompanyNames()
  return useMemo<readonly Column<StationItem>[]>(
    () => [
      {
        key: 'name',
        title: t('organisation.station'),
        width: 180,
        isFixed: true,
        cell: (row) => <span className="clip">{row.name}</span>,
      },
      { key: 'company', title: t('organisation.company'), width: 110, cell: (row) => companyName(row.companyId) },
      {
        key: 'prefecture',
        title: t('organisation.region'),
        width: 200,
        cell: (row) => <span className="clip">{`${regionName(row.prefecture)} ${regionName(row.county)}`}</span>,
      },
      {
        key: 'counties',
        title: t('organisation.counties'),
        width: 220,
        grow: 1,
        cell: (row) => <span className="clip">{listed(row.counties.map(regionName))}</span>,
      },
      {
        key: 'hotline',
        title: t('organisation.hotline'),
        width: 140,
        cell: (row) =>
          row.hotline ? (
            <span className="number">{row.hotline}</span>
          ) : (
            <StateTag tone="risk" isBare>
              {t('organisation.no-hotline')}
            </StateTag>
          ),
      },
      {
        key: 'staff',
        title: t('organisation.staff'),
        width: 80,
        align: 'end',
        cell: (row) => <span className="number">{row.staffCount}</span>,
      },
      {
        key: 'state',
        title: t('organisation.state'),
        width: 90,
        cell: (row) => (
          <StateTag tone={row.isActive ? 'plain' : 'paused'} isBare>
            {t(row.isActive ? 'organisation.state.active' : 'organisation.state.closed')}
          </StateTag>
        ),
      },
    ],
    [t, regionName, companyName],
  )
}
