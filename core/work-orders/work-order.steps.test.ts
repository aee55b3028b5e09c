import { describe, expect, it } from 'vitest'
import { policyOf } from '#core/sync/policy.rules.ts'
import { addMinutes } from '#core/time.ts'
import type { ChecklistStep, VisitPlan } from '#core/visits/checklist.ts'
import type { OrderContext } from './work-order.context.ts'
import { carryOut } from './work-order.decide.ts'
import { aContext, anActor, aWorkOrder, BECAUSE, countedIds, ENGINEER, everyFact, NOON } from './work-order.fixtures.ts'
import type { ActionInput } from './work-order.inputs.ts'
import { stateOf } from './work-order.state.ts'
import type { OrderAction } from './work-order.transitions.ts'
import { openVisit, type WorkOrder } from './work-order.ts'

const named = (text: string) => ({ 'zh-CN': text, en: text })
const item = (code: string, proof: 'tick' | 'reading' | 'scan', more: object = {}) => ({
  ...{ code, name: named(code), proof, isRequired: true },
  ...more,
})
const STEPS: readonly ChecklistStep[] = [
  { code: 'safety', name: named('安全'), items: [item('height', 'tick', { hazard: 'height' })] },
  { code: 'door', name: named('进门'), items: [item('badge', 'tick'), item('identity', 'tick')] },
  { code: 'work', name: named('处理'), items: [item('serial', 'scan', { isConditional: true })] },
  { code: 'tests', name: named('测试'), items: [item('light', 'reading', { reading: 'onuRxDbm' })] },
  { code: 'explain', name: named('讲解'), items: [item('tried', 'tick')] },
]
const planOf = (...codes: string[]): VisitPlan => ({
  ...{ checklist: { code: 'homeFtth', version: 0 }, hazards: [] },
  steps: STEPS.filter(({ code }) => codes.includes(code)),
})
const ids = countedIds()
const contextAt = (at: string, plan: VisitPlan): OrderContext =>
  aContext({ at, actor: anActor('engineer'), newId: ids, facts: { ...everyFact, plan } })

const RETURN = {
  ...{ kind: 'onSite', cause: 'line.drop.fibre.broken', segment: 'drop', done: '换皮线', signatureException: '不便' },
  readings: [{ kind: 'onuRxDbm', value: -20, unit: 'dBm' }],
}
/** An order at which the engineer arrived and works. */
const onSite = (plan: VisitPlan): { order: WorkOrder; at: string } => {
  let [order, at] = [aWorkOrder(), NOON]
  const steps: [OrderAction, object][] = [
    ['dispatch', {}],
    ['accept', {}],
    ['assign', { staffId: ENGINEER.staffId, helpers: [], mode: 'name' }],
    ['accept', {}],
    ['depart', {}],
    ['arrive', { position: { lon: 106.71, lat: 26.57 } }],
  ]
  for (const [action, input] of steps) {
    at = addMinutes(at, 5)
    const decided = carryOut(order, action, input as ActionInput<OrderAction>, contextAt(at, plan))
    if (!decided.ok) throw new Error(`${action}: ${decided.refusal.code}`)
    order = decided.value.order
  }
  return { order, at }
}
const tryTo = (order: WorkOrder, action: OrderAction, input: object, plan: VisitPlan, at: string) =>
  carryOut(order, action, input as ActionInput<OrderAction>, contextAt(at, plan))
const having = (order: WorkOrder, action: OrderAction, input: object, plan: VisitPlan, at: string): WorkOrder => {
  const decided = tryTo(order, action, input, plan, at)
  if (!decided.ok) throw new Error(`${action}: ${decided.refusal.code}`)
  return decided.value.order
}
const codeOf = (decided: ReturnType<typeof tryTo>) => (decided.ok ? undefined : decided.refusal.code)

