import { z } from 'zod'
import { addDays, dayOf, type Instant } from '#core/time.ts'

const bothLanguages = z.object({ 'zh-CN': z.string().min(1), en: z.string().min(1) })

/** What staff are told and say that they read: again when its version changes, and after so many months. */
export const noticeSchema = z.object({
  code: z.string().regex(/^[a-z][A-Za-z0-9]*$/),
  version: z.int().min(1),
  everyMonths: z.int().min(1).max(120),
  title: bothLanguages,
  paragraphs: z.array(bothLanguages).min(1),
})
export type Notice = z.infer<typeof noticeSchema>

/** Without it no position is taken. */
export const POSITION_NOTICE = 'position'

/** From when an acknowledgement still holds. */
export const heldSince = ({ everyMonths }: Pick<Notice, 'everyMonths'>, now: Instant): Instant => {
  const [year = 0, month = 1, day = 1] = dayOf(now).split('-').map(Number)
  const months = year * 12 + month - 1 - everyMonths
  const first = `${Math.floor(months / 12)}-${String((months % 12) + 1).padStart(2, '0')}-01`
  return `${addDays(first, day - 1)}${now.slice(10)}`
}

/** Whether the person has to read it (again). */
export const isNoticeDue = (notice: Notice, lastAt: Instant | undefined, now: Instant): boolean =>
  lastAt === undefined || lastAt < heldSince(notice, now)
