import type { Health } from '#core/jobs/health.contract.ts'
import type { Say } from '#web/ui/text.ts'
import { healthScreenTexts } from './health.text.ts'

export type Part = {
  readonly key: string
  readonly name: string
  readonly tone: 'fine' | 'risk' | 'late' | 'paused'
  readonly state: 'fine' | 'behind' | 'failing' | 'letters' | 'never' | 'low'
  readonly figure: string
  readonly at: string | null
}

const UNITS = ['B', 'KB', 'MB', 'GB', 'TB'] as const

/** Bytes as people say them: `1.2 GB`. */
export const bytesText = (bytes: number): string => {
  const step = Math.min(UNITS.length - 1, Math.floor(Math.log2(Math.max(1, bytes)) / 10))
  const value = bytes / 1024 ** step
  return `${value >= 100 || step === 0 ? Math.round(value) : value.toFixed(1)} ${UNITS[step]}`
}

type Words = Say<typeof healthScreenTexts>

/** A word of the catalogue when it has one, else the name as the program has it. */
const named = (t: Words, group: 'consumer' | 'periodic', name: string): string => {
  const key = `${group}.${name}`
  return key in healthScreenTexts ? t(key as keyof typeof healthScreenTexts) : t(group, { name })
}

const told = (health: Health, code: string, name?: string): Health['problems'][number] | undefined =>
  health.problems.find(
    (problem) =>
      problem.code === `health.${code}` &&
      (name === undefined || problem.params.consumer === name || problem.params.name === name),
  )

/** Every part of the installation with its state; what is not fine is what the server counts among its problems. */
export const partsOf = (health: Health, t: Words): readonly Part[] => {
  const { database, disk, files, backup, sealer, jobs, outside } = health
  const fine = { tone: 'fine', state: 'fine' } as const
  const diskLow = told(health, 'disk-low')
  return [
    {
      key: 'database',
      name: t('database'),
      figure: t('database-figure', {
        size: bytesText(database.bytes),
        used: database.connections,
        max: database.maxConnections,
        total: database.pool.total,
        waiting: database.pool.waiting,
      }),
      at: null,
      ...(told(health, 'connections-short') ? ({ tone: 'risk', state: 'low' } as const) : fine),
    },
    {
      key: 'disk',
      name: t('disk'),
      figure: t('disk-figure', { free: bytesText(disk.freeBytes), total: bytesText(disk.totalBytes) }),
      at: null,
      ...(diskLow ? ({ tone: diskLow.severity === 'failed' ? 'late' : 'risk', state: 'low' } as const) : fine),
    },
    {
      key: 'files',
      name: t('files'),
      figure: files.error ?? t(`files-figure.${files.driver}`),
      at: null,
      ...(files.error === null ? fine : ({ tone: 'late', state: 'failing' } as const)),
    },
    {
      key: 'backup',
      name: t('backup'),
      figure: backup ? `${backup.file} · ${bytesText(backup.bytes)}` : t('backup-none'),
      at: backup?.at ?? null,
      ...backupState(health),
    },
    ...health.consumers.map((consumer) => ({
      key: `consumer ${consumer.name}`,
      name: named(t, 'consumer', consumer.name),
      figure: t('consumer-figure', { behind: consumer.behind, retrying: consumer.retrying, waiting: consumer.waiting }),
      at: consumer.ranAt,
      ...consumerState(health, consumer),
    })),
    {
      key: 'sealer',
      name: t('sealer'),
      figure: t('sealer-figure', { count: sealer.unsealed }),
      at: sealer.ranAt,
      ...(told(health, 'sealer-behind') ? ({ tone: 'late', state: 'behind' } as const) : fine),
    },
    {
      key: 'jobs',
      name: t('jobs'),
      figure: t('jobs-figure', { queued: jobs.queued, running: jobs.running, failed: jobs.failed24h }),
      at: null,
      ...(jobs.failed24h > 0 ? ({ tone: 'risk', state: 'failing' } as const) : fine),
    },
    {
      key: 'outside',
      name: t('outside'),
      figure: t('outside-figure', { waiting: outside.waiting, failed: outside.failed24h }),
      at: null,
      ...(outside.failed24h > 0 ? ({ tone: 'risk', state: 'failing' } as const) : fine),
    },
    ...health.periodics.map(({ name, failures, lastError, finishedAt }) => ({
      key: `periodic ${name}`,
      name: named(t, 'periodic', name),
      figure: failures > 0 ? t('periodic-failures', { count: failures, error: lastError ?? '' }) : '',
      at: finishedAt,
      ...periodicState(health, name, failures),
    })),
  ]
}

type State = Pick<Part, 'tone' | 'state'>

const backupState = (health: Health): State => {
  if (told(health, 'backup-old')) return { tone: 'risk', state: 'behind' }
  if (health.backup) return { tone: 'fine', state: 'fine' }
  return { tone: told(health, 'no-backup') ? 'risk' : 'paused', state: 'never' }
}

const consumerState = (health: Health, { name, waiting }: Health['consumers'][number]): State => {
  if (told(health, 'consumer-behind', name)) return { tone: 'late', state: 'behind' }
  return waiting > 0 ? { tone: 'risk', state: 'letters' } : { tone: 'fine', state: 'fine' }
}

const periodicState = (health: Health, name: string, failures: number): State => {
  if (told(health, 'nobody-leads') || told(health, 'periodic-failing', name)) return { tone: 'late', state: 'failing' }
  return failures > 0 ? { tone: 'risk', state: 'failing' } : { tone: 'fine', state: 'fine' }
}
