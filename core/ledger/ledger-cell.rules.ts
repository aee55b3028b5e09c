/**
 * Reads the cells of the ledger: accounts, serials, bandwidths. Letter case, width, blanks and `M` are spelling,
 * not content; what is meant is stored in one form.
 */
import { found, type Reading, wrong } from '#core/import/import.ts'
import { compact } from '#core/spelling.ts'

const ACCOUNT = /^[a-z0-9](?:[a-z0-9._@#-]*[a-z0-9])?$/
const SERIAL = /^[0-9A-Z]{8,32}$/

/** 宽带账号 in lower case; letters, digits and `. _ - @ #`, 4 to 64 of them. */
export const readAccount = (text: string): Reading<string> => {
  const account = compact(text).toLowerCase()
  if (account.length >= 4 && account.length <= 64 && ACCOUNT.test(account)) return found(account)
  const proposal = account.replace(/[^a-z0-9._@#-]/g, '').replace(/^[^a-z0-9]+|[^a-z0-9]+$/g, '')
  return wrong('not-an-account', { text }, proposal.length >= 4 ? proposal.slice(0, 64) : undefined)
}

/**
 * Serial of an ONU: four letters of the maker and eight digits (`ZTEGC7F26F01`), the same in hexadecimal all through
 * (`5A544547C7F26F01`), or a hardware address.
 */
export const readSerial = (text: string): Reading<string> => {
  const serial = compact(text)
    .toUpperCase()
    .replace(/^(?:SN|MAC|S\/N)[:=]?/, '')
    .replace(/[-:.]/g, '')
  if (!SERIAL.test(serial)) return wrong('not-a-serial', { text })
  return found(makerForm(serial))
}

const makerForm = (serial: string): string => {
  if (!/^(?:4[1-9A-F]|5[0-9A]){4}[0-9A-F]{8}$/.test(serial)) return serial
  const maker = serial.slice(0, 8).replace(/../g, (pair) => String.fromCharCode(Number.parseInt(pair, 16)))
  return `${maker}${serial.slice(8)}`
}

const NAMED_BANDWIDTH: Readonly<Record<string, number>> = { 百兆: 100, 千兆: 1000, 万兆: 10_000, 双千兆: 1000 }
const BANDWIDTH = /^(\d+(?:\.\d+)?)(?:(k|m|g|兆)(?:b|bit|bps|b\/s|bits|比特)?(?:\/s)?)?(?:宽带|光纤|带宽)?$/i
const MOST_MBPS = 1_000_000

/** Signed bandwidth in Mbit/s: 200, 200M, 200Mbps, 1G, 千兆; of `100M/20M` the first, which is the one down. */
export const readBandwidth = (text: string): Reading<number> => {
  const plain = compact(text).replace(/[,，](?=\d{3}(?!\d))/g, '')
  const named = NAMED_BANDWIDTH[plain.replace(/(?:宽带|光纤|带宽)$/, '')]
  if (named !== undefined) return found(named)
  const parts = BANDWIDTH.exec(plain.replace(/^(?:下行)?([^/]+)\/(?:上行)?[\d.]+(?:[kmg]|兆).*$/i, '$1'))
  if (!parts) return wrong('not-a-bandwidth', { text }, bandwidthIn(plain))
  const unit = (parts[2] ?? 'm').toLowerCase()
  const mbps = Number(parts[1]) * (unit === 'g' ? 1000 : unit === 'k' ? 1 / 1000 : 1)
  if (!Number.isInteger(mbps) || mbps < 1 || mbps > MOST_MBPS) {
    return wrong(
      'bandwidth-out-of-range',
      { text },
      mbps > 0 && mbps < MOST_MBPS ? `${Math.max(1, Math.round(mbps))}M` : undefined,
    )
  }
  return found(mbps)
}

const bandwidthIn = (text: string): string | undefined => {
  const parts = /(\d{1,5})\s*([mg兆])/i.exec(text)
  return parts ? `${parts[1]}${parts[2] === '兆' ? 'M' : (parts[2] ?? '').toUpperCase()}` : undefined
}
