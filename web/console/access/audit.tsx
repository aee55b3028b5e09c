import { useMemo, useState } from 'react'
import { type AuditEntry, auditList, auditState, auditVerify } from '#core/audit/audit.contract.ts'
import { auditActionTexts, auditFaces, auditFaceTexts, auditSubjectTexts } from '#core/audited.text.ts'
import { useRegions } from '#web/console/organisation/organisation.queries.ts'
import { Button } from '#web/ui/button.tsx'
import { DataTable } from '#web/ui/data-table.tsx'
import { DayRangeInput } from '#web/ui/day-input.tsx'
import { type Filter, FilterSentence, useFilters } from '#web/ui/filter-sentence.tsx'
import { type Search, valuesOf } from '#web/ui/filters.ts'
import { Page } from '#web/ui/page.tsx'
import { useAnswer, useCommand, usePages } from '#web/ui/query.ts'
import { SearchInput } from '#web/ui/search-input.tsx'
import { StateTag } from '#web/ui/state-tag.tsx'
import { EmptyState, ErrorState } from '#web/ui/states.tsx'
import type { Column } from '#web/ui/table-columns.ts'
import { useText } from '#web/ui/text.ts'
import { When } from '#web/ui/when.tsx'
import { auditTexts } from './audit.text.ts'
import { EntryPanel, SubjectName } from './audit-entry.tsx'
import { useAuditWords } from './audit-words.ts'
import './audit.css'

const FILTERS = ['who', 'action', 'subjectType', 'subject', 'prefecture', 'source', 'from', 'to'] as const

/** The list's query as the address says. */
const queryIn = (search: Search): Partial<Record<(typeof FILTERS)[number], string>> =>
  Object.fromEntries(FILTERS.flatMap((key) => (search[key] ? [[key, search[key]]] : [])))

const useAuditFilters = (search: Search): readonly Filter[] => {
  const t = useText(auditTexts)
  const [action, subject, face] = [useText(auditActionTexts), useText(auditSubjectTexts), useText(auditFaceTexts)]
  const regions = useRegions()
  const keys = <T extends object>(texts: T) => Object.keys(texts) as (keyof T & string)[]
  // An address that came by a link or a panel stays readable in its chip.
  const others = valuesOf(search, 'source').filter((source) => !auditFaces.some((known) => known === source))
  return [
    {
      key: 'action',
      label: t('audit.action'),
      any: t('audit.any-action'),
      isMultiple: true,
      options: keys(auditActionTexts).map((value) => ({ value, label: action(value), words: value })),
    },
    {
      key: 'subjectType',
      label: t('audit.subject-type'),
      any: t('audit.any-subject'),
      isMultiple: true,
      options: keys(auditSubjectTexts).map((value) => ({ value, label: subject(value), words: value })),
    },
    {
      key: 'prefecture',
      label: t('audit.place'),
      any: t('audit.any-place'),
      isMultiple: true,
      options: (regions ?? [])
        .filter((region) => region.level !== 'county')
        .map(({ code, name }) => ({ value: code, label: name, words: code })),
    },
    {
      key: 'source',
      label: t('audit.source'),
      any: t('audit.any-source'),
      isMultiple: true,
      options: [
        ...auditFaces.map((value) => ({ value, label: face(value), words: value })),
        ...others.map((value) => ({ value, label: value })),
      ],
    },
  ]
}

/** Who did what to what, newest first; the chain's state stands above. */
export const AuditScreen = () => {
  const t = useText(auditTexts)
  const words = useAuditWords()
  const [search, setSearch] = useFilters()
  const [open, setOpen] = useState<AuditEntry | undefined>()
  const filters = useAuditFilters(search)
  const pages = usePages(auditList, { query: queryIn(search) })
  const columns = useMemo<readonly Column<AuditEntry>[]>(
    () => [
      { key: 'at', title: t('audit.at'), width: 120, cell: (row) => <When at={row.at} /> },
      { key: 'who', title: t('audit.who'), width: 110, cell: (row) => <span className="clip">{row.actorName}</span> },
      {
        key: 'action',
        title: t('audit.action'),
        width: 190,
        cell: (row) => <span className="clip">{words.action(row.action)}</span>,
      },
      {
        key: 'subject',
        title: t('audit.subject'),
        width: 240,
        cell: (row) => (
          <span className="clip">
            <SubjectName entry={row} words={words} />
          </span>
        ),
      },
      {
        key: 'reason',
        title: t('audit.reason'),
        width: 200,
        grow: 1,
        cell: (row) => <span className="clip">{row.reason}</span>,
      },
      {
        key: 'prefecture',
        title: t('audit.place'),
        width: 130,
        cell: (row) => <span className="clip">{words.place(row.prefecture)}</span>,
      },
      {
        key: 'source',
        title: t('audit.source'),
        width: 160,
        cell: (row) => <span className="clip hint">{words.source(row.source)}</span>,
      },
      {
        key: 'seal',
        title: t('audit.seal'),
        width: 140,
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
    [t, words],
  )
  const set = (key: string) => (value: string) => setSearch({ ...search, [key]: value })
  return (
    <Page
      title={t('audit.title')}
      isFilled
      updatedAt={pages.updatedAt}
      filters={<FilterSentence filters={filters} search={search} onChange={setSearch} />}
    >
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
          <div className="audit-head">
            <SearchInput label={t('audit.who-hint')} value={search.who ?? ''} onChange={set('who')} />
            <SearchInput label={t('audit.subject-hint')} value={search.subject ?? ''} onChange={set('subject')} />
            <DayRangeInput
              label={t('audit.from')}
              from={search.from ?? ''}
              to={search.to ?? ''}
              onChange={(first, last) => setSearch({ ...search, from: first, to: last })}
            />
          </div>
        }
      />
      {open && (
        <EntryPanel
          entry={open}
          onSubject={() => {
            setSearch({ subjectType: open.subjectType, subject: open.subjectId })
            setOpen(undefined)
          }}
          onClose={() => setOpen(undefined)}
        />
      )}
    </Page>
  )
}

const ChainState = () => {
  const t = useText(auditTexts)
  const { data, error, refetch } = useAnswer(auditState, {}, { everySeconds: 10 })
  const verify = useCommand(auditVerify, { changes: [auditState], done: t('audit.verifying') })
  if (!data) return error ? <ErrorState error={error} onRetry={() => void refetch()} /> : null
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
