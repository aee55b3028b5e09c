import { describe, expect, it } from 'vitest'
import type { Health } from '#core/jobs/health.contract.ts'
import { bytesText, partsOf } from './health-parts.ts'

const healthy: Health = {
  at: '2026-11-22T06:30:00.000Z',
  problems: [],
  versions: { product: '1', node: '26', postgres: '18', migration: '0021' },
  instance: { isDemo: false, clockOffsetMs: 0, upSeconds: 10, memoryMegabytes: 120 },
  database: { bytes: 33_000_000, connections: 4, maxConnections: 100, pool: { total: 4, idle: 3, waiting: 0 } },
  consumers: [{ name: 'notify', behind: 0, oldestAt: null, ranAt: null, retrying: 0, waiting: 0 }],
  sealer: { unsealed: 0, oldestAt: null, ranAt: null },
  periodics: [{ name: 'order-timers', startedAt: null, finishedAt: null, failures: 0, lastError: null }],
  jobs: { queued: 0, running: 0, failed24h: 0, oldestQueuedAt: null },
  outside: { waiting: 0, failed24h: 0 },
  disk: { freeBytes: 60e9, totalBytes: 270e9 },
  files: { driver: 'disk', error: null },
  backup: { at: '2026-11-22T01:00:00.000Z', file: 'a.tar.gz', bytes: 1e6 },
}
const states = (health: Health): Record<string, string> =>
  Object.fromEntries(partsOf(health, (key) => key).map((part) => [part.key, `${part.tone} ${part.state}`]))

describe('the parts of an installation', () => {
  it('are all fine when the server names no problem', () => {
    expect(new Set(Object.values(states(healthy)))).toEqual(new Set(['fine fine']))
  })

  it('show the problem that the server names at the part that has it', () => {
    const problem = (severity: 'warning' | 'failed', code: string, params = {}) => ({ severity, code, params })
    const sick = states({
      ...healthy,
      problems: [
        problem('failed', 'health.consumer-behind', { consumer: 'notify' }),
        problem('failed', 'health.periodic-failing', { name: 'order-timers' }),
        problem('failed', 'health.sealer-behind'),
        problem('warning', 'health.disk-low'),
        problem('warning', 'health.no-backup'),
      ],
      backup: null,
      files: { driver: 's3', error: 'no answer' },
    })
    expect(sick).toMatchObject({
      'consumer notify': 'late behind',
      'periodic order-timers': 'late failing',
      sealer: 'late behind',
      disk: 'risk low',
      backup: 'risk never',
      files: 'late failing',
      database: 'fine fine',
    })
  })

  it('have sizes as people say them', () => {
    expect([0, 1023, 1024, 33_000_000, 60_367_704_064].map(bytesText)).toEqual([
      '0 B',
      '1023 B',
      '1.0 KB',
      '31.5 MB',
      '56.2 GB',
    ])
  })
})
