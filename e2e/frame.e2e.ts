import type { Page } from 'playwright-core'
import { describe, expect, inject } from 'vitest'
import { readConfig } from '#server/platform/config.ts'
import { createLog } from '#server/platform/log.ts'
import { newId } from '#server/platform/new-id.ts'
import { withDeps } from '#server/wiring.ts'
import { rowIn } from '#testing/rows.ts'
import { test } from './harness.ts'

const box = (page: Page) => page.getByRole('combobox', { name: '工单、账号、电话、地址、拼音' })
const options = (page: Page) => page.getByRole('listbox').getByRole('option')

/** An open order that this reader sees. */
const someOrder = (page: Page): Promise<string> =>
  page.evaluate(async () => {
    const { items } = (await (await fetch('/api/v1/work-orders?limit=1')).json()) as { items: { number: string }[] }
    return items[0]?.number ?? ''
  })

describe('the search box', () => {
  test('from anywhere a slash and a whole number open the order, without waiting for the answer', async ({ desk }) => {
    const page = await desk.as('countyDesk', '/today')
    await box(page).waitFor()
    const number = await someOrder(page)
    await page.keyboard.press('/')
    await page.keyboard.type(number.toLowerCase())
    await page.keyboard.press('Enter')
    await page.waitForURL((url) => url.pathname === `/orders/${number}`)
  })

  test('the end of a number is enough; arrows choose, and what was opened stands there the next time', async ({
    desk,
  }) => {
    const page = await desk.as('countyDesk', '/orders')
    await box(page).waitFor()
    const number = await someOrder(page)
    await page.keyboard.press('/')
    await page.keyboard.type(number.slice(-4))
    const hit = options(page).filter({ hasText: number })
    await hit.waitFor()
    while ((await hit.getAttribute('aria-selected')) !== 'true') await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Enter')
    await page.waitForURL((url) => url.pathname === `/orders/${number}`)
    await page.locator('.ui-card').first().waitFor()
    await page.keyboard.press('/')
    await options(page).filter({ hasText: number }).first().waitFor()
    await page.keyboard.press('Escape')
    await options(page).first().waitFor({ state: 'detached' })
  })

  test('customers, people and network stand in groups, in part hidden; nothing found says what else to try', async ({
    desk,
  }) => {
    const page = await desk.as('countyDesk', '/today')
    await box(page).fill('ys520113')
    const users = page.getByRole('group', { name: '家客用户' })
    await users.waitFor()
    expect(await users.getByRole('option').first().textContent()).toMatch(/\*\*/)
    await box(page).fill('没有这个人的')
    await page.getByText('没有找到“没有这个人的”').waitFor()
    await box(page).fill('王')
    await page.getByText('写两个字以上').waitFor()
  })
})

const bell = (page: Page) => page.getByRole('button', { name: /通知/ }).first()
const unreadOf = async (page: Page): Promise<number> =>
  Number(/(\d+)/.exec((await bell(page).getAttribute('aria-label')) ?? '')?.[1] ?? 0)

/** The reader urges the order, as its page does. */
const urge = (page: Page, number: string): Promise<number> =>
  page.evaluate(async (order) => {
    const { csrf } = (await (await fetch('/api/v1/session')).json()) as { csrf: string }
    const headers = { 'content-type': 'application/json', 'x-csrf-token': csrf, 'idempotency-key': crypto.randomUUID() }
    const body = JSON.stringify({ note: '客户又来电话，请尽快' })
    return (await fetch(`/api/v1/work-orders/${order}/actions/urge`, { method: 'POST', headers, body })).status
  }, number)

describe('the bell', () => {
  test('rings by itself when the desk urges, leads to the order, and is read then', async ({ desk }) => {
    const page = await desk.as('dispatcher', '/today')
    await bell(page).waitFor()
    await page.getByText('实时').first().waitFor()
    const before = await unreadOf(page)
    const countyDesk = await desk.as('countyDesk', '/orders')
    const number = await someOrder(countyDesk)
    expect(await urge(countyDesk, number)).toBe(200)
    await expect.poll(() => unreadOf(page), { timeout: 15_000 }).toBe(before + 1)

    await bell(page).click()
    await page
      .getByRole('button', { name: new RegExp(`未读：\\s*${number} 被催单`) })
      .first()
      .click()
    await page.waitForURL((url) => url.pathname === `/orders/${number}`)
    await expect.poll(() => unreadOf(page), { timeout: 15_000 }).toBe(before)
  })
})

/** An event that a consumer could not handle, as it stands in the database. */
const putAside = (error: string): Promise<void> =>
  withDeps(readConfig({ DATA_DIR: inject('dataDir') }), createLog('silent'), (deps) =>
    rowIn(deps, 'dead_letter', {
      id: newId(),
      consumer: 'notify',
      prefecture: '520100',
      event_id: newId(),
      at: deps.clock.now(),
      attempts: 5,
      error,
      kind: 'workOrder.urged',
      subject_type: 'workOrder',
      subject_id: newId(),
    }),
  )

describe('the health screen', () => {
  test('shows what could not be handled, and a person gives it up with a reason', async ({ desk }) => {
    const page = await desk.as('administrator', '/admin/health')
    await page.getByText('没有失败的事件').waitFor()
    await putAside('the table is on fire')
    await page.getByText('the table is on fire').waitFor()
    await page.getByText(/“notify”有 1 个事件处理失败/).waitFor()
    await page.getByRole('button', { name: '放弃' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByRole('textbox').fill('测试事件，不需要通知')
    await dialog.getByRole('button', { name: '放弃' }).click()
    await page.getByText('没有失败的事件').waitFor()
    await page.getByText('一切正常').waitFor()
  })
})

describe('when something breaks in the middle of work', () => {
  test('an ended session asks for the password over the page, and what was typed is still there', async ({ desk }) => {
    desk.expectComplaint(/status of 401/)
    const page = await desk.as('countyDesk', '/people')
    const filter = page.getByRole('searchbox').first()
    await filter.fill('YS000')
    await page.context().clearCookies()
    await box(page).fill('13800')
    const dialog = page.getByRole('dialog', { name: '登录已过期' })
    await dialog.waitFor()
    const { password } = await desk.login('countyDesk')
    await dialog.locator('input[autocomplete="current-password"]').fill(password)
    await dialog.getByRole('button', { name: '登录', exact: true }).click()
    await dialog.waitFor({ state: 'detached' })
    expect(await filter.inputValue()).toBe('YS000')
    expect(new URL(page.url()).pathname).toBe('/people')
    expect(await someOrder(page)).not.toBe('')
  })

  test('without a network the page says so, and again when it is back', async ({ desk }) => {
    desk.expectComplaint(/ERR_INTERNET_DISCONNECTED/)
    const page = await desk.as('countyDesk', '/today')
    await page.getByText('在办').first().waitFor()
    await page.context().setOffline(true)
    await page.evaluate(() => fetch('/api/v1/session').catch(() => undefined))
    await page.getByText('网络断了。').waitFor()
    await page.context().setOffline(false)
    await page.getByText('网络断了。').waitFor({ state: 'detached' })
  })

  test('an address that leads nowhere, and a page that is not for this reader, say so inside the frame', async ({
    desk,
  }) => {
    const page = await desk.as('countyDesk', '/nowhere')
    await page.getByText('地址可能写错了').waitFor()
    await page.getByRole('link', { name: '回到首页' }).click()
    await page.waitForURL((url) => url.pathname === '/today')
    const closed = await desk.as('countyDesk', '/admin/audit')
    await closed.getByText('这一页不在你的权限里').first().waitFor()
  })
})
