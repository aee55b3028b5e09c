import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { concerns, type LiveEvent, makeLive, waitBefore } from './live.ts'

/** What a page sees of a connection; the test plays the server. */
class Line {
  readonly url: string
  readyState = 1
  onopen: (() => void) | undefined
  onmessage: ((event: { data: string }) => void) | undefined
  onerror: (() => void) | undefined
  constructor(url: string) {
    this.url = url
  }
  close() {
    this.readyState = 2
  }
  say(event: LiveEvent) {
    this.onmessage?.({ data: JSON.stringify(event) })
  }
  break(readyState: number) {
    this.readyState = readyState
    this.onerror?.()
  }
}

const event: LiveEvent = {
  cursor: '7:7:',
  kind: 'work-order.assigned',
  subjectType: 'work-order',
  prefecture: '520100',
  at: '2020-01-01T00:00:00.000Z',
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
    const heard: string[] = []
    const stopFirst = live.listen(() => heard.push('first'))
    const stopSecond = live.listen(() => heard.push('second'))
    lines[0]?.onopen?.()
    lines[0]?.say(event)
    expect([lines.length, heard.join(), live.state()]).toEqual([1, 'first,second', 'live'])
    stopFirst()
    expect(live.state()).toBe('live')
    stopSecond()
    expect([lines[0]?.readyState, live.state()]).toEqual([2, 'off'])
  })
  it('a line that the browser takes up again is left to it', () => {
    const live = makeLive('/live', open)
    live.listen(() => undefined)
    lines[0]?.break(0)
    expect(live.state()).toBe('connecting')
    vi.advanceTimersByTime(60_000)
    expect(lines).toHaveLength(1)
    lines[0]?.onopen?.()
    expect(live.state()).toBe('live')
  })
  it('a refused line is tried again from the last event that was heard', () => {
    const live = makeLive('/live', open)
    live.listen(() => undefined)
    lines[0]?.say(event)
    lines[0]?.break(2)
    vi.advanceTimersByTime(1_000)
    expect(lines[1]?.url).toBe('/live?cursor=7%3A7%3A')
  })
  it('a line older than the server keeps any is given up', () => {
    const live = makeLive('/live', open)
    live.listen(() => undefined)
    lines[0]?.onopen?.()
    vi.advanceTimersByTime(10 * 60_000)
    expect(lines).toHaveLength(1)
    vi.advanceTimersByTime(2 * 60_000)
    expect([lines.length, lines[0]?.readyState]).toEqual([2, 2])
  })
  it('waits grow and stay under half a minute', () => {
    expect([0, 1, 3, 20].map((attempt) => waitBefore(attempt, 1))).toEqual([1_000, 2_000, 8_000, 30_000])
    expect(waitBefore(0, 0)).toBe(500)
  })
  it('a reset concerns everybody, an event those who wait for its kind', () => {
    expect(concerns(event, ['work-order.'])).toBe(true)
    expect(concerns(event, ['notification.'])).toBe(false)
    expect(concerns({ ...event, kind: 'live.reset' }, ['notification.'])).toBe(true)
  })
})
