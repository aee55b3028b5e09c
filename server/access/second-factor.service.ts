import { ok, type Result, refuse } from '#core/result.ts'
import type { AccessState } from './access.ts'
import { lockAccount, saveFailures, saveTotp } from './account.store.ts'
import { asSystem } from './actor.ts'
import { countAttempt, failed, forgiveAttempt, refusePassword, tooManyFailures } from './attempt.service.ts'
import { needsSecondFactor } from './authentication.ts'
import type { SessionCaller } from './caller-cache.ts'
import { audit, type Begun, deviceOf, renewSession } from './session.service.ts'
import { type Enrolment, isCode, newEnrolment, proveEnrolment } from './totp.ts'

/** The code after the password: the session becomes a full one, under another token. */
export const passSecondFactor = async (
  state: AccessState,
  caller: SessionCaller,
  code: string,
): Promise<Result<Begun>> => {
  const { account } = caller
  if (!caller.session.awaitsTotp) return refuse('access.no-second-factor-due', { kind: 'conflict' })
  const device = deviceOf(caller)
  const tooMany = await tooManyFailures(state, account.login, device.address)
  if (tooMany) return tooMany
  const attempt = await countAttempt(state, account.login)
  const begun = attempt.isOpen
    ? await asSystem(state, async (tx) => {
        if (!(await isCode(state, tx, account, code))) return undefined
        await saveFailures(tx, account.id, 0, null)
        await audit(state, tx, account, device, { action: 'session.began', after: { face: device.face } })
        return renewSession(state, tx, caller)
      })
    : undefined
  return begun ? ok(begun) : failed(state, account, account.login, device, 'access.code-wrong')
}

export const beginEnrolment = async (
  state: AccessState,
  caller: SessionCaller,
  password: string,
): Promise<Result<Enrolment>> => {
  if (caller.account.totpSecret) return refuse('access.totp-exists', { kind: 'conflict' })
  const refused = await refusePassword(state, caller.account, password, deviceOf(caller))
  return refused ?? ok(newEnrolment(state, caller.account))
}

export const confirmEnrolment = async (
  state: AccessState,
  caller: SessionCaller,
  pending: string,
  code: string,
): Promise<Result<Begun>> => {
  const { account } = caller
  const proven = proveEnrolment(state, account, pending, code)
  if (proven === 'expired') return refuse('access.enrolment-expired', { kind: 'conflict' })
  if (proven === 'wrong') return refuse('access.code-wrong', { field: 'code' })
  const begun = await asSystem(state, async (tx) => {
    const fresh = await lockAccount(tx, account.login)
    if (!fresh || fresh.totpSecret) return undefined
    await saveTotp(tx, account.id, proven.sealedSecret, proven.step)
    await audit(state, tx, account, deviceOf(caller), { action: 'user.second-factor-set' })
    return renewSession(state, tx, caller)
  })
  state.callers.forgetUser(account.id)
  return begun ? ok(begun) : refuse('access.totp-exists', { kind: 'conflict' })
}

/** Password and a code, both: what one thief has is not enough. */
export const removeSecondFactor = async (
  state: AccessState,
  caller: SessionCaller,
  password: string,
  code: string,
): Promise<Result<Begun>> => {
  const { account } = caller
  const device = deviceOf(caller)
  if (!account.totpSecret) return refuse('access.no-totp', { kind: 'conflict' })
  if (await needsSecondFactor(state, account)) return refuse('access.totp-required', { kind: 'forbidden' })
  const refused = await refusePassword(state, account, password, device)
  if (refused) return refused
  const attempt = await countAttempt(state, account.login)
  const begun = attempt.isOpen
    ? await asSystem(state, async (tx) => {
        if (!(await isCode(state, tx, account, code))) return undefined
        await saveTotp(tx, account.id, null, null)
        await audit(state, tx, account, device, { action: 'user.second-factor-removed' })
        return renewSession(state, tx, caller)
      })
    : undefined
  if (!begun || !attempt.account) return failed(state, account, account.login, device, 'access.code-wrong')
  await forgiveAttempt(state, attempt.account)
  state.callers.forgetUser(account.id)
  return ok(begun)
}
