import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { customerLinkRoutes, customerRoutes } from '#core/customer-link/customer-link.contract.ts'
import { complaintRoutes } from '#core/quality/complaint.contract.ts'
import { complaintParameters } from '#core/quality/complaint.parameters.ts'
import { addMinutes } from '#core/time.ts'
import { actionRouteOf, workOrderRoutes } from '#core/work-orders/work-order.contract.ts'
import { asSystem } from '#server/access/index.ts'
import { homeUserIn } from '#testing/customers.ts'
import { staffIn, stationIn } from '#testing/people.ts'
import { type Client, createTestInstance, type TestInstance } from '#testing/server.ts'
import { lateComplaints } from './index.ts'

let instance: TestInstance
let agent: Client
let desk: Client
let head: Client
let clerk: Client
let number: string
let token: string

const complain = (kind: string, text = '来了两次都没修好') =>
  instance.visitor().call(customerRoutes.complain, { params: { token }, body: { kind: kind as 'slow', text } })
const openOnes = async (client: Client) => (await client.call(complaintRoutes.list, { query: {} })).body.items

beforeAll(async () => {
  instance = await createTestInstance()
  const { deps } = instance
  const station = await stationIn(deps)
  await staffIn(deps, { stationId: station })
  const { account } = await homeUserIn(deps)
  const inGuiyang = { prefectures: ['520100'] }
  agent = await instance.signIn({ roles: ['qualityAgent'], ...inGuiyang })
  desk = await instance.signIn({ roles: ['countyDesk'], ...inGuiyang })
  clerk = await instance.signIn({ roles: ['qualityClerk'], ...inGuiyang })
  head = await instance.signIn({ roles: ['stationHead', 'qualityClerk'], stationId: station, ...inGuiyang })
  const dispatcher = await instance.signIn({ roles: ['dispatcher'], ...inGuiyang })
  number = (await desk.call(workOrderRoutes.create, { body: { account, symptom: '断网' } })).body.number
  await desk.call(actionRouteOf('dispatch'), { params: { number }, body: {} })
  await dispatcher.call(actionRouteOf('accept'), { params: { number }, body: {} })
  const { body } = await desk
    .call(customerLinkRoutes.show, { params: { number }, body: {} })
    .then(async (answer) =>
      answer.status === 200 ? answer : dispatcher.call(customerLinkRoutes.show, { params: { number }, body: {} }),
    )
  token = body.url.slice(body.url.lastIndexOf('/') + 1)
}, 60_000)
afterAll(() => instance.stop())

describe('a complaint on the customer’s page', () => {
  it('has a limit, shows on the page, and reaches those who handle it but nobody of the station', async () => {
    const { body, problem } = await complain('repeatedFault')
    expect(problem.title ?? '').toBe('')
    const [own] = body.complaints
    expect(own).toMatchObject({ kind: 'repeatedFault', answer: null })
    expect(own?.dueAt).toBe(addMinutes(own?.saidAt ?? '', complaintParameters.answerMinutes.default.repeatedFault))
    expect(await openOnes(agent)).toMatchObject([{ number, kind: 'repeatedFault', state: 'open', why: null }])
    // Of the station, with the permission all the same: told why not, and refused.
    const [seen] = await openOnes(head)
    expect(seen?.why).toBe('投诉涉及你或你的驻点，由别人处理')
    const refused = await head.call(complaintRoutes.answer, {
      params: { id: seen?.id ?? '' },
      body: { text: '客户无理取闹', isJustified: false },
    })
    expect(refused.problem.code).toBe('complaints.about-you')
    const engineer = await instance.signIn('engineer')
    expect((await engineer.call(complaintRoutes.list, { query: {} })).status).toBe(403)
  })

  it('its words stand in no timeline', async () => {
    const order = (await desk.call(workOrderRoutes.detail, { params: { number } })).body
    expect(order.events.some(({ kind }) => kind === 'workOrder.complained')).toBe(true)
    expect(JSON.stringify(order)).not.toContain('来了两次')
  })

  it('is answered once, audited, and the customer reads the answer', async () => {
    const [item] = await openOnes(agent)
    const id = item?.id ?? ''
    expect((await agent.call(complaintRoutes.take, { params: { id }, body: {} })).body).toEqual({ state: 'taken' })
    const body = { text: '已更换分光器，三天内回访', isJustified: true }
    expect((await agent.call(complaintRoutes.answer, { params: { id }, body })).body).toEqual({ state: 'answered' })
    expect((await agent.call(complaintRoutes.answer, { params: { id }, body })).problem.code).toBe(
      'complaints.answered-already',
    )
    const page = await instance.visitor().call(customerRoutes.page, { params: { token } })
    expect(page.body.complaints[0]?.answer?.text).toBe(body.text)
    expect(await openOnes(agent)).toEqual([])
    const audited = await asSystem(instance.deps, (tx) =>
      tx.rows<{ action: string }>({
        text: `SELECT action FROM audit_entry WHERE action LIKE 'complaint.%' ORDER BY id`,
        values: [],
      }),
    )
    expect(audited.map(({ action }) => action)).toEqual(['complaint.taken', 'complaint.answered'])
  })

  it('about attitude is not for the company concerned; too many are told to call; a late one rings once', async () => {
    const attitude = await complain('skillOrAttitude', '态度很差')
    expect(attitude.status).toBe(200)
    const [seen] = await openOnes(clerk)
    expect(seen?.why).toContain('由运营商调查')
    await asSystem(instance.deps, (tx) =>
      tx.run({ text: `UPDATE complaint SET due_at = now() - interval '1 hour' WHERE answered_at IS NULL`, values: [] }),
    )
    const task = lateComplaints(instance.deps)
    await task.run({ signal: new AbortController().signal })
    await task.run({ signal: new AbortController().signal })
    const order = (await desk.call(workOrderRoutes.detail, { params: { number } })).body
    expect(order.events.filter(({ kind }) => kind === 'workOrder.complaintLate')).toHaveLength(1)
    await instance.setParameter(complaintParameters.maxPerOrder, 2)
    expect((await complain('slow')).problem.code).toBe('complaints.too-many')
  })
})
