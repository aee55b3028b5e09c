import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useMemo, useState } from 'react'
import { type Job, jobCancel, jobList, jobStatuses } from '#core/jobs/jobs.contract.ts'
import { Button } from '#web/ui/button.tsx'
import { serverNow } from '#web/ui/clock.ts'
import { askConfirm } from '#web/ui/confirm.tsx'
import { DataTable } from '#web/ui/data-table.tsx'
import { FilterSentence, useFilters } from '#web/ui/filter-sentence.tsx'
import { numberText } from '#web/ui/number.ts'
import { Page } from '#web/ui/page.tsx'
import { ProgressBar } from '#web/ui/progress.tsx'
import { refresh, useCommand, usePages } from '#web/ui/query.ts'
import { StateTag } from '#web/ui/state-tag.tsx'
import { EmptyState } from '#web/ui/states.tsx'
import type { Column } from '#web/ui/table-columns.ts'
import { useLanguage, useText } from '#web/ui/text.ts'
import { secondsText } from '#web/ui/time.ts'
import { useLiveRefresh } from '#web/ui/use-live.ts'
import { When } from '#web/ui/when.tsx'
import { figuresOf, JobDialog, secondsLeft, useJobError } from './job-result.tsx'
import { jobsTexts } from './jobs.text.ts'
import './health.css'

const TONES = { queued: 'plain', running: 'plain', done: 'fine', failed: 'late', cancelled: 'paused' } as const
const ASK_MS = 2_000

/** Long work of everybody: what was started, how far it is, and what came of it. */
export const JobsScreen = () => <Jobs of="everybody" />

/** The reader's own. */
export const OwnJobsScreen = () => <Jobs of="me" />

const Jobs = ({ of }: { readonly of: 'me' | 'everybody' }) => {
  const t = useText(jobsTexts)
  const [search, setSearch] = useFilters()
  const [opened, setOpened] = useState<string>()
  const status = jobStatuses.find((each) => each === search.status)
  const pages = usePages(jobList, { query: { of, ...(status ? { status } : {}) } })
  useLiveRefresh(['job.'], [jobList])
  useProgress(pages.rows)
  const columns = useColumns(of)
  const job = pages.rows.find((row) => row.id === opened)
  const filters = [
    {
      key: 'status',
      label: t('jobs.status'),
      any: t('jobs.status-any'),
      options: jobStatuses.map((value) => ({ value, label: t(`jobs.status.${value}`) })),
    },
  ]
  return (
    <Page
      title={t(of === 'me' ? 'jobs.own-title' : 'jobs.title')}
      isFilled
      isLive
      updatedAt={pages.updatedAt}
      filters={<FilterSentence filters={filters} search={search} onChange={setSearch} />}
    >
      <DataTable
        name={`jobs-${of}`}
        label={t('jobs.title')}
        columns={columns}
        pages={pages}
        keyOf={(row) => row.id}
        onOpen={(row) => setOpened(row.id)}
        openKey={opened}
        empty={<EmptyState icon="job" title={t('jobs.none')} text={t('jobs.none-text')} />}
      />
      {job && <JobDialog job={job} onClose={() => setOpened(undefined)} />}
    </Page>
  )
}

const isOpen = ({ status }: Job): boolean => status === 'queued' || status === 'running'

/** How far a job is makes no event: while one runs the list is asked for it. */
const useProgress = (rows: readonly Job[]): void => {
  const client = useQueryClient()
  const isRunning = rows.some(isOpen)
  useEffect(() => {
    if (!isRunning) return
    const timer = setInterval(() => refresh(client, [jobList], 1), ASK_MS)
    return () => clearInterval(timer)
  }, [client, isRunning])
}

const useColumns = (of: 'me' | 'everybody'): readonly Column<Job>[] => {
  const t = useText(jobsTexts)
  const { run: cancel } = useCommand(jobCancel, { changes: [jobList], done: t('jobs.cancelled') })
  return useMemo(() => {
    const stop = async ({ id, title }: Job) => {
      const answer = await askConfirm({
        title: t('jobs.cancel-title', { title }),
        text: t('jobs.cancel-text'),
        action: t('jobs.cancel'),
        isDangerous: true,
      })
      if (answer) await cancel({ params: { id }, body: {} })
    }
    const columns: readonly Column<Job>[] = [
      {
        key: 'title',
        title: t('jobs.name'),
        width: 240,
        grow: 1,
        isFixed: true,
        cell: (row) => <span className="clip">{row.title}</span>,
      },
      {
        key: 'status',
        title: t('jobs.status'),
        width: 100,
        cell: (row) => (
          <StateTag tone={TONES[row.status]} isBare>
            {t(`jobs.status.${row.status}`)}
          </StateTag>
        ),
      },
      { key: 'progress', title: t('jobs.progress'), width: 190, cell: (row) => <Progress job={row} /> },
      { key: 'by', title: t('jobs.by'), width: 100, cell: (row) => row.createdByName },
      {
        key: 'created',
        title: t('jobs.created'),
        width: 130,
        cell: (row) => <When at={row.startedAt ?? row.createdAt} />,
      },
      { key: 'finished', title: t('jobs.finished'), width: 130, cell: (row) => <When at={row.finishedAt} /> },
      { key: 'result', title: t('jobs.result'), width: 260, grow: 1, cell: (row) => <Outcome job={row} /> },
      {
        key: 'cancel',
        title: '',
        width: 90,
        isFixed: true,
        cell: (row) => {
          if (!isOpen(row)) return null
          if (row.isCancelRequested) return <span className="hint">{t('jobs.stopping')}</span>
          return (
            <Button isSmall onClick={() => void stop(row)}>
              {t('jobs.cancel')}
            </Button>
          )
        },
      },
    ]
    return of === 'me' ? columns.filter(({ key }) => key !== 'by') : columns
  }, [t, cancel, of])
}

const Progress = ({ job }: { readonly job: Job }) => {
  const t = useText(jobsTexts)
  const language = useLanguage()
  if (!job.total) return <span className="number">{job.done > 0 ? numberText(job.done) : ''}</span>
  const left = secondsLeft(job, serverNow())
  return (
    <span className="stack">
      <ProgressBar share={job.done / job.total} label={job.title} />
      {left !== undefined && <span className="hint">{t('jobs.left', { time: secondsText(left, language) })}</span>}
    </span>
  )
}

const Outcome = ({ job }: { readonly job: Job }) => {
  const t = useText(jobsTexts)
  const errorText = useJobError()
  if (job.error !== null) return <span className="clip late">{errorText(job.error)}</span>
  const figures = figuresOf(job.result).filter(({ value }) => value > 0)
  return (
    <span className="clip ink-2">{figures.map(({ key, value }) => `${t(key)} ${numberText(value)}`).join(' · ')}</span>
  )
}
