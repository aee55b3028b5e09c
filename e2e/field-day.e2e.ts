import type { Page } from 'playwright-core'
import sharp from 'sharp'
import { describe, expect } from 'vitest'
import { test } from './harness.ts'

/** Asks the API as the person of that page does, with the page's own session. */
const askAs = (page: Page, path: string, body?: object): Promise<Record<string, unknown>> =>
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
  )
const actAs = (page: Page, number: string, action: string, body: object = {}) =>
  askAs(page, `/api/v1/work-orders/${number}/actions/${action}`, body)

const hasSideScroll = (page: Page): Promise<boolean> =>
  page.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth)

/** A photo as a camera makes it, larger than it is sent. */
const sharpPhoto = (): Promise<Buffer> =>
  sharp({ create: { width: 2_400, height: 1_800, channels: 3, background: '#7a5a3a' } })
    .jpeg()
    .toBuffer()

/** Two strokes of a name, with the finger. */
const draw = async (page: Page): Promise<void> => {
  const pad = page.getByLabel('签字区')
  await pad.scrollIntoViewIfNeeded()
  const box = await pad.boundingBox()
  if (!box) throw new Error('there is no pad')
  const at = ([x, y]: readonly [number, number]) => [box.x + x * box.width, box.y + y * box.height] as const
  const strokes = [
    [
      [0.2, 0.3],
      [0.5, 0.2],
      [0.45, 0.7],
    ],
    [
      [0.3, 0.5],
      [0.7, 0.45],
    ],
  ] as const
  for (const [first, ...rest] of strokes) {
    await page.mouse.move(...at(first))
    await page.mouse.down()
    for (const point of rest) await page.mouse.move(...at(point), { steps: 6 })
    await page.mouse.up()
  }
}

/** Every step of the visit through its own screen: ticked, measured, one skipped with a reason. */
const doSteps = async (phone: Page): Promise<void> => {
  const line = (name: string) => phone.locator('a.step', { hasText: name })
  const primary = phone.locator('.screen-foot .button-primary')
  for (const name of [
    '出发前准备',
    '仪容与工具自查',
    '进门',
    '入户线路',
    '终端检查',
    '商定方案',
    '处理，换件',
    '讲解',
    '清理现场',
    '资源变更',
  ]) {
    await line(name).click()
    await primary.filter({ hasText: '全部做到' }).click()
    await phone.locator('a.step-done', { hasText: name }).waitFor()
  }
  await line('留名片').click()
  await phone.getByText('跳过这一步').click()
  const sheet = phone.getByRole('dialog')
  await sheet.getByRole('radio', { name: '客户不需要' }).click()
  await sheet.getByRole('button', { name: '确定' }).click()
  await line('留名片').getByText('已跳过').waitFor()

  await line('光功率').click()
  await phone.getByRole('link', { name: '光猫收光' }).click()
  const value = phone.getByLabel('读数', { exact: true })
  // What no instrument shows is answered with the range; a missing sign is asked about.
  await value.fill('-99')
  await phone.getByText(/应在 −50 到 10 dBm 之间/).waitFor()
  await value.fill('25.1')
  await phone.getByRole('button', { name: '是 −25.1' }).click()
  await phone.getByText('偏弱，还没超限').waitFor()
  await primary.filter({ hasText: '清洁后再测一次' }).click()
  await value.fill('-19.4')
  await phone.getByText('达标', { exact: true }).waitFor()
  await primary.filter({ hasText: '记下' }).click()
  await phone.getByRole('link', { name: '−19.4' }).waitFor()
  await primary.click()
  await phone.locator('a.step-done', { hasText: '光功率' }).waitFor()
}

