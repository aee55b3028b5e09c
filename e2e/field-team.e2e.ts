import type { Page } from 'playwright-core'
import { describe, expect } from 'vitest'
import { test } from './harness.ts'

/** Asks the API as the person of that page does, with the page's own session. */
const askAs = <T>(page: Page, path: string, body?: object): Promise<T> =>
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

type Team = {
  readonly now: string
  readonly stationId: string
  readonly people: readonly { readonly staffId: string; readonly name: string; readonly post: string }[]
}
type Order = { readonly staffId: string | null; readonly stationId: string | null; readonly state: string }

describe('a station head’s team', () => {
  test('an order is assigned, stands in the day’s bar, moves to a colleague and to another station', {
    timeout: 90_000,
  }, async ({ desk }) => {
    const county = await desk.as('countyDesk', '/')
    const { number } = await askAs<{ number: string }>(county, '/api/v1/work-orders', {
      ...{ account: 'ys52010200009', symptom: '电视卡顿' },
    })
    const actAs = (page: Page, action: string, body: object = {}) =>
      askAs(page, `/api/v1/work-orders/${number}/actions/${action}`, body)
    const orderNow = () => askAs<Order>(county, `/api/v1/work-orders/${number}`)
    await actAs(county, 'dispatch')
    await actAs(await desk.as('dispatcher', '/'), 'accept')
    const engineer = await desk.as('engineer', '/field/', 'field')
    await engineer.getByRole('navigation').waitFor()
    const { user } = await askAs<{ user: { staffId: string; name: string } }>(engineer, '/api/v1/session')

    const phone = await desk.as('stationHead', '/field/#/team', 'field')
    const script = phone.waitForResponse((reply) => reply.url().endsWith('.js'))
    await phone.reload()
    expect((await script).headers()['content-encoding']).toBe('gzip')
    const team = await askAs<Team>(phone, '/api/v1/field/team')
    const colleague = team.people.find((each) => each.post === 'engineer' && each.staffId !== user.staffId)
    const sheet = phone.getByRole('dialog')
    await phone.goto(`${new URL(phone.url()).origin}/field/#/job/${number}`)
    await phone.locator('.screen-foot .button-primary', { hasText: '派给谁' }).click()
    await sheet.getByRole('button', { name: user.name }).click()
    await sheet.waitFor({ state: 'detached' })

    // The engineer agrees a time: the head's page draws it by itself.
    await actAs(engineer, 'accept')
    await phone.goto(`${new URL(phone.url()).origin}/field/#/team`)
    const row = phone.locator('.person-row', { hasText: user.name })
    await row.waitFor()
    const planned = row.locator('.day-planned, .day-risk')
    const before = await planned.count()
    const from = new Date(Date.parse(team.now) + 60 * 60_000).toISOString()
    await actAs(engineer, 'appoint', { from, to: new Date(Date.parse(from) + 60 * 60_000).toISOString() })
    await expect.poll(() => planned.count(), { timeout: 20_000 }).toBe(before + 1)
    expect(await row.getByRole('img').getAttribute('aria-label')).toContain('约好了')
    expect(
      await phone.evaluate(() => document.documentElement.scrollWidth <= document.documentElement.clientWidth),
    ).toBe(true)

    await row.click()
    const card = sheet.locator('.card', { has: phone.locator(`a[href="#/job/${number}"]`) })
    await card.getByRole('button', { name: '转派' }).click()
    const chosen = sheet.getByRole('button', { name: colleague?.name ?? '' })
    expect(await chosen.count()).toBe(0)
    await sheet.getByRole('radio', { name: '手上忙不过来' }).click()
    expect(await sheet.getByRole('button', { name: user.name }).count()).toBe(0)
    await chosen.click()
    await expect.poll(async () => (await orderNow()).staffId).toBe(colleague?.staffId)
    await expect.poll(() => planned.count()).toBe(before)

    await phone.goto(`${new URL(phone.url()).origin}/field/#/job/${number}`)
    await phone.getByRole('button', { name: '其他' }).click()
    await sheet.getByRole('button', { name: '转派给别人' }).click()
    await sheet.getByRole('radio', { name: '别人更近' }).click()
    await sheet.getByRole('radio', { name: '别的驻点' }).click()
    await sheet.getByLabel('找驻点').fill('云岩')
    // What goes away is not the head's to see any more: the page says so to nobody, it goes back to the team.
    await sheet.locator('.cause-list button').first().click()
    await phone.locator('.person-row').first().waitFor()
    const moved = await orderNow()
    expect(moved).toMatchObject({ staffId: null, state: 'pendingAssignment' })
    expect(moved.stationId).not.toBe(team.stationId)
  })
})
