import { useMemo } from 'react'
import { type Job, jobCancel, jobList } from '#core/jobs/jobs.contract.ts'
import { useMay } from '#web/console/session/session.queries.ts'
import { Button } from '#web/ui/button.tsx'
import { DataTable } from '#web/ui/data-table.tsx'
import { Page } from '#web/ui/page.tsx'
import { ProgressBar } from '#web/ui/progress.tsx'
import { useCommand, usePages } from '#web/ui/query.ts'
import { StateTag } from '#web/ui/state-tag.tsx'
import { EmptyState } from '#web/ui/states.tsx'
import type { Column } from '#web/ui/table-columns.ts'
import { useText } from '#web/ui/text.ts'
import { useLiveRefresh } from '#web/ui/use-live.ts'
import { When } from '#web/ui/when.tsx'
import { jobsTexts } from './jobs.text.ts'

const TONES = { queued: 'plain', running: 'plain', done: 'fine', failed: 'late', cancelled: 'paused' } as const

/** Long work: what was started, how far it is, and what came of it. */
export const JobsScreen = () => {
  const t = useText(jobsTexts)
  const ofEverybody = useMay('jobs.read')
  const pages = usePages(jobList, { query: { of: ofEverybody ? 'everybody' : 'me' } })
  const cancel = useCommand(jobCancel, { changes: [jobList], done: t('jobs.cancelled') })
  useLiveRefresh(['job.'], [jobList])
  const columns = useMemo<readonly Column<Job>[]>(
    () => [
      {
        key: 'title',
        title: t('jobs.name'),
        width: 260,
        grow: 1,
        cell: (row) => <span className="clip">{row.title}</span>,
      },
      {
        key: 'status',
        title: t('jobs.status'),
        width: 110,
        cell: (row) => (
          <StateTag tone={TONES[row.status]} isBare>
            {t(`jobs.status.${row.status}`)}
          </StateTag>
        ),
      },
      {
        key: 'progress',
        title: t('jobs.progress'),
        width: 160,
        cell: (row) =>
          row.total ? (
            <ProgressBar share={row.done / row.total} label={row.title} />
          ) : (
            <span className="number">{row.done || ''}</span>
          ),
      },
      { key: 'by', title: t('jobs.by'), width: 110, cell: (row) => row.createdByName },
      {
        key: 'created',
        title: t('jobs.created'),
        width: 140,
        cell: (row) => <When at={row.startedAt ?? row.createdAt} />,
      },
      { key: 'finished', title: t('jobs.finished'), width: 140, cell: (row) => <When at={row.finishedAt} /> },
      {
        key: 'error',
        title: t('jobs.error'),
        width: 180,
        cell: (row) => <span className="clip late">{row.error}</span>,
      },
      {
        key: 'cancel',
        title: '',
        width: 90,
        cell: (row) =>
          (row.status === 'queued' || row.status === 'running') && !row.isCancelRequested ? (
            <Button isSmall onClick={() => void cancel.run({ params: { id: row.id }, body: {} })}>
              {t('jobs.cancel')}
            </Button>
          ) : null,
      },
    ],
    [t, cancel.run],
  )
  return (
    <Page title={t('jobs.title')} isFilled isLive updatedAt={pages.updatedAt}>
      <DataTable
        name="jobs"
        label={t('jobs.title')}
        columns={columns}
        pages={pages}
        keyOf={(row) => row.id}
        empty={<EmptyState title={t('jobs.none')} text={t('jobs.none-text')} />}
      />
    </Page>
  )
}
