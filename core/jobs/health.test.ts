import { describe, expect, test } from 'vitest'
import { healthProblems } from './health.rules.ts'
import { healthTexts } from './health.text.ts'

type State = Parameters<typeof healthProblems>[0]
const limits = { consumerLagSeconds: 30, sealerLagSeconds: 15, minFreeGigabytes: 2, maxBackupAgeHours: 48 }
const at = '2026-11-22T06:30:00.000Z'
const secondsAgo = (seconds: number) => new Date(Date.parse(at) - seconds * 1000).toISOString()

const fine: State = {
  at,
  machineAt: at,
  isLed: true,
  versions: { product: '1', node: '26', postgres: '18', migration: '0001' },
  instance: { isDemo: false, clockOffsetMs: 0, upSeconds: 1, memoryMegabytes: 1 },
  database: { bytes: 1, connections: 10, maxConnections: 100, pool: { total: 1, idle: 1, waiting: 0 } },
  consumers: [{ name: 'notify', behind: 3, oldestAt: secondsAgo(1), ranAt: at, retrying: 1, waiting: 0 }],
  sealer: { unsealed: 2, oldestAt: secondsAgo(2), ranAt: at },
  periodics: [{ name: 'order-timers', startedAt: at, finishedAt: at, failures: 0, lastError: null }],
  jobs: { queued: 1, running: 1, failed24h: 0, oldestQueuedAt: at },
  outside: { waiting: 0, failed24h: 0 },
  disk: { freeBytes: 50 * 1024 ** 3, totalBytes: 100 * 1024 ** 3 },
  files: { driver: 'disk', error: null },
  backup: { at: secondsAgo(3600), file: '/b', bytes: 1 },
}
const codes = (change: Partial<State>) =>
  healthProblems({ ...fine, ...change }, limits).map(({ severity, code }) => `${severity} ${code}`)

describe('what somebody should look at', () => {
  test('nothing, when all is well', () => {
    expect(codes({})).toEqual([])
  })

  test('each thing that stands still, falls behind, fills up or was not done', () => {
    const gigabytes = (free: number) => ({ disk: { freeBytes: free * 1024 ** 3, totalBytes: 100 * 1024 ** 3 } })
    expect(codes(gigabytes(1.9))).toEqual(['warning health.disk-low'])
    expect(codes(gigabytes(0.4))).toEqual(['failed health.disk-low'])
    expect(codes({ files: { driver: 's3', error: 'no answer' } })).toEqual(['failed health.files-unreachable'])
    expect(codes({ isLed: false })).toEqual(['failed health.nobody-leads'])
    const consumer = { name: 'notify', behind: 9, oldestAt: secondsAgo(31), ranAt: at, retrying: 0, waiting: 2 }
    expect(codes({ consumers: [consumer] })).toEqual([
      'failed health.consumer-behind',
      'warning health.letters-waiting',
    ])
    expect(codes({ sealer: { unsealed: 1, oldestAt: secondsAgo(16), ranAt: at } })).toEqual([
      'failed health.sealer-behind',
    ])
    const task = { name: 'x', startedAt: at, finishedAt: at, failures: 3, lastError: 'no' }
    expect(codes({ periodics: [task] })).toEqual(['failed health.periodic-failing'])
    expect(codes({ periodics: [{ ...task, failures: 2 }] })).toEqual([])
    expect(codes({ jobs: { ...fine.jobs, failed24h: 1 } })).toEqual(['warning health.jobs-failed'])
    expect(codes({ outside: { waiting: 0, failed24h: 1 } })).toEqual(['warning health.outside-failed'])
    expect(codes({ database: { ...fine.database, connections: 90 } })).toEqual(['warning health.connections-short'])
    expect(codes({ backup: null })).toEqual(['warning health.no-backup'])
    expect(codes({ backup: { at: secondsAgo(49 * 3600), file: '/b', bytes: 1 } })).toEqual([
      'warning health.backup-old',
    ])
  })

  test('a demo needs no backup', () => {
    expect(codes({ backup: null, instance: { ...fine.instance, isDemo: true } })).toEqual([])
  })

  test('the worst comes first, and every problem has its words with every figure filled', () => {
    const all = healthProblems(
      {
        ...fine,
        isLed: false,
        disk: { freeBytes: 0, totalBytes: 1 },
        files: { driver: 's3', error: 'x' },
        consumers: [{ name: 'c', behind: 1, oldestAt: secondsAgo(99), ranAt: at, retrying: 0, waiting: 1 }],
        sealer: { unsealed: 1, oldestAt: secondsAgo(99), ranAt: at },
        periodics: [{ name: 'p', startedAt: at, finishedAt: at, failures: 5, lastError: 'e' }],
        jobs: { ...fine.jobs, failed24h: 1 },
        outside: { waiting: 0, failed24h: 1 },
        database: { ...fine.database, connections: 99 },
        backup: null,
      },
      limits,
    )
    const order = all.map((problem) => problem.severity)
    expect(order).toEqual([...order].sort())
    for (const { code, params } of all) {
      const texts = Object.values(healthTexts[code as keyof typeof healthTexts] ?? {})
      expect(texts, code).toHaveLength(2)
      for (const text of texts) {
        for (const [, name = ''] of text.matchAll(/\{(\w+)\}/g)) expect(params, code).toHaveProperty(name)
      }
    }
  })
})
