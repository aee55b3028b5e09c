import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { denatured, neutralised } from './formula.ts'
import { isLocalNumber, parsePhone, trunkCodeOf } from './phone.ts'
import { compact, tidy, tidyText } from './spelling.ts'

const anyText = fc.string({ unit: 'binary', maxLength: 60 })

describe('spelling', () => {
  it('width, blanks and invisible characters are no difference', () => {
    expect(tidy('　ＧＺ５２０\u00a0 ')).toBe('GZ520')
    expect(tidy('张　三')).toBe('张三')
    expect(tidy('花果园 16 栋\u200b')).toBe('花果园16栋')
    expect(tidy('Wi Fi\r\n  home')).toBe('Wi Fi home')
    expect(compact(' hw tc 2f ')).toBe('hwtc2f')
  })
  it('running text keeps its punctuation', () => {
    expect(tidyText('  断网，\n请尽快：处理！ ')).toBe('断网， 请尽快：处理！')
  })
  it('anything goes in without a failure, and a second pass changes nothing', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        for (const order of [tidy, tidyText, compact]) expect(order(order(text))).toBe(order(text))
        expect(tidy(text)).not.toContain('\0')
        expect(tidy(text).isWellFormed()).toBe(true)
      }),
    )
  })
})

describe('formulas', () => {
  it('a text that a spreadsheet would compute is made text, once', () => {
    for (const text of ["=cmd|'/c calc'!A0", '+1+1', '-2+3', '@SUM(A1)', '\t=1', '＝1+1', ' =1', '\r=1', '\n=1']) {
      expect(neutralised(text)).toBe(`'${text}`)
      expect(neutralised(neutralised(text))).toBe(`'${text}`)
      expect(denatured(neutralised(text))).toBe(text)
    }
    expect(neutralised('张三')).toBe('张三')
    expect(denatured("'张三")).toBe("'张三")
  })
  it('no text comes out as a formula, and every text comes back', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        expect(neutralised(text).trimStart()).not.toMatch(/^[=+\-@]/)
        if (!text.startsWith("'")) expect(denatured(neutralised(text))).toBe(text)
      }),
    )
  })
})

describe('telephone numbers', () => {
  it('have one form whatever they were written with', () => {
    for (const text of [
      '13844551234',
      '138 4455 1234',
      '+86 138-4455-1234',
      '8613844551234',
      '１３８４４５５１２３４',
    ]) {
      expect(parsePhone(text)).toEqual({ kind: 'mobile', digits: '13844551234' })
    }
    for (const text of ['0851-85551234', '(0851)85551234', '0851 8555 1234转801']) {
      expect(parsePhone(text)).toEqual({ kind: 'landline', digits: '085185551234' })
    }
    expect(parsePhone('400-810-0086')?.kind).toBe('service')
    expect(trunkCodeOf({ kind: 'landline', digits: '01088881234' })).toBe('010')
    expect(trunkCodeOf({ kind: 'landline', digits: '085185551234' })).toBe('0851')
  })
  it('are told from other digits', () => {
    for (const text of ['12844551234', '1384455123', '138445512345', '0851', 'abc', '', '138****1234']) {
      expect(parsePhone(text)).toBeUndefined()
    }
    expect(isLocalNumber('8555-1234')).toBe(true)
  })
  it('are digits only, and their own form', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'0123456789+-() 转　１'), maxLength: 20 }), (text) => {
        const phone = parsePhone(text)
        if (phone) expect(parsePhone(phone.digits)).toEqual(phone)
      }),
    )
  })
})
