import { describe, expect, it } from 'vitest'
import { checkFormNumber, formNumberOf } from './paper-form.rules.ts'

const forms = { ranges: [{ from: 'ZB5201-000121', to: 'ZB5201-000140' }], used: ['ZB5201-000125'] }
const codeOf = (text: string): string => {
  const checked = checkFormNumber(text, forms, 'GY261122-0417-Q1')
  return checked.ok ? checked.value : checked.refusal.code
}

describe('the number of a paper form', () => {
  it('is written with its prefecture', () => {
    expect(formNumberOf('520100', 121)).toBe('ZB5201-000121')
  })
  it('is one of the station’s own that nobody used, however it is typed', () => {
    expect(codeOf('zb5201-000121')).toBe('ZB5201-000121')
    expect(codeOf(' ＺＢ5201－000140 ')).toBe('ZB5201-000140')
    expect(codeOf('ZB5201-000141')).toBe('work-orders.form-unknown')
    expect(codeOf('ZB5201-00012')).toBe('work-orders.form-unknown')
    expect(codeOf('ZB5201-000125')).toBe('work-orders.form-used')
    expect(codeOf('  ')).toBe('work-orders.form-number-needed')
  })
  it('may be the confirmation’s own, where it was printed for the order', () => {
    expect(codeOf('gy261122-0417-q1')).toBe('GY261122-0417-Q1')
  })
})
