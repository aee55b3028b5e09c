import { describe, expect, it } from 'vitest'
import { addMinutes } from '#core/time.ts'
import { carryOut } from './work-order.decide.ts'
import { aContext, anActor, aWorkOrder, BECAUSE, countedIds, ENGINEER, NOON } from './work-order.fixtures.ts'
import { type ActionInput, actionInputs } from './work-order.inputs.ts'
import type { OrderAction } from './work-order.transitions.ts'
import { currentTask, type WorkOrder } from './work-order.ts'

const FILE = '019e0000-0000-7000-8000-000000000001'
const ids = countedIds()
const step = (order: WorkOrder, action: OrderAction, input: object, minutes: number) =>
  carryOut(
    order,
    action,
    actionInputs[action].parse(input) as ActionInput<OrderAction>,
    aContext({ at: addMinutes(NOON, minutes), actor: anActor('engineer'), newId: ids }),
  )

const atRestored = (): WorkOrder => {
  let order = aWorkOrder()
  const window = { from: addMinutes(NOON, 60), to: addMinutes(NOON, 120) }
  const steps: readonly (readonly [OrderAction, object])[] = [
    ['dispatch', {}],
    ['accept', {}],
    ['assign', { staffId: ENGINEER.staffId }],
    ['accept', {}],
    ['appoint', window],
    ['depart', {}],
    ['arrive', { position: { lon: 106.71, lat: 26.57 } }],
    ['start', {}],
    ['addEvidence', { kind: 'onuRxDbm', value: -20, unit: 'dBm' }],
    ['restore', {}],
  ]
  for (const [index, [action, input]] of steps.entries()) {
    const decided = step(order, action, input, index + 1)
    if (!decided.ok) throw new Error(`${action}: ${decided.refusal.code}`)
    order = decided.value.order
  }
  return order
}
const restored = atRestored()
const confirm = (input: object) => step(restored, 'confirmService', { done: '换皮线', ...input }, 30)
const codeOf = (input: object): string => {
  const decided = confirm(input)
  return decided.ok ? 'ok' : `${decided.refusal.code} ${decided.refusal.field ?? ''}`.trim()
}
const confirmed = (input: object): WorkOrder => {
  const decided = confirm(input)
  if (!decided.ok) throw new Error(decided.refusal.code)
  return decided.value.order
}
const giveBack = (order: WorkOrder, more: object = {}) =>
  step(order, 'return', { cause: 'line.drop.fibre.broken', segment: 'drop', done: '换皮线', ...more }, 40)

const signed = { mode: 'signed', signer: 'family', satisfaction: 4, signatureFileId: FILE }
const paper = { mode: 'paper', signer: 'customer', satisfaction: 3, formNumber: 'ZB5201-000012', photoFileId: FILE }
const refused = { mode: 'refused', reasonCode: BECAUSE, reason: '用户不愿签字', callProof: '14:50 打给本人，已说明' }