describe('steps of a visit', () => {
  it('belong to the checklist that the visit began with: the sign-in remembers it', () => {
    expect(openVisit(onSite(planOf('door')).order)?.checklist).toEqual({ code: 'homeFtth', version: 0 })
  })

  it('hold up the return until their proof is there or they are skipped with a reason, and name themselves', () => {
    const plan = planOf('door', 'explain')
    const { order, at } = onSite(plan)
    const restored = having(order, 'restore', { kind: 'onSite' }, plan, at)
    const refused = tryTo(restored, 'return', RETURN, plan, at)
    expect(refused.ok ? {} : refused.refusal).toMatchObject({
      ...{ code: 'visits.proof-missing', params: { steps: 'door,explain' } },
    })
    const half = having(restored, 'recordStep', { records: [{ step: 'door', outcome: 'done' }] }, plan, at)
    expect(codeOf(tryTo(half, 'return', RETURN, plan, at))).toBe('visits.proof-missing')
    const bare = { step: 'explain', outcome: 'skipped' }
    expect(codeOf(tryTo(half, 'recordStep', { records: [bare] }, plan, at))).toBe('visits.reason-needed')
    const whole = having(half, 'recordStep', { records: [{ ...bare, reasonCode: BECAUSE }] }, plan, at)
    expect(tryTo(whole, 'return', RETURN, plan, at).ok).toBe(true)
  })

  it('of a hazard hold up the word that service is restored', () => {
    const plan = planOf('safety', 'door')
    const { order, at } = onSite(plan)
    expect(codeOf(tryTo(order, 'restore', { kind: 'onSite' }, plan, at))).toBe('visits.proof-missing')
    const safe = having(order, 'recordStep', { records: [{ step: 'safety', outcome: 'done' }] }, plan, at)
    expect(tryTo(safe, 'restore', { kind: 'onSite' }, plan, at).ok).toBe(true)
  })

  it('are proven as their rule says: a reading cannot be ticked, a scan carries its code, a step that always applies applies', () => {
    const plan = planOf('door', 'work', 'tests')
    const { order, at } = onSite(plan)
    const said = (record: object) => codeOf(tryTo(order, 'recordStep', { records: [record] }, plan, at))
    expect(said({ step: 'tests', outcome: 'done' })).toBe('visits.proof-not-said')
    expect(said({ step: 'work', item: 'serial', outcome: 'done' })).toBe('visits.value-needed')
    expect(said({ step: 'work', item: 'serial', outcome: 'done', value: 'HWTC12' })).toBeUndefined()
    expect(said({ step: 'door', outcome: 'notApplicable', reasonCode: BECAUSE })).toBe('visits.always-applies')
    expect(said({ step: 'work', outcome: 'notApplicable', reasonCode: BECAUSE })).toBeUndefined()
    expect(said({ step: 'card', outcome: 'done' })).toBe('visits.step-unknown')
    expect(said({ step: 'door', item: 'shoes', outcome: 'done' })).toBe('visits.item-unknown')
  })

  it('what cannot be tested now makes a second appointment, and the order is not returned before it is done', () => {
    const plan = planOf('tests')
    const { order, at } = onSite(plan)
    const restored = having(order, 'restore', { kind: 'onSite' }, plan, at)
    const [from, to] = [addMinutes(at, 1440), addMinutes(at, 1500)]
    const later = { step: 'tests', outcome: 'later', reasonCode: BECAUSE }
    expect(codeOf(tryTo(restored, 'recordStep', { records: [later] }, plan, at))).toBe('visits.window-needed')
    const agreed = having(restored, 'recordStep', { records: [{ ...later, from, to }] }, plan, at)
    expect(codeOf(tryTo(agreed, 'return', RETURN, plan, at))).toBe('visits.put-off-open')
    const ended = having(
      agreed,
      'comeAgain',
      { outcome: 'comeAgain', reason: '约好再测', reasonCode: BECAUSE, from, to },
      plan,
      at,
    )
    // Service works: what is restored stays so, and its clock is not wound up again.
    expect([stateOf(ended), ended.restoredAt, openVisit(ended)?.windowFrom]).toEqual(['appointed', at, from])
    expect(ended.sla.clocks.find(({ kind }) => kind === 'restore')?.stopped?.at).toBe(at)
    const there = having(ended, 'arrive', { position: { lon: 106.71, lat: 26.57 } }, plan, from)
    const measured = having(there, 'addEvidence', { kind: 'onuRxDbm', value: -19, unit: 'dBm' }, plan, from)
    const again = having(measured, 'restore', { kind: 'onSite' }, plan, from)
    expect(again.restoredAt).toBe(at)
    expect(tryTo(again, 'return', RETURN, plan, from).ok).toBe(true)
  })

  it('a value that no instrument shows is refused with the range that is possible', () => {
    const plan = planOf('tests')
    const { order, at } = onSite(plan)
    const refused = tryTo(order, 'addEvidence', { kind: 'onuRxDbm', value: 40, unit: 'dBm' }, plan, at)
    expect(refused.ok ? {} : refused.refusal).toMatchObject({
      ...{ code: 'visits.reading-impossible', params: { value: 40, min: -50, max: 10, unit: 'dBm' } },
    })
  })

  it('material is kept with its serial number and corrected by another entry', () => {
    const plan = planOf('door')
    const { order, at } = onSite(plan)
    const part = { name: '光猫', serial: 'HWTC12', use: 'used', quantity: 1, unit: '台', isScanned: true }
    const first = having(order, 'recordMaterial', part, plan, at)
    const [entry] = openVisit(first)?.materials ?? []
    expect(entry).toMatchObject(part)
    const second = having(first, 'recordMaterial', { ...part, serial: 'HWTC13', correctsId: entry?.id }, plan, at)
    expect(openVisit(second)?.materials?.map(({ serial }) => serial)).toEqual(['HWTC13'])
    expect(codeOf(tryTo(second, 'recordMaterial', { ...part, correctsId: entry?.id }, plan, at))).toBe(
      'visits.material-unknown',
    )
    expect(codeOf(tryTo(order, 'recordMaterial', { use: 'used', quantity: 1, unit: '个' }, plan, at))).toBe(
      'visits.material-needed',
    )
  })

  it('are facts: nothing that happened meanwhile makes them stale', () => {
    expect((['recordStep', 'recordMaterial', 'addEvidence', 'return'] as const).map(policyOf)).toEqual([
      ...['fact', 'fact', 'fact', 'server'],
    ])
  })
})
