import { expect, test } from 'vitest'
import { differencesOf } from './audit-difference.ts'

test('what changed stands first, what stayed after it', () => {
  const found = differencesOf(
    { name: '云岩站', isActive: true, position: { lon: 106.7, lat: 26.6 } },
    { name: '云岩站', isActive: false, position: { lon: 106.7, lat: 26.5 } },
  )
  expect(found).toEqual([
    { path: ['isActive'], before: true, after: false, isChanged: true },
    { path: ['position', 'lat'], before: 26.6, after: 26.5, isChanged: true },
    { path: ['name'], before: '云岩站', after: '云岩站', isChanged: false },
    { path: ['position', 'lon'], before: 106.7, after: 106.7, isChanged: false },
  ])
})

test('what was made new has no before, and what was left empty is not listed', () => {
  expect(differencesOf(null, { login: 'li.ming', phone: null, roles: [] })).toEqual([
    { path: ['login'], before: undefined, after: 'li.ming', isChanged: true },
  ])
  expect(differencesOf(null, undefined)).toEqual([])
})

test('a list is one value, and order counts in it', () => {
  expect(differencesOf({ roles: ['a', 'b'] }, { roles: ['b', 'a'] })).toEqual([
    { path: ['roles'], before: ['a', 'b'], after: ['b', 'a'], isChanged: true },
  ])
})
