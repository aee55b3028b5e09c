/**
 * Who is on duty while there is no roster (R-A5): employed, not on leave, and the time is in the default shift.
 */

import type { Shift } from '#core/organisation/organisation.parameters.ts'
import { ok, type Result, refuse } from '#core/result.ts'
import { addDays, addMinutes, type Day, dayOf, type Instant, minuteOfDay, startOfDay } from '#core/time.ts'
import { isEmployedOn, type Leave, type Staff } from './staff.ts'

/** Refusals: `people.not-employed`, `people.on-leave`, `people.off-shift`. */
export const onDuty = (staff: Staff, leaves: readonly Leave[], shift: Shift, now: Instant): Result<null> => {
  const day = dayOf(now)
  const params = { name: staff.name, day }
  if (!isEmployedOn(staff, day)) return refuse('people.not-employed', { params })
  const leave = leaves.find((row) => row.staffId === staff.id && row.fromOn <= day && day <= row.toOn)
  if (leave) return refuse('people.on-leave', { params: { ...params, until: leave.toOn } })
  if (!isInShift(shift, now)) return refuse('people.off-shift', { params: { ...params, ...shift } })
  return ok(null)
}

/** The shift's first minute belongs to it, its last does not. */
export const isInShift = (shift: Shift, now: Instant): boolean => {
  const [from, to, minute] = [minutesOf(shift.from), minutesOf(shift.to), minuteOfDay(now)]
  if (from === to) return true
  return from < to ? from <= minute && minute < to : minute >= from || minute < to
}

/** From when to when the shift lasts on that day; one that passes midnight lies in the whole of it. */
export const shiftOn = (shift: Shift, day: Day): { readonly from: Instant; readonly to: Instant } => {
  const [from, to, start] = [minutesOf(shift.from), minutesOf(shift.to), startOfDay(day)]
  if (from >= to) return { from: start, to: startOfDay(addDays(day, 1)) }
  return { from: addMinutes(start, from), to: addMinutes(start, to) }
}

const minutesOf = (clock: string): number => Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3))
