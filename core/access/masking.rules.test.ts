import { describe, expect, it } from 'vitest'
import { maskAddress, maskName, maskPhone } from './masking.rules.ts'

describe('masking', () => {
  it.each([
    ['a mobile number', '138 0000 5678', '138****5678'],
    ['a landline', '0851-85981234', '085****1234'],
    ['one of seven digits', '8598123', '859****8123'],
    ['one that is too short to hide anything in', '859812', '****'],
  ])('a phone keeps three digits and four: %s', (_name, phone, masked) => {
    expect(maskPhone(phone)).toBe(masked)
  })

  it.each([
    ['a name', '王静', '王**'],
    ['a long one', '欧阳晓东', '欧**'],
    ['an organisation', '贵阳市第一人民医院', '贵阳**人民医院'],
    ['a short organisation', '贵阳一中校', '贵阳**阳一中校'],
  ])('%s keeps its beginning, an organisation its end too', (_name, name, masked) => {
    expect(maskName(name)).toBe(masked)
  })

  it.each([
    ['up to the house number', '南明区花果园3栋2单元1502', '南明区花果园****'],
    ['whatever the number is called', '青岩镇北街１２号', '青岩镇北街****'],
    ['without a number its first half', '龙里县谷脚镇王寨组老', '龙里县谷脚****'],
    ['of an odd length too', '谷脚镇王寨', '谷脚镇****'],
  ])('an address is kept %s', (_name, address, masked) => {
    expect(maskAddress(address)).toBe(masked)
  })
})
