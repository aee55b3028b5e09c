import { describe, expect, it } from 'vitest'
import type { Job } from '#core/jobs/jobs.contract.ts'
import { figuresOf, secondsLeft } from './job-result.tsx'

const job: Job = {
  id: '1',
  kind: 'import',
  title: '台账.xlsx',
  status: 'running',
  done: 250,
  total: 1000,
  result: null,
  error: null,
  isCancelRequested: false,
  createdByName: '测试',
  createdAt: '2026-11-22T06:00:00.000Z',
  startedAt: '2026-11-22T06:00:00.000Z',
  finishedAt: null,
}

describe('a job', () => {
  it('says how long it still takes at its pace, once it has one', () => {
    expect(secondsLeft(job, '2026-11-22T06:00:30.000Z')).toBe(90)
    expect(secondsLeft({ ...job, done: 10 }, '2026-11-22T06:00:30.000Z')).toBeUndefined()
    expect(secondsLeft({ ...job, total: null }, '2026-11-22T06:00:30.000Z')).toBeUndefined()
    expect(secondsLeft({ ...job, status: 'done' }, '2026-11-22T06:00:30.000Z')).toBeUndefined()
  })

  it('shows of its result what has a word', () => {
    const result = { batchId: 'x', status: 'applied', rows: 5, created: 3, inner: { rows: 1 }, other: 9 }
    expect(figuresOf(result)).toEqual([
      { key: 'jobs.figure.rows', value: 5 },
      { key: 'jobs.figure.created', value: 3 },
    ])
    expect([null, undefined, 'text', 7].flatMap(figuresOf)).toEqual([])
  })
})
