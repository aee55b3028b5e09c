import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { RoleName } from '#core/access/role.ts'
import { actionRouteOf, workOrderRoutes } from '#core/work-orders/work-order.contract.ts'
import { asSystem } from '#server/access/index.ts'
import { notifyConsumer } from '#server/notify/index.ts'
import { drainConsumers } from '#server/platform/events/consumers.ts'
import { newId } from '#server/platform/new-id.ts'
import { staffIn, stationIn } from '#testing/people.ts'
import { enterpriseLineIn, rowIn } from '#testing/rows.ts'
import { createTestInstance, type TestInstance } from '#testing/server.ts'
import type { TestUser } from '#testing/users.ts'
import { runOrderTimers } from './index.ts'

/** A gold line is down and nobody mends it: who hears of it, and when. */
const COUNTY = '520102'
let instance: TestInstance
const users = new Map<RoleName, TestUser>()
let number = ''
let startedAt = 0

const userOf = (role: RoleName): TestUser => {
  const user = users.get(role)
  if (!user) throw new Error(`nobody is ${role}`)
  return user
}
/** The clock so many minutes after the report; then what became due, and its bells. */
const minutesLater = async (minutes: number): Promise<void> => {
  instance.deps.clock.moveTo(startedAt + minutes * 60_000)
  await runOrderTimers(instance.deps)
  await drainConsumers(instance.deps, [notifyConsumer(instance.deps)])
}
/** Kinds of bells of a role, with the ladder's level. */
const bells = async (role: RoleName): Promise<string[]> => {
  const rows = await asSystem(instance.deps, (tx) =>
    tx.rows<{ bell: string }>({
      text: `SELECT DISTINCT kind || coalesce(' ' || (data ->> 'level'), '') AS bell FROM notification WHERE user_id = $1 ORDER BY 1`,
      values: [userOf(role).id],
    }),
  )
  return rows.map(({ bell }) => bell.replace('workOrder.', ''))
}
/** How often the bell for a missing report rang for a role. */
const missedReports = async (role: RoleName): Promise<number> => {
  const rows = await asSystem(instance.deps, (tx) =>
    tx.rows<{ id: string }>({
      text: `SELECT id FROM notification WHERE user_id = $1 AND kind = 'workOrder.progressOverdue'`,
      values: [userOf(role).id],
    }),
  )
  return rows.length
}
const act = async (role: RoleName, action: Parameters<typeof actionRouteOf>[0], body: object = {}): Promise<void> => {
  const client = await instance.signIn(userOf(role))
  expect((await client.call(actionRouteOf(action), { params: { number }, body })).status, action).toBe(200)
}

beforeAll(async () => {
  instance = await createTestInstance()
  const { deps } = instance
  const stationId = await stationIn(deps, { county: COUNTY })
  const staffId = await staffIn(deps, { county: COUNTY, stationId })
  const certificate = { id: newId(), staff_id: staffId, kind: 'enterpriseFitter', number: 'ZX-1', issuer: 'operator' }
  await rowIn(deps, 'certificate', { ...certificate, valid_to: '2999-12-31' })
  const roles = [
    'countyDesk',
    'prefectureManager',
    'provinceManager',
    'customerManager',
    'dispatcher',
    'contractorManager',
  ] as const
  for (const role of roles) users.set(role, await instance.aUser({ roles: [role] }))
  users.set('stationHead', await instance.aUser({ roles: ['stationHead'], stationId }))
  users.set('engineer', await instance.aUser({ roles: ['engineer'], stationId, staffId }))
  await enterpriseLineIn(deps, {
    county: COUNTY,
    line_code: 'ZX-1',
    grade: 'AAA',
    manager_user_id: userOf('customerManager').id,
  })
  const desk = await instance.signIn(userOf('countyDesk'))
  const made = await desk.call(workOrderRoutes.create, { body: { account: 'ZX-1', symptom: '专线中断' } })
  number = made.body.number
  await drainConsumers(deps, [notifyConsumer(deps)])
  await act('countyDesk', 'dispatch')
  await act('dispatcher', 'accept')
  await act('dispatcher', 'assign', { staffId })
  await act('engineer', 'accept')
  startedAt = deps.clock.offsetMs
}, 60_000)
afterAll(() => instance.stop())

describe('a gold line that nobody mends', () => {
  it('is told to its customer manager at acceptance and with each report of progress', async () => {
    await minutesLater(0)
    expect(await bells('customerManager')).toEqual(['accepted engineer'])
    await act('engineer', 'reportProgress', { note: '光缆中断点在二级光交' })
    await minutesLater(1)
    expect(await bells('customerManager')).toContain('progressReported')
  })
  it('rings for whoever has it and for the customer manager when the next report is missing, once for each', async () => {
    await minutesLater(59)
    expect(await missedReports('customerManager')).toBe(0)
    for (const minutes of [63, 64]) {
      await minutesLater(minutes)
      expect([await missedReports('customerManager'), await missedReports('engineer')]).toEqual([1, 1])
    }
    await minutesLater(124)
    expect(await missedReports('engineer')).toBe(2)
    expect([await missedReports('countyDesk'), await missedReports('prefectureManager')]).toEqual([0, 0])
  })
  it('warns its engineer and station before the limit, and nobody above', async () => {
    await minutesLater(125)
    expect(await bells('engineer')).toContain('warned')
    expect(await bells('stationHead')).toContain('warned')
    expect(await bells('prefectureManager')).toEqual([])
  })
  it('climbs the four levels as the hours go', async () => {
    await minutesLater(242)
    expect(await bells('dispatcher')).toEqual(expect.arrayContaining(['escalated 1']))
    expect(await bells('contractorManager')).not.toContain('escalated 2')
    await minutesLater(362)
    expect(await bells('contractorManager')).toEqual(expect.arrayContaining(['escalated 2', 'escalated 4']))
    expect(await bells('countyDesk')).toContain('escalated 2')
    expect(await bells('provinceManager')).toContain('escalated 4')
    await minutesLater(485)
    expect(await bells('prefectureManager')).toContain('escalated 3')
  })
  it('is told to its customer manager when it is restored, and once', async () => {
    await act('engineer', 'restore', { kind: 'outside' })
    await minutesLater(486)
    const before = await bells('customerManager')
    expect(before).toContain('restored')
    await minutesLater(487)
    expect(await bells('customerManager')).toEqual(before)
  })
})
