import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { callRoutes } from '#core/appointments/calls.contract.ts'
import { actionRouteOf, workOrderRoutes } from '#core/work-orders/work-order.contract.ts'
import { asSystem } from '#server/access/index.ts'
import { type FakeCallProvider, startCallProvider } from '#testing/call-provider.ts'
import { staffIn } from '#testing/people.ts'
import { homeUserIn } from '#testing/rows.ts'
import { type Client, createTestInstance, type TestInstance } from '#testing/server.ts'

let provider: FakeCallProvider
let relayed: TestInstance
let manual: TestInstance

const prepared = async (instance: TestInstance): Promise<{ client: Client; number: string }> => {
  await homeUserIn(instance.deps, { account: 'gz5201', phone: '13812345678' })
  const desk = await instance.signIn({ roles: ['countyDesk'], prefectures: ['520100'] })
  const { body } = await desk.call(workOrderRoutes.create, { body: { account: 'gz5201', symptom: '断网' } })
  await desk.call(actionRouteOf('dispatch'), { params: { number: body.number }, body: {} })
  const staffId = await staffIn(instance.deps, { post: 'hotlineAgent', phone: '13900000001' })
  const client = await instance.signIn({ roles: ['hotlineAgent'], companyId: 'tietong', staffId })
  return { client, number: body.number }
}
const begin = (client: Client, number: string) => client.call(callRoutes.begin, { params: { number }, body: {} })

beforeAll(async () => {
  provider = await startCallProvider()
  relayed = await createTestInstance({ environment: { CALLS_URL: provider.url, CALLS_KEY: provider.key } })
  manual = await createTestInstance()
}, 60_000)
afterAll(async () => {
  await Promise.all([relayed.stop(), manual.stop()])
  await provider.close()
})

describe('a call to the customer', () => {
  it('is dialled by hand where there is no provider', async () => {
    const { client, number } = await prepared(manual)
    const { status, body } = await begin(client, number)
    expect(status).toBe(201)
    expect(body).toMatchObject({ mode: 'manual', relayNumber: null, problem: null })
    expect((await begin(client, 'GY000000-0000')).problem.code).toBe('work-orders.not-found')
  })

  it('goes through the provider’s number, and by hand when the provider fails: no number is made up', async () => {
    const { client, number } = await prepared(relayed)
    provider.mode = 'fine'
    const { body } = await begin(client, number)
    expect(body).toMatchObject({ mode: 'relay', relayNumber: '17000000001', problem: null })
    expect(provider.asked).toEqual([{ telA: '13900000001', telB: '13812345678', expiration: 600 }])
    for (const mode of ['refuses', 'silent', 'nonsense'] as const) {
      provider.mode = mode
      expect((await begin(client, number)).body, mode).toMatchObject({
        mode: 'manual',
        relayNumber: null,
        problem: 'providerFailed',
      })
    }
    const kept = await asSystem(relayed.deps, (tx) => tx.rows<object>({ text: 'SELECT * FROM call_log' }))
    expect(JSON.stringify(kept)).not.toContain('13812345678')
    expect(JSON.stringify(kept)).not.toContain('13900000001')
    const { items } = (await client.call(callRoutes.list, { params: { number } })).body
    expect(items.map(({ mode }) => mode).sort()).toEqual(['manual', 'manual', 'manual', 'relay'])

    const recording = (isAnnounced: boolean, id = body.id) =>
      client.call(callRoutes.record, { params: { number, id }, body: { reference: 'rec-1', isAnnounced } })
    expect((await recording(false)).problem.code).toBe('appointments.not-announced')
    expect((await recording(true, '018f0000-0000-7000-8000-000000000001')).problem.code).toBe(
      'appointments.call-unknown',
    )
    expect((await recording(true)).status).toBe(200)
    const after = (await client.call(callRoutes.list, { params: { number } })).body.items
    expect(after.find(({ id }) => id === body.id)?.recording).toEqual({
      reference: 'rec-1',
      url: null,
      retention: 'standard',
    })
  })
})
