import { accessRoutes, type Session } from '#core/access/access.contract.ts'
import { ask, forgetAnswers } from '#web/field/ui/answer.ts'
import { useStore } from '#web/field/ui/store.ts'
import { configureApi } from '#web/ui/api.ts'
import { setServerNow } from '#web/ui/clock.ts'
import { isCallError } from '#web/ui/problem.ts'

export type SignedOutWhy = 'expired' | 'revoked'

export type SessionState =
  | { readonly step: 'asking' }
  /** `expired`: too long without contact, what is kept is locked · `revoked`: this phone was taken away, what was kept is wiped. */
  | { readonly step: 'signed-out'; readonly why?: SignedOutWhy | undefined }
  /** The password was right, the code is still to come. */
  | { readonly step: 'code' }
  | { readonly step: 'unknown'; readonly error: unknown }
  | { readonly step: 'signed-in'; readonly session: Session }

let current: SessionState = { step: 'asking' }
const listeners = new Set<(state: SessionState) => void>()

const change = (next: SessionState): void => {
  current = next
  for (const listener of listeners) listener(next)
}

/** The question alone: it travels while the phone looks at what it keeps. */
export const askSession = (): Promise<Session> => ask(accessRoutes.session, {})

/**
 * Asks who is signed in; a phone without network does not sign anybody out. `isExpired`: what the phone keeps is locked, and only the
 * server can unlock it.
 */
export const loadSession = async (isExpired = false, asked = askSession()): Promise<void> => {
  try {
    keepSession(await asked)
  } catch (error) {
    if (isCallError(error) && error.kind === 'signed-out') endSession(isExpired ? 'expired' : undefined)
    else if (current.step === 'signed-in') return
    else change(isExpired ? { step: 'signed-out', why: 'expired' } : { step: 'unknown', error })
  }
}

/** The session as this phone knew it when it was last closed: whoever was signed in goes on without network. */
export const resumeSession = (session: Session): void => {
  configureApi({ csrf: session.csrf })
  change({ step: 'signed-in', session })
}

/** The session as a reply told it: after signing in, a code, another password. */
export const keepSession = (session: Session): void => {
  configureApi({ csrf: session.csrf })
  setServerNow(session.clock.now)
  change(session.awaitsTotp ? { step: 'code' } : { step: 'signed-in', session })
}

export const endSession = (why?: SignedOutWhy): void => {
  configureApi({ csrf: undefined })
  forgetAnswers()
  change({ step: 'signed-out', why })
}

export const onSession = (listener: (state: SessionState) => void): (() => void) => {
  listeners.add(listener)
  return () => {
    listeners.delete(listener)
  }
}

export const useSessionState = (): SessionState => useStore(onSession, () => current)

/** The signed-in reader; only on screens that need one. */
export const useSession = (): Session => {
  const state = useSessionState()
  if (state.step !== 'signed-in') throw new Error('A screen for signed-in readers was shown without a session.')
  return state.session
}
