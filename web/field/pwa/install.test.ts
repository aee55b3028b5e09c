import { expect, test } from 'vitest'
import { installationOf } from './install.ts'
import { photosIn } from './space.ts'

const PHONE = 'Mozilla/5.0 (Linux; Android 10; V2034A) AppleWebKit/537.36 Chrome/87.0.4280.141 Mobile Safari/537.36'
const INSIDE = 'Mozilla/5.0 (Linux; Android 10; V2034A; wv) AppleWebKit/537.36 Version/4.0 Chrome/87.0.4280.141'

test('what can be installed is offered, inside another app there is nothing to install', () => {
  const facts = { isStandalone: false, userAgent: PHONE, hasPrompt: false }
  expect(installationOf(facts)).toBe('by-menu')
  expect(installationOf({ ...facts, hasPrompt: true })).toBe('offered')
  expect(installationOf({ ...facts, userAgent: INSIDE })).toBe('embedded')
  expect(installationOf({ ...facts, userAgent: INSIDE, isStandalone: true })).toBe('installed')
})

test('the number of photos that still fit is a round one, and none is none', () => {
  const photo = { longSidePixels: 1_600, quality: 0.8 }
  expect(photosIn(2_100_000_000, photo)).toBe(5_400)
  expect(photosIn(100_000, photo)).toBe(0)
  expect(photosIn(4_000_000, photo)).toBe(10)
})
