import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { capacityRoutes } from '#core/appointments/capacity.contract.ts'
import { addDays, dayOf } from '#core/time.ts'
import { staffIn, stationIn } from '#testing/people.ts'
import { type Client, createTestInstance, type TestInstance } from '#testing/server.ts'

let instance: TestInstance
let manager: Client
let contractor: Client
let other: Client
let dispatcher: Client
const county = '520102'
const tomorrow = () => addDays(dayOf(instance.deps.clock.now()), 1)

beforeAll(async () => {
  instance = await createTestInstance()
  const stationId = await stationIn(instance.deps)
  await staffIn(instance.deps, { stationId })
  manager = await instance.signIn('prefectureManager')
  contractor = await instance.signIn({ roles: ['contractorManager'], companyId: 'tietong' })
  other = await instance.signIn({ roles: ['contractorManager'], companyId: 'chengxing' })
  dispatcher = await instance.signIn({ roles: ['dispatcher'], companyId: 'tietong' })
}, 60_000)
afterAll(() => instance.stop())

const grid = async (client: Client, query: object = {}) =>
  (await client.call(capacityRoutes.grid, { query: { county, ...query } })).body
const cellOf = async (client: Client, from: string, query: object = {}) =>
  (await grid(client, query)).cells.find((cell) => cell.day === tomorrow() && cell.from === from)
const set = (client: Client, cells: readonly object[], more: object = {}) =>
  client.call(capacityRoutes.setCapacity, { body: { county, cells, reason: '测试设定', ...more } as never })

describe('the capacity of a county', () => {
  it('follows from the people on post until a manager sets a window, and again when that is taken back', async () => {
    expect(await cellOf(manager, '14:00')).toMatchObject({ minutes: 84, used: 0, isDerived: true, state: 'open' })
    const cell = { onDay: tomorrow(), windowFrom: '14:00', minutes: 300 }
    expect((await set(manager, [cell])).status).toBe(200)
    expect(await cellOf(manager, '14:00')).toMatchObject({ minutes: 300, isDerived: false, isOwnRow: true })
    await set(manager, [{ ...cell, minutes: 0, closedReason: '全员培训' }])
    expect(await cellOf(manager, '14:00')).toMatchObject({ state: 'closed', note: '全员培训' })
    await set(manager, [{ ...cell, minutes: null }])
    expect(await cellOf(manager, '14:00')).toMatchObject({ minutes: 84, isDerived: true })
    expect((await grid(manager)).history).toHaveLength(3)
  })

  it('is a contractor’s own quota to set, and nobody’s without the permission', async () => {
    const quota = [{ windowFrom: '16:00', minutes: 60 }]
    expect((await set(contractor, quota)).problem.code).toBe('appointments.not-yours')
    expect((await set(contractor, quota, { company: 'chengxing' })).problem.code).toBe('appointments.not-yours')
    expect((await set(contractor, quota, { company: 'tietong' })).status).toBe(200)
    expect((await set(other, quota, { company: 'tietong' })).status).toBe(403)
    expect((await set(dispatcher, quota, { company: 'tietong' })).status).toBe(403)
    expect(await cellOf(contractor, '16:00')).toMatchObject({ minutes: 60, isDerived: false })
    expect(await cellOf(manager, '16:00', { company: 'tietong' })).toMatchObject({ minutes: 60 })
  })

  it('says for each wrong cell what is wrong with it', async () => {
    const answer = await set(manager, [
      { minutes: 60 },
      { minutes: -1, windowFrom: '14:00' },
      { minutes: 60, windowFrom: '14:30' },
      { minutes: 60, onDay: '2020-01-01' },
      { minutes: 0, closedReason: ' ' },
      { minutes: 1.5 },
    ])
    expect(answer.problem.code).toBe('appointments.cells')
    expect(answer.problem.errors?.map(({ field }) => field)).toEqual([
      ...['cells.1.minutes', 'cells.2.windowFrom', 'cells.3.onDay', 'cells.4.closedReason', 'cells.5.minutes'],
    ])
    expect(await cellOf(manager, '18:00')).toMatchObject({ isDerived: true })
  })

  it('is closed on days without visits, which only the operator declares and withdraws', async () => {
    const days = { region: county, fromOn: tomorrow(), toOn: tomorrow(), reason: '凝冻预警' }
    const add = (client: Client, body: object) => client.call(capacityRoutes.addBlackout, { body: body as never })
    expect((await add(contractor, days)).problem.code).toBe('appointments.not-yours')
    expect((await add(manager, { ...days, toOn: dayOf(instance.deps.clock.now()) })).problem.code).toBe(
      'appointments.days-order',
    )
    expect((await add(manager, { ...days, fromOn: '2020-01-01', toOn: '2020-01-02' })).problem.code).toBe(
      'appointments.day-passed',
    )
    expect((await add(manager, days)).status).toBe(201)
    expect(await cellOf(contractor, '10:00')).toMatchObject({ state: 'closed', reason: 'blackout', note: '凝冻预警' })
    const [row] = (await grid(manager)).blackouts
    const withdraw = (client: Client) =>
      client.call(capacityRoutes.withdrawBlackout, { params: { id: row?.id ?? '' }, body: { reason: '解除' } })
    expect((await withdraw(contractor)).problem.code).toBe('appointments.not-yours')
    expect((await withdraw(manager)).status).toBe(200)
    expect((await withdraw(manager)).problem.code).toBe('appointments.row-unknown')
    expect((await cellOf(manager, '10:00'))?.state).toBe('open')
  })
})
