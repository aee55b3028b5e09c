import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { lockSecondsAfter } from './lock.rules.ts'
import { maskAddress, maskName, maskPhone, presentPerson } from './masking.rules.ts'
import { checkPassword } from './password.rules.ts'
import type { Permission } from './role.ts'
import type { Actor } from './scope.ts'

describe('the lock after failures', () => {
  const rules = { freeFailures: 5, firstLockSeconds: 30, longestLockSeconds: 1800 }
  it('begins with the fifth and doubles up to the longest', () => {
    expect([1, 4, 5, 6, 7, 8, 10, 11, 12, 1000].map((count) => lockSecondsAfter(count, rules))).toEqual([
      0, 0, 30, 60, 120, 240, 960, 1800, 1800, 1800,
    ])
  })
  it('never becomes shorter with another failure', () => {
    fc.assert(
      fc.property(fc.nat(5000), (count) => {
        expect(lockSecondsAfter(count + 1, rules)).toBeGreaterThanOrEqual(lockSecondsAfter(count, rules))
      }),
    )
  })
})

describe('a password', () => {
  const faults = (password: string, login = 'li.ming') => {
    const checked = checkPassword(password, login, { minLength: 10, minKinds: 3 })
    return checked.ok
      ? []
      : (checked.refusal.details ?? []).map((detail) => detail.code.replace('access.password-', ''))
  }
  it('is long, of several kinds of characters, and not what is tried first', () => {
    expect(faults('Mountain-river-42')).toEqual([])
    expect(faults('山高水长-River-42')).toEqual([])
    expect(faults('Short-1')).toEqual(['short'])
    expect(faults('onlysmallletters')).toEqual(['plain'])
    expect(faults('Li.Ming-2026-x')).toEqual(['guessable'])
    expect(faults('Abc1Abc1Abc1')).toEqual(['guessable'])
    expect(faults('Password-123')).toEqual(['guessable'])
    expect(faults(`A1-${'x'.repeat(200)}`)).toEqual(['long'])
    expect(faults('')).toEqual(['short', 'plain'])
  })
})

describe('masked personal data', () => {
  it('keeps no more than is needed to recognise it', () => {
    expect(maskPhone('13800005678')).toBe('138****5678')
    expect(maskPhone('12345')).toBe('****')
    expect(maskName('王小明')).toBe('王**')
    expect(maskAddress('贵阳市南明区花果园3栋2单元1502')).toBe('贵阳市南明区花果园****')
    expect([maskPhone(''), maskName(null), maskAddress(undefined)]).toEqual([undefined, undefined, undefined])
  })
  it('is shown whole only with the permission; other fields stay as they are', () => {
    const reader = (permission: Permission): Actor => ({
      userId: 'u',
      name: 'u',
      roles: [],
      permissions: new Set([permission]),
      isOperator: true,
      scope: { userId: 'u', prefectures: [], reach: 'own' },
      source: 'test',
    })
    const person = { id: 7, name: '王小明', phone: '13800005678', address: null }
    expect(presentPerson(reader('personal-data.full'), person)).toEqual(person)
    expect(presentPerson(reader('ledger.read'), person)).toEqual({
      id: 7,
      name: '王**',
      phone: '138****5678',
      address: null,
    })
  })
  it('does not hold the middle of the number, whatever it is', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^1[3-9]\d{9}$/), (phone) => {
        expect(maskPhone(phone)).toBe(`${phone.slice(0, 3)}****${phone.slice(7)}`)
      }),
    )
  })
})
