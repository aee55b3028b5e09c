import { describe, expect, it } from 'vitest'
import { resourceDueAt } from './resource-change.ts'

const limits = { homeMinutes: 1440, lineHour: 24 }

describe('a change of resources', () => {
  it('of a home is due a day after its report, of a line by the end of the same day in China', () => {
    const at = '2026-11-22T06:30:00.000Z'
    expect(resourceDueAt('home', at, limits)).toBe('2026-11-23T06:30:00.000Z')
    expect(resourceDueAt('enterprise', at, limits)).toBe('2026-11-22T16:00:00.000Z')
  })
  it('of a line reported after that hour is due at once', () => {
    const evening = '2026-11-22T13:30:00.000Z'
    expect(resourceDueAt('enterprise', evening, { ...limits, lineHour: 18 })).toBe(evening)
  })
})
