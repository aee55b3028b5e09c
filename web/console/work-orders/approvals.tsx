import { useState } from 'react'
import { type Approval, approvalList, waitingCount } from '#core/work-orders/approval.contract.ts'
import { Button } from '#web/ui/button.tsx'
import { DataTable } from '#web/ui/data-table.tsx'
import { useFilters } from '#web/ui/filter-sentence.tsx'
import { Segments, TextArea } from '#web/ui/inputs.tsx'
import { Page } from '#web/ui/page.tsx'
import { useAnswer, usePages } from '#web/ui/query.ts'
import { EmptyState } from '#web/ui/states.tsx'
import { useText } from '#web/ui/text.ts'
import { useLiveRefresh } from '#web/ui/use-live.ts'
import { answering, type Decision, isAnswered } from './approval-answers.ts'
import { useApprovalColumns } from './approval-columns.tsx'
import { ApprovalPanel } from './approval-panel.tsx'
import { approvalsTexts } from './approvals.text.ts'
import { BulkDialog, type BulkOrder } from './bulk.tsx'

/** Suspensions and hand-backs: those that this reader may answer now, or all that wait and who must answer them. */
export const ApprovalsScreen = () => {
  const t = useText(approvalsTexts)
  const [search, setSearch] = useFilters()
  const view = search.view === 'all' ? 'all' : 'mine'
  const pages = usePages(approvalList, { query: { view } })
  const { data: waiting } = useAnswer(waitingCount, {})
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set())
  const [decision, setDecision] = useState<Decision | undefined>(undefined)
  const [open, setOpen] = useState<string | undefined>(undefined)
  const columns = useApprovalColumns(view)
  useLiveRefresh(['workOrder.'], [approvalList])
  const chosen = pages.rows.filter((row) => selected.has(row.number) && row.isMine && isAnswered(row.pending.kind))
  const shown = pages.rows.find((row) => row.number === open)
  return (
    <Page
      title={t('approvals.title')}
      isFilled
      isLive
      updatedAt={pages.updatedAt}
      filters={
        <Segments
          label={t('approvals.view')}
          value={view}
          onChange={(next) => {
            setSelected(new Set())
            setSearch(next === 'all' ? { ...search, view: 'all' } : {})
          }}
          choices={[
            {
              value: 'mine',
              label: waiting?.approvals ? t('approvals.mine-count', { count: waiting.approvals }) : t('approvals.mine'),
            },
            { value: 'all', label: t('approvals.all') },
          ]}
        />
      }
    >
      <DataTable
        key={view}
        name={`approvals-${view}`}
        label={t('approvals.title')}
        columns={columns}
        pages={pages}
        keyOf={(row) => row.number}
        onOpen={(row) => setOpen(row.number)}
        openKey={open}
        selected={selected}
        onSelect={setSelected}
        bulk={
          <div className="row">
            {(['approve', 'deny'] as const).map((each) => (
              <Button
                key={each}
                isSmall
                kind={each === 'approve' ? 'primary' : 'plain'}
                why={chosen.length === 0 ? t('approvals.none-mine') : undefined}
                onClick={() => setDecision(each)}
              >
                {t(`approvals.${each}`)}
                {chosen.length > 0 && chosen.length < selected.size ? ` ${chosen.length}` : ''}
              </Button>
            ))}
          </div>
        }
        empty={
          view === 'mine' ? (
            <EmptyState
              icon="approvals"
              title={t('approvals.none')}
              text={t('approvals.none-text')}
              action={<Button onClick={() => setSearch({ view: 'all' })}>{t('approvals.see-all')}</Button>}
            />
          ) : (
            <EmptyState icon="approvals" title={t('approvals.none-at-all')} text={t('approvals.none-text')} />
          )
        }
      />
      {decision && (
        <BulkAnswer
          decision={decision}
          rows={chosen}
          skipped={selected.size - chosen.length}
          onClose={() => {
            setDecision(undefined)
            setSelected(new Set())
          }}
        />
      )}
      {shown && <ApprovalPanel key={shown.number} row={shown} onClose={() => setOpen(undefined)} />}
    </Page>
  )
}

/** One answer to many requests, each a command of its own; what was refused stays in the list with the reason. */
const BulkAnswer = ({
  decision,
  rows,
  skipped,
  onClose,
}: {
  readonly decision: Decision
  readonly rows: readonly Approval[]
  readonly skipped: number
  readonly onClose: () => void
}) => {
  const t = useText(approvalsTexts)
  const [reason, setReason] = useState('')
  // As they were ticked: whatever is answered leaves the list behind the window.
  const [ticked] = useState(rows)
  const kinds = new Map(ticked.flatMap(({ number, pending: { kind } }) => (isAnswered(kind) ? [[number, kind]] : [])))
  const versions = new Map([...ticked, ...rows].map((row) => [row.number, row.version]))
  const said = reason.trim()
  return (
    <BulkDialog
      title={t(`approvals.bulk-${decision}`, { count: ticked.length })}
      orders={ticked.map(
        (row): BulkOrder => ({
          number: row.number,
          state: row.state,
          title: `${t(`approvals.${row.pending.kind}`)} · ${row.pending.reason}`,
          version: versions.get(row.number),
        }),
      )}
      actionOf={({ number }) => answering[kinds.get(number) ?? 'suspension'][decision]}
      body={said === '' ? {} : decision === 'deny' ? { reason: said } : { note: said }}
      skipped={skipped}
      why={decision === 'deny' && said === '' ? t('approvals.reason-needed') : undefined}
      onClose={onClose}
    >
      <TextArea
        value={reason}
        onChange={setReason}
        maxLength={2000}
        rows={2}
        aria-label={t(decision === 'deny' ? 'approvals.why-deny' : 'approvals.note')}
        placeholder={t(decision === 'deny' ? 'approvals.why-deny' : 'approvals.note')}
      />
    </BulkDialog>
  )
}
