import type { Instant } from '#core/time.ts'
import { serverNow } from '#web/ui/clock.ts'
import { useStore } from './store.ts'

export type Connection = {
  readonly state: 'online' | 'weak' | 'offline'
  /** When the server last answered. */
  readonly heardAt: Instant | undefined
}

const WEAK_MS = 4_000

let current: Connection = { state: 'online', heardAt: undefined }
const listeners = new Set<() => void>()

const change = (next: Connection): void => {
  current = next
  for (const listener of listeners) listener()
}

/** What the last answers say counts more than what the phone believes about its network. */
export const connectionAfter = (tookMs: number, heardAt: Instant): Connection => ({
  state: tookMs > WEAK_MS ? 'weak' : 'online',
  heardAt,
})

export const heardFromServer = (tookMs: number): void => change(connectionAfter(tookMs, serverNow()))
export const lostServer = (): void => change({ ...current, state: 'offline' })

/** Follows the phone's own word: losing the network is certain, having one is only a reason to ask again. */
export const watchNetwork = (onBack: () => void): void => {
  addEventListener('offline', lostServer)
  addEventListener('online', onBack)
  document.addEventListener('visibilitychange', () => {
    if (!document.hidden) onBack()
  })
}

const subscribe = (changed: () => void): (() => void) => {
  listeners.add(changed)
  return () => {
    listeners.delete(changed)
  }
}

export const connection = (): Connection => current

export const useConnection = (): Connection => useStore(subscribe, () => current)
