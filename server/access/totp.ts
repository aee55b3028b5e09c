import { generateSecret, generateURI, verifySync } from 'otplib'
import { addMinutes, epochMsOf } from '#core/time.ts'
import type { Tx } from '#server/platform/db.ts'
import { type AccessDeps, machineNow } from './access.ts'
import { type AccountRow, lockAccount, saveTotpStep } from './account.store.ts'
import { seal, unseal } from './secret-box.ts'

/** A code is good for its own half minute and the ones before and after. */
const TOLERANCE_SECONDS = 30
const ENROLMENT_MINUTES = 10
const ISSUER = '代维'

const seedBoxOf = (account: AccountRow): string => `totp ${account.id}`
const pendingBoxOf = (account: AccountRow): string => `totp pending ${account.id}`

/** The time step whose code this is; nothing when it is no step's, or one that was used before. */
const stepOf = (deps: AccessDeps, secret: string, code: string, lastStep: number | null): number | undefined => {
  const result = verifySync({
    secret,
    token: code,
    epoch: Math.floor(epochMsOf(machineNow(deps.clock)) / 1000),
    epochTolerance: TOLERANCE_SECONDS,
    ...(lastStep === null ? {} : { afterTimeStep: lastStep }),
  })
  return result.valid && 'timeStep' in result ? result.timeStep : undefined
}

/** Whether the code is the account's, now and for the first time; it acts once, also for two requests in the same moment. */
export const isCode = async (deps: AccessDeps, tx: Tx, account: AccountRow, code: string): Promise<boolean> => {
  const fresh = await lockAccount(tx, account.login)
  const secret = fresh?.totpSecret ? unseal(deps.secrets.vault, seedBoxOf(account), fresh.totpSecret) : undefined
  if (!fresh || !secret) return false
  const step = stepOf(deps, secret, code, fresh.totpStep)
  if (step === undefined) return false
  await saveTotpStep(tx, account.id, step)
  return true
}

export type Enrolment = { readonly secret: string; readonly uri: string; readonly pending: string }

/** A new secret, told to the person and kept by nobody until they prove that their app has it. */
export const newEnrolment = (deps: AccessDeps, account: AccountRow): Enrolment => {
  const secret = generateSecret()
  const until = addMinutes(machineNow(deps.clock), ENROLMENT_MINUTES)
  return {
    secret,
    uri: generateURI({ issuer: ISSUER, label: account.login, secret }),
    pending: seal(deps.secrets.vault, pendingBoxOf(account), `${until} ${secret}`),
  }
}

/** What to store once the first code is right. */
export type Proven = { readonly sealedSecret: string; readonly step: number }

/** `expired` when the enrolment was begun too long ago or by somebody else, `wrong` for a wrong code. */
export const proveEnrolment = (
  deps: AccessDeps,
  account: AccountRow,
  pending: string,
  code: string,
): Proven | 'expired' | 'wrong' => {
  const [until = '', secret = ''] = (unseal(deps.secrets.vault, pendingBoxOf(account), pending) ?? '').split(' ')
  if (until < machineNow(deps.clock)) return 'expired'
  const step = stepOf(deps, secret, code, null)
  if (step === undefined) return 'wrong'
  return { sealedSecret: seal(deps.secrets.vault, seedBoxOf(account), secret), step }
}
