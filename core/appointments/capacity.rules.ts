/**
 * What a manager may set: windows of the county's table and days to come, minutes that are not negative, a reason for closing. Each
 * cell is judged by itself, so that a form shows which ones are wrong. A contractor sets its own quota, the operator everybody's;
 * days without visits are the operator's to declare, and a contractor's for nobody. (R-V1)
 */
import { type Actor, isPlaceWithin, placesOf } from '#core/access/scope.ts'
import { ok, type Refusal, type Result, refuse } from '#core/result.ts'
import type { Day } from '#core/time.ts'
import type { CellChange } from './capacity.contract.ts'
import type { DayWindow } from './windows.ts'

const MOST_MINUTES = 100_000

const cellRefusal = (
  cell: CellChange,
  today: Day,
  table: readonly DayWindow[],
): (Omit<Refusal, 'field'> & { field: string }) | undefined => {
  const { onDay, windowFrom, minutes, closedReason } = cell
  if (onDay !== undefined && onDay < today) return { code: 'appointments.day-passed', field: 'onDay' }
  if (windowFrom !== undefined && !table.some(({ from }) => from === windowFrom)) {
    return { code: 'appointments.window-unknown', field: 'windowFrom', params: { from: windowFrom } }
  }
  if (minutes !== null && !(Number.isInteger(minutes) && minutes >= 0 && minutes <= MOST_MINUTES)) {
    return { code: 'appointments.minutes-needed', field: 'minutes' }
  }
  return closedReason === '' ? { code: 'appointments.reason-needed', field: 'closedReason' } : undefined
}

/** Refusal `appointments.cells` with one detail for each wrong cell, its field `cells.3.minutes`. */
export const checkCells = (cells: readonly CellChange[], today: Day, table: readonly DayWindow[]): Result<null> => {
  const details = cells.flatMap((cell, index) => {
    const refused = cellRefusal(cell, today, table)
    return refused ? [{ ...refused, field: `cells.${index}.${refused.field}` }] : []
  })
  return details.length === 0 ? ok(null) : refuse('appointments.cells', { params: { count: details.length }, details })
}

/** Whether the actor may set the county's capacity: all of it, or of this company. */
export const maySetCapacity = (actor: Actor, county: string, companyId: string | undefined): boolean =>
  isPlaceWithin(placesOf(actor.scope, 'any'), county) && (actor.isOperator || companyId === actor.scope.companyId)

export const maySetBlackout = (actor: Actor, region: string): boolean =>
  actor.isOperator && isPlaceWithin(actor.scope, region)
