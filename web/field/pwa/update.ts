import { useStore } from '#web/field/ui/store.ts'
import { TAKE_OVER } from './take-over.ts'

const LOOK_EVERY_MS = 30 * 60_000

let waiting: ServiceWorker | undefined
let isAsked = false
const listeners = new Set<() => void>()

const found = (worker: ServiceWorker | null | undefined): void => {
  waiting = worker ?? undefined
  for (const listener of listeners) listener()
}

const follow = (registration: ServiceWorkerRegistration): void => {
  // Without a worker at the helm this is the first installation, no news.
  if (registration.waiting && navigator.serviceWorker.controller) found(registration.waiting)
  registration.addEventListener('updatefound', () => {
    const worker = registration.installing
    worker?.addEventListener('statechange', () => {
      if (worker.state === 'installed' && navigator.serviceWorker.controller) found(worker)
      if (worker.state === 'redundant' && waiting === worker) found(undefined)
    })
  })
  const look = () => {
    if (!document.hidden) registration.update().catch(() => undefined)
  }
  setInterval(look, LOOK_EVERY_MS)
  document.addEventListener('visibilitychange', look)
}

/** Registers the service worker and listens for the next build; where there is none (an old WebView, private mode) nothing happens. */
export const watchUpdates = (): void => {
  if (!('serviceWorker' in navigator) || !import.meta.env.PROD) return
  navigator.serviceWorker.addEventListener('controllerchange', () => {
    // Only where the person asked: another open page may be in the middle of a form.
    if (isAsked) location.reload()
  })
  navigator.serviceWorker
    .register('/field/service-worker.js', { scope: '/field/', updateViaCache: 'none' })
    .then(follow, () => undefined)
}

/** Takes the waiting build over and opens it. */
export const takeUpdate = (): void => {
  isAsked = true
  waiting?.postMessage(TAKE_OVER)
}

const subscribe = (changed: () => void): (() => void) => {
  listeners.add(changed)
  return () => {
    listeners.delete(changed)
  }
}

export const useHasUpdate = (): boolean => useStore(subscribe, () => waiting !== undefined)
