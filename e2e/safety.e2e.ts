import { describe, expect } from 'vitest'
import { askAs } from './desk-acts.ts'
import { test } from './harness.ts'
import { orderAtWork } from './phone-acts.ts'

describe('safety on the job', () => {
  test('work is stopped with two taps and a word, and goes on when the station head says so', {
    timeout: 180_000,
  }, async ({ desk }) => {
    const { phone, number } = await orderAtWork(desk, 'ys52010200014')
    await phone.getByRole('button', { name: /停工/ }).click()
    const sheet = phone.getByRole('dialog')
    await sheet.getByRole('radio', { name: '大风雷雨' }).click()
    await sheet.getByLabel('现场情况').fill('雷声很近，不能上杆')
    await sheet.getByRole('button', { name: '停工' }).click()
    await phone.getByText('已停工：大风雷雨').waitFor()

    const head = await desk.as('stationHead', '/field/#/team', 'field')
    await head.getByText('待我审批').click()
    const waiting = head.locator('.card', { hasText: number })
    await waiting.getByRole('link', { name: '去处置' }).click()
    await head.getByRole('button', { name: '处置停工' }).click()
    const review = head.getByRole('dialog')
    await review.getByRole('radio', { name: '可以继续' }).click()
    await review.getByLabel('处置说明').fill('雷雨已过')
    await review.getByRole('button', { name: '处置停工' }).click()
    await review.waitFor({ state: 'detached' })
    expect((await askAs(phone, `/api/v1/work-orders/${number}`)).state).toBe('inProgress')
  })

  test('a call for help stands red on the desk until somebody takes it and closes it', { timeout: 180_000 }, async ({
    desk,
  }) => {
    const phone = await desk.as('engineer', '/field/', 'field')
    await phone.getByRole('link', { name: '求助' }).click()
    const hold = phone.getByRole('button', { name: '按住求助' })
    // Let go too soon, or thought better of: nobody is called.
    await hold.click()
    await hold.waitFor()
    const press = async () => {
      const box = await phone.locator('.sos-hold').boundingBox()
      if (!box) throw new Error('there is no button')
      await phone.mouse.move(box.x + box.width / 2, box.y + box.height / 2)
      await phone.mouse.down()
      await phone.getByText(/秒后发出/).waitFor()
      await phone.mouse.up()
    }
    await press()
    await phone.getByRole('button', { name: '取消，我没事' }).click()
    await hold.waitFor()
    const dispatcher = await desk.as('dispatcher', '/orders')
    expect(((await askAs(dispatcher, '/api/v1/safety/alarms')) as { items: unknown[] }).items).toEqual([])
    await press()
    await phone.getByText('已发出，等人接警').waitFor()

    await dispatcher.reload()
    const banner = dispatcher.getByRole('alert').filter({ hasText: '求助' })
    await banner.getByRole('button', { name: '接警' }).click()
    await banner.getByText('已接警').waitFor()
    await banner.getByRole('button', { name: '结案' }).click()
    const ask = dispatcher.getByRole('dialog')
    await ask.getByRole('textbox').fill('扭伤脚踝，已送医院')
    await ask.getByRole('button', { name: '结案' }).click()
    await banner.waitFor({ state: 'detached' })
  })
})
