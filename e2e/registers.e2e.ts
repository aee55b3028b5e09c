import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { Page } from 'playwright-core'
import { describe, expect } from 'vitest'
import { test } from './harness.ts'

const dialog = (page: Page) => page.getByRole('dialog')

/** Opens a choice of the form and takes the option of that name. */
const choose = async (page: Page, field: string, option: string): Promise<void> => {
  await dialog(page).getByLabel(field, { exact: false }).first().click()
  const list = page.getByRole('listbox').last()
  const box = page.getByRole('textbox', { name: '搜索' }).or(page.getByPlaceholder('搜索')).last()
  if (await box.isVisible()) await box.fill(option)
  await list.getByRole('option', { name: option }).first().click()
}
const fill = (page: Page, field: string, text: string) =>
  dialog(page).getByLabel(field, { exact: false }).first().fill(text)
const save = async (page: Page, said: string): Promise<void> => {
  await dialog(page).getByRole('button', { name: '保存' }).click()
  await page.getByText(said).first().waitFor()
  await dialog(page).waitFor({ state: 'detached' })
}

describe('the registers', () => {
  test('a station, a grid, its engineer with a certificate: entered on the screens', async ({ desk }) => {
    const manager = await desk.as('provinceManager', '/organisation?tab=stations')
    await manager.getByRole('button', { name: '新增驻点' }).click()
    await dialog(manager).getByRole('button', { name: '保存' }).click()
    // What is missing is said beside its field.
    await dialog(manager).getByText('必填').first().waitFor()
    await choose(manager, '代维公司', '铁通')
    await fill(manager, '名称', '南明区第九驻点')
    await choose(manager, '所在区县', '南明区')
    await fill(manager, '热线', '12')
    await fill(manager, '原因', '新设驻点')
    await dialog(manager).getByRole('button', { name: '保存' }).click()
    await dialog(manager).getByText('号码不对').waitFor()
    await fill(manager, '热线', '0851-85551234')
    await save(manager, '已登记')
    await manager.getByText('南明区第九驻点').waitFor()

    await manager.goto(new URL('/organisation?tab=grids', manager.url()).href)
    await manager.getByRole('button', { name: '新增网格' }).click()
    await choose(manager, '所在区县', '南明区')
    await fill(manager, '名称', '九号网格')
    await dialog(manager).getByRole('radio', { name: '农村' }).click()
    await choose(manager, '驻点', '南明区第九驻点')
    await fill(manager, '小区', '九号花园\n九号大院')
    await fill(manager, '原因', '新设网格')
    await save(manager, '已登记')

    const trainer = await desk.as('trainingAdministrator', '/people')
    await trainer.getByRole('button', { name: '新增人员' }).click()
    await fill(trainer, '工号', 'DW90001')
    await choose(trainer, '公司', '铁通')
    await fill(trainer, '姓名', '欧阳九')
    await choose(trainer, '区县', '南明区')
    await choose(trainer, '驻点', '南明区第九驻点')
    await fill(trainer, '原因', '新入职')
    await save(trainer, '已登记')
    await trainer.goto(new URL('/people?q=DW90001&open=DW90001', trainer.url()).href)
    await trainer.getByText('没有证书，只能做协办').waitFor()
    await dialog(trainer).getByRole('button', { name: '登记证书' }).click()
    const form = trainer.getByRole('dialog').last()
    await form.getByLabel('证书', { exact: true }).click()
    await trainer.getByRole('option', { name: '家客装维上岗证' }).click()
    await form.getByLabel('证书编号').fill('GZ-2026-9001')
    await form.locator('input[type=file]').setInputFiles({
      ...{ name: '上岗证.pdf', mimeType: 'application/pdf' },
      buffer: Buffer.from('%PDF-1.4 certificate'),
    })
    await form.getByLabel('原因').fill('考核合格')
    await form.getByRole('button', { name: '保存' }).click()
    await trainer.getByText('GZ-2026-9001').waitFor()
    await trainer.getByText('看扫描件').waitFor()

    // The engineer looks after the grid from today on.
    await manager.goto(new URL('/organisation?tab=grids&search=九号网格', manager.url()).href)
    await manager.getByText('九号网格').click()
    await dialog(manager).getByRole('button', { name: '换人' }).first().click()
    await dialog(manager).getByRole('button', { name: '选新的包片人' }).click()
    await manager.getByRole('textbox', { name: '搜索' }).or(manager.getByPlaceholder('搜索')).last().fill('DW90001')
    await manager.getByRole('option', { name: /欧阳九/ }).click()
    const confirm = manager.getByRole('dialog').last()
    await confirm.getByRole('textbox').fill('划片')
    await confirm.getByRole('button', { name: '换人' }).click()
    await manager.getByText('包片人已更换').waitFor()
    await manager.goto(new URL('/organisation', manager.url()).href)
    await manager.getByRole('textbox', { name: '地址或区县' }).fill('贵阳市南明区九号花园3栋')
    await manager.getByRole('button', { name: '查询' }).click()
    await manager.getByRole('status').getByText('九号网格').waitFor()
    await manager.getByRole('status').getByText('铁通').waitFor()
  })

  test('ending a responsibility shows the gap before it is saved, and the gap stands on the page after', async ({
    desk,
  }) => {
    const page = await desk.as('provinceManager', '/organisation?region=522300&line=home')
    await page
      .getByRole('row', { name: /黔西南.*家客/ })
      .getByRole('button', { name: '修改' })
      .click()
    await dialog(page).getByText('选好区域、公司和日期').waitFor()
    await fill(page, '最后一天', '2099-12-30')
    await page.keyboard.press('Tab')
    await dialog(page).getByText('这里未来一年没有空白，也没有重叠').waitFor()
    const soon = new Date(Date.now() + 10 * 86_400_000).toISOString().slice(0, 10)
    await fill(page, '最后一天', soon)
    await page.keyboard.press('Tab')
    await dialog(page).getByText('无人负责').first().waitFor()
    expect(await dialog(page).getByText('兴义市').count()).toBeGreaterThan(0)
    await fill(page, '原因', '合同到期')
    await save(page, '已修改')
    const issues = page.locator('section', { hasText: '空白与重叠' })
    await issues.getByText('无人负责').first().waitFor()
    // And back: without a last day there is no gap.
    await page
      .getByRole('row', { name: /黔西南.*家客/ })
      .getByRole('button', { name: '修改' })
      .click()
    await fill(page, '最后一天', '')
    await page.keyboard.press('Tab')
    await dialog(page).getByText('消除').first().waitFor()
    await fill(page, '原因', '续签')
    await save(page, '已修改')
    await page.getByText('未来一年没有空白，也没有重叠').waitFor()
  })

  test('a file with wrong cells: each with its reason, the right rows in, the others completed from the holding list', async ({
    desk,
  }) => {
    const folder = await mkdtemp(path.join(tmpdir(), 'daiwei-file-'))
    try {
      const file = path.join(folder, '人员.csv')
      const rows = [
        '代维人员名册（十一月）,,,,,,,,',
        '工号,姓名,代维公司,驻点区县,岗位,电话,证书,证书有效期至,状态',
        'ＤＷ９１００１,周正,铁通,贵阳市南明区,装维工程师,１３８５５５４８２９１,家客装维上岗证,2027-11-22,在职',
        'DW91002,郑五,铁通,不存在县,装维工程师,13855548292,,,在职',
        'DW91003,王六,铁通,云岩区,装维工程师,13855548293,家客装维上岗证,2026-02-30,在职',
      ]
      await writeFile(file, rows.join('\n'))
      const page = await desk.as('trainingAdministrator', '/ledger/import?kind=staff')
      await page.locator('input[type=file]').setInputFiles(file)
      // Not the field for the file, which is a button by its role and there until the file has been read.
      const next = page.locator('button').filter({ hasText: /下一步|检查/ })
      await next.first().click()
      await page.getByText('不存在县').first().waitFor()
      await page.getByText('2026-02-30').first().waitFor()
      await page.getByText('没有 2026-02-30 这一天').waitFor()
      await page.getByRole('button', { name: '导入正确的 1 行' }).click()
      await page.getByText('已导入').first().waitFor()
      // The count on the tab is that of after the run.
      await page.getByRole('radio', { name: /^待补录 2$/ }).waitFor()
      await page.getByRole('button', { name: '去补录' }).click()
      await page.getByRole('row', { name: /2026-02-30/ }).click()
      await dialog(page).getByRole('button', { name: '采用建议：2026-02-28' }).click()
      await dialog(page).getByRole('button', { name: '补录入库' }).click()
      await page.getByText('已补录').first().waitFor()
      await page.getByRole('radio', { name: /^待补录 1$/ }).waitFor()
      // The training administrator's own file certifies: it is the branch network department's word.
      await page.goto(new URL('/people?q=DW91001', page.url()).href)
      await page
        .getByRole('row', { name: /DW91001/ })
        .getByText('有效 · 1')
        .waitFor()
    } finally {
      await rm(folder, { recursive: true, force: true })
    }
  })

  test('a home user is made and edited by hand: what is wrong is said at its field, a mask hides what stays, the history tells', async ({
    desk,
  }) => {
    const page = await desk.as('resourceClerk', '/ledger')
    await page.getByRole('button', { name: '新增一条' }).click()
    await fill(page, '宽带账号', 'gz5201029901')
    await fill(page, '客户姓名', '欧阳测试')
    await fill(page, '联系电话', '1990000')
    await choose(page, '区县', '南明区')
    await fill(page, '装机地址', '九号花园1栋1单元101')
    await fill(page, '原因', '漏登补录')
    desk.expectComplaint(/422.*home-users/)
    await dialog(page).getByRole('button', { name: '保存' }).click()
    await dialog(page).getByText('手机号应为 11 位').waitFor()
    await fill(page, '联系电话', '19900009901')
    await dialog(page).getByRole('button', { name: '保存' }).click()
    await dialog(page).getByText('手工新增').waitFor()
    await dialog(page).getByRole('button', { name: '修改' }).click()
    const form = page.getByRole('dialog').last()
    expect(await form.getByLabel('联系电话', { exact: false }).first().inputValue()).toBe('')
    await form.getByText('199****9901').waitFor()
    await form.getByLabel('小区', { exact: false }).first().fill('九号花园')
    await form.getByLabel('原因', { exact: false }).first().fill('客户来电更正')
    await form.getByRole('button', { name: '保存' }).click()
    await dialog(page).getByText('手工修改').waitFor()
    await dialog(page).getByText('小区：— → 九号花园').waitFor()
    await dialog(page).getByText('199****9901').waitFor()
  })

  test('a region goes from one company to another: what moves is shown before, and saved in one step', async ({
    desk,
  }) => {
    const page = await desk.as('provinceManager', '/organisation')
    await page.getByRole('button', { name: '移交', exact: true }).click()
    await choose(page, '移交哪些区域', '铜仁市')
    await page.keyboard.press('Escape')
    await choose(page, '移出公司', '澄星')
    await choose(page, '接收公司', '铁通')
    await fill(page, '接收公司的第一天', '2027-06-01')
    await fill(page, '原因', '合同到期')
    await dialog(page).getByText('移交后未来一年没有空白，也没有重叠').waitFor()
    await dialog(page).getByText('接收公司在这些区县还没有驻点').waitFor()
    await dialog(page).getByRole('button', { name: '移交', exact: true }).click()
    await page.getByText('已移交').waitFor()
    const rows = page.getByRole('row', { name: /铜仁.*家客/ })
    await rows.filter({ hasText: '铁通' }).waitFor()
    expect(await rows.filter({ hasText: '澄星' }).textContent()).toContain('5月31日')
  })
})
