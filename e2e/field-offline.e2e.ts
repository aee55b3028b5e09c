import type { Page } from 'playwright-core'
import { describe, expect } from 'vitest'
import { type Desk, test } from './harness.ts'

/** Asks the API as the person of that page does, with the page's own session. */
const askAs = <T = Record<string, unknown>>(page: Page, path: string, body?: object): Promise<T> =>
  page.evaluate(
    async ({ path, body }) => {
      const session = await (await fetch('/api/v1/session')).json()
      const headers = {
        'content-type': 'application/json',
        'x-csrf-token': session.csrf,
        'idempotency-key': crypto.randomUUID(),
      }
      const reply = await fetch(path, body ? { method: 'POST', headers, body: JSON.stringify(body) } : {})
      const content = await reply.json()
      if (!reply.ok) throw new Error(`${path}: ${JSON.stringify(content)}`)
      return content
    },
    { path, body },
  ) as Promise<T>
const actAs = (page: Page, number: string, action: string, body: object = {}) =>
  askAs(page, `/api/v1/work-orders/${number}/actions/${action}`, body)

type Order = {
  readonly state: string
  readonly events: readonly { readonly kind: string; readonly data: { readonly note?: string } }[]
  readonly visits: readonly { readonly departedAt: string; readonly arrivedAt: string; readonly restoredAt: string }[]
}
const orderOf = (page: Page, number: string) => askAs<Order>(page, `/api/v1/work-orders/${number}`)
const notesOf = async (page: Page, number: string): Promise<readonly (string | undefined)[]> =>
  (await orderOf(page, number)).events
    // After the order left the person's hands it is kept as a late fact.
    .filter(
      ({ kind, data }) => kind === 'workOrder.noted' || (kind === 'workOrder.lateFact' && data.note !== undefined),
    )
    .map(({ data }) => data.note)

/** A phone with an order in hand that it keeps, and the desk that gave it. */
const withOrder = async (desk: Desk, account: string) => {
  desk.expectComplaint(/ERR_INTERNET_DISCONNECTED|ERR_FAILED/)
  const phone = await desk.as('engineer', '/field/', 'field')
  await phone.getByRole('navigation').waitFor()
  await phone.evaluate(() => navigator.serviceWorker.ready.then(() => true))
  const { user } = await askAs<{ user: { staffId: string } }>(phone, '/api/v1/session')
  const county = await desk.as('countyDesk', '/')
  const { number } = await askAs<{ number: string }>(county, '/api/v1/work-orders', { account, symptom: '上网慢' })
  await actAs(county, number, 'dispatch')
  const dispatcher = await desk.as('dispatcher', '/')
  await actAs(dispatcher, number, 'accept')
  await actAs(dispatcher, number, 'assign', { mode: 'name', staffId: user.staffId })
  await phone.locator(`a[href="#/job/${number}"]`).click({ timeout: 30_000 })
  await tapNext(phone, '接单')
  await phone.locator('.screen-foot .button-primary', { hasText: '打电话' }).waitFor()
  await toSend(phone, 0)
  return { phone, county, number }
}

const tapNext = (phone: Page, words: string) =>
  phone.locator('.screen-foot .button-primary', { hasText: words }).click()
const toSend = (phone: Page, count: number) => phone.getByText(`待发 ${count} 项`, { exact: true }).first().waitFor()
const goTo = (phone: Page, path: string) => phone.evaluate((hash) => location.assign(`#${hash}`), path)

const writeNote = async (phone: Page, words: string) => {
  await phone.getByRole('button', { name: '其他' }).click()
  await phone.getByRole('button', { name: '写备注' }).click()
  const sheet = phone.getByRole('dialog')
  await sheet.getByRole('textbox').fill(words)
  await sheet.getByRole('button', { name: '提交' }).click()
  await sheet.waitFor({ state: 'detached' })
}

const HOURS_3 = 3 * 3_600_000
/** The phone's owner sets the clock; the counter since the page was opened goes on as it was. */
const CLOCK = `{
  const Real = Date
  const shift = () => Number(sessionStorage.getItem('shift') ?? 0)
  globalThis.Date = new Proxy(Real, {
    construct: (target, args) => (args.length === 0 ? new target(Real.now() + shift()) : new target(...args)),
    get: (target, name) => (name === 'now' ? () => Real.now() + shift() : Reflect.get(target, name)),
  })
}`

