import { describe, expect, it } from 'vitest'
import { homeFault, someSlaRules, wall } from './sla.fixtures.ts'
import { clockTerms, promisedEvent } from './sla.rules.ts'

const facts = homeFault()
const at = wall('2026-11-23 09:00')
const two = wall('2026-11-23 14:00')

describe('the terms of a clock', () => {
  it('warn the longest before first, in whatever order the parameter names the minutes', () => {
    const warnings = [{ clocks: ['restore' as const], beforeMinutes: [30, 120, 60], roles: [], channels: [] }]
    const terms = clockTerms(['restore', 'whole'], facts, someSlaRules({ warnings }))
    expect(terms.map(({ kind, warnBeforeMinutes }) => [kind, warnBeforeMinutes])).toEqual(
      expect.arrayContaining([
        ['restore', [120, 60, 30]],
        ['whole', []],
      ]),
    )
  })

  it('count all hours where the parameter does not know the ones that a row names', () => {
    const [contact] = clockTerms(['firstContact'], facts, someSlaRules({ countings: {} }))
    expect(contact?.counting).toEqual({ kind: 'always' })
    expect(clockTerms(['firstContact'], facts, someSlaRules())[0]?.counting).not.toEqual({ kind: 'always' })
  })
})

describe('a promise', () => {
  const limitOf = (fromAt: string, toAt: string, promisedAt = at) => {
    const event = promisedEvent({ fromAt, toAt }, facts, someSlaRules(), promisedAt)
    return event.type === 'promised' ? event.terms.limitMinutes : undefined
  }

  it('is a limit until the end of its window, of an exact time until its tolerance is over', () => {
    expect(limitOf(two, wall('2026-11-23 16:00'))).toBe(420)
    expect(limitOf(two, two)).toBe(315)
  })

  it('for a time that is past has no minutes but its tolerance', () => {
    expect(limitOf(two, two, wall('2026-11-23 15:00'))).toBe(15)
  })
})
