/**
 * Prints `defaults/calendar.json`: the holidays and make-up days that the State Council announced, for the years that
 * chinese-days really has. After upgrading that package (each November brings the
 * next year): npm run check -- --write generated.
 */
import { readdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'

const years = path.join(path.dirname(createRequire(import.meta.url).resolve('chinese-days')), 'years')

/** Free every year by regulation (2024 revision), announced or not: month and day. */
const fixedHolidays = ['01-01', '05-01', '05-02', '10-01', '10-02', '10-03']

const calendar = { years: [], fixedHolidays, holidays: {}, makeUpDays: {} }
for (const file of readdirSync(years).sort()) {
  const year = /^(\d{4})\.json$/.exec(file)?.[1]
  if (!year) continue
  const { holidays, workdays } = JSON.parse(readFileSync(path.join(years, file), 'utf8'))
  if (Object.keys(holidays).length === 0) continue
  calendar.years.push(Number(year))
  // Each entry reads `New Year's Day,元旦,1`.
  for (const [day, entry] of Object.entries(holidays)) calendar.holidays[day] = entry.split(',')[1]
  for (const [day, entry] of Object.entries(workdays)) calendar.makeUpDays[day] = entry.split(',')[1]
}
process.stdout.write(`${JSON.stringify(calendar, null, 1)}\n`)
