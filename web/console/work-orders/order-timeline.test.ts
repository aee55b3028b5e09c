import { describe, expect, it } from 'vitest'
import { happenings } from './order-timeline.ts'

type Event = Parameters<typeof happenings>[0][number]

const event = (id: string, kind: string, at: string): Event => ({
  ...{ id, kind: `workOrder.${kind}`, at, deviceAt: null, actorName: '', actorRole: '', source: 'web', data: {} },
})

describe('the timeline', () => {
  it('stands by when the server heard of each thing, whatever order they were written in', () => {
    const list = happenings([
      event('1', 'warned', '2026-11-22T10:26:00.000Z'),
      event('2', 'created', '2026-11-22T06:50:00.000Z'),
      event('3', 'dispatched', '2026-11-22T06:50:00.000Z'),
    ])
    expect(list.map(({ key }) => key)).toEqual(['1', '3', '2'])
  })
})
