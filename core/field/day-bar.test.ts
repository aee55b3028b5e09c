import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addMinutes, type Instant, minutesBetween } from '#core/time.ts'
import { barSpan, type DayVisit, dayBlocks, freeSpans } from './day-bar.rules.ts'

const rules = { shift: { from: '08:00', to: '20:00' }, visitMinutes: 60 }
/** 14:00 in China on some day. */
const noon = '2026-11-23T06:00:00.000Z'
const at = (clock: string, day = '2026-11-23'): Instant => new Date(`${day}T${clock}:00+08:00`).toISOString()
const visit = (part: Partial<DayVisit>): DayVisit => ({
  ...{ number: 'GY1', windowFrom: null, windowTo: null, departedAt: null, arrivedAt: null, endedAt: null },
  ...part,
})
const promised = (from: string, to: string): DayVisit => visit({ windowFrom: at(from), windowTo: at(to) })

describe('the blocks of a day', () => {
  it('are what was done, what runs until its window ends or now, and what is promised, in their order', () => {
    const blocks = dayBlocks(
      [
        promised('16:00', '17:00'),
        visit({ departedAt: at('13:00'), arrivedAt: at('13:20'), windowFrom: at('13:00'), windowTo: at('14:30') }),
        visit({ departedAt: at('09:00'), arrivedAt: at('09:20'), endedAt: at('10:05') }),
      ],
      noon,
      rules,
    )
    expect(blocks.map(({ part, from, to }) => [part, from, to])).toEqual([
      ['done', at('09:00'), at('10:05')],
      ['now', at('13:00'), at('14:30')],
      ['planned', at('16:00'), at('17:00')],
    ])
    expect(blocks.every(({ lateMinutes, foreseenMinutes }) => lateMinutes === 0 && foreseenMinutes === 0)).toBe(true)
  })

  it('a window that ended without arrival is late by its minutes; whoever arrived is not', () => {
    const window = { windowFrom: at('13:00'), windowTo: at('13:35') }
    const late = (part: Partial<DayVisit>) => dayBlocks([visit({ ...window, ...part })], noon, rules)[0]?.lateMinutes
    expect([late({}), late({ departedAt: at('13:10') }), late({ arrivedAt: at('13:30') })]).toEqual([25, 25, 0])
  })

  it('a promise carries what is foreseen of it', () => {
    const foreseen = new Map([['GY1', 25]])
    const [block] = dayBlocks([promised('14:30', '15:35')], noon, rules, foreseen)
    expect(block?.foreseenMinutes).toBe(25)
  })

  it('a remote fix takes no place on the bar, and another day’s promise is not today’s', () => {
    const tomorrow = visit({ windowFrom: at('09:00', '2026-11-24'), windowTo: at('10:00', '2026-11-24') })
    expect(dayBlocks([visit({ endedAt: at('11:00') }), tomorrow], noon, rules)).toEqual([])
  })
})

describe('free time', () => {
  it('is where a whole visit fits between now and the end of the shift', () => {
    const blocks = dayBlocks([promised('14:40', '15:40'), promised('17:00', '18:00')], noon, rules)
    expect(freeSpans(blocks, noon, rules)).toEqual([
      { from: at('15:40'), to: at('17:00') },
      { from: at('18:00'), to: at('20:00') },
    ])
  })

  it('is none after the shift, and the bar then reaches to the present hour', () => {
    const evening = at('21:10')
    expect(freeSpans([], evening, rules)).toEqual([])
    expect(barSpan([], evening, rules)).toEqual({ from: at('08:00'), to: at('22:00') })
    expect(barSpan([], at('00:30'), rules)).toEqual({ from: at('00:00'), to: at('20:00') })
    expect(barSpan([], at('23:59'), rules)).toEqual({ from: at('08:00'), to: at('00:00', '2026-11-24') })
  })

  it('never lies over a block, is never short, and never lies in the past', () => {
    const minute = fc.integer({ min: 0, max: 24 * 60 - 1 })
    const dayStart = at('00:00')
    fc.assert(
      fc.property(fc.array(fc.tuple(minute, minute), { maxLength: 6 }), minute, (windows, present) => {
        const now = addMinutes(dayStart, present)
        const blocks = dayBlocks(
          windows.map(([from, length]) =>
            visit({ windowFrom: addMinutes(dayStart, from), windowTo: addMinutes(dayStart, from + (length % 180)) }),
          ),
          now,
          rules,
        )
        const bar = barSpan(blocks, now, rules)
        for (const span of freeSpans(blocks, now, rules)) {
          expect(span.from >= now && minutesBetween(span.from, span.to) >= 60).toBe(true)
          expect(blocks.some((block) => block.from < span.to && block.to > span.from)).toBe(false)
        }
        expect(
          [now, ...blocks.flatMap(({ from, to }) => [from, to])].every((each) => bar.from <= each && each <= bar.to),
        ).toBe(true)
      }),
    )
  })
})
