import { accessParameters } from '#core/access/access.parameters.ts'
import { lockSecondsAfter } from '#core/access/lock.rules.ts'
import { type Refused, refuse } from '#core/result.ts'
import { addMinutes } from '#core/time.ts'
import { type AccessState, figure, machineNow } from './access.ts'
import { type AccountRow, lockAccount, saveFailures } from './account.store.ts'
import { asSystem } from './actor.ts'
import { isPassword } from './password.ts'
import { audit, type Device } from './session.service.ts'

/** Refused when an address or a login has used up its failures of this minute. */
export const tooManyFailures = async (
  state: AccessState,
  login: string,
  address: string,
): Promise<Refused | undefined> => {
  const byAddress = figure(state, accessParameters.failuresPerAddressPerMinute)
  const byLogin = figure(state, accessParameters.failuresPerLoginPerMinute)
  const seconds = Math.max(
    state.failures.waitOf(`address ${address}`, byAddress),
    state.failures.waitOf(`login ${login}`, byLogin),
  )
  return seconds > 0 ? refuse('platform.too-many-requests', { params: { seconds } }) : undefined
}

/** `account` is as it was before the attempt. */
export type Attempt = { readonly account: AccountRow | undefined; readonly isOpen: boolean }

/**
 * Counts an attempt before it is checked, so that many at once are no more guesses than one after another.
 * Whoever is locked stays locked as long as before: knocking does not lengthen it.
 */
export const countAttempt = async (state: AccessState, login: string): Promise<Attempt> => {
  const rules = {
    freeFailures: figure(state, accessParameters.freeFailures),
    firstLockSeconds: figure(state, accessParameters.firstLockSeconds),
    longestLockSeconds: figure(state, accessParameters.longestLockSeconds),
  }
  return asSystem(state, async (tx) => {
    const account = await lockAccount(tx, login)
    const now = machineNow(state.clock)
    if (!account?.isActive || (account.lockedUntil !== null && account.lockedUntil > now)) {
      return { account, isOpen: false }
    }
    const failures = account.failedSignIns + 1
    const seconds = lockSecondsAfter(failures, rules)
    await saveFailures(tx, account.id, failures, seconds > 0 ? addMinutes(now, seconds / 60) : null)
    return { account, isOpen: true }
  })
}

/** The attempt was no guess after all: the count is as before it. */
export const forgiveAttempt = (state: AccessState, account: AccountRow): Promise<number> =>
  asSystem(state, (tx) => saveFailures(tx, account.id, account.failedSignIns, account.lockedUntil))

/** Notes a failed attempt and answers with the refusal. */
export const failed = async (
  state: AccessState,
  account: AccountRow | undefined,
  login: string,
  device: Pick<Device, 'address' | 'face'>,
  code: string,
): Promise<Refused> => {
  state.failures.count(`address ${device.address}`)
  state.failures.count(`login ${login}`)
  if (account) await asSystem(state, (tx) => audit(state, tx, account, device, { action: 'session.refused' }))
  else state.log.warn({ address: device.address }, 'sign-in with an unknown login')
  return refuse(code)
}

/**
 * Whether it is still the person: the own password, asked for again before a change of what protects the account.
 * A session left open on a desk is no place to guess it: attempts count like sign-ins.
 */
export const refusePassword = async (
  state: AccessState,
  account: AccountRow,
  password: string,
  device: Pick<Device, 'address' | 'face'>,
): Promise<Refused | undefined> => {
  const tooMany = await tooManyFailures(state, account.login, device.address)
  if (tooMany) return tooMany
  const attempt = await countAttempt(state, account.login)
  const isRight = await isPassword(attempt.account?.passwordHash ?? undefined, password)
  if (!attempt.account || !attempt.isOpen || !isRight) {
    return failed(state, account, account.login, device, 'access.password-wrong')
  }
  await forgiveAttempt(state, attempt.account)
  return undefined
}
