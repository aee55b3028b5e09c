import { readFileSync } from 'node:fs'
import path from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { businessLines } from '#core/organisation/organisation.ts'
import { textOf } from '#core/text.ts'
import { causeTexts } from './cause.text.ts'
import { causeCodeLists, causeCodeSchema } from './cause-code.ts'
import { checkReason, reasonListOf } from './reason.rules.ts'
import { aWorkOrder } from './work-order.fixtures.ts'
import { actionInputs } from './work-order.inputs.ts'
import { orderActions } from './work-order.transitions.ts'
import { orderKinds, resultKinds, type WorkOrder } from './work-order.ts'

const file = path.resolve(import.meta.dirname, '../../defaults/work-orders/cause-codes.json')
const codes = z.array(causeCodeSchema).parse(JSON.parse(readFileSync(file, 'utf8')))

const heldBy = (order: WorkOrder, level: 'contractor' | 'station' | 'engineer' | 'secondLine'): WorkOrder => ({
  ...order,
  tasks: order.tasks.map((task) => ({ ...task, holder: { level } })),
})

const situation = fc.record({
  action: fc.constantFrom(...orderActions),
  level: fc.constantFrom('contractor', 'station', 'engineer', 'secondLine'),
  kind: fc.constantFrom(...orderKinds),
  line: fc.constantFrom(...businessLines),
  solved: fc.constantFrom(...resultKinds),
  row: fc.constantFrom(...codes),
})

describe('coded reasons', () => {
  it('are accepted by the action of their list where they fit, and refused by every other', () => {
    fc.assert(
      fc.property(situation, ({ action, level, kind, line, solved, row }) => {
        const order = heldBy(aWorkOrder({ kind, line }), level)
        const list = reasonListOf(action, level, solved)
        const fits = codes.some(
          (each) =>
            each.code === row.code &&
            each.list === list &&
            (each.kinds?.includes(kind) ?? true) &&
            (each.lines?.includes(line) ?? true),
        )
        const checked = checkReason(order, action, { reasonCode: row.code, kind: solved }, codes)
        expect(checked.ok, `${action} ${row.code}`).toBe(fits)
        if (!checked.ok) expect(checked.refusal.field).toBe('reasonCode')
      }),
      { numRuns: 2000 },
    )
  })

  it('are accepted one and all by the action of their list', () => {
    const used = new Set<string>()
    for (const row of codes) {
      const order = aWorkOrder({ kind: (row.kinds?.[0] ?? 'fault') as 'fault', line: row.lines?.[0] ?? 'home' })
      for (const action of orderActions)
        for (const level of ['contractor', 'station', 'engineer', 'secondLine'] as const)
          for (const kind of resultKinds)
            if (reasonListOf(action, level, kind) === row.list) {
              used.add(row.list)
              expect(checkReason(heldBy(order, level), action, { reasonCode: row.code, kind }, codes).ok).toBe(true)
            }
    }
    // What is said of a step carries its reason by itself.
    const ofActions = causeCodeLists.filter((list) => !list.startsWith('step'))
    expect([...used].sort()).toEqual([...ofActions].sort())
  })

  it('are refused with those that would be right, in both languages', () => {
    const order = heldBy(aWorkOrder(), 'station')
    const refused = checkReason(order, 'refuse', { reasonCode: 'notOurArea' }, codes)
    if (refused.ok) throw new Error('a reason of the contractor’s list was taken from a station')
    const { code, params } = refused.refusal
    expect(textOf(causeTexts, code, 'zh-CN', params)).toBe(
      '“notOurArea”不是这里可选的原因，可选：notThisStation、noOneCertified、noOneFree、noMaterial',
    )
    expect(textOf(causeTexts, code, 'en', params)).toContain('these are: notThisStation, noOneCertified')
    expect(checkReason(order, 'transfer', { reasonCode: 'notThisStation' }, codes)).toMatchObject({
      refusal: { code: 'work-orders.cause-code-unwanted' },
    })
  })

  it('must be given with every action that has a list for whoever holds the order', () => {
    for (const action of orderActions) {
      const { shape } = actionInputs[action] as unknown as { shape: Record<string, z.ZodType> }
      const isListed = reasonListOf(action, 'engineer', 'onSite') !== undefined
      if (isListed || action === 'restore') expect(shape, action).toHaveProperty('reasonCode')
      else expect(shape, action).not.toHaveProperty('reasonCode')
    }
  })
})
