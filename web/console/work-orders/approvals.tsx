import { Link } from '@tanstack/react-router'
import { useMemo, useState } from 'react'
import { type Approval, approvalList } from '#core/work-orders/approval.contract.ts'
import { actionRouteOf, workOrderRoutes } from '#core/work-orders/work-order.contract.ts'
import { Button } from '#web/ui/button.tsx'
import { askConfirm } from '#web/ui/confirm.tsx'
import { DataTable } from '#web/ui/data-table.tsx'
import { Page } from '#web/ui/page.tsx'
import { isCallError } from '#web/ui/problem.ts'
import { useCommand, usePages } from '#web/ui/query.ts'
import { StateTag } from '#web/ui/state-tag.tsx'
import { EmptyState } from '#web/ui/states.tsx'
import type { Column } from '#web/ui/table-columns.ts'
import { useText } from '#web/ui/text.ts'
import { toast } from '#web/ui/toast.tsx'
import { useLiveRefresh } from '#web/ui/use-live.ts'
import { Remaining, When } from '#web/ui/when.tsx'
import { approvalsTexts } from './approvals.text.ts'
import { useOrderWords } from './order-words.ts'

const changes = [approvalList, workOrderRoutes.list]

/** Suspensions and hand-backs that wait for an answer; several at once, each with its own result. */
export const ApprovalsScreen = () => {
  const t = useText(approvalsTexts)
  const words = useOrderWords()
  const pages = usePages(approvalList, { query: {} })
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set())
  useLiveRefresh(['workOrder.'], [approvalList])
  const commands = {
    suspension: {
      approve: useCommand(actionRouteOf('approveSuspension'), { changes }),
      deny: useCommand(actionRouteOf('denySuspension'), { changes }),
    },
    handBack: {
      approve: useCommand(actionRouteOf('approveHandBack'), { changes }),
      deny: useCommand(actionRouteOf('denyHandBack'), { changes }),
    },
  }
  const columns = useMemo<readonly Column<Approval>[]>(
    () => [
      {
        key: 'number',
        title: t('approvals.order'),
        width: 140,
        isFixed: true,
        cell: (row) => (
          <Link to="/orders/$number" params={{ number: row.number }}>
            {row.number}
          </Link>
        ),
      },
      {
        key: 'kind',
        title: t('approvals.kind'),
        width: 90,
        cell: (row) => (
          <StateTag tone="paused" isBare>
            {t(`approvals.${row.pending.kind}`)}
          </StateTag>
        ),
      },
      {
        key: 'reason',
        title: t('approvals.reason'),
        width: 260,
        grow: 1,
        cell: (row) => <span className="clip">{row.pending.reason}</span>,
      },
      {
        key: 'evidence',
        title: t('approvals.evidence'),
        width: 140,
        cell: (row) => (
          <span className="clip">{row.pending.evidence.map((kind) => words.name('proof', kind)).join('、')}</span>
        ),
      },
      { key: 'until', title: t('approvals.until'), width: 140, cell: (row) => <When at={row.pending.until} /> },
      { key: 'by', title: t('approvals.by'), width: 100, cell: (row) => row.pending.requestedByName },
      {
        key: 'approver',
        title: t('approvals.approver'),
        width: 120,
        cell: (row) => words.name('approver', row.pending.approver ?? 'countyDesk'),
      },
      { key: 'at', title: t('approvals.at'), width: 140, cell: (row) => <When at={row.pending.requestedAt} /> },
      {
        key: 'due',
        title: t('approvals.due'),
        width: 120,
        align: 'end',
        cell: (row) => (row.dueAt ? <Remaining dueAt={row.dueAt} /> : null),
      },
    ],
    [t, words],
  )
  const answer = async (decision: 'approve' | 'deny') => {
    const why =
      decision === 'deny'
        ? await askConfirm({ title: t('approvals.deny'), action: t('approvals.deny'), reason: { minimum: 2 } })
        : { reason: '' }
    if (!why) return
    for (const row of pages.rows.filter((each) => selected.has(each.number))) {
      const call = {
        params: { number: row.number },
        body: { baseVersion: row.version, ...(decision === 'deny' ? { reason: why.reason } : {}) },
      }
      try {
        await commands[row.pending.kind][decision].send(call as never)
        toast({
          tone: 'fine',
          title: t(decision === 'approve' ? 'approvals.approved' : 'approvals.denied', { number: row.number }),
        })
      } catch (error) {
        toast({
          tone: 'late',
          title: t('approvals.refused', { number: row.number }),
          text: isCallError(error) ? error.text : String(error),
        })
      }
    }
    setSelected(new Set())
  }
  return (
    <Page title={t('approvals.title')} isFilled isLive updatedAt={pages.updatedAt}>
      <DataTable
        name="approvals"
        label={t('approvals.title')}
        columns={columns}
        pages={pages}
        keyOf={(row) => row.number}
        selected={selected}
        onSelect={setSelected}
        bulk={
          <div className="row">
            <Button kind="primary" onClick={() => void answer('approve')}>
              {t('approvals.approve')}
            </Button>
            <Button onClick={() => void answer('deny')}>{t('approvals.deny')}</Button>
          </div>
        }
        empty={<EmptyState title={t('approvals.none')} text={t('approvals.none-text')} />}
      />
    </Page>
  )
}
