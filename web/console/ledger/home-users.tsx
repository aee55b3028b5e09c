import { useMemo } from 'react'
import { type HomeUserItem, ledgerRoutes } from '#core/ledger/ledger.contract.ts'
import { useRegionNames } from '#web/console/organisation/organisation.queries.ts'
import { DataTable } from '#web/ui/data-table.tsx'
import { useFilters } from '#web/ui/filter-sentence.tsx'
import { usePages } from '#web/ui/query.ts'
import { SearchInput } from '#web/ui/search-input.tsx'
import type { Column } from '#web/ui/table-columns.ts'
import { useText } from '#web/ui/text.ts'
import { useLiveRefresh } from '#web/ui/use-live.ts'
import { HomeUserPanel } from './home-user-panel.tsx'
import { ledgerScreenTexts } from './ledger.text.ts'
import { ImportButton, LedgerEmpty } from './ledger-empty.tsx'
import { ledgerQueryOf } from './ledger-filters.ts'
import { ServiceState } from './service-state.tsx'

export const HomeUsers = () => {
  const t = useText(ledgerScreenTexts)
  const [search, setSearch] = useFilters()
  const regionName = useRegionNames()
  const pages = usePages(ledgerRoutes.homeUsers, { query: ledgerQueryOf(search) })
  useLiveRefresh(['import.'], [ledgerRoutes.homeUsers])
  const columns = useMemo<readonly Column<HomeUserItem>[]>(
    () => [
      {
        key: 'account',
        title: t('ledger.account'),
        width: 170,
        isFixed: true,
        cell: (row) => <span className="number clip">{row.account}</span>,
      },
      { key: 'name', title: t('ledger.name'), width: 90, cell: (row) => <span className="clip">{row.name}</span> },
      {
        key: 'phone',
        title: t('ledger.phone'),
        width: 130,
        cell: (row) => <span className="number">{row.phone ?? '—'}</span>,
      },
      {
        key: 'place',
        title: t('ledger.place'),
        width: 160,
        cell: (row) => <span className="clip">{`${regionName(row.prefecture)} ${regionName(row.county)}`}</span>,
      },
      {
        key: 'address',
        title: t('ledger.address'),
        width: 260,
        grow: 1,
        cell: (row) => <span className="clip">{row.address}</span>,
      },
      {
        key: 'bandwidth',
        title: t('ledger.bandwidth'),
        width: 90,
        align: 'end',
        cell: (row) => (
          <span className="number">
            {row.bandwidthMbps === null ? '—' : t('ledger.mbps', { count: row.bandwidthMbps })}
          </span>
        ),
      },
      { key: 'access', title: t('ledger.access'), width: 90, cell: (row) => row.accessMethod ?? '—' },
      {
        key: 'box',
        title: t('ledger.box'),
        width: 200,
        isExtra: true,
        cell: (row) => <span className="clip">{row.boxCode}</span>,
      },
      {
        key: 'onu',
        title: t('ledger.onu'),
        width: 160,
        isExtra: true,
        cell: (row) => <span className="clip number">{row.onuSerial}</span>,
      },
      { key: 'status', title: t('ledger.status'), width: 90, cell: (row) => <ServiceState status={row.status} /> },
    ],
    [t, regionName],
  )
  const open = search.open
  return (
    <>
      <DataTable
        name="home-users"
        label={t('ledger.home-users')}
        columns={columns}
        pages={pages}
        keyOf={(row) => row.account}
        onOpen={(row) => setSearch({ ...search, open: row.account })}
        openKey={open}
        empty={<LedgerEmpty />}
        head={
          <SearchInput
            label={t('ledger.search')}
            value={search.q ?? ''}
            onChange={(q) => setSearch({ ...search, q })}
          />
        }
        tools={<ImportButton />}
      />
      {open && <HomeUserPanel account={open} onClose={() => setSearch({ ...search, open: '' })} />}
    </>
  )
}
