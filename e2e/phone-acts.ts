import type { Page } from 'playwright-core'
import { askAs } from './desk-acts.ts'
import type { Desk } from './harness.ts'

export const actAs = (page: Page, number: string, action: string, body: object = {}) =>
  askAs(page, `/api/v1/work-orders/${number}/actions/${action}`, body)

/** A new order of that customer in the hands of the demo's engineer, whose phone stands at home. */
export const orderTaken = async (
  desk: Desk,
  account: string,
  symptom = '上网时断时续',
): Promise<{ readonly phone: Page; readonly county: Page; readonly dispatcher: Page; readonly number: string }> => {
  const phone = await desk.as('engineer', '/field/', 'field')
  await phone.getByRole('navigation').waitFor()
  const { user } = (await askAs(phone, '/api/v1/session')) as { user: { staffId: string } }
  const county = await desk.as('countyDesk', '/')
  const number = String((await askAs(county, '/api/v1/work-orders', { account, symptom })).number)
  await actAs(county, number, 'dispatch')
  const dispatcher = await desk.as('dispatcher', '/')
  await actAs(dispatcher, number, 'accept')
  await actAs(dispatcher, number, 'assign', { mode: 'name', staffId: user.staffId })
  await actAs(phone, number, 'accept')
  return { phone, county, dispatcher, number }
}

/** The same, on site and begun: the phone shows the job. */
export const orderAtWork = async (desk: Desk, account: string) => {
  const taken = await orderTaken(desk, account)
  const { phone, number } = taken
  await actAs(phone, number, 'depart')
  await actAs(phone, number, 'arrive', { exception: '室内无定位' })
  await actAs(phone, number, 'start')
  await phone.goto(`${new URL(phone.url()).origin}/field/#/job/${number}`)
  await phone.getByText('处理中', { exact: true }).waitFor()
  return taken
}
