import { accessParameters } from '#core/access/access.parameters.ts'
import { checkPassword, type PasswordRules } from '#core/access/password.rules.ts'
import { ok, type Result, refuse } from '#core/result.ts'
import type { Language } from '#core/text.ts'
import { type AccessDeps, type AccessState, figure, machineNow } from './access.ts'
import { saveLanguage, savePassword } from './account.store.ts'
import { asSystem } from './actor.ts'
import { refusePassword } from './attempt.service.ts'
import type { KnownCaller, SessionCaller } from './caller-cache.ts'
import { hashPassword } from './password.ts'
import { audit, type Begun, deviceOf, renewSession } from './session.service.ts'
import { endSessionsOf } from './session.store.ts'

export const passwordRules = (deps: AccessDeps): PasswordRules => ({
  minLength: figure(deps, accessParameters.passwordMinLength),
  minKinds: figure(deps, accessParameters.passwordMinKinds),
})

/** Another password for oneself; every other session ends and this one goes on under another token. */
export const changePassword = async (
  state: AccessState,
  caller: SessionCaller,
  current: string,
  next: string,
): Promise<Result<Begun>> => {
  const { account } = caller
  const refused = await refusePassword(state, account, current, deviceOf(caller))
  if (refused) return { ok: false, refusal: { ...refused.refusal, field: 'current' } }
  if (next.normalize('NFC') === current.normalize('NFC')) return refuse('access.password-same', { field: 'next' })
  const checked = checkPassword(next, account.login, passwordRules(state))
  if (!checked.ok) return checked
  const hash = await hashPassword(next)
  const now = machineNow(state.clock)
  const begun = await asSystem(state, async (tx) => {
    await savePassword(tx, account.id, { hash, changedAt: now, mustChange: false })
    await endSessionsOf(tx, account.id, now, caller.session.sessionId)
    await audit(state, tx, account, deviceOf(caller), { action: 'user.password-changed' })
    return renewSession(state, tx, caller)
  })
  state.callers.forgetUser(account.id)
  return ok(begun)
}

export const setLanguage = async (state: AccessState, caller: KnownCaller, language: Language): Promise<void> => {
  await asSystem(state, (tx) => saveLanguage(tx, caller.account.id, language))
  state.callers.forgetUser(caller.account.id)
}
