import { Link } from '@tanstack/react-router'
import { useMemo } from 'react'
import type { Approval } from '#core/work-orders/approval.contract.ts'
import { Icon } from '#web/ui/icon.tsx'
import { listed } from '#web/ui/language.ts'
import { StateTag } from '#web/ui/state-tag.tsx'
import type { Column } from '#web/ui/table-columns.ts'
import { useText } from '#web/ui/text.ts'
import { Ago, Remaining, When } from '#web/ui/when.tsx'
import { approvalsTexts } from './approvals.text.ts'
import { type OrderWords, useOrderWords } from './order-words.ts'

/** What is asked, in a word or two: of a sign-in what its position proves. */
export const causeOf = ({ pending, arrival }: Approval, words: OrderWords): string => {
  switch (pending.kind) {
    case 'suspension':
      return words.pauseCause(pending.cause)
    case 'handBack':
      return words.reason(pending.cause, 'handBack')
    case 'stop':
      return words.name('stopReason', pending.cause)
    case 'arrival':
      return words.arrival(arrival ?? {})
  }
}

/** What a request says in its row; who must answer only where that is not the reader. */
export const useApprovalColumns = (view: 'mine' | 'all'): readonly Column<Approval>[] => {
  const t = useText(approvalsTexts)
  const words = useOrderWords()
  return useMemo(() => {
    const columns: Column<Approval>[] = [
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
        width: 100,
        cell: (row) => (
          <StateTag tone="paused" isBare>
            {t(`approvals.${row.pending.kind}`)}
          </StateTag>
        ),
      },
      {
        key: 'cause',
        title: t('approvals.cause'),
        width: 170,
        cell: (row) => (
          <span className="clip" data-tip={causeOf(row, words)}>
            {causeOf(row, words)}
          </span>
        ),
      },
      {
        key: 'reason',
        title: t('approvals.reason'),
        width: 220,
        grow: 1,
        cell: (row) => (
          <span className="clip" data-tip={row.pending.reason}>
            {row.pending.reason}
          </span>
        ),
      },
      {
        key: 'evidence',
        title: t('approvals.evidence'),
        width: 140,
        cell: (row) => (
          <span className="row">
            {row.files.length > 0 && (
              <span className="row number">
                <Icon name="photo" size={14} label={t('approvals.files')} /> {row.files.length}
              </span>
            )}
            <span className="clip">{listed(row.pending.evidence.map((kind) => words.name('proof', kind)))}</span>
          </span>
        ),
      },
      {
        key: 'until',
        title: t('approvals.until'),
        width: 140,
        cell: (row) => (row.pending.until ? <When at={row.pending.until} /> : '—'),
      },
      { key: 'by', title: t('approvals.by'), width: 100, cell: (row) => row.pending.requestedByName },
      { key: 'at', title: t('approvals.at'), width: 120, cell: (row) => <Ago at={row.pending.requestedAt} /> },
      {
        key: 'due',
        title: t('approvals.due'),
        width: 130,
        align: 'end',
        cell: (row) => (row.dueAt ? <Remaining dueAt={row.dueAt} /> : null),
      },
    ]
    const approver: Column<Approval> = {
      key: 'approver',
      title: t('approvals.approver'),
      width: 150,
      cell: (row) =>
        row.isMine ? <span className="strong">{t('approvals.you')}</span> : words.name('approver', approverOf(row)),
    }
    return view === 'all' ? [...columns.slice(0, 2), approver, ...columns.slice(2)] : columns
  }, [t, words, view])
}

/** Whose answer is waited for. */
export const approverOf = ({ pending }: Approval): string => {
  if (pending.approver) return pending.approver
  return pending.kind === 'stop' || pending.kind === 'arrival' ? `reviewer-${pending.kind}` : 'countyDesk'
}
