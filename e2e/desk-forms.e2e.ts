import type { Page } from 'playwright-core'
import { describe, expect } from 'vitest'
import { everyStep } from '#testing/visit-steps.ts'
import { askAs, doOn, orderAs, PICTURE } from './desk-acts.ts'
import { type Desk, test } from './harness.ts'

type People = Readonly<Record<'county' | 'dispatcher' | 'engineer', Page>> & { readonly staffId: string }

const peopleOf = async (desk: Desk): Promise<People> => {
  const [county, dispatcher, engineer] = await Promise.all(
    ['countyDesk', 'dispatcher', 'engineer'].map((role) => desk.as(role, '/orders')),
  )
  if (!county || !dispatcher || !engineer) throw new Error('somebody could not sign in')
  const { user } = (await askAs(engineer, '/api/v1/session')) as { user: { staffId: string } }
  return { county, dispatcher, engineer, staffId: user.staffId }
}

const act = (page: Page, number: string, action: string, body: object = {}) =>
  askAs(page, `/api/v1/work-orders/${number}/actions/${action}`, body)

/** An order with the engineer, on site when `isOnSite`. */
const withEngineer = async (people: People, account: string, isOnSite = false): Promise<string> => {
  const { county, dispatcher, engineer, staffId } = people
  const number = String((await askAs(county, '/api/v1/work-orders', { account, symptom: '不能上网' })).number)
  await act(county, number, 'dispatch')
  await act(dispatcher, number, 'accept')
  await act(dispatcher, number, 'assign', { mode: 'name', staffId })
  await act(engineer, number, 'accept')
  if (!isOnSite) return number
  await act(engineer, number, 'depart')
  await act(engineer, number, 'arrive', { exception: '无卫星信号', reasonCode: 'noFix' })
  return number
}

const choose = async (page: Page, label: string, option: string) => {
  await page.getByRole('dialog').locator('.ui-field', { hasText: label }).locator('.ui-select').click()
  await page.getByRole('option', { name: option }).click()
}
const say = (page: Page, words: string) => page.getByRole('dialog').locator('textarea').first().fill(words)
const send = (page: Page) => page.getByRole('dialog').locator('footer button').last().click()
const lastOf = async (page: Page, number: string) => {
  const { events } = (await orderAs(page, number)) as { events: { data: Record<string, unknown> }[] }
  return events.at(-1)?.data
}

describe('the forms of the desks', () => {
  test('give their reason from the list, tell what is missing beside it, and are sent', {
    timeout: 90_000,
  }, async ({ desk }) => {
    const people = await peopleOf(desk)
    const { county, dispatcher, engineer } = people
    const number = await withEngineer(people, 'ys52010200031', true)

    await doOn(engineer, number, '再次上门', async (page) => {
      await send(page)
      expect(await page.getByRole('dialog').locator('.ui-field-error').allTextContents()).toEqual(['必填', '必填'])
      await page.getByRole('dialog').getByRole('radio', { name: '无人在家' }).click()
      await say(page, '敲门无人，电话未接')
    })
    expect(await lastOf(county, number)).toMatchObject({ reasonCode: 'nobodyHome', reasonList: 'comeAgain' })

    // It leaves the engineer's sight: nobody looks at it meanwhile.
    await engineer.goto(new URL('/orders', engineer.url()).href)
    desk.expectComplaint(/422 .*actions\/transfer/)
    await doOn(dispatcher, number, '转派', async (page) => {
      await say(page, '本人请假')
      await send(page)
      await page.getByRole('dialog').locator('.ui-field', { hasText: '驻点' }).getByText('请指定驻点').waitFor()
      await page.getByRole('dialog').locator('.ui-select').last().click()
      await page.getByRole('option').first().click()
    })
    expect((await orderAs(county, number)).state).toBe('pendingAssignment')

    const manager = await desk.as('prefectureManager', '/orders')
    await doOn(manager, number, '督办', (page) => say(page, '请今天内处理并书面答复'))
    await doOn(dispatcher, number, '回复督办', (page) => say(page, '已加派一组'))
    await doOn(county, number, '撤销工单', async (page) => {
      await choose(page, '哪一类', '用户撤回')
      await say(page, '客户来电撤回')
    })
    expect((await orderAs(county, number)).state).toBe('cancelled')
  })

  test('return an order with a scanned signature, ask who signed, and send it back for rework', {
    timeout: 90_000,
  }, async ({ desk }) => {
    const people = await peopleOf(desk)
    const { county, engineer } = people
    const number = await withEngineer(people, 'ys52010200032', true)
    desk.expectComplaint(/422 .*actions\/return/)
    // What the phone records step by step.
    await act(engineer, number, 'recordStep', everyStep())
    await doOn(engineer, number, '恢复')
    await doOn(engineer, number, '回单', async (page) => {
      const dialog = page.getByRole('dialog')
      for (const tier of [0, 1, 2, 3])
        await dialog.locator('.actions-causes > ul').nth(tier).locator('button').first().click()
      await say(page, '更换皮线 30 米')
      await dialog
        .locator('input[type=file]')
        .setInputFiles({ name: '确认书.png', mimeType: 'image/png', buffer: PICTURE })
      await dialog.getByText('已传上').waitFor()
      await send(page)
      await dialog.getByText('请选签字人').waitFor()
      await dialog.getByRole('radio', { name: '家属' }).click()
      await send(page)
      await dialog.getByText('还缺读数：光猫接收光功率').waitFor()
      await dialog.getByLabel('光猫接收光功率').fill('-19.4')
    })
    expect((await orderAs(county, number)).result).toMatchObject({ signedBy: 'family' })

    const clerk = await desk.as('qualityClerk', `/orders/${number}`)
    await doOn(clerk, number, '代维审核不通过', async (page) => {
      await choose(page, '哪一类', '佐证缺失')
      await say(page, '照片不清')
    })
    expect(await orderAs(county, number)).toMatchObject({ state: 'pendingTake', reworks: 1 })
  })
})
