import type { Page } from 'playwright-core'
import { describe, expect } from 'vitest'
import { fillSignIn, test } from './harness.ts'

const hasSideScroll = (page: Page): Promise<boolean> =>
  page.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth)

describe('signing in', () => {
  test('the page speaks Chinese, and English when asked', async ({ desk }) => {
    const page = await desk.open('/sign-in')
    await page.getByRole('button', { name: '登录', exact: true }).waitFor()
    expect(await page.getAttribute('html', 'lang')).toBe('zh-CN')
    await page.getByRole('button', { name: 'English' }).click()
    await page.getByRole('button', { name: 'Sign in', exact: true }).waitFor()
    expect(await page.getAttribute('html', 'lang')).toBe('en')
  })

  test('the page fits a phone', async ({ desk }) => {
    const page = await desk.open('/sign-in', 'field')
    await page.getByRole('button', { name: '登录', exact: true }).waitFor()
    expect(await hasSideScroll(page)).toBe(false)
  })

  test('a wrong password is refused with a sentence, and the name stays', async ({ desk }) => {
    desk.expectComplaint(/status of 4\d\d .*\/sign-in/)
    const page = await desk.open('/sign-in')
    const { login } = await desk.login('countyDesk')
    await fillSignIn(page, login, 'not the password')
    expect((await page.getByRole('alert').textContent())?.trim()).toMatch(/\p{Script=Han}/u)
    expect(await page.locator('input[autocomplete="username"]').inputValue()).toBe(login)
  })

  test('who is not signed in comes back to the address that was asked for', async ({ desk }) => {
    const page = await desk.open('/today')
    await page.waitForURL((url) => url.pathname === '/sign-in')
    const { login, password } = await desk.login('countyDesk')
    await fillSignIn(page, login, password)
    await page.waitForURL((url) => url.pathname === '/today')
  })

  test('signed in once, the next page knows the reader', async ({ desk }) => {
    const page = await desk.as('countyDesk', '/')
    await page.waitForURL((url) => url.pathname !== '/' && url.pathname !== '/sign-in')
    await page.getByRole('navigation').first().waitFor()
  })
})

describe('what the harness hears', () => {
  test('an error on the console', async ({ desk }) => {
    desk.expectComplaint(/console: on purpose/)
    const page = await desk.open('/sign-in')
    await page.evaluate(() => console.error('on purpose'))
  })

  test('a question to another host', async ({ desk }) => {
    desk.expectComplaint(/asked another host: https:\/\/example\.invalid/)
    desk.expectComplaint(/console: /)
    const page = await desk.open('/sign-in')
    await page.goto('data:text/html,<img src="https://example.invalid/x.png">')
  })

  test('a question that the content policy stops', async ({ desk }) => {
    desk.expectComplaint(/Content Security Policy/)
    const page = await desk.open('/sign-in')
    await page.evaluate(() => fetch('https://example.invalid/').catch(() => undefined))
  })
})

describe('on the phone', () => {
  test('an engineer signs in and stands in the day', async ({ desk }) => {
    const page = await desk.as('engineer', '/field', 'field')
    await page.getByRole('navigation').getByText('今天').waitFor()
    expect(await hasSideScroll(page)).toBe(false)
  })
})
