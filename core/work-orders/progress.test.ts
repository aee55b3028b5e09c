import { describe, expect, it } from 'vitest'
import { addMinutes } from '#core/time.ts'
import { nextProgress, progressBellAt, ringProgress } from './progress.rules.ts'
import { aWorkOrder, NOON } from './work-order.fixtures.ts'

const at = '2026-11-22T01:00:00.000Z'
const facts = { kind: 'fault' as const, grade: 'AAA', createdAt: at, restoredAt: null, lastProgressAt: null }
const every = { AAA: 60, AA: 120 }

describe('progress told to a group customer', () => {
  it('is due so long after the order began, and again after each report', () => {
    expect(nextProgress(facts, every)).toEqual({ everyMinutes: 60, dueAt: '2026-11-22T02:00:00.000Z' })
    const told = { ...facts, grade: 'AA', lastProgressAt: '2026-11-22T01:30:00.000Z' }
    expect(nextProgress(told, every)?.dueAt).toBe('2026-11-22T03:30:00.000Z')
  })
  it('is due no more once service is back, nor for a line that is told at its close', () => {
    expect(nextProgress({ ...facts, restoredAt: at }, every)).toBeNull()
    expect(nextProgress({ ...facts, grade: 'standard' }, every)).toBeNull()
    expect(nextProgress({ ...facts, grade: null }, every)).toBeNull()
  })
  it('is nobody’s hourly duty while a line is being installed', () => {
    expect(nextProgress({ ...facts, kind: 'installation' }, every)).toBeNull()
  })
})

describe('the bell for a missing report', () => {
  const line = aWorkOrder({ line: 'enterprise', grade: 'AAA' })
  it('rings when the report is overdue, names whose hands the order is in, and again an interval later', () => {
    expect(progressBellAt(line, every)).toBe(addMinutes(NOON, 60))
    expect(ringProgress(line, every, addMinutes(NOON, 59))).toBeUndefined()
    const rung = ringProgress(line, every, addMinutes(NOON, 61))
    expect(rung?.event.data).toMatchObject({ level: 'operatorDesk', dueAt: addMinutes(NOON, 60) })
    const after = rung?.order ?? line
    expect(progressBellAt(after, every)).toBe(addMinutes(NOON, 121))
    expect(progressBellAt({ ...after, progress: { sinceAt: addMinutes(NOON, 90) } }, every)).toBe(addMinutes(NOON, 150))
  })
  it('is silent for homes, after the restoration and for an order that is over', () => {
    for (const silent of [
      aWorkOrder({ grade: 'AAA' }),
      { ...line, restoredAt: NOON },
      { ...line, closedAs: 'cancelled' as const },
    ])
      expect(progressBellAt(silent, every)).toBeUndefined()
  })
})
