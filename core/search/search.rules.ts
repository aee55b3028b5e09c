/**
 * What somebody who types into the search box means beside names, addresses and phones (those are read as in the ledgers):
 * a whole number of an order or a report, its beginning, or only its end as people say it aloud. “417” is number 0417 of
 * one of the last days in any prefecture of the reader.
 */
import { compact } from '#core/spelling.ts'
import { addDays, type Day } from '#core/time.ts'

export type WantedNumbers = {
  /** As it was typed, in the spelling of numbers and codes. */
  readonly whole: string
  /** What the end of a number may stand for. */
  readonly numbers: readonly string[]
  /** The beginning of an order's number: two letters and at least a year. */
  readonly start: string | undefined
}

const END = /^(?:(\d{6}|\d{4})-)?(\d{1,5})$/
const START = /^[A-Z][A-Z0-9]\d{2,6}(?:-\d{0,5})?$/

/** Numbers meant by `typed` on `today`, for prefectures with these two letters, of the last `days` days. */
export const wantedNumbers = (typed: string, heads: readonly string[], today: Day, days: number): WantedNumbers => {
  const whole = compact(typed).toUpperCase()
  const start = START.test(whole) ? whole : undefined
  const end = END.exec(whole)
  const [, date, running] = end ?? []
  if (!running || whole.length < 2) return { whole, numbers: [], start }
  const recent = Array.from({ length: days }, (_, back) => addDays(today, -back).slice(2).replaceAll('-', ''))
  const dates = date === undefined ? recent : date.length === 6 ? [date] : recent.filter((day) => day.endsWith(date))
  const number = running.padStart(4, '0')
  return { whole, start, numbers: heads.flatMap((head) => dates.map((day) => `${head}${day}-${number}`)) }
}
