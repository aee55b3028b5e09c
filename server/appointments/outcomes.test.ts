import { afterAll, beforeAll, expect, it } from 'vitest'
import { outcomeRoutes } from '#core/appointments/outcomes.contract.ts'
import { actionRouteOf, workOrderRoutes } from '#core/work-orders/work-order.contract.ts'
import { drainConsumers } from '#server/platform/events/consumers.ts'
import { staffIn } from '#testing/people.ts'
import { homeUserIn } from '#testing/rows.ts'
import { type Client, createTestInstance, type TestInstance } from '#testing/server.ts'
import { visitFacts } from './index.ts'

let instance: TestInstance
let desk: Client
let caller: Client
let manager: Client
let stranger: Client
let staffId: string

beforeAll(async () => {
  instance = await createTestInstance()
  staffId = await staffIn(instance.deps, { post: 'hotlineAgent', name: '周晴' })
  desk = await instance.signIn({ roles: ['countyDesk'], prefectures: ['520100'] })
  caller = await instance.signIn({ roles: ['hotlineAgent'], companyId: 'tietong', staffId })
  manager = await instance.signIn({ roles: ['contractorManager'], companyId: 'tietong' })
  stranger = await instance.signIn({ roles: ['contractorManager'], companyId: 'chengxing' })
  await homeUserIn(instance.deps, { account: 'gz5201' })
  await drainConsumers(instance.deps, [visitFacts])
}, 60_000)
afterAll(() => instance.stop())

it('every call without effect stands under whoever made it, with its order, for their own company only', async () => {
  const { body } = await desk.call(workOrderRoutes.create, { body: { account: 'gz5201', symptom: '断网' } })
  const { number } = body
  await desk.call(actionRouteOf('dispatch'), { params: { number }, body: {} })
  for (const outcome of ['noAnswer', 'noAnswer', 'agreed'] as const) {
    const answer = await caller.call(actionRouteOf('logContact'), { params: { number }, body: { outcome } })
    expect(answer.status).toBe(200)
  }
  await drainConsumers(instance.deps, [visitFacts])
  await drainConsumers(instance.deps, [visitFacts])
  const rates = async (client: Client, by: 'staff' | 'company' = 'staff') =>
    (await client.call(outcomeRoutes.rates, { query: { by } })).body.rows
  expect(await rates(manager)).toMatchObject([
    { key: staffId, name: '周晴', total: 3, counts: { noAnswer: 2, agreed: 1 } },
  ])
  expect(await rates(manager, 'company')).toMatchObject([{ key: 'tietong', total: 3 }])
  expect(await rates(stranger)).toEqual([])
  const cases = await manager.call(outcomeRoutes.cases, { query: { kind: 'noAnswer', staff: staffId } })
  expect(cases.body.items.map((row) => row.number)).toEqual([number, number])
  const wrong = await manager.call(outcomeRoutes.rates, { query: { from: '2026-12-02', to: '2026-12-01' } })
  expect(wrong.problem.code).toBe('appointments.days-order')
})
