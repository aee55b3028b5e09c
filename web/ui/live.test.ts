import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { type LiveEvent, makeLive, waitBefore } from './live.ts'

/** What a page sees of a connection; the test plays the server. */
class Line {
  readonly url: string
  onopen: (() => void) | undefined
  onmessage: ((event: { data: string }) => void) | undefined
  onerror: (() => void) | undefined
  isClosed = false
  constructor(url: string) {
    this.url = url
  }
  close() {
    this.isClosed = true
  }
  say(event: object) {
    this.onmessage?.({ data: JSON.stringify(event) })
  }
}

let lines: Line[]
const open = (url: string): EventSource => {
  const line = new Line(url)
  lines.push(line)
  return line as never
}

beforeEach(() => {
  lines = []
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

describe('live events', () => {
  it('one line for all listeners, closed with the last', () => {
    const live = makeLive('/live', open)
    const [first, second]: [LiveEvent[], LiveEvent[]] = [[], []]
    const stopFirst = live.listen((event) => first.push(event))
    const stopSecond = live.listen((event) => second.push(event))
    lines[0]?.say({ cursor: '7', kind: 'work-order.assigned' })
    expect([lines.length, first.length, second.length, live.state()]).toEqual([1, 1, 1, 'live'])
    stopFirst()
    expect(lines[0]?.isClosed).toBe(false)
    stopSecond()
    expect([lines[0]?.isClosed, live.state()]).toEqual([true, 'off'])
  })
  it('a broken line continues after the last event it saw', () => {
    const live = makeLive('/live', open)
    live.listen(() => undefined)
    lines[0]?.say({ cursor: '7', kind: 'x' })
    lines[0]?.onerror?.()
    expect(live.state()).toBe('connecting')
    vi.advanceTimersByTime(1_000)
    expect(lines[1]?.url).toBe('/live?cursor=7')
  })
  it('a line that is open but silent is given up', () => {
    const live = makeLive('/live', open)
    live.listen(() => undefined)
    lines[0]?.say({ cursor: '7', kind: 'beat' })
    vi.advanceTimersByTime(60_000)
    expect(lines.length).toBeGreaterThan(1)
    expect(lines[0]?.isClosed).toBe(true)
  })
  it('waits grow and stay under half a minute', () => {
    expect([0, 1, 3, 20].map((attempt) => waitBefore(attempt, 1))).toEqual([1_000, 2_000, 8_000, 30_000])
    expect(waitBefore(0, 0)).toBe(500)
  })
})
