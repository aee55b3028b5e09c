import { describe, expect, it } from 'vitest'
import { connectionAfter } from './connection.ts'
import { matchPattern, pathOfHash } from './router.ts'

describe('addresses of the phone', () => {
  it('parameters come out decoded, other addresses do not match', () => {
    expect(matchPattern('/job/:number', '/job/GY1120%2F1')).toEqual({ number: 'GY1120/1' })
    expect(matchPattern('/job/:number', '/job')).toBeUndefined()
    expect(matchPattern('/me', '/team')).toBeUndefined()
  })
  it('anything that is no address is the first screen', () => {
    expect(['', '#', '#/me', '#x', '#/me?a=1'].map(pathOfHash)).toEqual(['/', '/', '/me', '/', '/me'])
  })
})

it('an answer that took long says that the network is weak', () => {
  const at = '2026-11-22T06:30:00.000Z'
  expect(connectionAfter(300, at).state).toBe('online')
  expect(connectionAfter(4_500, at).state).toBe('weak')
})
