import { describe, expect, it } from 'vitest'
import type { CustomerCard } from '#core/intake/desk.contract.ts'
import type { Symptom } from '#core/intake/symptom.ts'
import { bodyOf, callerOf, emptyDraft, fieldsOf, symptomsFor, whomOf } from './draft.ts'

const symptom = (code: string, service: Symptom['service']): Symptom => ({
  code,
  name: { 'zh-CN': `现象${code}`, en: code },
  service,
  errorCodes: [],
  words: ['x'],
  isOutage: false,
  firstCheck: { 'zh-CN': '看', en: 'look' },
})
const symptoms = [symptom('los', 'internet'), symptom('line', 'line'), symptom('cable', 'cable')]
const customer = { id: 'c1', line: 'enterprise' } as CustomerCard

describe('what the desk has heard', () => {
  it('goes into the field that it belongs to when nobody is found', () => {
    expect(fieldsOf(' 138 0013 8000 ')).toMatchObject({ phone: '138 0013 8000' })
    expect(fieldsOf('85551234')).toMatchObject({ phone: '85551234' })
    expect(fieldsOf('gz52010001')).toMatchObject({ account: 'gz52010001' })
    expect(fieldsOf('王小明')).toMatchObject({ name: '王小明' })
    expect(fieldsOf('花果园R2区17栋')).toMatchObject({ address: '花果园R2区17栋' })
    expect(callerOf('13800138000')).toBe('13800138000')
    expect(callerOf('幸福里')).toBe('')
  })
  it('can be saved once somebody and something is known', () => {
    expect(bodyOf(emptyDraft, symptoms)).toBeUndefined()
    expect(whomOf({ ...emptyDraft, name: '王小明' })).toBeUndefined()
    expect(bodyOf({ ...emptyDraft, phone: '13800138000' }, symptoms)).toBeUndefined()
    expect(bodyOf({ ...emptyDraft, phone: '13800138000', words: '上不了网' }, symptoms)).toMatchObject({
      callerPhone: '13800138000',
      symptom: '上不了网',
    })
    const body = bodyOf({ ...emptyDraft, customer, symptom: 'los', words: '昨晚断的', address: '不要' }, symptoms)
    expect(body).toMatchObject({ enterpriseLineId: 'c1', symptom: '现象los', description: '昨晚断的', isTold: true })
    expect(body).not.toHaveProperty('address')
  })
  it('never counts an urge on an order of its own', () => {
    const draft = { ...emptyDraft, customer, words: 'x', isUrge: true }
    expect(bodyOf(draft, symptoms)).toMatchObject({ isUrge: true })
    expect(bodyOf({ ...draft, isSeparate: true }, symptoms)).toMatchObject({ isUrge: false, isSeparate: true })
  })
  it('is asked with the symptoms of the line', () => {
    expect(symptomsFor(symptoms, 'home').map(({ code }) => code)).toEqual(['los', 'cable'])
    expect(symptomsFor(symptoms, 'enterprise').map(({ code }) => code)).toEqual(['line', 'cable'])
    expect(symptomsFor(symptoms, undefined)).toHaveLength(3)
  })
})
