import type { Session } from '#core/access/access.contract.ts'
import { epochMsOf } from '#core/time.ts'
import { askSession, endSession, loadSession, onSession, resumeSession } from '#web/field/session/session.ts'
import { answerFrom } from '#web/field/ui/answer.ts'
import { setServerNow } from '#web/ui/clock.ts'
import { isCallError } from '#web/ui/problem.ts'
import { loadDecideHere } from './core-here.ts'
import { keepFor, keeping, lock, lockWhenOver, renewSession, sayNotKept, takeUpLast } from './keeping.ts'
import { forgetParts, loadParts } from './kept-parts.ts'
import { localAnswers } from './local-answers.ts'
import { forgetOutbox, loadOutbox, onOtherPage, waitingItems } from './outbox.ts'
import { syncNow } from './outbox-send.ts'
import { watchClock } from './phone-clock.ts'
import { lastContact, loadContact } from './phone-contact.ts'
import { registerPhone } from './register-phone.ts'

const LOOK_EVERY_MS = 60_000
const FIRST_SCREEN_MS = 1_500

/** Opens with what the last visit left, before the network is asked; then the server says who is signed in. */
export const startApp = async (): Promise<void> => {
  answerFrom(localAnswers)
  watchClock()
  onSession((state) => {
    if (state.step === 'signed-in') void keep(state.session)
    else if (state.step === 'signed-out') void close()
  })
  onOtherPage(() => void loadParts().then(loadOutbox))
  setInterval(() => void lockWhenOver().then((isOver) => isOver && endSession('expired')), LOOK_EVERY_MS)
  const asked = askSession()
  // Looked at below; until then it is nobody's failure.
  asked.catch(() => undefined)
  await loadContact().catch(() => undefined)
  const contact = lastContact()
  // Until the server is heard: its time as it ran beside the phone's clock at the last contact.
  if (contact)
    setServerNow(new Date(Date.now() + epochMsOf(contact.serverAt) - epochMsOf(contact.reading.deviceAt)).toISOString())
  const last = await takeUpLast().catch(() => undefined)
  if (last !== undefined && last !== 'expired') {
    await open()
    resumeSession(last)
  }
  await loadSession(last === 'expired', asked)
}

let openFor: string | undefined

const open = async (): Promise<void> => {
  await loadParts()
  await loadOutbox()
  if (waitingItems().length > 0) await loadDecideHere()
}

const keep = async (session: Session): Promise<void> => {
  if (session.mustChangePassword) return
  if (openFor === session.user.id) return renewSession(session)
  openFor = session.user.id
  try {
    // The first time everything comes onto the phone: after the first screen, not beside it.
    if (!keeping()) await new Promise((resolve) => setTimeout(resolve, FIRST_SCREEN_MS))
    const kept = await keepFor(session, registerPhone)
    if (kept === 'revoked') return endSession('revoked')
    if (!kept) return
    await open()
    void loadDecideHere()
    await syncNow()
  } catch (error) {
    // No network, no room or too many phones: the app works with the network alone, and this is tried again at the next start.
    openFor = undefined
    if (isCallError(error) && error.code.startsWith('sync.')) sayNotKept(error.text)
  }
}

const close = async (): Promise<void> => {
  openFor = undefined
  await lock().catch(() => undefined)
  forgetParts()
  forgetOutbox()
}
