import { expect, it } from 'vitest'
import { startPath } from '#web/console/pages.ts'
import { returnPath } from './sign-in.tsx'

it('after signing in one returns to a page of this console, never to another site', () => {
  expect(
    ['/orders?state=a', '//evil.example', '/\\evil.example', 'https://evil.example', '/sign-in', undefined].map(
      returnPath,
    ),
  ).toEqual(['/orders?state=a', '/', '/', '/', '/', '/'])
})

it('a reader starts at the first page that is open to them', () => {
  expect([['audit.read'], ['work-orders.read', 'ledger.read'], []].map(startPath)).toEqual([
    '/admin',
    '/orders',
    '/sessions',
  ])
})

it('a customer manager starts with their customers, although they may also take reports', () => {
  expect(startPath(['work-orders.read', 'customers.own', 'intake.create'])).toBe('/customers')
})
