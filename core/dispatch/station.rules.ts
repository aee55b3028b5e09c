/**
 * Which station of the responsible company gets the order: the grid's own, else the one that serves the county,
 * and of several the nearest to the customer.
 */
import type { Station } from '#core/organisation/organisation.ts'
import { isWithin } from '#core/organisation/region.ts'
import { metresBetween } from '#core/position.ts'
import type { DispatchOrder, DispatchWorld } from './dispatch.ts'

/** `undefined` when the company has no station there: the people of the county are then looked at instead. */
export const stationOf = (
  order: Pick<DispatchOrder, 'place' | 'position'>,
  companyId: string,
  world: Pick<DispatchWorld, 'stations' | 'grids'>,
): Station | undefined => {
  const own = world.stations.filter((station) => station.companyId === companyId)
  const grid = world.grids.find((entry) => entry.id === order.place.gridId)
  const ofGrid = own.find((station) => station.id === grid?.stationId)
  if (ofGrid) return ofGrid
  return own
    .filter((station) => station.counties.some((county) => isWithin(county, order.place.region)))
    .map((station) => ({ station, metres: metresTo(station, order) }))
    .sort((a, b) => a.metres - b.metres || (a.station.id < b.station.id ? -1 : 1))[0]?.station
}

const metresTo = (station: Station, order: Pick<DispatchOrder, 'position'>): number =>
  station.position && order.position ? metresBetween(station.position, order.position) : Number.MAX_SAFE_INTEGER
