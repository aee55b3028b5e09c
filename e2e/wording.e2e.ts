import { describe, expect } from 'vitest'
import { test } from './harness.ts'

describe('wording', () => {
  test('a sentence is changed with its preview beside it, published, and read aloud by the engineer', async ({
    desk,
  }) => {
    const page = await desk.as('provinceManager', '/admin/wording?moment=goodbye')
    const sentence = page.getByRole('textbox', { name: '这样说 通用' })
    await sentence.fill('今天打扰{customerTitle}了，{nobody}')
    await page.getByText('{nobody} 填不出来').waitFor()
    await sentence.fill('今天打扰了，祝')
    await page.getByRole('button', { name: '客户称呼' }).click()
    await page.getByText('今天打扰了，祝王先生').waitFor()
    await page.getByRole('button', { name: '存入草稿' }).click()
    await page.getByText('1 处不同').waitFor()
    await page.getByRole('button', { name: '发布' }).click()
    const ask = page.getByRole('dialog')
    await ask.getByRole('textbox', { name: '为什么改' }).fill('按省公司新规范')
    await ask.getByRole('button', { name: '发布' }).click()
    await page.getByText(/第 \d+ 版已发布/).waitFor()
    await page.getByText(/现行第 \d+ 版/).waitFor()

    const engineer = await desk.as('engineer', '/')
    const said = await engineer.evaluate(async () => {
      const answer = await fetch('/api/v1/wording')
      return (await answer.json()) as { pack: { texts: { moment: string; text: string; mark: string }[] } }
    })
    expect(said.pack.texts.find(({ moment }) => moment === 'goodbye')).toMatchObject({
      text: '今天打扰了，祝{customerTitle}',
      mark: 'edited',
    })
  })

  test('a forbidden word is hinted at while it is written, can be saved all the same, and is dismissed by quality', async ({
    desk,
  }) => {
    const list = await desk.as('dispatcher', '/orders')
    const number = await list.evaluate(async () => {
      const answer = await fetch('/api/v1/work-orders?limit=1&view=open')
      return ((await answer.json()) as { items: { number: string }[] }).items[0]?.number ?? ''
    })
    const dispatcher = await desk.as('dispatcher', `/orders/${number}`)
    await dispatcher.getByRole('button', { name: '备注' }).click()
    const dialog = dispatcher.getByRole('dialog')
    await dialog.getByRole('textbox').fill('客户一直打电话，急 什么急')
    await dialog.getByText('是服务忌语（不耐烦）').waitFor()
    await dialog.getByText('能照样保存，质检会看到').waitFor()
    await dialog.locator('button[type=submit]').click()
    await dialog.waitFor({ state: 'detached' })

    const quality = await desk.as('qualityAgent', `/checks/wording?order=${number}`)
    await quality.getByText('急 什么急').waitFor()
    await quality.getByRole('button', { name: '排除' }).click()
    const ask = quality.getByRole('dialog')
    await ask.getByRole('textbox').fill('转述客户原话')
    await ask.getByRole('button', { name: '排除' }).click()
    await quality.getByText('没有要判的忌语').waitFor()
  })
})
