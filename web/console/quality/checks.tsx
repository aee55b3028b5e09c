import { useMemo, useState } from 'react'
import { type OrderItem, workOrderRoutes } from '#core/work-orders/work-order.contract.ts'
import { useMay } from '#web/console/session/session.queries.ts'
import { DataTable } from '#web/ui/data-table.tsx'
import { Page } from '#web/ui/page.tsx'
import { usePages } from '#web/ui/query.ts'
import { StateTag } from '#web/ui/state-tag.tsx'
import { EmptyState } from '#web/ui/states.tsx'
import type { Column } from '#web/ui/table-columns.ts'
import { useText } from '#web/ui/text.ts'
import { useLiveRefresh } from '#web/ui/use-live.ts'
import { Remaining } from '#web/ui/when.tsx'
import { CheckPanel } from './check-panel.tsx'
import { checksTexts } from './checks.text.ts'

export type CheckState = 'pendingContractorCheck' | 'pendingQualityCheck' | 'pendingCallback'

/** Returned orders that wait for this reader's check or callback, the nearest limit first. */
export const ChecksScreen = () => {
  const t = useText(checksTexts)
  const mayContractor = useMay('work-orders.contractorCheck')
  const mayQuality = useMay('work-orders.qualityCheck')
  const mayCall = useMay('work-orders.callBack')
  const states: CheckState[] = [
    ...(mayContractor ? (['pendingContractorCheck'] as const) : []),
    ...(mayQuality ? (['pendingQualityCheck'] as const) : []),
    ...(mayCall ? (['pendingCallback'] as const) : []),
  ]
  const pages = usePages(workOrderRoutes.list, { query: { state: states.join(',') } })
  const [open, setOpen] = useState<string | undefined>()
  useLiveRefresh(['workOrder.'], [workOrderRoutes.list])
  const columns = useMemo<readonly Column<OrderItem>[]>(
    () => [
      {
        key: 'number',
        title: t('checks.order'),
        width: 140,
        isFixed: true,
        cell: (row) => <span className="strong">{row.number}</span>,
      },
      {
        key: 'what',
        title: t('checks.what'),
        width: 120,
        cell: (row) => (
          <StateTag tone="plain" isBare>
            {t(`checks.${row.state as CheckState}`)}
          </StateTag>
        ),
      },
      {
        key: 'symptom',
        title: t('checks.symptom'),
        width: 160,
        grow: 1,
        cell: (row) => <span className="clip">{row.symptom}</span>,
      },
      { key: 'customer', title: t('checks.customer'), width: 120, cell: (row) => row.customerName },
      { key: 'engineer', title: t('checks.engineer'), width: 110, cell: (row) => row.staffName ?? '—' },
      {
        key: 'due',
        title: t('checks.due'),
        width: 120,
        align: 'end',
        cell: (row) => (row.dueAt ? <Remaining dueAt={row.dueAt} /> : null),
      },
    ],
    [t],
  )
  return (
    <Page title={t('checks.title')} isFilled isLive updatedAt={pages.updatedAt}>
      <DataTable
        name="checks"
        label={t('checks.title')}
        columns={columns}
        pages={pages}
        keyOf={(row) => row.number}
        onOpen={(row) => setOpen(row.number)}
        openKey={open}
        empty={<EmptyState title={t('checks.none')} text={t('checks.none-text')} />}
      />
      {open && <CheckPanel key={open} number={open} onClose={() => setOpen(undefined)} />}
    </Page>
  )
}
