import type { ReactNode } from 'react'
import { Icon } from './icon.tsx'
import { StateTag, type Tone } from './state-tag.tsx'
import { useLanguage, useText } from './text.ts'
import { secondsText } from './time.ts'
import { uiTexts } from './ui.text.ts'
import './progress.css'

/** A bar from 0 to 1. `accent` is progress; a tone says how a limit is used up. */
export const ProgressBar = ({
  share,
  tone,
  label,
}: {
  readonly share: number
  readonly tone?: Tone
  readonly label: string
}) => {
  const percent = Math.round(Math.max(0, Math.min(1, share)) * 100)
  return (
    <div
      className={`ui-progress${tone ? ` ui-progress-${tone}` : ''}`}
      role="progressbar"
      aria-label={label}
      aria-valuenow={percent}
      aria-valuemin={0}
      aria-valuemax={100}
    >
      <span style={{ width: `${percent}%` }} />
    </div>
  )
}

export type JobState = {
  readonly state: 'waiting' | 'running' | 'done' | 'failed'
  /** 0 to 1; absent when it cannot be known. */
  readonly share?: number | undefined
  readonly secondsLeft?: number | undefined
  /** What it is doing, or why it failed. */
  readonly note?: ReactNode
}

const tones = { waiting: 'paused', running: 'plain', done: 'fine', failed: 'late' } as const

/** Long work: what it is, how far, how long still, that one may leave; what it made when it is done. */
export const ProgressJob = ({
  title,
  job,
  children,
}: {
  readonly title: ReactNode
  readonly job: JobState
  /** The result, or what to do after a failure. */
  readonly children?: ReactNode
}) => {
  const t = useText(uiTexts)
  const language = useLanguage()
  const isOpen = job.state === 'waiting' || job.state === 'running'
  const left = job.secondsLeft === undefined ? undefined : secondsText(job.secondsLeft, language)
  return (
    <div className="ui-job" aria-live="polite">
      <div className="spread">
        <span className="strong">{title}</span>
        <StateTag tone={tones[job.state]}>{t(`job-${job.state}`)}</StateTag>
      </div>
      {isOpen && <ProgressBar share={job.share ?? 0} label={t('job-running')} />}
      {(job.note || left) && (
        <div className="spread small ink-2">
          <span>{job.note}</span>
          {isOpen && left && <span>{t('job-left', { time: left })}</span>}
        </div>
      )}
      {isOpen && (
        <p className="hint">
          <Icon name="bell" size={12} /> {t('job-leave')}
        </p>
      )}
      {children}
    </div>
  )
}
