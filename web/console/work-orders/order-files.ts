import { metresBetween } from '#core/position.ts'
import type { OrderDetail, OrderFile } from '#core/work-orders/work-order.contract.ts'

/** How a kept file can be shown on the page itself. */
export const shownAs = (type: string): 'picture' | 'sound' | 'other' =>
  type.startsWith('image/') ? 'picture' : type.startsWith('audio/') ? 'sound' : 'other'

/** How far from the customer's place it was taken, where both places are known. */
export const metresOff = (
  file: Pick<OrderFile, 'position'>,
  order: Pick<OrderDetail, 'lon' | 'lat'>,
): number | undefined =>
  file.position && order.lon !== null && order.lat !== null
    ? Math.round(metresBetween(file.position, { lon: order.lon, lat: order.lat }))
    : undefined
