/** A point on the ground, WGS-84, degrees. Maps in China that want GCJ-02 get it converted at the edge. */
export type Position = { readonly lon: number; readonly lat: number }

const EARTH_RADIUS_METRES = 6_371_008.8
const radians = (degrees: number): number => (degrees * Math.PI) / 180

/** Great-circle distance in metres (haversine; the error against the ellipsoid is below 0.6 %). */
export const metresBetween = (a: Position, b: Position): number => {
  const dLat = radians(b.lat - a.lat)
  const dLon = radians(b.lon - a.lon)
  const h = Math.sin(dLat / 2) ** 2 + Math.cos(radians(a.lat)) * Math.cos(radians(b.lat)) * Math.sin(dLon / 2) ** 2
  return 2 * EARTH_RADIUS_METRES * Math.asin(Math.min(1, Math.sqrt(h)))
}
