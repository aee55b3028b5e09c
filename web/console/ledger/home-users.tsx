import { useMemo } from 'react'
import { byHandRoutes } from '#core/import/by-hand.contract.ts'
import { type HomeUserItem, ledgerRoutes } from '#core/ledger/ledger.contract.ts'
import { RowForm } from '#web/console/import/row-form.tsx'
import { useFilters } from '#web/ui/filter-sentence.tsx'
import { usePages } from '#web/ui/query.ts'
import type { Column } from '#web/ui/table-columns.ts'
import { useText } from '#web/ui/text.ts'
import { useLiveRefresh } from '#web/ui/use-live.ts'
import { HomeUserPanel, homeUserRoutes } from './home-user-panel.tsx'
import { ledgerScreenTexts } from './ledger.text.ts'
import { ledgerQueryOf } from './ledger-filters.ts'
import { LedgerTable, useLedgerColumns } from './ledger-table.tsx'

export const HomeUsers = () => {
  const t = useText(ledgerScreenTexts)
  const [search] = useFilters()
  const common = useLedgerColumns()
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
      common.place,
      {
        key: 'address',
        title: t('ledger.address'),
        width: 260,
        grow: 1,
        cell: (row) => <span className="clip">{row.address}</span>,
      },
      common.bandwidth,
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
      common.status,
    ],
    [t, common],
  )
  return (
    <LedgerTable
      name="home-users"
      label={t('ledger.home-users')}
      searchLabel={t('ledger.search')}
      columns={columns}
      pages={pages}
      keyOf={(row) => row.account}
      panel={(key, onClose) => <HomeUserPanel account={key} onClose={onClose} />}
      newRow={(onClose, onMade) => (
        <RowForm
          kind="home-users"
          routes={byHandRoutes.homeUser}
          keyField="account"
          params={(account) => ({ account })}
          changes={homeUserRoutes}
          onClose={onClose}
          onMade={onMade}
        />
      )}
    />
  )
}