describe('without network', () => {
  test('a visit goes on through a reload and a clock that is set wrong, and arrives afterwards once and in time', {
    timeout: 120_000,
  }, async ({ desk }) => {
    const { phone, county, number } = await withOrder(desk, 'ys52010200009')
    await phone.context().addInitScript(CLOCK)
    await phone.context().setOffline(true)
    await tapNext(phone, '打电话')
    await phone.getByRole('radiogroup', { name: '约几点' }).getByRole('radio').first().click()
    await tapNext(phone, '约定')
    await tapNext(phone, '现在出发')
    await toSend(phone, 2)
    // The phone is out of memory: what was confirmed on screen is there again, without network.
    await phone.reload()
    await phone.getByText('途中', { exact: true }).waitFor()
    await phone.getByText('，可照常工作').waitFor()
    await phone.evaluate((ms) => sessionStorage.setItem('shift', String(ms)), HOURS_3)
    await tapNext(phone, '到了，签到')
    const sheet = phone.getByRole('dialog')
    await sheet.getByRole('radio', { name: '无卫星信号' }).click()
    await sheet.getByRole('button', { name: '按这个原因签到' }).click()
    await tapNext(phone, '开始处理')
    await phone.getByText('处理中', { exact: true }).waitFor()
    // Whoever would lose something by signing out is told what.
    await goTo(phone, '/me')
    await phone.getByRole('button', { name: '退出登录' }).click()
    await phone.getByText('还有 4 项没发出去，先别退出').waitFor()

    await phone.context().setOffline(false)
    await toSend(phone, 0)
    const order = await orderOf(county, number)
    expect(order.state).toBe('inProgress')
    const kinds = order.events.map(({ kind }) => kind.replace('workOrder.', ''))
    expect(kinds.filter((kind) => ['appointed', 'departed', 'arrived', 'started'].includes(kind))).toEqual([
      ...['appointed', 'departed', 'arrived', 'started'],
    ])
    const arrivedAgo = Date.now() - Date.parse(order.visits[0]?.arrivedAt ?? '')
    expect(Math.abs(arrivedAgo)).toBeLessThan(5 * 60_000)
  })

  test('an order that the desk cancelled meanwhile: what was refused says why and what to do, the note is kept', {
    timeout: 120_000,
  }, async ({ desk }) => {
    const { phone, county, number } = await withOrder(desk, 'ys52010200010')
    await phone.context().setOffline(true)
    await writeNote(phone, '钥匙在门卫')
    await phone.getByRole('button', { name: '其他' }).click()
    await phone.getByRole('button', { name: '没约时间，直接出发' }).click()
    await toSend(phone, 2)
    await actAs(county, number, 'cancel', { reason: '客户已自行解决', reasonCode: await cancelReason(county) })
    await phone.context().setOffline(false)
    await goTo(phone, '/outbox')
    await phone.getByText('没被接受，内容都还在').waitFor()
    await phone.getByText('其他 1 项已收下', { exact: false }).waitFor()
    await phone.getByText('单子已不在你手里，记录照样收下了').first().waitFor()
    const { events } = await orderOf(county, number)
    expect(events.filter((event) => JSON.stringify(event).includes('钥匙在门卫'))).toHaveLength(1)
    // It stays until the person decides: here they let it go, and are asked once more.
    await phone.getByRole('button', { name: '看内容' }).click()
    await phone.getByRole('button', { name: '不要了，删掉' }).click()
    await phone.getByRole('button', { name: '确定删掉，找不回来' }).click()
    await toSend(phone, 0)
  })

  test('a killed app, answers that get lost, a slow network and a second phone: each note arrives once', {
    timeout: 120_000,
  }, async ({ desk }) => {
    const { phone, county, number } = await withOrder(desk, 'ys52010200011')
    const context = phone.context()
    await context.setOffline(true)
    await writeNote(phone, '第一条')
    await phone.close()
    // The server takes it, the answer does not come back: sent again with the same id.
    let lost = 0
    await context.route('**/api/v1/sync/commands', async (route) => {
      if (lost > 0) return route.continue()
      lost += 1
      await route.fetch()
      return route.abort()
    })
    await context.setOffline(false)
    const again = await context.newPage()
    await again.goto(`${new URL(county.url()).origin}/field/#/job/${number}`)
    await expect.poll(() => notesOf(county, number), { timeout: 20_000 }).toEqual(['第一条'])
    await toSend(again, 0)
    expect(lost).toBe(1)

    // 2G: the screen does not wait for it.
    const throttle = await context.newCDPSession(again)
    await throttle.send('Network.emulateNetworkConditions', {
      ...{ offline: false, latency: 900, downloadThroughput: 30_000, uploadThroughput: 15_000 },
    })
    const other = await desk.as('engineer', `/field/#/job/${number}`, 'field')
    await other.getByRole('button', { name: '其他' }).waitFor()
    const startedAt = Date.now()
    await Promise.all([writeNote(again, '第二条'), writeNote(other, '另一部手机')])
    expect(Date.now() - startedAt).toBeLessThan(10_000)
    await expect
      .poll(async () => [...(await notesOf(county, number))].sort(), { timeout: 30_000 })
      .toEqual(['另一部手机', '第一条', '第二条'])
  })
})

const cancelReason = async (page: Page): Promise<string> => {
  const { reasons } = await askAs<{ reasons: readonly { list: string; code: string }[] }>(page, '/api/v1/dictionaries')
  return reasons.find(({ list }) => list === 'cancel')?.code ?? ''
}
