import { describe, expect, it } from 'vitest'
import { acceptOf, purposeFor } from './uploads.ts'

describe('a file that is added to a form', () => {
  const proof = ['evidence', 'recording', 'document'] as const

  it('is sent for the first purpose that takes its kind', () => {
    expect(purposeFor({ name: 'a.jpg', type: 'image/jpeg' }, proof)).toBe('evidence')
    expect(purposeFor({ name: 'call.amr', type: '' }, proof)).toBe('recording')
    expect(purposeFor({ name: 'letter.PDF', type: '' }, proof)).toBe('document')
    expect(purposeFor({ name: 'a.png', type: 'image/png' }, ['signature'])).toBe('signature')
  })
  it('is not sent at all when nothing takes its kind', () => {
    expect(purposeFor({ name: 'run.exe', type: 'application/x-msdownload' }, proof)).toBeUndefined()
    expect(purposeFor({ name: 'a.webp', type: 'image/webp' }, ['signature'])).toBeUndefined()
  })
  it('is chosen among endings that each have a kind behind them', () => {
    expect(acceptOf(['signature'])).toEqual(['.png', '.jpg', '.jpeg'])
    for (const ending of acceptOf(proof)) expect(purposeFor({ name: `x${ending}`, type: '' }, proof)).toBeDefined()
  })
})
