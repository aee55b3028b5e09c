import { accessRoutes, type Session } from '#core/access/access.contract.ts'
import { ask, forgetAnswers } from '#web/field/ui/answer.ts'
import { useStore } from '#web/field/ui/store.ts'
import { configureApi } from '#web/ui/api.ts'
import { setServerNow } from '#web/ui/clock.ts'
import { isCallError } from '#web/ui/problem.ts'

export type SessionState =
  | { readonly step: 'asking' }
  | { readonly step: 'signed-out' }
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

/** Asks who is signed in; a phone without network does not sign anybody out. */
export const loadSession = async (): Promise<void> => {
  try {
    keepSession(await ask(accessRoutes.session, {}))
  } catch (error) {
    if (isCallError(error) && error.kind === 'signed-out') endSession()
    else if (current.step !== 'signed-in') change({ step: 'unknown', error })
  }
}

/** The session as a reply told it: after signing in, a code, another password. */
export const keepSession = (session: Session): void => {
  configureApi({ csrf: session.csrf })
  setServerNow(session.clock.now)
  change(session.awaitsTotp ? { step: 'code' } : { step: 'signed-in', session })
}

export const endSession = (): void => {
  configureApi({ csrf: undefined })
  forgetAnswers()
  change({ step: 'signed-out' })
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
