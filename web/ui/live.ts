import { setServerNow } from './clock.ts'

/** What the server announces as it happens; `kind` is the event's name (`work-order.assigned`), the rest is its own. */
export type LiveEvent = { readonly cursor: string; readonly kind: string } & Readonly<Record<string, unknown>>
export type LiveState = 'off' | 'connecting' | 'live'

type Listener = (event: LiveEvent) => void

const FIRST_WAIT_MS = 1_000
const LONGEST_WAIT_MS = 30_000
/** The server says something at least every 20 s; silence of twice that means the line is dead though open. */
const SILENCE_MS = 45_000

/** How long to wait before the next attempt: doubling, with a spread so that a restart is not met by everybody at once. */
export const waitBefore = (attempt: number, spread: number): number =>
  Math.round(Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** attempt) * (0.5 + spread / 2))

/**
 * One connection for the page, opened with the first listener and closed with the last.
 * It continues after the last cursor it saw, so nothing that happened during a break is missed.
 */
export const makeLive = (address: string, open: (url: string) => EventSource = (url) => new EventSource(url)) => {
  const listeners = new Set<Listener>()
  const watchers = new Set<() => void>()
  let [source, state, cursor, attempt]: [EventSource | undefined, LiveState, string | undefined, number] = [
    undefined,
    'off',
    undefined,
    0,
  ]
  let heardAt = 0
  let retry: ReturnType<typeof setTimeout> | undefined
  let watchdog: ReturnType<typeof setInterval> | undefined

  const setState = (next: LiveState) => {
    if (state === next) return
    state = next
    for (const watcher of watchers) watcher()
  }

  const hear = (text: string) => {
    heardAt = Date.now()
    setState('live')
    attempt = 0
    let event: LiveEvent
    try {
      event = JSON.parse(text) as LiveEvent
    } catch {
      return
    }
    if (typeof event.cursor === 'string') cursor = event.cursor
    if (typeof event.now === 'string') setServerNow(event.now)
    if (event.kind !== 'beat') for (const listener of listeners) listener(event)
  }

  const connect = () => {
    clearTimeout(retry)
    source?.close()
    setState('connecting')
    heardAt = Date.now()
    source = open(cursor === undefined ? address : `${address}?cursor=${encodeURIComponent(cursor)}`)
    source.onopen = () => {
      heardAt = Date.now()
      setState('live')
    }
    source.onmessage = (message) => hear(String(message.data))
    source.onerror = again
  }

  const again = () => {
    source?.close()
    source = undefined
    setState('connecting')
    clearTimeout(retry)
    retry = setTimeout(connect, waitBefore(attempt, Math.random()))
    attempt += 1
  }

  const close = () => {
    clearTimeout(retry)
    clearInterval(watchdog)
    source?.close()
    source = undefined
    setState('off')
  }

  return {
    listen: (listener: Listener): (() => void) => {
      listeners.add(listener)
      if (listeners.size === 1) {
        connect()
        watchdog = setInterval(() => Date.now() - heardAt > SILENCE_MS && source && again(), 5_000)
      }
      return () => {
        listeners.delete(listener)
        if (listeners.size === 0) close()
      }
    },
    state: (): LiveState => state,
    heardAt: (): number => heardAt,
    watch: (watcher: () => void): (() => void) => {
      watchers.add(watcher)
      return () => watchers.delete(watcher)
    },
  }
}

export const live = makeLive('/api/v1/live')
