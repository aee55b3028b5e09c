import { useMemo } from 'react'
import { type GridItem, organisationRoutes, type StationItem } from '#core/organisation/organisation.contract.ts'
import { DataTable } from '#web/ui/data-table.tsx'
import { useFilters } from '#web/ui/filter-sentence.tsx'
import { Segments, TextInput } from '#web/ui/inputs.tsx'
import { Page } from '#web/ui/page.tsx'
import { usePages } from '#web/ui/query.ts'
import { EmptyState } from '#web/ui/states.tsx'
import type { Column } from '#web/ui/table-columns.ts'
import { useText } from '#web/ui/text.ts'
import { useCompanyNames, useRegionNames } from './organisation.queries.ts'
import { organisationScreenTexts } from './organisation-screen.text.ts'
import { Responsibilities } from './responsibilities.tsx'

/** Who maintains what where: responsibilities, stations, grids with their owners. */
export const OrganisationScreen = () => {
  const t = useText(organisationScreenTexts)
  const [search, setSearch] = useFilters()
  const tab = search.tab ?? 'responsibilities'
  return (
    <Page
      title={t('organisation.title')}
      isFilled={tab !== 'responsibilities'}
      filters={
        <Segments
          label={t('organisation.title')}
          value={tab}
          onChange={(next) => setSearch({ tab: next })}
          choices={[
            { value: 'responsibilities', label: t('organisation.responsibilities') },
            { value: 'stations', label: t('organisation.stations') },
            { value: 'grids', label: t('organisation.grids') },
          ]}
        />
      }
    >
      {tab === 'stations' ? <Stations /> : tab === 'grids' ? <Grids /> : <Responsibilities />}
    </Page>
  )
}

const SearchBox = () => {
  const t = useText(organisationScreenTexts)
  const [search, setSearch] = useFilters()
  return (
    <TextInput
      icon="search"
      aria-label={t('organisation.search')}
      placeholder={t('organisation.search')}
      value={search.search ?? ''}
      onChange={(value) => setSearch({ ...search, search: value })}
    />
  )
}

const Stations = () => {
  const t = useText(organisationScreenTexts)
  const [search] = useFilters()
  const regionName = useRegionNames()
  const companyName = useCompanyNames()
  const pages = usePages(organisationRoutes.stations, { query: search.search ? { search: search.search } : {} })
  const columns = useMemo<readonly Column<StationItem>[]>(
    () => [
      { key: 'name', title: t('organisation.station'), width: 180, isFixed: true, cell: (row) => row.name },
      { key: 'company', title: t('organisation.company'), width: 110, cell: (row) => companyName(row.companyId) },
      {
        key: 'prefecture',
        title: t('organisation.region'),
        width: 200,
        cell: (row) => `${regionName(row.prefecture)} ${regionName(row.county)}`,
      },
      {
        key: 'counties',
        title: t('organisation.counties'),
        width: 220,
        grow: 1,
        cell: (row) => <span className="clip">{row.counties.map(regionName).join('、')}</span>,
      },
      {
        key: 'hotline',
        title: t('organisation.hotline'),
        width: 140,
        cell: (row) => <span className="number">{row.hotline}</span>,
      },
      {
        key: 'staff',
        title: t('organisation.staff'),
        width: 80,
        align: 'end',
        cell: (row) => <span className="number">{row.staffCount}</span>,
      },
    ],
    [t, regionName, companyName],
  )
  return (
    <DataTable
      name="stations"
      label={t('organisation.stations')}
      columns={columns}
      pages={pages}
      keyOf={(row) => row.id}
      empty={<EmptyState title={t('organisation.none')} />}
      head={<SearchBox />}
    />
  )
}

const Grids = () => {
  const t = useText(organisationScreenTexts)
  const [search] = useFilters()
  const regionName = useRegionNames()
  const pages = usePages(organisationRoutes.grids, { query: search.search ? { search: search.search } : {} })
  const columns = useMemo<readonly Column<GridItem>[]>(
    () => [
      { key: 'name', title: t('organisation.grid'), width: 200, isFixed: true, cell: (row) => row.name },
      {
        key: 'region',
        title: t('organisation.region'),
        width: 200,
        cell: (row) => `${regionName(row.prefecture)} ${regionName(row.county)}`,
      },
      { key: 'area', title: t('organisation.area'), width: 80, cell: (row) => t(`organisation.${row.areaClass}`) },
      { key: 'station', title: t('organisation.station'), width: 160, cell: (row) => row.station?.name ?? '—' },
      {
        key: 'owners',
        title: t('organisation.owners'),
        width: 240,
        grow: 1,
        cell: (row) => row.owners.map((owner) => `${t(`organisation.${owner.line}`)} ${owner.staffName}`).join(' · '),
      },
    ],
    [t, regionName],
  )
  return (
    <DataTable
      name="grids"
      label={t('organisation.grids')}
      columns={columns}
      pages={pages}
      keyOf={(row) => row.id}
      empty={<EmptyState title={t('organisation.none')} />}
      head={<SearchBox />}
    />
  )
}
