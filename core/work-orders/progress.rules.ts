/**
 * When a group customer's manager must hear how the work goes: so often while a line is out, the better the line the oftener, until
 * service is back. The order's acceptance begins it; a suspension does not stop it, for the customer waits all the same.
 * (DOMAIN §1.4: progress every 30-60 min, 1-2 h, 2 h; standard lines at close)
 */
import { addMinutes, type Instant } from '#core/time.ts'

export type ProgressFacts = {
  readonly grade: string | null
  readonly createdAt: Instant
  readonly restoredAt: Instant | null
  readonly lastProgressAt: Instant | null
}

/** The next report, and how often; `null` where nothing more is due. */
export const nextProgress = (
  facts: ProgressFacts,
  everyMinutesByGrade: Readonly<Record<string, number>>,
): { readonly everyMinutes: number; readonly dueAt: Instant } | null => {
  const everyMinutes = facts.grade === null ? undefined : everyMinutesByGrade[facts.grade]
  if (everyMinutes === undefined || facts.restoredAt !== null) return null
  return { everyMinutes, dueAt: addMinutes(facts.lastProgressAt ?? facts.createdAt, everyMinutes) }
}
