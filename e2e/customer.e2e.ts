import type { Page } from 'playwright-core'
import { expect, inject } from 'vitest'
import { customerLinkRoutes } from '#core/customer-link/customer-link.contract.ts'
import { workOrderRoutes } from '#core/work-orders/work-order.contract.ts'
import type { OrderState } from '#core/work-orders/work-order.state.ts'
import { type Desk, test } from './harness.ts'

/** What the page of a signed-in person may ask the server, as that person. */
const ask = <T>(page: Page, method: string, path: string, body?: object): Promise<T> =>
  page.evaluate(
    async ([how, where, sent]) => {
      const session = await (await fetch('/api/v1/session')).json()
      const reply = await fetch(where as string, {
        method: how as string,
        headers: { 'content-type': 'application/json', 'x-csrf-token': session.csrf },
        ...(sent ? { body: JSON.stringify(sent) } : {}),
      })
      return reply.json()
    },
    [method, path, body] as const,
  ) as Promise<T>

const used = new Set<string>()

/** The link of an order of a home user in that state, opened on somebody's phone who is not signed in. */
const openLink = async (desk: Desk, state: OrderState): Promise<{ page: Page; number: string; office: Page }> => {
  const office = await desk.as('dispatcher', '/orders')
  const list = await ask<{ items: { number: string; kind: string }[] }>(
    office,
    workOrderRoutes.list.method,
    `${workOrderRoutes.list.path}?state=${state}&line=home&limit=100${state === 'archived' ? '&view=all&sort=-archived' : ''}`,
  )
  const number = list.items.find(({ number: each, kind }) => kind === 'fault' && !used.has(each))?.number ?? ''
  expect(number, `an order that is ${state}`).not.toBe('')
  used.add(number)
  const { url } = await ask<{ url: string }>(
    office,
    'POST',
    customerLinkRoutes.show.path.replace(':number', number),
    {},
  )
  const page = await desk.open(new URL(url).pathname, 'field')
  return { page, number, office }
}

const eventsOf = async (office: Page, number: string): Promise<string[]> => {
  const order = await ask<{ events: { kind: string }[] }>(office, 'GET', `/api/v1/work-orders/${number}`)
  return order.events.map(({ kind }) => kind.replace('workOrder.', ''))
}

test('the customer sees who comes, moves the visit to another window and back out with the phone’s back button', async ({
  desk,
}) => {
  const { page, number, office } = await openLink(desk, 'appointed')
  await page.getByRole('heading', { name: '已约定上门时间' }).waitFor()
  await page.getByText('门口核对码').waitFor()
  expect(await page.locator('.code').textContent()).toMatch(/^\d{4}$/)
  expect(await page.content()).not.toContain(number)

  await page.getByRole('button', { name: '改时间' }).click()
  await page.getByRole('heading', { name: '改时间' }).waitFor()
  await page.goBack()
  await page.getByRole('heading', { name: '已约定上门时间' }).waitFor()
  await page.getByRole('button', { name: '改时间' }).click()
  const free = page.locator('.window:not(.shut)').last()
  const time = await free.locator('.window-time').textContent()
  await free.click()
  await page.getByText('家里没人').click()
  await page.getByRole('button', { name: `${time}` }).click()
  await page.getByRole('heading', { name: '已约定上门时间' }).waitFor()
  expect(await page.locator('.time').textContent()).toBe(time)
  expect(await eventsOf(office, number)).toContain('rescheduled')
})

test('“not mine” stops the visit, says what happens next, and the household can take it back for one call', async ({
  desk,
}) => {
  const { page, number, office } = await openLink(desk, 'taken')
  await page.getByRole('button', { name: '这不是我申请的' }).click()
  await page.getByRole('button', { name: '不是我申请的，请停下' }).dblclick()
  await page.getByRole('heading', { name: '已为您停下' }).waitFor()
  await page.getByText('由另一位同事核实').waitFor()
  await page.getByText('请先不要让他进门').waitFor()
  await page.getByRole('button', { name: '是的，请恢复上门' }).click()
  await page.getByText('已告诉客服').waitFor()
  const events = await eventsOf(office, number)
  expect(events.filter((kind) => kind === 'verificationStarted')).toHaveLength(1)
  expect(events).toContain('customerWantsVisit')
})

test('after the repair the customer rates it, says what was done, and may change their mind', async ({ desk }) => {
  const { page, number, office } = await openLink(desk, 'archived')
  await page.getByRole('heading', { name: '修好了，请您评价' }).waitFor()
  await page.getByRole('button', { name: '请先选满意程度' }).waitFor()
  await page.getByText('很满意').click()
  await page.getByText('戴工牌').click()
  await page.getByText('没收费').click()
  await page.getByLabel('想说点什么').fill('师傅很仔细')
  await page.getByRole('button', { name: '提交评价' }).click()
  await page.getByRole('heading', { name: '谢谢您的评价' }).waitFor()
  await page.getByText('戴工牌 · 没收费').waitFor()
  await page.reload()
  await page.getByText('师傅很仔细').waitFor()
  expect(await eventsOf(office, number)).toContain('customerRated')
})

test('a complaint is answered by somebody else, and the customer reads the answer on the page', async ({ desk }) => {
  const { page, number } = await openLink(desk, 'restored')
  await page.getByRole('button', { name: '我要投诉' }).click()
  await page.getByText('反复出故障').click()
  await page.getByLabel('说说发生了什么').fill('一周断了三次')
  await page.getByRole('button', { name: '提交投诉' }).click()
  await page.getByText(/我们答应您：.*前答复/).waitFor()

  const office = await desk.as('qualityAgent', '/complaints')
  await office.getByText('一周断了三次').click()
  await office.getByLabel('给客户的答复').fill('分光器已更换，明天回访')
  await office.getByText('属实', { exact: true }).click()
  await office.getByRole('button', { name: '答复客户' }).click()
  await office.getByText('没有待答复的投诉').waitFor()
  await page.reload()
  await page.getByText('分光器已更换，明天回访').waitFor()
  expect(number).not.toBe('')
})

test('without a network the page says how old it is and keeps what was typed', async ({ desk }) => {
  const { page } = await openLink(desk, 'returned')
  desk.expectComplaint(/ERR_INTERNET_DISCONNECTED/)
  await page.getByRole('button', { name: '还没修好' }).click()
  await page.getByLabel('现在怎么样').fill('又断了')
  await page.context().setOffline(true)
  await page.getByRole('button', { name: '告诉工程师' }).click()
  await page.getByText('没有发出去').waitFor()
  await page.context().setOffline(false)
  await page.getByRole('button', { name: '告诉工程师' }).click()
  await page.getByText('已告诉工程师和质检人员').waitFor()
})

test('a link that is over says so, and whom to call; another language is the browser’s', async ({ desk }) => {
  desk.expectComplaint(/404/)
  const page = await desk.open('/c/AAAAAAAAAAAAAAAAAAAAAA', 'field')
  await page.getByText('链接已失效，请拨打 10086').waitFor()
  expect(await page.getByRole('link', { name: '拨打 10086' }).getAttribute('href')).toBe('tel:10086')
  const context = await page.context().browser()?.newContext({ locale: 'en-GB' })
  const english = await context?.newPage()
  await english?.goto(`${inject('baseUrl')}/c/AAAAAAAAAAAAAAAAAAAAAA`)
  await english?.getByText('please call 10086').waitFor()
  await context?.close()
})
