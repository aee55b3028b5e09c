import { describe, expect, it } from 'vitest'
import { placeBeside } from './floating.ts'

const viewport = { width: 1000, height: 700 }
const anchor = { left: 900, top: 100, width: 60, height: 30 }

describe('what floats', () => {
  it('stands under its anchor', () => {
    expect(placeBeside({ ...anchor, left: 100 }, { width: 200, height: 100 }, viewport)).toEqual({
      left: 100,
      top: 134,
      isAbove: false,
    })
  })
  it('never leaves the window at its side', () => {
    expect(placeBeside(anchor, { width: 200, height: 100 }, viewport).left).toBe(792)
    expect(placeBeside({ ...anchor, left: 0 }, { width: 200, height: 100 }, viewport, 'end').left).toBe(8)
  })
  it('goes above when there is more room there', () => {
    expect(placeBeside({ ...anchor, top: 600 }, { width: 200, height: 300 }, viewport)).toMatchObject({
      top: 296,
      isAbove: true,
    })
  })
})
