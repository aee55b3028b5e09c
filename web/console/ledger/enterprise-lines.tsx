import { useMemo } from 'react'
import { type EnterpriseLineItem, ledgerRoutes } from '#core/ledger/ledger.contract.ts'
import { useRegionNames } from '#web/console/organisation/organisation.queries.ts'
import { DataTable } from '#web/ui/data-table.tsx'
import { useFilters } from '#web/ui/filter-sentence.tsx'
import { usePages } from '#web/ui/query.ts'
import { SearchInput } from '#web/ui/search-input.tsx'
import type { Column } from '#web/ui/table-columns.ts'
import { useText } from '#web/ui/text.ts'
import { useLiveRefresh } from '#web/ui/use-live.ts'
import { EnterpriseLinePanel } from './enterprise-line-panel.tsx'
import { ledgerScreenTexts } from './ledger.text.ts'
import { ImportButton, LedgerEmpty } from './ledger-empty.tsx'
import { gradeOf, ledgerQueryOf } from './ledger-filters.ts'
import { ServiceState } from './service-state.tsx'

export const EnterpriseLines = () => {
  const t = useText(ledgerScreenTexts)
  const [search, setSearch] = useFilters()
  const regionName = useRegionNames()
  const grade = gradeOf(search)
  const pages = usePages(ledgerRoutes.enterpriseLines, {
    query: { ...ledgerQueryOf(search), ...(grade ? { grade } : {}) },
  })
  useLiveRefresh(['import.'], [ledgerRoutes.enterpriseLines])
  const columns = useMemo<readonly Column<EnterpriseLineItem>[]>(
    () => [
      {
        key: 'lineCode',
        title: t('ledger.line-code'),
        width: 190,
        isFixed: true,
        cell: (row) => <span className="number clip">{row.lineCode}</span>,
      },
      {
        key: 'customer',
        title: t('ledger.customer'),
        width: 220,
        grow: 1,
        cell: (row) => <span className="clip">{row.customerName}</span>,
      },
      { key: 'grade', title: t('ledger.grade'), width: 70, cell: (row) => t(`ledger.grade.${row.grade}`) },
      { key: 'service', title: t('ledger.service'), width: 110, cell: (row) => t(`ledger.service.${row.serviceKind}`) },
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
      {
        key: 'place',
        title: t('ledger.place'),
        width: 160,
        cell: (row) => <span className="clip">{`${regionName(row.prefecture)} ${regionName(row.county)}`}</span>,
      },
      {
        key: 'address',
        title: t('ledger.a-address'),
        width: 220,
        grow: 1,
        cell: (row) => <span className="clip">{row.aAddress}</span>,
      },
      { key: 'manager', title: t('ledger.manager'), width: 90, cell: (row) => row.managerName ?? '—' },
      { key: 'status', title: t('ledger.status'), width: 90, cell: (row) => <ServiceState status={row.status} /> },
    ],
    [t, regionName],
  )
  const open = search.open
  return (
    <>
      <DataTable
        name="enterprise-lines"
        label={t('ledger.enterprise-lines')}
        columns={columns}
        pages={pages}
        keyOf={(row) => row.lineCode}
        onOpen={(row) => setSearch({ ...search, open: row.lineCode })}
        openKey={open}
        empty={<LedgerEmpty />}
        head={
          <SearchInput
            label={t('ledger.search-lines')}
            value={search.q ?? ''}
            onChange={(q) => setSearch({ ...search, q })}
          />
        }
        tools={<ImportButton />}
      />
      {open && <EnterpriseLinePanel lineCode={open} onClose={() => setSearch({ ...search, open: '' })} />}
    </>
  )
}