describe('the service confirmation', () => {
  it('wants the satisfaction, the signer and the signature, each refused beside its field', () => {
    expect(codeOf(signed)).toBe('ok')
    expect(codeOf({ ...signed, satisfaction: undefined })).toBe('work-orders.satisfaction-needed satisfaction')
    expect(codeOf({ ...signed, signer: undefined })).toBe('work-orders.signer-needed signer')
    expect(codeOf({ ...signed, signatureFileId: undefined })).toBe('work-orders.signature-needed signatureFileId')
  })

  it('on paper wants the number and the photo, or why there is none', () => {
    expect(codeOf(paper)).toBe('ok')
    expect(codeOf({ ...paper, formNumber: undefined })).toBe('work-orders.form-number-needed formNumber')
    expect(codeOf({ ...paper, photoFileId: undefined })).toBe('work-orders.form-photo-needed photoFileId')
    expect(codeOf({ ...paper, photoFileId: undefined, noPhotoReason: '相机坏了' })).toBe('ok')
  })

  it('without a signature wants the reason and proof of a call', () => {
    expect(codeOf(refused)).toBe('ok')
    expect(codeOf({ ...refused, callProof: undefined })).toBe('work-orders.call-proof-needed callProof')
    expect(codeOf({ mode: 'absent', callProof: '14:50 无人接听' })).toBe(
      'work-orders.unsigned-reason-needed reasonCode',
    )
  })

  it('is not signed by a customer who is not satisfied, who is offered another visit or an answer', () => {
    expect(codeOf({ ...signed, satisfaction: 1 })).toBe('work-orders.not-satisfied satisfaction')
    const again = confirm({ mode: 'refused', satisfaction: 1, opinion: '还是慢', wish: 'comeAgain' })
    expect(again).toMatchObject({
      value: {
        state: 'restored',
        order: { confirmation: undefined },
        events: [{ kind: 'customerUnsatisfied', data: { satisfaction: 1, wish: 'comeAgain', opinion: '还是慢' } }],
      },
    })
    const answer = confirm({ ...signed, satisfaction: 1, wish: 'feedback' })
    expect(answer).toMatchObject({
      value: {
        order: { confirmation: { mode: 'refused', wish: 'feedback', reasonCode: 'notSatisfied', satisfaction: 1 } },
        events: [{ kind: 'serviceConfirmed' }, { kind: 'customerUnsatisfied' }],
      },
    })
    expect(answer.ok && answer.value.order.confirmation?.signatureFileId).toBe(undefined)
  })

  it('has a number of its order and visit', () => {
    expect(confirmed(signed).confirmation?.number).toBe(`${restored.number}-Q1`)
  })

  it('is not given before service is restored, nor without having been there', () => {
    const early = step(aWorkOrder(), 'confirmService', { done: '换皮线', ...signed }, 5)
    expect(early).toMatchObject({ refusal: { code: 'work-orders.wrong-state' } })
  })
})

describe('the return of what was confirmed', () => {
  it('takes over signature, signer and satisfaction', () => {
    const decided = giveBack(confirmed(signed))
    expect(decided).toMatchObject({ ok: true })
    if (!decided.ok) return
    expect(currentTask(decided.value.order).result).toMatchObject({
      ...{ signatureFileId: FILE, signedBy: 'family', satisfaction: 4, signatureException: undefined },
    })
  })

  it('is refused when it says something else than was signed, and nothing is lost', () => {
    expect(giveBack(confirmed(signed), { done: '换光猫' })).toMatchObject({
      refusal: { code: 'work-orders.signed-other-words', field: 'done' },
    })
    expect(giveBack(confirmed(refused), { done: '换光猫' }).ok).toBe(true)
  })

  const nextOf = (order: WorkOrder): readonly string[] => {
    const states: string[] = []
    let decided = giveBack(order)
    if (decided.ok && decided.value.state === 'pendingContractorCheck') {
      decided = step(decided.value.order, 'passContractorCheck', {}, 50)
    }
    if (decided.ok) states.push(decided.value.state)
    return states
  }
  it.each([
    ['refused', refused],
    ['absent', { ...refused, mode: 'absent' }],
    ['on paper without its photo', { ...paper, photoFileId: undefined, noPhotoReason: '相机坏了' }],
    ['not satisfied', { mode: 'refused', satisfaction: 1, wish: 'feedback' }],
  ])('%s is always called back', (_what, input) => {
    expect(nextOf(confirmed(input))).toEqual(['pendingCallback'])
  })
  it('signed on glass or on paper is called back by its number only', () => {
    expect(nextOf(confirmed(signed))).toEqual(['returned'])
    expect(nextOf(confirmed(paper))).toEqual(['returned'])
  })

  it('is asked for anew after another visit or rework', () => {
    const again = step(
      confirmed(signed),
      'comeAgain',
      { outcome: 'comeAgain', reason: '又断了', reasonCode: BECAUSE },
      45,
    )
    expect(again.ok && again.value.order.confirmation).toBe(undefined)
    const returned = giveBack(confirmed(signed))
    const failed =
      returned.ok && step(returned.value.order, 'failContractorCheck', { reason: '照片不清', reasonCode: BECAUSE }, 60)
    expect(failed).toMatchObject({ ok: true, value: { order: { confirmation: undefined } } })
  })
})
