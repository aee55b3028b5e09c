import type { Outlines, Point } from '#core/insight/insight.contract.ts'

export type Place = readonly [x: number, y: number]

/** Where a point stands on the map; what lies off it stands at its edge. */
export const placeOfPoint = (
  { lon, lat }: Pick<Point, 'lon' | 'lat'>,
  { lon0, lat0, xScale, yScale, width, height }: Outlines,
): Place => {
  const within = (value: number, most: number): number => Math.round(Math.max(0, Math.min(most, value)) * 10) / 10
  return [within((lon - lon0) * xScale, width), within((lat0 - lat) * yScale, height)]
}

/** Late is a square, nearly late a triangle, not assigned a ring: told apart without colours. */
export const pathOfPoint = (kind: Point['kind'], [x, y]: Place, size: number): string => {
  if (kind === 'late') return `M${x - size} ${y - size}h${2 * size}v${2 * size}h${-2 * size}z`
  if (kind === 'risk') return `M${x} ${y - size}L${x + size} ${y + size}H${x - size}z`
  return `M${x - size} ${y}a${size} ${size} 0 1 0 ${2 * size} 0a${size} ${size} 0 1 0 ${-2 * size} 0`
}
