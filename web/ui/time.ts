import { durationText, type Language } from '#core/text.ts'
import { addDays, type Day, dayOf, epochMsOf, type Instant, minutesBetween } from '#core/time.ts'

/** How times and durations read on every screen. Pure: the reader's language and `now` are arguments. */

export { durationText }

const OFFSET_MS = 8 * 3_600_000
const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']
const weekdays = {
  'zh-CN': ['周日', '周一', '周二', '周三', '周四', '周五', '周六'],
  en: ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'],
} as const

const local = (at: Instant): string => new Date(epochMsOf(at) + OFFSET_MS).toISOString()

/** `14:30`, in China. */
export const clockText = (at: Instant): string => local(at).slice(11, 16)

/** 今天, 明天, else 11月22日; with the year when it is another. */
export const dayText = (day: Day, today: Day, language: Language): string => {
  if (day === today) return language === 'en' ? 'Today' : '今天'
  if (day === addDays(today, 1)) return language === 'en' ? 'Tomorrow' : '明天'
  const [year, month, date] = [day.slice(0, 4), Number(day.slice(5, 7)), Number(day.slice(8, 10))]
  const isThisYear = year === today.slice(0, 4)
  if (language === 'en') return `${date} ${months[month - 1]}${isThisYear ? '' : ` ${year}`}`
  return `${isThisYear ? '' : `${year}年`}${month}月${date}日`
}

/** 2026年11月, Nov 2026. */
export const monthText = (day: Day, language: Language): string =>
  language === 'en'
    ? `${months[Number(day.slice(5, 7)) - 1]} ${day.slice(0, 4)}`
    : `${day.slice(0, 4)}年${Number(day.slice(5, 7))}月`

/** 今天 14:30, 明天 09:00, 11月22日 14:30. */
export const whenText = (at: Instant, now: Instant, language: Language): string =>
  `${dayText(dayOf(at), dayOf(now), language)} ${clockText(at)}`

/** 14:00–15:00 with its day before it; both ends carry a day when they differ; an exact time is one clock. */
export const windowText = (from: Instant, to: Instant, now: Instant, language: Language): string =>
  from === to
    ? whenText(from, now, language)
    : dayOf(from) === dayOf(to)
      ? `${whenText(from, now, language)}–${clockText(to)}`
      : `${whenText(from, now, language)} – ${whenText(to, now, language)}`

/** The whole instant, for the hover: `2026-11-22 14:30:05 周日 (UTC+8)`. */
export const fullInstantText = (at: Instant, language: Language): string => {
  const text = local(at)
  return `${text.slice(0, 10)} ${text.slice(11, 19)} ${weekdayText(dayOf(at), language)} (UTC+8)`
}

export const weekdayText = (day: Day, language: Language): string =>
  weekdays[language][new Date(`${day}T00:00:00Z`).getUTCDay()] ?? ''

/** 40秒 under a minute, 2时10分 from then on: how long work will still take. */
export const secondsText = (seconds: number, language: Language): string =>
  seconds < 60 ? `${Math.ceil(seconds)}${language === 'en' ? ' s' : '秒'}` : durationText(seconds / 60, language)

/** 余 2时10分 before the due instant, 超 35分 from then on. */
export const remainingText = (dueAt: Instant, now: Instant, language: Language): string => {
  const minutes = minutesBetween(now, dueAt)
  const word = minutes >= 0 ? (language === 'en' ? 'left' : '余') : language === 'en' ? 'over' : '超'
  const amount = durationText(minutes, language)
  return language === 'en' ? `${amount} ${word}` : `${word} ${amount}`
}

/** 刚刚, 40秒前, 23分前; the clock time from an hour on, since relative time stops being readable there. */
export const agoText = (at: Instant, now: Instant, language: Language): string => {
  const seconds = Math.floor(minutesBetween(at, now) * 60)
  const isEnglish = language === 'en'
  if (seconds < 3) return isEnglish ? 'just now' : '刚刚'
  if (seconds < 60) return isEnglish ? `${seconds} s ago` : `${seconds}秒前`
  if (seconds < 3600) return isEnglish ? `${Math.floor(seconds / 60)} min ago` : `${Math.floor(seconds / 60)}分前`
  return whenText(at, now, language)
}
