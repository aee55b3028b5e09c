import { generateSync } from 'otplib'
import type { Page } from 'playwright-core'
import { describe, expect } from 'vitest'
import { fillSignIn, test } from './harness.ts'

/** Presses the button of that name, says why and confirms. */
const act = async (page: Page, name: string, reason: string) => {
  await page.getByRole('button', { name }).click()
  const ask = page.getByRole('dialog').last()
  await ask.getByRole('textbox').fill(reason)
  await ask.getByRole('button', { name }).click()
}

describe('accounts', () => {
  test('an account locked after failed sign-ins says so, and an administrator unlocks it', async ({ desk }) => {
    desk.expectComplaint(/status of 422 .*\/sign-in/)
    const { login, password } = await desk.login('storekeeper')
    const visitor = await desk.open('/sign-in')
    for (let count = 0; count < 5; count += 1) {
      const answered = visitor.waitForResponse(/\/session\/sign-in$/)
      await fillSignIn(visitor, login, `wrong ${count}`)
      await answered
    }
    const page = await desk.as('administrator', `/admin/users?login=${login}`)
    const panel = page.getByRole('dialog').first()
    await panel.getByText(/锁定到/).waitFor()
    await act(page, '解锁', '本人来电核实')
    await panel.getByText('在用').waitFor()
    await fillSignIn(visitor, login, password)
    await visitor.waitForURL((url) => url.pathname !== '/sign-in')
  })

  test('a second factor is set up from its picture, asked for, and taken away where one is set', async ({ desk }) => {
    const { login, password } = await desk.login('supervisor')
    const removal = '取消两步验证'
    const page = await desk.as('supervisor', '/second-factor')
    await page.locator('input[autocomplete="current-password"]').fill(password)
    await page.keyboard.press('Enter')
    await page.getByRole('img', { name: '二维码' }).waitFor()
    const secret = ((await page.locator('code').textContent()) ?? '').replace(/\s/g, '')
    const seconds = () => Math.floor(Date.now() / 1000)
    await page.locator('input[autocomplete="one-time-code"]').fill(generateSync({ secret }))
    await page.keyboard.press('Enter')
    await page.getByText('两步验证已启用').waitFor()

    const again = await desk.open('/sign-in')
    await fillSignIn(again, login, password)
    // A code acts once: this is the one of the half minute to come.
    await again.locator('input[autocomplete="one-time-code"]').fill(generateSync({ secret, epoch: seconds() + 30 }))
    await again.keyboard.press('Enter')
    await again.waitForURL((url) => url.pathname !== '/sign-in')

    const officer = await desk.as('securityOfficer', `/admin/users?login=${login}`)
    const panel = officer.getByRole('dialog').first()
    await panel
      .getByText(/Chrome \d+/)
      .first()
      .waitFor()
    await act(officer, removal, '手机丢失')
    await panel.getByText('现在没有登录').waitFor()
    expect(await panel.getByRole('button', { name: removal }).count()).toBe(0)
  })

  test('the looks of a day run out with a clear sentence, and the audit shows each', async ({ desk }) => {
    desk.expectComplaint(/status of 409 .*\/reveals/)
    const administrator = await desk.as('administrator', '/admin/parameters?key=access.revealsPerDay')
    const setLooks = async (count: number) => {
      const panel = administrator.getByRole('dialog')
      await panel.getByRole('spinbutton').fill(String(count))
      await panel.getByRole('textbox', { name: '原因' }).fill('核对每天的次数')
      await panel.getByRole('button', { name: '保存' }).click()
      await administrator.getByText('已保存，从生效日起用新值').last().waitFor()
    }
    await setLooks(1)
    try {
      const page = await desk.as('qualityClerk', '/orders?view=all')
      await page.locator('[role=row], tbody tr').nth(3).click()
      const reason = '复核现场照片时核对'
      const look = async (field: string) => {
        await page
          .getByRole('button', { name: `查看完整内容 ${field}` })
          .first()
          .click()
        await page.getByRole('textbox', { name: '原因' }).fill(reason)
        await page.keyboard.press('Enter')
      }
      await look('电话')
      await page.getByText(/^1\d{10}$/).waitFor()
      await look('地址')
      await page.getByText('今天查看完整信息的 1 次已用完').waitFor()
      const auditor = await desk.as('auditor', '/admin/audit')
      await auditor.getByText(reason).first().waitFor()
      expect(await auditor.getByText(reason).count()).toBe(1)
    } finally {
      await setLooks(30)
    }
  })
})
