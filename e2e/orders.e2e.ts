import type { Page } from 'playwright-core'
import { describe, expect } from 'vitest'
import { everyStep } from '#testing/visit-steps.ts'
import { askAs, doOn, orderAs, PICTURE } from './desk-acts.ts'
import { test } from './harness.ts'

describe('an order at the desks', () => {
  test('from the desk’s report to the archive: suspended and approved, checked with the evidence seen', {
    timeout: 150_000,
  }, async ({ desk }) => {
    const county = await desk.as('countyDesk', '/approvals')
    const engineer = await desk.as('engineer', '/orders')
    const { user } = (await askAs(engineer, '/api/v1/session')) as { user: { staffId: string } }
    const { number: made } = await askAs(county, '/api/v1/work-orders', {
      account: 'ys52010200015',
      symptom: '不能上网',
    })
    const number = String(made)
    const act = (page: Page, action: string, body: object = {}) =>
      askAs(page, `/api/v1/work-orders/${number}/actions/${action}`, body)

    await doOn(county, number, '派发')
    const dispatcher = await desk.as('dispatcher', '/orders')
    await doOn(dispatcher, number, '受理')
    await act(dispatcher, 'assign', { mode: 'name', staffId: user.staffId })
    await act(engineer, 'accept')

    await doOn(engineer, number, '申请挂起', async (page) => {
      const dialog = page.getByRole('dialog')
      await dialog.locator('.ui-select').first().click()
      await page.getByRole('option').first().click()
      const { now } = (await orderAs(page, number)) as { now: string }
      const until = new Date(Date.parse(now) + 30 * 3_600_000).toISOString()
      await dialog.locator('.ui-field', { hasText: '挂起到' }).locator('input').first().fill(until.slice(0, 10))
      await dialog.getByLabel('时间', { exact: true }).fill('23:00')
      await dialog.locator('textarea').fill('客户出差，后天回来')
      await dialog.getByRole('button', { name: '短信' }).click()
      await dialog.getByRole('button', { name: '照片', exact: true }).click()
      await dialog
        .locator('input[type=file]')
        .setInputFiles({ name: '短信.png', mimeType: 'image/png', buffer: PICTURE })
      await dialog.getByText('已传上').waitFor()
    })
    await county.goto(new URL('/approvals', county.url()).href)
    await county.getByText('客户出差，后天回来').click()
    const panel = county.getByRole('dialog')
    await panel.locator('.ui-pictures img').waitFor()
    await panel.getByRole('button', { name: '批准' }).click()
    await panel.waitFor({ state: 'detached' })
    expect((await orderAs(county, number)).state).toBe('suspended')

    await act(engineer, 'resume')
    await act(engineer, 'depart')
    await act(engineer, 'arrive', { exception: '无卫星信号' })
    await doOn(engineer, number, '补充佐证', async (page) => {
      const dialog = page.getByRole('dialog')
      await dialog.locator('.ui-select').first().click()
      await page.getByRole('option', { name: '门牌照' }).click()
      await dialog
        .locator('input[type=file]')
        .setInputFiles({ name: '门牌.png', mimeType: 'image/png', buffer: PICTURE })
      await dialog.getByText('已传上').waitFor()
    })
    await act(engineer, 'recordStep', everyStep())
    await act(engineer, 'restore')
    await act(engineer, 'return', {
      ...{ cause: 'line.drop.fibre.broken', segment: 'drop', done: '更换皮线', signatureException: '用户不愿签字' },
      readings: [{ kind: 'onuRxDbm', value: -19.4, unit: 'dBm' }],
    })

    const clerk = await desk.as('qualityClerk', `/checks?order=${number}`)
    await clerk.getByRole('button', { name: '门牌照' }).click()
    await clerk.getByRole('dialog').locator('img').waitFor()
    await clerk.keyboard.press('Escape')
    await clerk.getByRole('button', { name: '通过', exact: false }).first().click()
    await clerk.getByText(`${number} 通过`).waitFor()

    // Whatever this order's number was drawn for.
    const quality = await desk.as('qualityAgent', `/checks?order=${number}`)
    if ((await orderAs(quality, number)).state === 'pendingQualityCheck') {
      await quality.goto(new URL(`/checks?order=${number}`, quality.url()).href)
      await quality.locator('.checks-one[aria-current]', { hasText: number }).waitFor()
      // The answer stands beside the queue once the order has been read.
      await quality.getByRole('button', { name: /^通过/ }).first().click()
      await quality.getByText(`${number} 通过`).waitFor()
    }
    if ((await orderAs(quality, number)).state === 'pendingCallback') {
      await quality.goto(new URL(`/checks?order=${number}`, quality.url()).href)
      await quality.locator('.checks-one[aria-current]', { hasText: number }).waitFor()
      await quality.getByText('不满意').first().waitFor()
      await quality.keyboard.press('1')
      await quality.keyboard.press('Control+Enter')
      await quality.getByText(`${number} 回访已记下`).waitFor()
    }
    await doOn(county, number, '归档')
    expect((await orderAs(county, number)).state).toBe('archived')
  })
})
