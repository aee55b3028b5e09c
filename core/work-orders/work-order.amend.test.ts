import { describe, expect, it } from 'vitest'
import { decide } from './work-order.decide.ts'
import { aContext, anActor, aWorkOrder } from './work-order.fixtures.ts'
import { actionInputs } from './work-order.inputs.ts'

const order = { ...aWorkOrder(), symptom: '不能上网', description: '光灯红' }
const context = aContext({ actor: anActor('countyDesk') })
const amended = (
  ...changes: readonly { field: 'symptom' | 'description' | 'boxCode'; base: string | null; value: string | null }[]
) => {
  const result = decide(order, 'amend', { changes: [...changes] }, context)
  if (!result.ok) throw new Error(result.refusal.code)
  return result.value
}

describe('an order that is put right', () => {
  it('takes what only this one changed, and says what it was', () => {
    const { order: after, events } = amended(
      { field: 'boxCode', base: null, value: 'GY-NM-0012-03' },
      { field: 'symptom', base: '不能上网', value: '频繁掉线' },
    )
    expect([after.symptom, after.customer.boxCode, after.description]).toEqual(['频繁掉线', 'GY-NM-0012-03', '光灯红'])
    expect(events[0]).toMatchObject({
      kind: 'amended',
      data: {
        changes: [
          { field: 'boxCode', from: null },
          { field: 'symptom', from: '不能上网', to: '频繁掉线' },
        ],
      },
    })
    expect(events[0]?.data.conflicts).toBeUndefined()
  })

  it('keeps what both changed, with the other’s word in the timeline; the rest is taken', () => {
    const { order: after, events } = amended(
      { field: 'symptom', base: '网速慢', value: '频繁掉线' },
      { field: 'description', base: '光灯红', value: null },
    )
    expect([after.symptom, after.description]).toEqual(['不能上网', undefined])
    expect(events[0]?.data).toMatchObject({
      changes: [{ field: 'description', to: null }],
      conflicts: [{ field: 'symptom', mine: '频繁掉线', theirs: '不能上网' }],
    })
  })

  it('always has a symptom', () => {
    const changes = (value: string | null) => ({ changes: [{ field: 'symptom', base: '不能上网', value }] })
    expect(actionInputs.amend.safeParse(changes(null)).success).toBe(false)
    expect(actionInputs.amend.safeParse(changes('频繁掉线')).success).toBe(true)
    expect(actionInputs.amend.safeParse({ changes: [] }).success).toBe(false)
  })
})
