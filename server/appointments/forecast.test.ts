import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { appointmentRoutes } from '#core/appointments/appointments.contract.ts'
import { fieldRoutes } from '#core/field/field.contract.ts'
import { addMinutes, instantFromLocal } from '#core/time.ts'
import { workOrderRoutes } from '#core/work-orders/work-order.contract.ts'
import { asSystem } from '#server/access/index.ts'
import { customerMessages, notifyConsumer } from '#server/notify/index.ts'
import { drainConsumers } from '#server/platform/events/consumers.ts'
import { newId } from '#server/platform/new-id.ts'
import { staffIn, stationIn } from '#testing/people.ts'
import { type Client, createTestInstance, type TestInstance } from '#testing/server.ts'
import { warnOfLateness } from './index.ts'

let instance: TestInstance
let engineer: Client
let dispatcher: Client
let engineerId: string
const ids = { running: newId(), next: newId() }
const numbers = { running: 'GY261123-0001', next: 'GY261123-0002' }

const insert = (text: string, values: unknown[] = []): Promise<number> =>
  asSystem(instance.deps, (tx) => tx.run({ text, values }))
const rows = <Row>(text: string): Promise<Row[]> => asSystem(instance.deps, (tx) => tx.rows<Row>({ text }))
const drain = () => drainConsumers(instance.deps, [notifyConsumer(instance.deps), customerMessages(instance.deps)])
const events = async (kind: string) =>
  (await rows<{ id: string }>(`SELECT id FROM event WHERE kind = 'workOrder.${kind}'`)).length
/** 14:00 in China of the instance's day, so that the test may run at any hour. */
const NOON = instantFromLocal('2026-11-23 14:00') ?? ''

const orderIn = (
  id: string,
  number: string,
  state: string,
  from: string,
  visit: { departed?: string; arrived?: string },
) =>
  insert(
    `WITH o AS (INSERT INTO work_order (prefecture, id, number, kind, line, state, is_open, county, area_class, holder_level, company_id,
         station_id, staff_id, channel, symptom, source, created_at, created_by_name, updated_at, appointment_from, appointment_to, held_from, customer_phone)
       SELECT '520100', $1, $2, 'fault', 'home', $3, true, '520102', 'urban', 'engineer', 'tietong', s.station_id, s.id, 'hotline', '断网',
         'console', $5, 'x', $5, $6, $6, $6, '13800000000' FROM staff s WHERE s.id = $4 RETURNING 1)
     INSERT INTO visit (prefecture, id, work_order_id, task_id, number, lead_staff_id, window_from, window_to, departed_at, arrived_at)
     SELECT '520100', $7, $1, $1, 1, $4, $6, $6, $8, $9 FROM o`,
    [
      id,
      number,
      state,
      engineerId,
      addMinutes(NOON, -300),
      from,
      newId(),
      visit.departed ?? null,
      visit.arrived ?? null,
    ],
  )

beforeAll(async () => {
  instance = await createTestInstance()
  const stationId = await stationIn(instance.deps)
  engineerId = await staffIn(instance.deps, { stationId })
  engineer = await instance.signIn({ roles: ['engineer'], stationId, staffId: engineerId })
  dispatcher = await instance.signIn({ roles: ['dispatcher'], companyId: 'tietong' })
  instance.deps.clock.moveTo(Date.parse(NOON) - Date.now())
  // Arrived at 13:50, an hour of work; promised at 14:30 elsewhere, a quarter of an hour away: 15:05, 35 minutes late.
  await orderIn(ids.running, numbers.running, 'inProgress', addMinutes(NOON, -10), {
    departed: addMinutes(NOON, -30),
    arrived: addMinutes(NOON, -10),
  })
  await orderIn(ids.next, numbers.next, 'appointed', addMinutes(NOON, 30), {})
  await drain()
}, 60_000)
afterAll(() => instance.stop())

describe('lateness that is foreseen', () => {
  it('stands on my day before it happens', async () => {
    const { orders } = (await engineer.call(fieldRoutes.myDay)).body
    const next = orders.find(({ number }) => number === numbers.next)
    expect(next?.foreseen?.lateMinutes).toBeGreaterThanOrEqual(34)
    expect(next?.foreseen?.toldAt).toBeNull()
    expect(orders.find(({ number }) => number === numbers.running)?.foreseen).toBeNull()
  })

  it('warns the engineer and the dispatcher and tells the customer, once while nothing changes', async () => {
    expect(await warnOfLateness(instance.deps)).toBe(1)
    expect([await events('latenessForeseen'), await events('customerToldLate')]).toEqual([1, 1])
    await warnOfLateness(instance.deps)
    expect([await events('latenessForeseen'), await events('customerToldLate')]).toEqual([1, 1])
    await drain()
    const bells = await rows<{ name: string }>(
      `SELECT u.roles[1] AS name FROM notification n JOIN app_user u ON u.id = n.user_id WHERE n.kind = 'workOrder.latenessForeseen' ORDER BY 1`,
    )
    expect(bells.map(({ name }) => name)).toEqual(['dispatcher', 'engineer'])
    const [message] = await rows<{ text: string; status: string }>(
      `SELECT text, status FROM outside_message WHERE kind = 'workOrder.customerToldLate'`,
    )
    expect(message?.text).toContain('15:0')
    expect(message?.text).not.toContain('13800000000')
    const list = await dispatcher.call(workOrderRoutes.list, { query: { view: 'foreseen' } })
    expect(list.body.items.map(({ number }) => number)).toEqual([numbers.next])
  })

  it('is not told twice by hand, and again when the time has moved', async () => {
    const tell = (minutes: number) =>
      engineer.call(appointmentRoutes.tellLate, {
        params: { number: numbers.next },
        body: { arriveAt: addMinutes(NOON, minutes) },
      })
    expect((await tell(70)).problem.code).toBe('appointments.told-already')
    expect((await tell(-30)).problem.code).toBe('appointments.arrival-wrong')
    expect((await tell(120)).status).toBe(200)
    const running = await engineer.call(appointmentRoutes.tellLate, {
      params: { number: numbers.running },
      body: { arriveAt: addMinutes(NOON, 60) },
    })
    expect(running.problem.code).toBe('appointments.not-expected')
  })

  it('is over when it is no longer foreseen', async () => {
    await insert(`UPDATE work_order SET appointment_from = $1, appointment_to = $1 WHERE id = $2`, [
      addMinutes(NOON, 300),
      ids.next,
    ])
    await insert(`UPDATE visit SET window_from = $1, window_to = $1 WHERE work_order_id = $2`, [
      addMinutes(NOON, 300),
      ids.next,
    ])
    expect(await warnOfLateness(instance.deps)).toBe(0)
    expect(await rows('SELECT 1 FROM lateness')).toEqual([])
  })
})
