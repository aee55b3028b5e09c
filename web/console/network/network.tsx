import { useMemo } from 'react'
import { type NetworkNodeItem, networkRoutes } from '#core/network/network.contract.ts'
import { networkTexts } from '#core/network/network.text.ts'
import { nodeKinds } from '#core/network/network-node.ts'
import { ImportButton } from '#web/console/import/import-button.tsx'
import { AddRowButton, NEW_ROW } from '#web/console/ledger/edit-button.tsx'
import {
  useCountyOptions,
  usePrefectureOptions,
  useRegionNames,
} from '#web/console/organisation/organisation.queries.ts'
import { useMay } from '#web/console/session/session.queries.ts'
import { Card } from '#web/ui/card.tsx'
import { DataTable } from '#web/ui/data-table.tsx'
import { FilterSentence, useFilters } from '#web/ui/filter-sentence.tsx'
import type { Search } from '#web/ui/filters.ts'
import { Page } from '#web/ui/page.tsx'
import { usePages } from '#web/ui/query.ts'
import { SearchInput } from '#web/ui/search-input.tsx'
import { EmptyState } from '#web/ui/states.tsx'
import type { Column } from '#web/ui/table-columns.ts'
import { useText } from '#web/ui/text.ts'
import { useLiveRefresh } from '#web/ui/use-live.ts'
import { networkScreenTexts } from './network.text.ts'
import { NodeForm } from './node-form.tsx'
import { NodePanel } from './node-panel.tsx'

/** Rooms, OLTs, PON ports, splitters, boxes, and how they hang together. */
export const NetworkScreen = () => {
  const t = useText(networkScreenTexts)
  const [search, setSearch] = useFilters()
  const mayRead = useMay('network.read')
  const filters = useNetworkFilters(search)
  return (
    <Page
      title={t('network.title')}
      isFilled
      filters={
        <FilterSentence
          filters={filters}
          search={search}
          onChange={(next) => setSearch(next.prefecture === search.prefecture ? next : { ...next, county: '' })}
        />
      }
    >
      {mayRead ? (
        <Nodes />
      ) : (
        <Card>
          <EmptyState icon="lock" title={t('network.no-read')} />
        </Card>
      )}
    </Page>
  )
}

const useNetworkFilters = (search: Search) => {
  const t = useText(networkScreenTexts)
  const kind = useText(networkTexts)
  const prefectures = usePrefectureOptions()
  const counties = useCountyOptions(search.prefecture ? [search.prefecture] : [])
  return useMemo(
    () => [
      { key: 'prefecture', label: t('network.prefecture'), any: t('network.any-prefecture'), options: prefectures },
      { key: 'county', label: t('network.county'), any: t('network.any-county'), options: counties },
      {
        key: 'kind',
        label: t('network.kind'),
        any: t('network.any-kind'),
        options: nodeKinds.map((value) => ({ value, label: kind(`network.kind.${value}`) })),
      },
    ],
    [t, kind, prefectures, counties],
  )
}

const queryOfSearch = (search: Search) => {
  const kind = nodeKinds.find((each) => each === search.kind)
  const q = search.q?.trim() ?? ''
  return {
    ...(q.length > 1 ? { q } : {}),
    ...(search.prefecture ? { prefecture: search.prefecture } : {}),
    ...(search.county ? { county: search.county } : {}),
    ...(kind ? { kind } : {}),
  }
}

const Nodes = () => {
  const t = useText(networkScreenTexts)
  const kind = useText(networkTexts)
  const [search, setSearch] = useFilters()
  const regionName = useRegionNames()
  const query = queryOfSearch(search)
  const pages = usePages(networkRoutes.nodes, { query })
  useLiveRefresh(['import.'], [networkRoutes.nodes])
  const columns = useMemo<readonly Column<NetworkNodeItem>[]>(
    () => [
      {
        key: 'code',
        title: t('network.code'),
        width: 250,
        grow: 1,
        isFixed: true,
        cell: (row) => <span className="number clip">{row.code}</span>,
      },
      { key: 'kind', title: t('network.kind'), width: 90, cell: (row) => kind(`network.kind.${row.kind}`) },
      {
        key: 'name',
        title: t('network.name'),
        width: 260,
        grow: 1,
        cell: (row) => <span className="clip">{row.name}</span>,
      },
      {
        key: 'place',
        title: t('network.county'),
        width: 160,
        cell: (row) => <span className="clip">{`${regionName(row.prefecture)} ${regionName(row.county)}`}</span>,
      },
      {
        key: 'parent',
        title: t('network.parent'),
        width: 240,
        grow: 1,
        cell: (row) => <span className="number clip">{row.parentCode ?? '—'}</span>,
      },
      {
        key: 'split',
        title: t('network.split'),
        width: 80,
        align: 'end',
        cell: (row) => <span className="number">{row.splitRatio ?? '—'}</span>,
      },
      {
        key: 'distance',
        title: t('network.distance'),
        width: 100,
        align: 'end',
        cell: (row) => (
          <span className="number">{row.parentKm === null ? '—' : t('network.km', { km: row.parentKm })}</span>
        ),
      },
    ],
    [t, kind, regionName],
  )
  const open = search.open
  const close = () => setSearch({ ...search, open: '' })
  const isNarrowed = Object.keys(query).length > 0
  return (
    <>
      <DataTable
        name="network"
        label={t('network.title')}
        columns={columns}
        pages={pages}
        keyOf={(row) => row.code}
        onOpen={(row) => setSearch({ ...search, open: row.code })}
        openKey={open}
        empty={
          isNarrowed ? (
            <EmptyState icon="search" title={t('network.none')} />
          ) : (
            <EmptyState icon="network" title={t('network.empty')} text={t('network.empty-text')} />
          )
        }
        head={
          <SearchInput
            label={t('network.search')}
            value={search.q ?? ''}
            onChange={(q) => setSearch({ ...search, q })}
          />
        }
        tools={
          <>
            <AddRowButton permission="network.edit" onClick={() => setSearch({ ...search, open: NEW_ROW })} />
            <ImportButton kind="network" permission="network.import" />
          </>
        }
      />
      {open === NEW_ROW && <NodeForm onClose={close} onMade={(code) => setSearch({ ...search, open: code })} />}
      {open && open !== NEW_ROW && <NodePanel code={open} onClose={close} />}
    </>
  )
}
