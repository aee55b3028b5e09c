import { useMemo } from 'react'
import { byHandRoutes } from '#core/import/by-hand.contract.ts'
import { type EnterpriseLineItem, ledgerRoutes } from '#core/ledger/ledger.contract.ts'
import { RowForm } from '#web/console/import/row-form.tsx'
import { useFilters } from '#web/ui/filter-sentence.tsx'
import { usePages } from '#web/ui/query.ts'
import type { Column } from '#web/ui/table-columns.ts'
import { useText } from '#web/ui/text.ts'
import { useLiveRefresh } from '#web/ui/use-live.ts'
import { EnterpriseLinePanel, enterpriseLineRoutes } from './enterprise-line-panel.tsx'
import { ledgerScreenTexts } from './ledger.text.ts'
import { gradeOf, ledgerQueryOf } from './ledger-filters.ts'
import { LedgerTable, useLedgerColumns } from './ledger-table.tsx'

export const EnterpriseLines = () => {
  const t = useText(ledgerScreenTexts)
  const [search] = useFilters()
  const common = useLedgerColumns()
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
      { key: 'grade', title: t('ledger.grade'), width: 90, cell: (row) => t(`ledger.grade.${row.grade}`) },
      { key: 'service', title: t('ledger.service'), width: 110, cell: (row) => t(`ledger.service.${row.serviceKind}`) },
      common.bandwidth,
      common.place,
      {
        key: 'address',
        title: t('ledger.a-address'),
        width: 220,
        grow: 1,
        cell: (row) => <span className="clip">{row.aAddress}</span>,
      },
      { key: 'manager', title: t('ledger.manager'), width: 90, cell: (row) => row.managerName ?? '—' },
      common.status,
    ],
    [t, common],
  )
  return (
    <LedgerTable
      name="enterprise-lines"
      label={t('ledger.enterprise-lines')}
      searchLabel={t('ledger.search-lines')}
      columns={columns}
      pages={pages}
      keyOf={(row) => row.lineCode}
      panel={(key, onClose) => <EnterpriseLinePanel lineCode={key} onClose={onClose} />}
      newRow={(onClose, onMade) => (
        <RowForm
          kind="enterprise-lines"
          routes={byHandRoutes.enterpriseLine}
          keyField="lineCode"
          params={(lineCode) => ({ lineCode })}
          changes={enterpriseLineRoutes}
          onClose={onClose}
          onMade={onMade}
        />
      )}
    />
  )
}
