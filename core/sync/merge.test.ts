import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { mergeScalar } from './merge.rules.ts'

describe('a word that two people may change', () => {
  it.each([
    ['nobody', 'a', 'a', 'a', 'a', false],
    ['I alone', 'a', 'b', 'a', 'b', false],
    ['they alone', 'a', 'a', 'b', 'b', false],
    ['both to the same', 'a', 'b', 'b', 'b', false],
    ['both: theirs stands, mine is told', 'a', 'b', 'c', 'c', true],
  ] as const)('changed by %s', (_who, base, mine, theirs, value, isConflict) => {
    expect(mergeScalar<string>({ base, mine }, theirs)).toEqual({ value, isConflict })
  })

  it('merged again changes nothing, and a conflict takes nothing from theirs', () => {
    const word = fc.constantFrom('a', 'b', 'c', null)
    fc.assert(
      fc.property(word, word, word, (base, mine, theirs) => {
        const { value, isConflict } = mergeScalar({ base, mine }, theirs)
        expect([mine, theirs]).toContain(value)
        if (isConflict) expect(value).toBe(theirs)
        else expect(mergeScalar({ base, mine }, value).value).toBe(value)
      }),
    )
  })
})
