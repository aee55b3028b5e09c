/**
 * At which time an action counts that a phone did while it had no network: at the phone's own time, as far as the server can
 * believe it. It cannot have been before the phone last spoke with us nor after it arrived; the phone's steady counter (which
 * nobody can set) narrows that to the delay of the network. A time outside is moved to the bound and flagged. (R-V4, R-B2)
 */
import { earlier, epochMsOf, type Instant, instantOf, later, MINUTE_MS, minutesBetween } from '#core/time.ts'

/** A reading of the phone: its clock, and the steady counter since it was switched on; a new `bootId` begins a new count. */
export type DeviceReading = {
  readonly deviceAt: Instant
  readonly steadyMs?: number
  readonly bootId?: string
}

export type DeviceAction = {
  readonly done: DeviceReading
  /** Taken when it was sent. */
  readonly sent: DeviceReading
  readonly receivedAt: Instant
  /** The phone's last exchange with the server before the action; absent when it never had one. */
  readonly lastContact?: { readonly serverAt: Instant; readonly reading: DeviceReading }
}

export type DeviceTimeRules = {
  /** How far a phone's clock may be from the bounds without a flag. */
  readonly toleranceMinutes: number
  /** How old an action of a phone without last contact may be. */
  readonly maxOfflineMinutes: number
}

export type EffectiveTime = {
  readonly at: Instant
  readonly notBefore: Instant
  readonly notAfter: Instant
  /** The phone's time lay outside what is possible. */
  readonly flag?: 'too-early' | 'too-late'
  /** How far outside. */
  readonly outsideMinutes: number
}

export const effectiveTime = (action: DeviceAction, rules: DeviceTimeRules): EffectiveTime => {
  const { notBefore, notAfter } = boundsOf(action, rules)
  const { deviceAt } = action.done
  const at = earlier(later(deviceAt, notBefore), notAfter)
  const outsideMinutes = Math.abs(minutesBetween(at, deviceAt))
  const isFlagged = outsideMinutes > rules.toleranceMinutes
  return {
    at,
    notBefore,
    notAfter,
    outsideMinutes,
    ...(isFlagged ? { flag: deviceAt < at ? ('too-early' as const) : ('too-late' as const) } : {}),
  }
}

const boundsOf = (action: DeviceAction, rules: DeviceTimeRules) => {
  const { done, sent, receivedAt, lastContact } = action
  const receivedMs = epochMsOf(receivedAt)
  const tolerance = rules.toleranceMinutes * MINUTE_MS
  const contactMs = lastContact
    ? Math.min(epochMsOf(lastContact.serverAt), receivedMs)
    : receivedMs - rules.maxOfflineMinutes * MINUTE_MS
  const sinceContact = lastContact && steadyBetween(lastContact.reading, done)
  const untilSent = steadyBetween(done, sent)
  const latest = untilSent === undefined ? receivedMs : receivedMs - untilSent + tolerance
  const notAfterMs = Math.min(Math.max(latest, contactMs), receivedMs)
  const earliest = sinceContact === undefined ? contactMs : contactMs + sinceContact - tolerance
  const notBeforeMs = Math.min(Math.max(earliest, contactMs), notAfterMs)
  return { notBefore: instantOf(notBeforeMs), notAfter: instantOf(notAfterMs) }
}

/** Milliseconds of the steady counter between two readings; unknown across a restart or when it runs backwards. */
const steadyBetween = (from: DeviceReading, to: DeviceReading): number | undefined => {
  if (from.steadyMs === undefined || to.steadyMs === undefined) return undefined
  if (from.bootId === undefined || from.bootId !== to.bootId) return undefined
  return to.steadyMs < from.steadyMs ? undefined : to.steadyMs - from.steadyMs
}
