/**
 * Keeps the app's own files on the phone, so that it opens without network: every part of one build, fetched once and kept until the
 * next build is taken over. What people work with (orders, customers) is never kept here: that is the local database's, encrypted.
 */
import { cleanupOutdatedCaches, createHandlerBoundToURL, precacheAndRoute } from 'workbox-precaching'
import { NavigationRoute, registerRoute } from 'workbox-routing'
import { TAKE_OVER } from './pwa/take-over.ts'

/** Every file of this build, put in when it is built. */
declare const BUILT_FILES: { url: string; revision: string | null }[]

type Extendable = { readonly data?: unknown; readonly waitUntil: (work: Promise<unknown>) => void }
type Worker = {
  readonly skipWaiting: () => Promise<void>
  readonly clients: { readonly claim: () => Promise<void> }
  readonly addEventListener: (kind: 'message' | 'activate', listener: (event: Extendable) => void) => void
}
const worker = globalThis as unknown as Worker

precacheAndRoute(BUILT_FILES, { cleanURLs: false })
cleanupOutdatedCaches()
registerRoute(new NavigationRoute(createHandlerBoundToURL('/field/index.html')))

// A page that was there before its first worker is looked after from then on, not only after it is opened again.
worker.addEventListener('activate', (event) => event.waitUntil(worker.clients.claim()))

// A new build waits until the person says so: never in the middle of a form.
worker.addEventListener('message', (event) => {
  if (event.data === TAKE_OVER) event.waitUntil(worker.skipWaiting())
})
