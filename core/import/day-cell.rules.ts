/**
 * Reads days and times as ledgers write them: 2024/2/13, 2023-04-12, 2024.2.13, 2024年2月13日, 20240213, Excel's day
 * number, each with or without a time. What is no real day is refused with the day that was probably meant.
 */
import { addDays, type Day, type Instant, instantFromLocal, isDay } from '#core/time.ts'
import { found, type Reading, wrong } from './import.ts'

const DAY = /^(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?(?:[ T]*(.*))?$/
const DIGITS = /^(\d{4})(\d{2})(\d{2})$/
const TIME =
  /^(?:(上午|下午|am|pm)\s*)?(\d{1,2})\s*(?:[:时點点]\s*(\d{1,2})?\s*(?:[:分]\s*(\d{1,2})?(?:\.\d+)?\s*秒?)?)?\s*(am|pm)?$/i
const DAY_FIRST = /^(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})(?:\s.*)?$/
const TWO_DIGIT_YEAR = /^(\d{2})[-/.年](\d{1,2})[-/.月](\d{1,2})日?$/
const EARLIEST: Day = '1980-01-01'
const LATEST: Day = '2099-12-31'
/** Excel's day 0, and the numbers that are taken for days: 1980 to 2099. */
const EXCEL_EPOCH: Day = '1899-12-30'
const SERIAL = /^\d{5}(?:\.\d+)?$/

export const readDay = (text: string): Reading<Day> => {
  const parts = DAY.exec(text) ?? DIGITS.exec(text)
  if (parts) return realDay(Number(parts[1]), Number(parts[2]), Number(parts[3]))
  const serial = dayOfSerial(text)
  if (serial) return found(serial)
  return wrong('not-a-day', { text }, proposalFor(text))
}

/** A local time in China; without a time of day it is refused unless `timeOfDay` says what to take. */
export const readInstant = (text: string, timeOfDay?: string): Reading<Instant> => {
  const parts = DAY.exec(text)
  const plain = /^(\d{4})(\d{2})(\d{2})[ T]?(\d{2})(\d{2})(\d{2})?$/.exec(text)
  if (plain) {
    const [, year, month, date, hour, minute, second = '00'] = plain
    return instantOn(realDay(Number(year), Number(month), Number(date)), `${hour}:${minute}:${second}`, text)
  }
  if (parts) {
    const day = realDay(Number(parts[1]), Number(parts[2]), Number(parts[3]))
    const time = (parts[4] ?? '').replace(/Z$/, '').trim()
    return instantOn(day, time === '' ? timeOfDay : clockOf(time), text)
  }
  const serial = SERIAL.test(text) ? Number(text) : 0
  const day = dayOfSerial(text)
  if (day && !Number.isInteger(serial)) {
    const seconds = Math.round((serial % 1) * 86_400)
    const clock = [Math.floor(seconds / 3600) % 24, Math.floor(seconds / 60) % 60, seconds % 60]
    return instantOn(found(day), clock.map((part) => String(part).padStart(2, '0')).join(':'), text)
  }
  if (day) return instantOn(found(day), timeOfDay, text)
  return wrong('not-a-time', { text }, proposalFor(text))
}

const instantOn = (day: Reading<Day>, time: string | undefined, text: string): Reading<Instant> => {
  if ('problem' in day) return day
  const instant = time === undefined ? undefined : instantFromLocal(`${day.value} ${time}`)
  return instant ? found(instant) : wrong('not-a-time', { text }, `${day.value} 09:00`)
}

/** `9:5` → `09:05:00`, `下午3时20分` → `15:20:00`; `undefined` when it is no time. */
const clockOf = (text: string): string | undefined => {
  const parts = TIME.exec(text)
  if (!parts) return undefined
  const half = (parts[1] ?? parts[5] ?? '').toLowerCase()
  const hour = Number(parts[2])
  const isAfternoon = (half === '下午' || half === 'pm') && hour < 12
  const isMidnight = (half === '上午' || half === 'am') && hour === 12
  const hours = isAfternoon ? hour + 12 : isMidnight ? 0 : hour
  return [hours, Number(parts[3] ?? '0'), Number(parts[4] ?? '0')]
    .map((part) => String(part).padStart(2, '0'))
    .join(':')
}

const dayOfSerial = (text: string): Day | undefined => {
  if (!SERIAL.test(text)) return undefined
  const day = addDays(EXCEL_EPOCH, Math.floor(Number(text)))
  return isPlausible(day) ? day : undefined
}

const realDay = (year: number, month: number, date: number): Reading<Day> => {
  const text = dayText(year, month, date)
  if (!isDay(text)) return wrong('no-such-day', { text }, nearestDay(year, month, date))
  return isPlausible(text) ? found(text) : wrong('day-out-of-range', { text, from: EARLIEST, to: LATEST })
}

const isPlausible = (day: Day): boolean => day >= EARLIEST && day <= LATEST

const dayText = (year: number, month: number, date: number): string =>
  `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(date).padStart(2, '0')}`

/** The last day of a month that is too short; month and day exchanged when that makes a day. */
const nearestDay = (year: number, month: number, date: number): Day | undefined => {
  if (month > 12) return isDay(dayText(year, date, month)) ? dayText(year, date, month) : undefined
  if (month < 1 || date < 1) return undefined
  for (let earlier = Math.min(date, 31); earlier >= 28; earlier -= 1) {
    if (isDay(dayText(year, month, earlier))) return dayText(year, month, earlier)
  }
  return undefined
}

const proposalFor = (text: string): Day | undefined => {
  const dayFirst = DAY_FIRST.exec(text)
  if (dayFirst) {
    const [a, b, year] = [Number(dayFirst[1]), Number(dayFirst[2]), Number(dayFirst[3])]
    const readings = [dayText(year, b, a), dayText(year, a, b)].filter(isDay)
    return readings[0] === readings[1] || readings.length === 1 ? readings[0] : undefined
  }
  const short = TWO_DIGIT_YEAR.exec(text)
  const day = short ? dayText(2000 + Number(short[1]), Number(short[2]), Number(short[3])) : ''
  return isDay(day) ? day : undefined
}
