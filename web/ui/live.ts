import type { LiveMessage } from '#core/live.contract.ts'
import { serverNow, setServerNow } from './clock.ts'

/** What the server announces as it happens: small on purpose, a screen that shows the subject reads it anew. */
export type LiveEvent = LiveMessage
export type LiveState = 'off' | 'connecting' | 'live'

/** More happened than is told: read everything anew. */
const RESET = 'live.reset'

type Listener = (event: LiveEvent) => void

const FIRST_WAIT_MS = 1_000
const LONGEST_WAIT_MS = 30_000
/** The server ends a line after ten minutes and the browser opens the next; an older line is dead though it seems open. */
const LONGEST_LIFE_MS = 11 * 60_000
const CLOSED = 2

/** How long to wait before the next attempt: doubling, with a spread so that a restart is not met by everybody at once. */
export const waitBefore = (attempt: number, spread: number): number =>
  Math.round(Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** attempt) * (0.5 + spread / 2))

/** Whether somebody who waits for these kinds (`work-order.` stands for all that begin so) must look. */
export const concerns = (event: LiveEvent, kinds: readonly string[]): boolean =>
  event.kind === RESET || kinds.some((kind) => event.kind.startsWith(kind))

/**
 * One connection for the page, opened with the first listener and closed with the last. A broken line is taken up by the
 * browser where it was; one that the server refused is tried again from the last event that was heard.
 */
export const makeLive = (address: string, open: (url: string) => EventSource = (url) => new EventSource(url)) => {
  const listeners = new Set<Listener>()
  const watchers = new Set<() => void>()
  let source: EventSource | undefined
  let state: LiveState = 'off'
  let cursor: string | undefined
  let attempt = 0
  let openedAt = 0
  let retry: ReturnType<typeof setTimeout> | undefined
  let watchdog: ReturnType<typeof setInterval> | undefined

  const setState = (next: LiveState) => {
    if (state === next) return
    state = next
    for (const watcher of watchers) watcher()
  }

  const hear = (text: string) => {
    let event: LiveEvent
    try {
      event = JSON.parse(text) as LiveEvent
    } catch {
      return
    }
    cursor = event.cursor
    // Somebody moved the clock of a demo forward: what happens now is later than this page knew.
    if (event.at > serverNow()) setServerNow(event.at)
    for (const listener of listeners) listener(event)
  }

  const connect = () => {
    clearTimeout(retry)
    source?.close()
    setState('connecting')
    openedAt = Date.now()
    const line = open(cursor === undefined ? address : `${address}?cursor=${encodeURIComponent(cursor)}`)
    source = line
    line.onopen = () => {
      openedAt = Date.now()
      attempt = 0
      setState('live')
    }
    line.onmessage = (message) => hear(String(message.data))
    line.onerror = () => {
      setState('connecting')
      if (line.readyState !== CLOSED) return
      clearTimeout(retry)
      retry = setTimeout(connect, waitBefore(attempt, Math.random()))
      attempt += 1
    }
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
        watchdog = setInterval(() => Date.now() - openedAt > LONGEST_LIFE_MS && connect(), 30_000)
      }
      return () => {
        listeners.delete(listener)
        if (listeners.size === 0) close()
      }
    },
    state: (): LiveState => state,
    watch: (watcher: () => void): (() => void) => {
      watchers.add(watcher)
      return () => watchers.delete(watcher)
    },
  }
}

export const live = makeLive('/api/v1/live')
