import type { Job } from '#core/jobs/jobs.contract.ts'
import { Button } from '#web/ui/button.tsx'
import { Facts } from '#web/ui/card.tsx'
import { serverNow } from '#web/ui/clock.ts'
import { Dialog } from '#web/ui/dialog.tsx'
import { numberText } from '#web/ui/number.ts'
import { ProgressJob } from '#web/ui/progress.tsx'
import { type TextKey, useText } from '#web/ui/text.ts'
import { When } from '#web/ui/when.tsx'
import { jobsTexts } from './jobs.text.ts'

const STATES = { queued: 'waiting', running: 'running', done: 'done', failed: 'failed', cancelled: 'failed' } as const

/** Figures of a job's result that have a word; what a kind of job keeps besides is its own. */
export const figuresOf = (
  result: unknown,
): readonly { readonly key: TextKey<typeof jobsTexts>; readonly value: number }[] =>
  typeof result !== 'object' || result === null
    ? []
    : Object.entries(result).flatMap(([name, value]) => {
        const key = `jobs.figure.${name}`
        return typeof value === 'number' && key in jobsTexts ? [{ key: key as TextKey<typeof jobsTexts>, value }] : []
      })

/** Seconds that a running job still takes, at the pace it has had; unknown before a fiftieth of it is done. */
export const secondsLeft = ({ status, done, total, startedAt }: Job, now: string): number | undefined => {
  if (status !== 'running' || !total || !startedAt || done < total / 50) return undefined
  const passed = (Date.parse(now) - Date.parse(startedAt)) / 1000
  return passed > 0 ? Math.round((passed * (total - done)) / done) : undefined
}

/** What a code of a failure says, or what the program said. */
export const useJobError = (): ((error: string | null) => string) => {
  const t = useText(jobsTexts)
  return (error) => {
    const key = `jobs.error.${error}`
    return key in jobsTexts ? t(key as TextKey<typeof jobsTexts>) : (error ?? '')
  }
}

/** One job: how far, when, and what came of it. */
export const JobDialog = ({ job, onClose }: { readonly job: Job; readonly onClose: () => void }) => {
  const t = useText(jobsTexts)
  const errorText = useJobError()
  const figures = figuresOf(job.result)
  return (
    <Dialog
      title={t('jobs.result')}
      size="small"
      onClose={onClose}
      footer={
        <Button kind="primary" onClick={onClose}>
          {t('jobs.close')}
        </Button>
      }
    >
      <div className="jobs-result">
        <ProgressJob
          title={job.title}
          job={{
            state: STATES[job.status],
            share: job.total ? job.done / job.total : undefined,
            secondsLeft: secondsLeft(job, serverNow()),
            note: job.status === 'cancelled' ? t('jobs.status.cancelled') : errorText(job.error),
          }}
        />
        <Facts
          labelWidth={72}
          items={[
            { label: t('jobs.by'), value: job.createdByName },
            { label: t('jobs.created'), value: <When at={job.startedAt ?? job.createdAt} /> },
            { label: t('jobs.finished'), value: job.finishedAt ? <When at={job.finishedAt} /> : '—' },
            ...figures.map(({ key, value }) => ({ label: t(key), value: numberText(value) })),
          ]}
        />
      </div>
    </Dialog>
  )
}
