import { useMemo, useState } from 'react'
import { type AuditEntry, auditList, auditState, auditVerify } from '#core/audit/audit.contract.ts'
import { Button } from '#web/ui/button.tsx'
import { Facts } from '#web/ui/card.tsx'
import { DataTable } from '#web/ui/data-table.tsx'
import { DayRangeInput } from '#web/ui/day-input.tsx'
import { Dialog } from '#web/ui/dialog.tsx'
import { useFilters } from '#web/ui/filter-sentence.tsx'
import { TextInput } from '#web/ui/inputs.tsx'
import { Page } from '#web/ui/page.tsx'
import { useAnswer, useCommand, usePages } from '#web/ui/query.ts'
import { StateTag } from '#web/ui/state-tag.tsx'
import { EmptyState } from '#web/ui/states.tsx'
import type { Column } from '#web/ui/table-columns.ts'
import { useText } from '#web/ui/text.ts'
import { When } from '#web/ui/when.tsx'
import { auditTexts } from './audit.text.ts'

/** Who did what to what, newest first; the chain's state stands above. */
export const AuditScreen = () => {
  const t = useText(auditTexts)
  const [search, setSearch] = useFilters()
  const [open, setOpen] = useState<AuditEntry | undefined>()
  const { who, action, subject, from, to } = search
  const query = {
    ...(who ? { who } : {}),
    ...(action ? { action } : {}),
    ...(subject ? { subject } : {}),
    ...(from ? { from } : {}),
    ...(to ? { to } : {}),
  }
  const pages = usePages(auditList, { query })
  const columns = useMemo<readonly Column<AuditEntry>[]>(
    () => [
      { key: 'at', title: t('audit.at'), width: 150, cell: (row) => <When at={row.at} /> },
      { key: 'who', title: t('audit.who'), width: 130, cell: (row) => row.actorName },
      { key: 'action', title: t('audit.action'), width: 190, cell: (row) => row.action },
      {
        key: 'subject',
        title: t('audit.subject'),
        width: 190,
        cell: (row) => <span className="clip">{row.subjectId}</span>,
      },
      {
        key: 'reason',
        title: t('audit.reason'),
        width: 200,
        grow: 1,
        cell: (row) => <span className="clip">{row.reason}</span>,
      },
      {
        key: 'source',
        title: t('audit.source'),
        width: 160,
        cell: (row) => <span className="clip hint">{row.source}</span>,
      },
      {
        key: 'seal',
        title: t('audit.seal'),
        width: 120,
        cell: (row) =>
          row.seal ? (
            <span className="hint number">{`${row.seal.day} #${row.seal.number}`}</span>
          ) : (
            <StateTag tone="paused" isBare>
              {t('audit.unsealed')}
            </StateTag>
          ),
      },
    ],
    [t],
  )
  const set = (key: string) => (value: string) => setSearch({ ...search, [key]: value })
  return (
    <Page title={t('audit.title')} isFilled updatedAt={pages.updatedAt}>
      <ChainState />
      <DataTable
        name="audit"
        label={t('audit.title')}
        columns={columns}
        pages={pages}
        keyOf={(row) => row.id}
        onOpen={setOpen}
        openKey={open?.id}
        empty={<EmptyState title={t('audit.none')} text={t('audit.none-text')} />}
        head={
          <div className="row">
            <TextInput
              aria-label={t('audit.who')}
              placeholder={t('audit.who')}
              value={who ?? ''}
              onChange={set('who')}
            />
            <TextInput
              aria-label={t('audit.action')}
              placeholder={t('audit.action')}
              value={action ?? ''}
              onChange={set('action')}
            />
            <TextInput
              aria-label={t('audit.subject')}
              placeholder={t('audit.subject')}
              value={subject ?? ''}
              onChange={set('subject')}
            />
            <DayRangeInput
              label={t('audit.from')}
              from={from ?? ''}
              to={to ?? ''}
              onChange={(first, last) => setSearch({ ...search, from: first, to: last })}
            />
          </div>
        }
      />
      {open && <EntryPanel entry={open} onClose={() => setOpen(undefined)} />}
    </Page>
  )
}

const ChainState = () => {
  const t = useText(auditTexts)
  const { data } = useAnswer(auditState, {}, { everySeconds: 10 })
  const verify = useCommand(auditVerify, { changes: [auditState], done: t('audit.verifying') })
  if (!data) return null
  const last = data.lastVerification?.result
  return (
    <div className="spread">
      <div className="row">
        <StateTag tone={data.unsealed === 0 ? 'fine' : 'paused'}>
          {data.unsealed === 0 ? t('audit.sealed-all') : t('audit.waiting', { count: data.unsealed })}
        </StateTag>
        <StateTag tone={last ? (last.breachCount === 0 ? 'fine' : 'late') : 'plain'}>
          {last ? t('audit.last', { count: last.breachCount }) : t('audit.never')}
        </StateTag>
      </div>
      <Button isBusy={verify.isRunning} onClick={() => void verify.run({ body: {} })}>
        {t('audit.verify')}
      </Button>
    </div>
  )
}

const EntryPanel = ({ entry, onClose }: { readonly entry: AuditEntry; readonly onClose: () => void }) => {
  const t = useText(auditTexts)
  return (
    <Dialog title={entry.action} size="side" onClose={onClose}>
      <Facts
        items={[
          { label: t('audit.at'), value: <When at={entry.at} /> },
          { label: t('audit.who'), value: `${entry.actorName} (${entry.actorRole})` },
          { label: t('audit.subject'), value: `${entry.subjectType} ${entry.subjectId}` },
          { label: t('audit.reason'), value: entry.reason ?? '—' },
          { label: t('audit.source'), value: entry.source },
        ]}
      />
      <h3>{t('audit.before')}</h3>
      <pre className="ui-json">{JSON.stringify(entry.before ?? null, null, 2)}</pre>
      <h3>{t('audit.after')}</h3>
      <pre className="ui-json">{JSON.stringify(entry.after ?? null, null, 2)}</pre>
    </Dialog>
  )
}
