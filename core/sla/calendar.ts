import { DAY_MS, type Day } from '#core/time.ts'

/** What `defaults/calendar.json` holds: the announced years, their holidays and make-up days (调休上班) with the festival's name. */
export type WorkCalendarData = {
  readonly years: readonly number[]
  /** Free every year by regulation, `10-01`: all that is known of a year that is not announced yet. */
  readonly fixedHolidays: readonly string[]
  readonly holidays: Readonly<Record<Day, string>>
  readonly makeUpDays: Readonly<Record<Day, string>>
}

/** What an administrator enters when a new year is announced, or a province gives its own day off. */
export type CalendarOverride = {
  readonly years: readonly number[]
  readonly days: readonly { readonly on: Day; readonly isWorkDay: boolean; readonly reason: string }[]
}

/** Days as numbers since 1970-01-01, so that a question costs no text. Build it once, it does not change. */
export type WorkCalendar = {
  readonly years: ReadonlySet<number>
  readonly freeDays: ReadonlySet<number>
  readonly workDays: ReadonlySet<number>
}

/** Between these the fixed holidays of years that are not announced are known. */
const [FIRST_YEAR, LAST_YEAR] = [2000, 2100]

const dayNumberOf = (day: Day): number => Math.floor(Date.parse(`${day}T00:00:00Z`) / DAY_MS)

export const workCalendar = (data: WorkCalendarData, override?: CalendarOverride): WorkCalendar => {
  const years = new Set([...data.years, ...(override?.years ?? [])])
  const freeDays = new Set(Object.keys(data.holidays).map(dayNumberOf))
  const workDays = new Set(Object.keys(data.makeUpDays).map(dayNumberOf))
  for (let year = FIRST_YEAR; year <= LAST_YEAR; year++)
    if (!years.has(year)) for (const on of data.fixedHolidays) freeDays.add(dayNumberOf(`${year}-${on}`))
  for (const { on, isWorkDay } of override?.days ?? []) {
    const day = dayNumberOf(on)
    freeDays.delete(day)
    workDays.delete(day)
    if (isWorkDay) workDays.add(day)
    else freeDays.add(day)
  }
  return { years, freeDays, workDays }
}

/** Whether people work on that day; in a year that is not announced, Monday to Friday without the fixed holidays. */
export const isWorkDay = (day: Day, calendar: WorkCalendar): boolean => isWorkDayNumber(dayNumberOf(day), calendar)

export const isWorkDayNumber = (dayNumber: number, calendar: WorkCalendar): boolean => {
  if (calendar.workDays.has(dayNumber)) return true
  if (calendar.freeDays.has(dayNumber)) return false
  // 1970-01-01 was a Thursday: 0 is Monday, 5 and 6 the weekend.
  return (((dayNumber + 3) % 7) + 7) % 7 < 5
}

/** Whether the year's holidays have been announced and entered. */
export const hasYear = (year: number, calendar: WorkCalendar): boolean => calendar.years.has(year)

/** The years between two days that the calendar only guesses; whoever counts working days there is warned. */
export const missingYears = (from: Day, to: Day, calendar: WorkCalendar): readonly number[] => {
  const missing: number[] = []
  for (let year = Number(from.slice(0, 4)); year <= Number(to.slice(0, 4)); year++)
    if (!hasYear(year, calendar)) missing.push(year)
  return missing
}
