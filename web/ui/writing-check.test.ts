import { afterEach, describe, expect, it } from 'vitest'
import { hintsFor, onWritingCheck, setWritingCheck } from './writing-check.ts'

afterEach(() => setWritingCheck(undefined))

describe('the look over what is typed', () => {
  it('says nothing until somebody looks, and no more than three things', () => {
    expect(hintsFor('急什么急')).toEqual([])
    let changes = 0
    const stop = onWritingCheck(() => {
      changes += 1
    })
    setWritingCheck((text) => [...text].map((found) => ({ found, what: '不耐烦', instead: '', isGrave: false })))
    expect(hintsFor('急什么急')).toHaveLength(3)
    expect(hintsFor('急')).toEqual([])
    stop()
    setWritingCheck(undefined)
    expect(changes).toBe(1)
  })
})
