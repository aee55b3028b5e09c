import { describe, expect, it } from 'vitest'
import { pathOfPoint, placeOfPoint } from './map-points.ts'

const outlines = {
  province: '520000',
  width: 1000,
  height: 800,
  lon0: 103,
  lat0: 29,
  xScale: 100,
  yScale: 110,
  prefectures: [],
}

describe('points on the map', () => {
  it('stand by longitude and latitude, and at the edge when they lie off it', () => {
    expect(placeOfPoint({ lon: 106.7, lat: 26.6 }, outlines)).toEqual([370, 264])
    expect(placeOfPoint({ lon: 90, lat: 10 }, outlines)).toEqual([0, 800])
  })

  it('differ by shape', () => {
    const shapes = (['late', 'risk', 'unassigned'] as const).map((kind) => pathOfPoint(kind, [10, 10], 4))
    expect(new Set(shapes).size).toBe(3)
  })
})
