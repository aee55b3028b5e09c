import { describe, expect, it } from 'vitest'
import { nextProgress } from './progress.rules.ts'

const at = '2026-11-22T01:00:00.000Z'
const facts = { grade: 'AAA', createdAt: at, restoredAt: null, lastProgressAt: null }
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
})
