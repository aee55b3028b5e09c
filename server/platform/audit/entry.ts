import { createHmac } from 'node:crypto'
import { maskAddress, maskName, maskPhone } from '#core/access/masking.rules.ts'

/** What of an audit entry is signed and chained: everything but where it stands in the chain. */
export type AuditFacts = {
  readonly prefecture: string
  readonly id: string
  readonly at: string
  readonly actorId: string | null
  readonly actorName: string
  readonly actorRole: string
  readonly action: string
  readonly subjectType: string
  readonly subjectId: string
  readonly before: unknown
  readonly after: unknown
  readonly reason: string | null
  readonly source: string
}

/** Signs with the installation's key: 64 hexadecimal digits. */
export const auditSigner =
  (key: string) =>
  (text: string): string =>
    createHmac('sha256', key).update(text).digest('hex')

/** The entry as text, the same whatever order of keys the database gives back. */
export const auditText = (entry: AuditFacts): string =>
  JSON.stringify(
    inOrder([
      entry.prefecture,
      entry.id,
      entry.at,
      entry.actorId,
      entry.actorName,
      entry.actorRole,
      entry.action,
      entry.subjectType,
      entry.subjectId,
      entry.before,
      entry.after,
      entry.reason,
      entry.source,
    ]),
  )

const inOrder = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(inOrder)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, each]) => [key, inOrder(each)]),
  )
}

const MASK_BY_KEY: readonly (readonly [RegExp, (text: string) => string | undefined])[] = [
  [/phone$|mobile$/i, maskPhone],
  [/^(customer|contact|caller|reporter|signer|owner)_?name$/i, maskName],
  [/address$/i, maskAddress],
]
const MOBILE = /(?<!\d)1[3-9]\d{9}(?!\d)/g

/** The value with phones, customers' names and addresses masked: that they changed is for the auditor, what they are is not. */
export const withoutPersonalData = <T>(value: T, key = ''): T => masked(value, key) as T

const masked = (value: unknown, key: string): unknown => {
  if (typeof value === 'string') {
    const mask = MASK_BY_KEY.find(([pattern]) => pattern.test(key))?.[1]
    return mask ? (mask(value) ?? '') : value.replace(MOBILE, (phone) => maskPhone(phone) ?? '')
  }
  if (Array.isArray(value)) return value.map((each) => masked(each, key))
  if (typeof value !== 'object' || value === null) return value
  // What JSON would make of it: dates and the like are text in the database.
  if ('toJSON' in value && typeof value.toJSON === 'function') return masked(value.toJSON(), key)
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, masked(each, name)]))
}