describe('an engineer’s day', () => {
  test('from the dispatcher’s word to the return, one thumb all the way', { timeout: 150_000 }, async ({ desk }) => {
    const phone = await desk.as('engineer', '/field/', 'field')
    await phone.getByRole('navigation').waitFor()
    const { user } = (await askAs(phone, '/api/v1/session')) as { user: { staffId: string } }

    const county = await desk.as('countyDesk', '/')
    const made = await askAs(county, '/api/v1/work-orders', { account: 'ys52010200007', symptom: '上网时断时续' })
    const number = String(made.number)
    await actAs(county, number, 'dispatch')
    const dispatcher = await desk.as('dispatcher', '/')
    await actAs(dispatcher, number, 'accept')
    await actAs(dispatcher, number, 'assign', { mode: 'name', staffId: user.staffId })

    // Nobody touched the phone: the order is there by itself.
    await phone.locator(`a[href="#/job/${number}"]`).click({ timeout: 30_000 })
    const primary = phone.locator('.screen-foot .button-primary')
    const tapNext = (words: string) => phone.locator('.screen-foot .button-primary', { hasText: words }).click()
    await tapNext('接单')

    await tapNext('打电话')
    await phone.getByRole('button', { name: '显示号码并拨打' }).waitFor()
    expect(await primary.getAttribute('aria-disabled')).toBe('true')
    await phone.getByRole('radiogroup', { name: '约几点' }).getByRole('radio').first().click()
    await tapNext('约定')

    await tapNext('现在出发')
    await tapNext('到了，签到')
    // This phone gives no position: the reason is asked, and what was typed survives.
    const sheet = phone.getByRole('dialog')
    await sheet.getByRole('radio', { name: '无卫星信号' }).click()
    await sheet.getByRole('button', { name: '按这个原因签到' }).click()

    await tapNext('开始处理')
    await phone.getByText('处理中', { exact: true }).waitFor()
    const photo = await sharpPhoto()
    // The network fails in the middle: the photo is kept on the phone, through a reload too, and goes when it can.
    desk.expectComplaint(/net::ERR_FAILED/)
    await phone.route('**/api/v1/uploads/**', (route) => route.abort())
    await phone
      .locator('input[type="file"][capture]')
      .setInputFiles({ name: 'p.jpg', mimeType: 'image/jpeg', buffer: photo })
    await phone.getByText('还有 1 张照片没发出去').waitFor()
    await phone.reload()
    await phone.getByText('还有 1 张照片没发出去').waitFor()
    await phone.unroute('**/api/v1/uploads/**')
    await phone.getByRole('button', { name: '再发一次' }).click()
    await phone.getByRole('button', { name: '照片，点开看大图' }).waitFor()
    await doSteps(phone)
    await tapNext('业务恢复了')
    await tapNext('写原因')

    await phone.getByText('点这里选原因').click()
    await sheet.getByRole('textbox').fill('皮线')
    await sheet.locator('.cause-list button').first().click()
    await phone.getByLabel('做了什么').fill('重做接头，更换皮线 20 米')
    expect(await hasSideScroll(phone)).toBe(false)
    await tapNext('交给客户签字')

    // The customer's screen: no strip, no tabs, nothing of others; nothing is chosen, and an empty pad is no signature.
    await phone.getByRole('heading', { name: '请您确认' }).waitFor()
    expect(await phone.locator('.strip, nav').count()).toBe(0)
    expect(await phone.locator('[aria-checked="true"]').count()).toBe(0)
    // Who is not satisfied is not asked to sign.
    await phone.getByRole('radio', { name: '不满意', exact: true }).click()
    await phone.getByText('请专人答复我').waitFor()
    expect(await phone.getByLabel('签字区').count()).toBe(0)
    await phone.getByRole('radio', { name: '很满意', exact: true }).click()
    await phone.getByRole('radio', { name: '家属' }).click()
    expect(await primary.getAttribute('aria-disabled')).toBe('true')
    await draw(phone)
    expect(await primary.getAttribute('aria-disabled')).toBe('false')
    // A reload, or a phone that is turned, asks nobody to sign twice.
    await phone.reload()
    await phone.setViewportSize({ width: 740, height: 360 })
    await phone.getByRole('radio', { name: '家属', checked: true }).waitFor()
    expect(await primary.getAttribute('aria-disabled')).toBe('false')
    expect(await hasSideScroll(phone)).toBe(false)
    await phone.setViewportSize({ width: 360, height: 740 })
    await tapNext('确认，谢谢您')
    await tapNext('我是工程师')
    await phone.getByText('已签字', { exact: true }).waitFor()
    await tapNext('回单')
    await phone.getByText('已回单', { exact: true }).waitFor()

    // What is said is there at once; the bytes of the signature follow.
    await expect
      .poll(async () => (await askAs(county, `/api/v1/work-orders/${number}`)).awaitedFiles, { timeout: 20_000 })
      .toEqual([])
    const order = (await askAs(county, `/api/v1/work-orders/${number}`)) as {
      state: string
      result: { readings: unknown; signedBy: string; signatureFileId: string }
      visits: { arrival: { exception: string } }[]
      files: { kind: string; fileId: string; isWithdrawn: boolean; thumbnailUrl: string }[]
    }
    expect(order.state).toMatch(/^(pending(ContractorCheck|QualityCheck|Callback)|returned)$/)
    expect(order.result.readings).toEqual([{ kind: 'onuRxDbm', value: -19.4, unit: 'dBm' }])
    expect(order.result.signedBy).toBe('family')
    expect(order.files.map(({ kind, isWithdrawn }) => [kind, isWithdrawn])).toEqual([
      ['photo', false],
      ['signature', false],
    ])
    expect(order.files[1]?.fileId).toBe(order.result.signatureFileId)
    expect(order.visits[0]?.arrival.exception).toBe('无卫星信号')
  })

  test('somebody was faster: a note is taken all the same', { timeout: 150_000 }, async ({ desk }) => {
    const phone = await desk.as('engineer', '/field/', 'field')
    await phone.getByRole('navigation').waitFor()
    const { user } = (await askAs(phone, '/api/v1/session')) as { user: { staffId: string } }
    const county = await desk.as('countyDesk', '/')
    const made = await askAs(county, '/api/v1/work-orders', { account: 'ys52010200008', symptom: '不能上网' })
    const number = String(made.number)
    await actAs(county, number, 'dispatch')
    const dispatcher = await desk.as('dispatcher', '/')
    await actAs(dispatcher, number, 'accept')
    await actAs(dispatcher, number, 'assign', { mode: 'name', staffId: user.staffId })
    await phone.goto(`${new URL(phone.url()).origin}/field/#/job/${number}`)
    await phone.getByRole('button', { name: '其他' }).click()
    await phone.getByRole('button', { name: '写备注' }).click()
    const sheet = phone.getByRole('dialog')
    await sheet.getByRole('textbox').fill('客户说下午在家')
    // The phone hears nothing of it: what changed comes late, as on a bad network.
    await phone.route('**/api/v1/sync/snapshot*', async (route) => {
      await new Promise((resolve) => setTimeout(resolve, 3_000))
      await route.continue().catch(() => undefined)
    })
    await actAs(dispatcher, number, 'urge', { note: '客户来电催' })
    await sheet.getByRole('button', { name: '提交' }).click()
    await sheet.waitFor({ state: 'detached' })
    await expect
      .poll(async () => JSON.stringify(await askAs(county, `/api/v1/work-orders/${number}`)), { timeout: 15_000 })
      .toContain('客户说下午在家')
  })
})
