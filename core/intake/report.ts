import { z } from 'zod'
import { addressKey, splitAddress } from '#core/organisation/address.rules.ts'
import type { BusinessLine } from '#core/organisation/organisation.ts'
import type { RegionDirectory } from '#core/organisation/region.rules.ts'
import { parsePhone, phoneDigits } from '#core/phone.ts'
import { compact } from '#core/spelling.ts'
import type { Instant } from '#core/time.ts'

/** Every way in which a report reaches us (R-B2). */
export const channels = [
  'hotline',
  'fax',
  'eoms',
  'web',
  'sms',
  'customerManager',
  'counter',
  'alarm',
  'inspection',
] as const
export const channelSchema = z.enum(channels)
export type Channel = z.infer<typeof channelSchema>

/** What somebody told us, as they told it; nothing in it is known to be right. */
export type Report = {
  readonly id: string
  readonly channel: Channel
  readonly receivedAt: Instant
  /** What it asks for, a kind of order: `fault`, `installation`, … */
  readonly kind: string
  /** Home account or number of the enterprise line. */
  readonly account?: string | undefined
  readonly phone?: string | undefined
  readonly customerName?: string | undefined
  readonly address?: string | undefined
  readonly symptomText?: string | undefined
  readonly wantedAt?: Instant | undefined
}

/** A customer of the ledger who may be meant: a home user or an enterprise line. */
export type ReportCustomer = {
  readonly id: string
  readonly line: BusinessLine
  readonly account: string
  readonly name?: string | undefined
  readonly phones: readonly string[]
  readonly addressKey?: string | undefined
  readonly county: string
}

/** What a report is compared and looked up by; empty text means that it says nothing usable. */
export type ReportKeys = {
  readonly account: string
  readonly phone: string
  readonly addressKey: string
  /** Region named in the address, if any: county, or wider. */
  readonly region: string | undefined
  /** Whether it says anything about where, usable or not. */
  readonly saysPlace: boolean
}

/** `county` is the one that was given beside the address; it counts when the address names none, or only a wider region. */
export const reportKeys = (
  directory: RegionDirectory,
  report: Pick<Report, 'account' | 'phone' | 'address'>,
  county?: string,
): ReportKeys => {
  const address = report.address ?? ''
  const { region, rest } = splitAddress(directory, address, county)
  const place = region?.level === 'county' ? region.code : county
  return {
    account: accountKey(report.account ?? ''),
    phone: phoneKey(report.phone ?? ''),
    addressKey: place !== undefined && rest !== '' ? addressKey(directory, address, county) : '',
    region: place ?? region?.code,
    saysPlace: address.trim() !== '' || county !== undefined,
  }
}

/** Width, blanks and letter case never make two accounts. */
export const accountKey = (text: string): string => compact(text).toLowerCase()

/** The number's one form; also a local number without its trunk code, and a mobile one with a zero in front. Empty when it is no phone number. */
export const phoneKey = (text: string): string => {
  const digits = parsePhone(text)?.digits ?? phoneDigits(text)?.replace(/^0(?=1\d{10}$)/, '') ?? ''
  return digits.length >= 5 && digits.length <= 12 ? digits : ''
}
