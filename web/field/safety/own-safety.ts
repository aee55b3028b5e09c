import type { ReplyOf } from '#core/contract.ts'
import { isInShift } from '#core/people/duty.rules.ts'
import { safetyRoutes } from '#core/safety/safety.contract.ts'
import type { Instant } from '#core/time.ts'
import { ask } from '#web/field/ui/answer.ts'
import { useStore } from '#web/field/ui/store.ts'

type OwnSafety = ReplyOf<typeof safetyRoutes.mine>

/** What safety asks of the reader and whom to call: read at every start, and kept for when there is no network. */
let own: OwnSafety | undefined
let owner = ''
const listeners = new Set<() => void>()
const nameOf = (userId: string): string => `daiwei.safety ${userId}`

const set = (next: OwnSafety | undefined): void => {
  own = next
  for (const listener of listeners) listener()
}

export const loadOwnSafety = async (userId: string = owner): Promise<void> => {
  owner = userId
  try {
    const kept = localStorage.getItem(nameOf(userId))
    set(kept ? (JSON.parse(kept) as OwnSafety) : undefined)
  } catch {
    set(undefined)
  }
  try {
    const reply = await ask(safetyRoutes.mine, {})
    set(reply)
    localStorage.setItem(nameOf(userId), JSON.stringify(reply))
  } catch {
    // Without network what was kept stands.
  }
}

const subscribe = (changed: () => void): (() => void) => {
  listeners.add(changed)
  return () => listeners.delete(changed)
}
export const useOwnSafety = (): OwnSafety | undefined => useStore(subscribe, () => own)

/** Whether a position may be asked for now: the notice was acknowledged, and it is the shift. */
export const mayTakePosition = (now: Instant): boolean => own?.isPositionTaken === true && isInShift(own.shift, now)

/** Whether the reader has yet to acknowledge how positions are used. */
export const isPositionNoticeDue = (): boolean => own?.isPositionTaken === false
