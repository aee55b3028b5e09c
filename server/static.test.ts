import { expect, test } from 'vitest'
import { isPage } from './static.ts'

const asked = (url: string) => isPage('GET', url, 'text/html,*/*')

test('an address of the console is a page, whatever its filters say', () => {
  for (const url of ['/admin/users', '/admin/users?login=li.ming', '/admin/audit?action=session.began', '/field/']) {
    expect(asked(url), url).toBe(true)
  }
})

test('a file or the API is no page', () => {
  for (const url of ['/assets/x.js', '/favicon.ico?v=1', '/api/v1/nothing']) expect(asked(url), url).toBe(false)
  expect(isPage('POST', '/admin', 'text/html')).toBe(false)
  expect(isPage('GET', '/admin', 'application/json')).toBe(false)
  expect(isPage('GET', '/field', '*/*')).toBe(true)
})
