import { describe, expect, it } from 'vitest'
import { wantedNumbers } from './search.rules.ts'

const wanted = (typed: string) => wantedNumbers(typed, ['GY', 'ZY'], '2026-11-22', 3)

describe('what is typed into the search box', () => {
  it('is the end of a number, of any of the last days in any prefecture of the reader', () => {
    expect(wanted('417').numbers).toEqual([
      'GY261122-0417',
      'GY261121-0417',
      'GY261120-0417',
      'ZY261122-0417',
      'ZY261121-0417',
      'ZY261120-0417',
    ])
    expect(wanted('12345').numbers).toContain('ZY261122-12345')
  })

  it('is a day and a number of that day', () => {
    expect(wanted('1121-0417').numbers).toEqual(['GY261121-0417', 'ZY261121-0417'])
    expect(wanted('261001-0417').numbers).toEqual(['GY261001-0417', 'ZY261001-0417'])
    expect(wanted('1001-0417').numbers).toEqual([])
  })

  it('is a whole number or its beginning in whatever width and case', () => {
    expect(wanted('ｇｙ261122-0417')).toMatchObject({ whole: 'GY261122-0417', start: 'GY261122-0417', numbers: [] })
    expect(wanted('zy2611').start).toBe('ZY2611')
    expect(wanted('gy').start).toBeUndefined()
  })

  it('is no number of an order when it is a phone, an account or a word', () => {
    for (const typed of [
      '13812345678',
      '1112604170',
      '7',
      '王小明',
      'wxm',
      'OLT-01',
      'gz5201000123',
      '%',
      "' OR 1=1",
    ]) {
      expect(wanted(typed), typed).toMatchObject({ numbers: [], start: undefined })
    }
  })
})
