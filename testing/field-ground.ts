import { addMinutes, dayOf, epochMsOf, startOfDay } from '#core/time.ts'
import { actionRouteOf, workOrderRoutes } from '#core/work-orders/work-order.contract.ts'
import type { OrderAction } from '#core/work-orders/work-order.transitions.ts'
import { asSystem } from '#server/access/index.ts'
import { newId } from '#server/platform/new-id.ts'
import { staffIn, stationIn } from './people.ts'
import type { Client, TestInstance } from './server.ts'

/** A station with two engineers, a desk and a company, on an instance in the middle of a shift. */
export type FieldGround = {
  readonly people: Readonly<Record<'desk' | 'head' | 'engineer' | 'other' | 'manager', Client>>
  readonly engineerId: string
  readonly otherId: string
  readonly stationId: string
  /** Does it, or fails with what was refused. */
  readonly act: (client: Client, number: string, action: OrderAction, body?: object) => Promise<void>
  /** An order of the customer at the station, or in the hands of the engineer who accepted it. */
  readonly atStation: () => Promise<string>
  readonly inHand: (staffId?: string) => Promise<string>
}

export const FIELD_ACCOUNT = 'gz52010001'

export const fieldGround = async (instance: TestInstance): Promise<FieldGround> => {
  const { deps } = instance
  const now = deps.clock.now()
  deps.clock.moveTo(deps.clock.offsetMs + epochMsOf(addMinutes(startOfDay(dayOf(now)), 600)) - epochMsOf(now))
  const stationId = await stationIn(deps, { name: '南明站' })
  const engineerId = await staffIn(deps, { stationId, name: '吴启明' })
  const otherId = await staffIn(deps, { stationId, name: '石磊' })
  await asSystem(deps, async (tx) => {
    for (const id of [engineerId, otherId]) {
      await tx.run({
        text: `INSERT INTO certificate (id, staff_id, kind, number, issuer, valid_to) VALUES ($1, $2, 'homeFitter', 'GZ-1', 'operator', '2999-12-31')`,
        values: [newId(), id],
      })
    }
    await tx.run({
      text: `INSERT INTO home_user (prefecture, id, user_code, account, name, phone, county, address, address_key, status, area_class, updated_at)
             VALUES ('520100', $1, 'JK1', $2, '王小明', '13812345678', '520102', '南明区清溪苑3栋2单元501号', '南明区清溪苑3栋2单元501号', 'active', 'urban', now())`,
      values: [newId(), FIELD_ACCOUNT],
    })
  })
  const at = (staffId: string) => ({ roles: ['engineer'] as const, stationId, staffId })
  const people = {
    desk: await instance.signIn({ roles: ['countyDesk'], prefectures: ['520100'] }),
    head: await instance.signIn({ roles: ['stationHead'], stationId }),
    engineer: await instance.signIn(at(engineerId)),
    other: await instance.signIn(at(otherId)),
    manager: await instance.signIn({ roles: ['contractorManager'] }),
  }
  const act: FieldGround['act'] = async (client, number, action, body = {}) => {
    const { status, problem } = await client.call(actionRouteOf(action), { params: { number }, body })
    if (status !== 200) throw new Error(`${action} ${number}: ${problem.code} ${problem.title}`)
  }
  const atStation = async () => {
    const { body } = await people.desk.call(workOrderRoutes.create, {
      body: { account: FIELD_ACCOUNT, symptom: '不能上网' },
    })
    await act(people.desk, body.number, 'dispatch')
    await act(people.manager, body.number, 'accept')
    return body.number
  }
  const inHand = async (staffId = engineerId) => {
    const number = await atStation()
    await act(people.head, number, 'assign', { staffId })
    await act(staffId === engineerId ? people.engineer : people.other, number, 'accept')
    return number
  }
  return { people, engineerId, otherId, stationId, act, atStation, inHand }
}
