import fc from 'fast-check'
import { expect, it } from 'vitest'
import { fitWithin } from './shrink.ts'

it('a large photo keeps its shape, a small one its size', () => {
  expect(fitWithin({ width: 4_000, height: 3_000 }, 1_600)).toEqual({ width: 1_600, height: 1_200 })
  expect(fitWithin({ width: 3_000, height: 4_000 }, 1_600)).toEqual({ width: 1_200, height: 1_600 })
  expect(fitWithin({ width: 800, height: 600 }, 1_600)).toEqual({ width: 800, height: 600 })
})

it('is never larger than asked, never larger than it was, never nothing', () => {
  const side = fc.integer({ min: 1, max: 20_000 })
  fc.assert(
    fc.property(side, side, fc.integer({ min: 1, max: 4_096 }), (width, height, longSide) => {
      const made = fitWithin({ width, height }, longSide)
      expect(Math.max(made.width, made.height)).toBeLessThanOrEqual(Math.max(longSide, 1))
      expect(made.width).toBeLessThanOrEqual(width)
      expect(made.height).toBeLessThanOrEqual(height)
      expect(Math.min(made.width, made.height)).toBeGreaterThanOrEqual(1)
    }),
  )
})
