import { ok, type Result } from '#core/result.ts'
import type { AccessState } from './access.ts'
import { saveFailures } from './account.store.ts'
import { asSystem } from './actor.ts'
import { countAttempt, failed, tooManyFailures } from './attempt.service.ts'
import { isPassword } from './password.ts'
import { type Begun, beginSession, type Device } from './session.service.ts'
import { isCode } from './totp.ts'

export type SignIn = {
  readonly login: string
  readonly password: string
  readonly code?: string | undefined
}

/**
 * Signs somebody in. Every reason for a "no" has the same answer and costs the same, whether the login exists or not.
 * With a second factor set up and no code given, the session begins and awaits the code.
 * Refusals: `access.sign-in-refused`, `access.code-wrong`, `platform.too-many-requests`.
 */
export const signIn = async (state: AccessState, given: SignIn, device: Device): Promise<Result<Begun>> => {
  const login = given.login.trim().toLowerCase()
  const tooMany = await tooManyFailures(state, login, device.address)
  if (tooMany) return tooMany
  const { account, isOpen } = await countAttempt(state, login)
  const isRight = await isPassword(account?.passwordHash ?? undefined, given.password)
  if (!account || !isOpen || !isRight) return failed(state, account, login, device, 'access.sign-in-refused')
  const { code } = given
  const begun = await asSystem(state, async (tx) => {
    if (account.totpSecret && code === undefined) {
      await saveFailures(tx, account.id, account.failedSignIns, account.lockedUntil)
      return beginSession(state, tx, account, device, true)
    }
    if (account.totpSecret && code !== undefined && !(await isCode(state, tx, account, code))) return undefined
    await saveFailures(tx, account.id, 0, null)
    return beginSession(state, tx, account, device, false)
  })
  return begun ? ok(begun) : failed(state, account, login, device, 'access.code-wrong')
}
