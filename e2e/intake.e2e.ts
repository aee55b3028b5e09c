import type { Page } from 'playwright-core'
import { describe, expect } from 'vitest'
import { test } from './harness.ts'

type Found = { readonly items: readonly { readonly account: string; readonly orders: readonly object[] }[] }

const COUNTIES = ['520102', '520103', '520111', '520112', '520113', '520115', '520121', '520122', '520123', '520181']

/** A demo customer of the desk's prefecture who never had an order. */
const quietCustomer = async (page: Page): Promise<string> => {
  const lookUp = (county: string): Promise<Found> =>
    page.evaluate(
      async (q): Promise<Found> => (await fetch(`/api/v1/intake/lookup?q=${q}&limit=20`)).json(),
      `ys${county}`,
    )
  const found = (await Promise.all(COUNTIES.map(lookUp))).flatMap(({ items }) => items)
  const quiet = found.find(({ orders }) => orders.length === 0)
  expect(quiet).toBeDefined()
  return quiet?.account ?? ''
}

const search = (page: Page) => page.getByRole('combobox', { name: '电话、账号' })
const saving = (page: Page) => page.getByRole('button', { name: 'Ctrl ⏎' })

describe('the intake desk', () => {
  test('a call is taken in under a minute by keyboard alone, and the next one of the same customer joins it', async ({
    desk,
  }) => {
    const page = await desk.as('countyDesk', '/intake')
    await search(page).waitFor()
    const account = await quietCustomer(page)
    const began = Date.now()

    // The box has the focus; Enter need not wait for the answer.
    await page.keyboard.type(account)
    await page.keyboard.press('Enter')
    await page.getByText('新建一张故障工单').waitFor()
    await page.keyboard.press('w')
    await page.getByRole('radio', { name: '不能上网', checked: true }).waitFor()
    await page.keyboard.press('2')
    await page.keyboard.press('Control+Enter')
    await page.getByText('已建单').waitFor()
    expect(Date.now() - began).toBeLessThan(60_000)

    expect(await search(page).evaluate((input) => input === document.activeElement)).toBe(true)
    await page.keyboard.type(account)
    await page.keyboard.press('Enter')
    await page.getByText('算第 2 次来报，不另派人').waitFor()
    expect(await saving(page).textContent()).toContain('并入')
    await page.keyboard.press('e')
    await page.keyboard.press('Control+Enter')
    await page.getByText('已并入').first().waitFor()
  })

  test('a ledger that cannot be searched is told apart from a customer who is not in it, and the caller is taken', async ({
    desk,
  }) => {
    const page = await desk.as('countyDesk', '/intake')
    await search(page).waitFor()
    const account = await quietCustomer(page)
    desk.expectComplaint(/ERR_FAILED .*intake\/lookup/)
    await page.route('**/api/v1/intake/lookup*', (route) => route.abort())
    await page.keyboard.type(account)
    await page.getByText('没能查台账').waitFor()
    expect(await page.getByText('台账里没找到').count()).toBe(0)
    await page.keyboard.press('Enter')
    // Saving asks the ledger itself.
    await page.getByText('已按所填内容对上台账里的一个客户').waitFor()
    desk.expectComplaint(/ERR_FAILED .*intake\/preview/)
    await page.route('**/api/v1/intake/preview*', (route) => route.abort())
    await page.getByRole('textbox', { name: '账号' }).fill('nobody-of-the-ledger')
    await page.getByText('没能预先核对').waitFor()
    await page.getByRole('radio', { name: '不能上网' }).click()
    expect(await saving(page).isEnabled()).toBe(true)
    await page.unroute('**/api/v1/intake/preview*')
    await page.unroute('**/api/v1/intake/lookup*')
    await search(page).fill(account.slice(0, -1))
    await page.getByRole('option').first().waitFor()
  })

  test('somebody whom the ledger does not have is taken too, and a person makes the order', async ({ desk }) => {
    const page = await desk.as('countyDesk', '/intake')
    await search(page).waitFor()
    await page.keyboard.type('18985010001')
    await page.getByText('台账里没找到').waitFor()
    await page.keyboard.press('Enter')
    await page.getByRole('textbox', { name: '地址' }).fill('南明区没有台账路7号')
    await page.getByText('进待认领').waitFor()
    await page.getByRole('radio', { name: '网速慢' }).click()
    await page.keyboard.press('Control+Enter')
    await page.getByText('已存为待认领').waitFor()

    await page.goto(new URL('/intake?view=waiting', page.url()).href)
    await page.getByRole('button', { name: /网速慢.*189\*\*\*\*0001/ }).click()
    await page.keyboard.press('n')
    const dialog = page.getByRole('dialog')
    // The dialog begins where there is something to write.
    await page.keyboard.type('没有台账路7号')
    expect(await dialog.getByRole('textbox', { name: '地址' }).inputValue()).toBe('没有台账路7号')
    await dialog.getByRole('button', { name: '建单', exact: true }).click()
    await page.getByText('已建单').waitFor()
  })
})
