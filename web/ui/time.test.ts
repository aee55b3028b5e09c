import { describe, expect, it } from 'vitest'
import {
  agoText,
  dayText,
  durationText,
  fullInstantText,
  monthText,
  remainingText,
  secondsText,
  whenText,
  windowText,
} from './time.ts'

const now = '2026-11-22T06:30:00.000Z'
const at = (minutes: number) => new Date(Date.parse(now) + minutes * 60_000).toISOString()

describe('times', () => {
  it.each([
    ['2026-11-22T06:30:00.000Z', '今天 14:30'],
    ['2026-11-21T16:00:00.000Z', '今天 00:00'],
    ['2026-11-21T15:59:00.000Z', '11月21日 23:59'],
    ['2026-11-22T16:00:00.000Z', '明天 00:00'],
    ['2026-11-23T16:00:00.000Z', '11月24日 00:00'],
    ['2025-11-22T06:30:00.000Z', '2025年11月22日 14:30'],
  ])('%s reads as %s', (instant, text) => {
    expect(whenText(instant, now, 'zh-CN')).toBe(text)
  })
  it('an English reader gets English words', () => {
    expect(whenText(at(0), now, 'en')).toBe('Today 14:30')
    expect(dayText('2026-12-01', '2026-11-22', 'en')).toBe('1 Dec')
    expect(dayText('2025-12-01', '2026-11-22', 'en')).toBe('1 Dec 2025')
    expect(monthText('2026-11-22', 'en')).toBe('Nov 2026')
  })
  it('a window names its day once, and both days when it crosses midnight', () => {
    expect(windowText(at(0), at(60), now, 'zh-CN')).toBe('今天 14:30–15:30')
    expect(windowText(at(0), at(600), now, 'zh-CN')).toBe('今天 14:30 – 明天 00:30')
  })
  it('the hover tells the whole instant with seconds and zone', () => {
    expect(fullInstantText('2026-11-22T06:30:05.000Z', 'zh-CN')).toBe('2026-11-22 14:30:05 周日 (UTC+8)')
  })
})

describe('durations', () => {
  it.each([
    [0, '0分'],
    [0.9, '0分'],
    [35, '35分'],
    [60, '1时'],
    [130, '2时10分'],
    [1440, '1天'],
    [4 * 1440 + 3 * 60 + 20, '4天3时'],
  ])('%d minutes read as %s', (minutes, text) => {
    expect(durationText(minutes, 'zh-CN')).toBe(text)
  })
  it('remaining time changes its word at the due instant', () => {
    expect(remainingText(at(130), now, 'zh-CN')).toBe('余 2时10分')
    expect(remainingText(at(0), now, 'zh-CN')).toBe('余 0分')
    expect(remainingText(at(-0.5), now, 'zh-CN')).toBe('超 0分')
    expect(remainingText(at(-35), now, 'zh-CN')).toBe('超 35分')
    expect(remainingText(at(-412), now, 'en')).toBe('6 h 52 min over')
  })
  it('what was seconds ago is relative, what was an hour ago is a clock time', () => {
    expect(agoText(at(-0.03), now, 'zh-CN')).toBe('刚刚')
    expect(agoText(at(-0.5), now, 'zh-CN')).toBe('30秒前')
    expect(agoText(at(-23), now, 'zh-CN')).toBe('23分前')
    expect(agoText(at(-61), now, 'zh-CN')).toBe('今天 13:29')
  })
  it('a minute left is told in seconds', () => {
    expect(secondsText(39.2, 'zh-CN')).toBe('40秒')
    expect(secondsText(75, 'zh-CN')).toBe('1分')
  })
})
