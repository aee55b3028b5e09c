/**
 * Whether a report is about something that is already being handled: an open order (or another waiting report) of the same kind
 * for the same account, or for the same phone and place, reported within the window. A caller who twice says no place at all is
 * at one place; who says one only once is asked by a person. Then it joins and is counted there
 * as one more call of the customer, instead of sending a second person (R-B2).
 */
import { type Instant, minutesBetween } from '#core/time.ts'
import type { ReportKeys } from './report.ts'

/** An open order, or a report that waits for a person, as far as duplicates go. */
export type OpenMatter = {
  readonly id: string
  readonly kind: string
  readonly customerId?: string | undefined
  /** Keys of the reports that it has, so that a matter without a known customer is found again. */
  readonly keys: readonly (Pick<ReportKeys, 'account' | 'phone' | 'addressKey'> &
    Partial<Pick<ReportKeys, 'saysPlace'>>)[]
  readonly firstReportedAt: Instant
  readonly lastReportedAt: Instant
  /** When it was closed; a report from before that still belongs to it. */
  readonly closedAt?: Instant | undefined
}

export type DuplicateGround = 'account' | 'phoneAndPlace'

export type DuplicateResult = {
  readonly joins?: { readonly id: string; readonly ground: DuplicateGround; readonly minutesApart: number }
  /** Further open matters of the same customer, outside the window or less near: told to the desk, not joined. */
  readonly related: readonly string[]
}

export type DuplicateReport = {
  readonly kind: string
  readonly receivedAt: Instant
  readonly customerId?: string | undefined
  readonly keys: OpenMatter['keys'][number]
}

/** The nearest in time of several that fit; equal ones by id. The window is in minutes, its last minute included. */
export const findDuplicate = (
  report: DuplicateReport,
  matters: readonly OpenMatter[],
  windowMinutes: number,
): DuplicateResult => {
  const same = matters
    .filter((matter) => matter.kind === report.kind && isOpenAt(matter, report.receivedAt))
    .flatMap((matter) => {
      const ground = groundFor(report, matter)
      return ground ? [{ id: matter.id, ground, minutesApart: minutesApart(matter, report.receivedAt) }] : []
    })
    .sort((a, b) => a.minutesApart - b.minutesApart || (a.id < b.id ? -1 : 1))
  const [nearest] = same
  const isInWindow = nearest !== undefined && nearest.minutesApart <= windowMinutes
  const related = same.slice(isInWindow ? 1 : 0).map((matter) => matter.id)
  return isInWindow ? { joins: { ...nearest, minutesApart: Math.floor(nearest.minutesApart) }, related } : { related }
}

const isOpenAt = (matter: OpenMatter, at: Instant): boolean => matter.closedAt === undefined || at < matter.closedAt

/** Minutes to the nearest of its reports' span, 0 inside it: a file may bring reports out of order. */
const minutesApart = (matter: OpenMatter, at: Instant): number =>
  Math.max(0, minutesBetween(at, matter.firstReportedAt), minutesBetween(matter.lastReportedAt, at))

const groundFor = (report: DuplicateReport, matter: OpenMatter): DuplicateGround | undefined => {
  const { account, phone, addressKey, saysPlace } = report.keys
  if (report.customerId !== undefined && report.customerId === matter.customerId) return 'account'
  if (account !== '' && matter.keys.some((keys) => keys.account === account)) return 'account'
  if (phone === '' || areTwoCustomers(report, matter)) return undefined
  const isSamePlace = (keys: OpenMatter['keys'][number]): boolean =>
    addressKey === '' ? saysPlace === false && keys.saysPlace === false : keys.addressKey === addressKey
  return matter.keys.some((keys) => keys.phone === phone && isSamePlace(keys)) ? 'phoneAndPlace' : undefined
}

/** Two lines at one address with one contact are two matters, when both say which. */
const areTwoCustomers = (report: DuplicateReport, matter: OpenMatter): boolean =>
  (report.customerId !== undefined && matter.customerId !== undefined && report.customerId !== matter.customerId) ||
  (report.keys.account !== '' &&
    matter.keys.some((keys) => keys.account !== '' && keys.account !== report.keys.account))
