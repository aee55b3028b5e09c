/**
 * What of an installation's state somebody should look at: what stands still, what falls behind, what fills up, what was not done.
 * How late is too late are parameters.
 */
import type { Health } from './health.contract.ts'

export type HealthLimits = {
  readonly consumerLagSeconds: number
  readonly sealerLagSeconds: number
  readonly minFreeGigabytes: number
  readonly maxBackupAgeHours: number
}

type Problem = Health['problems'][number]
/** `at` and the instants are of one clock; the machine's own for what the machine stamps. */
type State = Omit<Health, 'problems'> & { readonly machineAt: string; readonly isLed: boolean }

const GIGABYTE = 1024 ** 3
const CONNECTIONS_SHARE = 0.85
const FAILURES_TOLD = 3

export const healthProblems = (state: State, limits: HealthLimits): readonly Problem[] => {
  const problems: Problem[] = []
  const add = (severity: Problem['severity'], code: string, params: Problem['params'] = {}): void => {
    problems.push({ severity, code: `health.${code}`, params })
  }
  const free = state.disk.freeBytes / GIGABYTE
  if (free < limits.minFreeGigabytes) {
    add(free < limits.minFreeGigabytes / 4 ? 'failed' : 'warning', 'disk-low', {
      gigabytes: Math.round(free * 10) / 10,
    })
  }
  if (state.files.error !== null) add('failed', 'files-unreachable', { error: state.files.error })
  if (!state.isLed) add('failed', 'nobody-leads')
  for (const { name, behind, oldestAt, waiting } of state.consumers) {
    const seconds = secondsSince(oldestAt, state.at)
    if (seconds > limits.consumerLagSeconds)
      add('failed', 'consumer-behind', { consumer: name, seconds, count: behind })
    if (waiting > 0) add('warning', 'letters-waiting', { consumer: name, count: waiting })
  }
  const unsealedSeconds = secondsSince(state.sealer.oldestAt, state.at)
  if (unsealedSeconds > limits.sealerLagSeconds) {
    add('failed', 'sealer-behind', { seconds: unsealedSeconds, count: state.sealer.unsealed })
  }
  for (const { name, failures, lastError } of state.periodics) {
    if (failures >= FAILURES_TOLD) add('failed', 'periodic-failing', { name, count: failures, error: lastError ?? '' })
  }
  const { connections, maxConnections } = state.database
  if (connections > maxConnections * CONNECTIONS_SHARE) {
    add('warning', 'connections-short', { used: connections, max: maxConnections })
  }
  if (state.jobs.failed24h > 0) add('warning', 'jobs-failed', { count: state.jobs.failed24h })
  if (state.outside.failed24h > 0) add('warning', 'outside-failed', { count: state.outside.failed24h })
  // A demo has nothing to lose.
  if (!state.instance.isDemo) {
    const hours = Math.floor(secondsSince(state.backup?.at ?? null, state.machineAt) / 3600)
    if (!state.backup) add('warning', 'no-backup')
    else if (hours > limits.maxBackupAgeHours) add('warning', 'backup-old', { hours })
  }
  return problems.sort((a, b) => (a.severity === b.severity ? 0 : a.severity === 'failed' ? -1 : 1))
}

const secondsSince = (at: string | null, now: string): number =>
  at === null ? 0 : Math.max(0, Math.round((Date.parse(now) - Date.parse(at)) / 1000))
