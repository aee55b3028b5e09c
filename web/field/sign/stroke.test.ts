import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Drawing, fitDrawing, inkLength, isSigned, paintStroke, type Stroke, withPoint } from './stroke.ts'

const box = { width: 320, height: 200 }
const strokeOf = (...points: [number, number][]): Stroke => points.reduce<Stroke>(withPoint, [])

describe('what counts as a signature', () => {
  it('is neither an empty pad nor a dot nor a slip of the finger, but a name', () => {
    expect(isSigned({ box, strokes: [] })).toBe(false)
    expect(isSigned({ box, strokes: [strokeOf([160, 100])] })).toBe(false)
    expect(isSigned({ box, strokes: [strokeOf([10, 10], [60, 12])] })).toBe(false)
    expect(isSigned({ box, strokes: [strokeOf([10, 10], [80, 60]), strokeOf([40, 20], [90, 90])] })).toBe(true)
  })
})

it('points that lie on one another are kept once', () => {
  expect(strokeOf([10, 10], [10.4, 10.2], [11, 10.5], [14, 10])).toEqual([
    [10, 10],
    [14, 10],
  ])
})

const point = fc.tuple(fc.double({ min: 0, max: 320, noNaN: true }), fc.double({ min: 0, max: 200, noNaN: true }))
const drawing: fc.Arbitrary<Drawing> = fc
  .array(fc.array(point, { minLength: 1, maxLength: 30 }), { minLength: 1, maxLength: 6 })
  .map((strokes) => ({ box, strokes }))
const side = fc.integer({ min: 120, max: 900 })

describe('a phone that is turned', () => {
  it('keeps the whole drawing inside, undistorted', () => {
    fc.assert(
      fc.property(drawing, side, side, (drawn, width, height) => {
        const turned = fitDrawing(drawn, { width, height })
        const scale = Math.min(width / box.width, height / box.height)
        for (const [x, y] of turned.strokes.flat()) {
          expect(x).toBeGreaterThanOrEqual(-0.1)
          expect(x).toBeLessThanOrEqual(width + 0.1)
          expect(y).toBeGreaterThanOrEqual(-0.1)
          expect(y).toBeLessThanOrEqual(height + 0.1)
        }
        const points = drawn.strokes.flat().length
        expect(Math.abs(inkLength(turned.strokes) - inkLength(drawn.strokes) * scale)).toBeLessThan(points * 0.2 + 0.2)
      }),
    )
  })
})

it('a stroke is painted from its first to its last point, a dot is seen', () => {
  const painted = (stroke: Stroke): readonly string[] => {
    const calls: string[] = []
    const pen = new Proxy({} as CanvasRenderingContext2D, {
      get:
        (_, name) =>
        (...args: number[]) =>
          calls.push(`${String(name)} ${args.join(' ')}`.trim()),
      set: () => true,
    })
    paintStroke(pen, stroke, 3)
    return calls
  }
  expect(painted([])).toEqual([])
  expect(painted([[5, 5]])).toEqual(['beginPath', 'moveTo 5 5', 'lineTo 5.1 5', 'stroke'])
  expect(
    painted([
      [0, 0],
      [10, 0],
      [20, 10],
    ]),
  ).toEqual(['beginPath', 'moveTo 0 0', 'quadraticCurveTo 10 0 15 5', 'lineTo 20 10', 'stroke'])
})
