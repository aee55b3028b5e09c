/**
 * How long an account stays locked after failed sign-ins in a row: nothing for the first few, then a first lock that
 * doubles with each further failure up to the longest.
 */
export type LockRules = {
  readonly freeFailures: number
  readonly firstLockSeconds: number
  readonly longestLockSeconds: number
}

/** Seconds of lock after this many failures in a row; 0 for none. */
export const lockSecondsAfter = (failures: number, rules: LockRules): number => {
  const beyond = failures - rules.freeFailures
  if (beyond < 0) return 0
  return Math.min(rules.longestLockSeconds, rules.firstLockSeconds * 2 ** Math.min(beyond, 30))
}
