import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { approvalList, waitingCount } from '#core/work-orders/approval.contract.ts'
import { dictionaryRoute } from '#core/work-orders/dictionary.contract.ts'
import { orderNames, returnNames } from '#core/work-orders/names.text.ts'
import { orderExport } from '#core/work-orders/order-export.contract.ts'
import { ownCustomers } from '#core/work-orders/own-customers.contract.ts'
import { actionRouteOf, workOrderRoutes } from '#core/work-orders/work-order.contract.ts'
import { workOrderParameters } from '#core/work-orders/work-order.parameters.ts'
import { orderStates } from '#core/work-orders/work-order.state.ts'
import { orderActions } from '#core/work-orders/work-order.transitions.ts'
import { orderKinds } from '#core/work-orders/work-order.ts'
import { asSystem } from '#server/access/index.ts'
import { newId } from '#server/platform/new-id.ts'
import { type Client, createTestInstance, type TestInstance } from '#testing/server.ts'

let instance: TestInstance
let desk: Client
let contractor: Client
let engineer: Client

const rows = <Row>(text: string, values: unknown[] = []): Promise<Row[]> =>
  asSystem(instance.deps, (tx) => tx.rows<Row>({ text, values }))

const anOrder = (
  number: string,
  more: {
    county?: string
    company?: string
    state?: string
    symptom?: string
    pending?: object
    minutesAgo?: number
  } = {},
) => {
  const {
    county = '520103',
    company = 'tietong',
    state = 'taken',
    symptom = '不能上网',
    pending,
    minutesAgo = 0,
  } = more
  return rows(
    `INSERT INTO work_order (prefecture, id, number, kind, line, state, is_open, county, area_class, holder_level, company_id, customer_name,
       customer_phone, address, account, channel, symptom, source, created_at, created_by_name, due_at, warn_at, pending, updated_at)
     VALUES ($1, $2, $3, 'fault', 'home', $4, true, $5, 'urban', 'contractor', $6, '王小明', '13812345678', '云岩区北京路12号3栋', 'gz1', 'hotline', $7,
       'console', now(), 'x', now() + interval '1 hour', now(), $8, date_trunc('milliseconds', now()) - $9 * interval '1 minute')`,
    [
      `${county.slice(0, 4)}00`,
      newId(),
      number,
      state,
      county,
      company,
      symptom,
      pending ? JSON.stringify(pending) : null,
      minutesAgo,
    ],
  )
}

beforeAll(async () => {
  instance = await createTestInstance()
  ;[desk, contractor, engineer] = await Promise.all([
    instance.signIn({ roles: ['countyDesk'], prefectures: ['520100'] }),
    instance.signIn({ roles: ['contractorManager'], companyId: 'chengxing' }),
    instance.signIn('engineer'),
  ])
  await anOrder('GY261122-0001', { symptom: '=cmd|calc' })
  await anOrder('GY261122-0002')
  await anOrder('GY261122-0003', {
    state: 'suspensionRequested',
    minutesAgo: 5,
    pending: {
      kind: 'suspension',
      id: newId(),
      cause: 'customerAbsent',
      reason: '客户出差',
      until: '2026-12-01T00:00:00.000Z',
      evidence: ['photo'],
      approver: 'countyDesk',
      requestedAt: '2026-11-22T01:00:00.000Z',
      requestedByName: '吴启明',
    },
  })
  await anOrder('GY261122-0004', {
    state: 'handBackRequested',
    minutesAgo: 50,
    pending: {
      kind: 'handBack',
      reasonCode: 'outsideBoundary',
      reason: '界面外',
      requestedAt: '2026-11-22T00:00:00.000Z',
      requestedByName: '调度',
    },
  })
  await anOrder('GY261122-0005', {
    state: 'suspensionRequested',
    minutesAgo: 2,
    pending: {
      kind: 'suspension',
      id: newId(),
      cause: 'customerAbsent',
      reason: '客户出国三周',
      until: '2026-12-20T00:00:00.000Z',
      evidence: ['photo'],
      approver: 'prefectureManager',
      requestedAt: '2026-11-22T02:00:00.000Z',
      requestedByName: '吴启明',
    },
  })
  await anOrder('ZY261122-0001', { county: '520302' })
})
afterAll(() => instance.stop())

const linesOf = (text: string): string[] =>
  text
    .replace(/^\uFEFF/, '')
    .trimEnd()
    .split('\r\n')

describe('an export of orders', () => {
  it('holds exactly the rows and columns of the list, masked, with formulas made harmless', async () => {
    const answer = await desk.send({
      method: 'GET',
      path: '/api/v1/work-orders/export?format=csv&columns=number,state,symptom,customer,address,county,company',
    })
    expect(answer.status).toBe(200)
    expect(answer.headers['content-type']).toBe('text/csv; charset=utf-8')
    const lines = linesOf(String(answer.body))
    expect(lines[0]).toBe('工单,状态,现象,客户,地址,区县,代维公司')
    expect(lines).toHaveLength(6)
    const first = lines.find((line) => line.startsWith('GY261122-0001'))
    expect(first).toContain('已接单')
    expect(first).toContain('王**')
    expect(first).toContain('云岩区,铁通')
    expect(first).not.toContain(',=cmd')
    expect(String(answer.body)).not.toContain('13812345678')
    expect(String(answer.body)).not.toContain('ZY261122')
  })
  it('takes the filter of the list', async () => {
    const answer = await desk.send({
      method: 'GET',
      path: '/api/v1/work-orders/export?format=csv&columns=number&state=handBackRequested',
    })
    expect(linesOf(String(answer.body))).toEqual(['工单', 'GY261122-0004'])
  })
  it('is a workbook on request', async () => {
    const answer = await desk.send({ method: 'GET', path: '/api/v1/work-orders/export' })
    expect(answer.headers['content-type']).toContain('spreadsheetml')
    expect(String(answer.headers['content-disposition'])).toMatch(/filename\*=UTF-8''.*\.xlsx/)
  })
  it('is audited with its filter, and refused to whoever may not', async () => {
    const found = await rows<{ action: string; after: { filter: { state: string[] } } }>(
      `SELECT action, after FROM audit_entry WHERE action = 'workOrder.exported' ORDER BY id`,
    )
    expect(found[1]?.after.filter.state).toEqual(['handBackRequested'])
    expect((await engineer.call(orderExport, { query: {} })).status).toBe(403)
  })
  it('is refused when it is too large, before anything is sent', async () => {
    await instance.setParameter(workOrderParameters.maxExportRows, 3)
    const answer = await desk.call(orderExport, { query: {} })
    expect(answer.problem).toMatchObject({ code: 'work-orders.export-too-large', params: { limit: 3 } })
    await instance.setParameter(workOrderParameters.maxExportRows, 1000)
  })
})

describe('what waits for an answer', () => {
  it('stands with its cause and the longest first, one page after the other', async () => {
    const first = await desk.call(approvalList, { query: { limit: 1 } })
    expect(first.body.items).toMatchObject([
      { number: 'GY261122-0004', customerName: '王**', pending: { kind: 'handBack', cause: 'outsideBoundary' } },
    ])
    const next = await desk.call(approvalList, { query: { limit: 1, cursor: first.body.nextCursor ?? '' } })
    expect(next.body.items).toMatchObject([
      { number: 'GY261122-0003', pending: { kind: 'suspension', approver: 'countyDesk', reason: '客户出差' } },
    ])
    expect(next.body.nextCursor).toBeNull()
    const suspensions = await desk.call(approvalList, { query: { kind: 'suspension', view: 'mine' } })
    expect(suspensions.body.items).toHaveLength(1)
  })
  it('is by default what the reader may answer, and all of it with who must on request', async () => {
    const numbersOf = async (reader: Client, view: 'mine' | 'all') =>
      (await reader.call(approvalList, { query: { view } })).body.items.map(({ number, isMine }) => [number, isMine])
    expect(await numbersOf(desk, 'mine')).toEqual([
      ['GY261122-0004', true],
      ['GY261122-0003', true],
    ])
    expect(await numbersOf(desk, 'all')).toEqual([
      ['GY261122-0004', true],
      ['GY261122-0003', true],
      ['GY261122-0005', false],
    ])
    const above = await instance.signIn({ roles: ['prefectureManager'], prefectures: ['520100'] })
    expect(await numbersOf(above, 'mine')).toHaveLength(3)
    expect((await desk.call(waitingCount)).body).toEqual({ approvals: 2 })
    expect((await above.call(waitingCount)).body).toEqual({ approvals: 3 })
    expect((await contractor.call(waitingCount)).body).toEqual({ approvals: 0, checks: 0 })
  })
  it('of the operator is nothing for a contractor', async () => {
    expect((await contractor.call(approvalList)).body.items).toEqual([])
  })
})

describe('a customer manager', () => {
  const line = newId()
  const order = newId()
  let manager: Client
  beforeAll(async () => {
    manager = await instance.signIn({ roles: ['customerManager'], prefectures: ['520100'] })
    await rows(
      `INSERT INTO enterprise_line (prefecture, id, line_code, customer_name, grade, service_kind, a_address, a_address_key, county, manager_user_id, status, area_class, updated_at)
       VALUES ('520100', $1, 'GYZX1', '贵阳样例银行', 'AAA', 'internet', '北京路1号', '北京路1号', '520103', $2, 'active', 'urban', now())`,
      [line, manager.user?.id],
    )
    for (const [id, number, managerId, grade] of [
      [order, 'GY261122-0301', manager.user?.id, 'AAA'],
      [newId(), 'GY261122-0302', newId(), 'AAA'],
    ]) {
      await rows(
        `INSERT INTO work_order (prefecture, id, number, kind, line, state, is_open, county, area_class, holder_level, company_id, customer_name,
           account, channel, symptom, source, created_at, created_by_name, grade, customer_manager_id, enterprise_line_id, updated_at)
         VALUES ('520100', $1, $2, 'fault', 'enterprise', 'restored', true, '520103', 'urban', 'engineer', 'tietong', '贵阳样例银行', 'GYZX1', 'hotline',
           '中断', 'console', '2026-11-22T00:00:00Z', 'x', $3, $4, $5, now())`,
        [id, number, grade, managerId, line],
      )
    }
    await rows(
      `INSERT INTO event (prefecture, id, subject_type, subject_id, kind, at, actor_name, actor_role, source, data)
       VALUES ('520100', $1, 'workOrder', $2, 'workOrder.progressReported', '2026-11-22T00:30:00Z', '调度', 'dispatcher', 'console', '{"note": "在路上"}')`,
      [newId(), order],
    )
  })
  it('sees their own customers, lines and open orders, with the progress given and the next that is due', async () => {
    const { body } = await manager.call(ownCustomers)
    expect(body.customers).toMatchObject([{ name: '贵阳样例银行', lines: [{ lineCode: 'GYZX1' }], open: 1 }])
    expect(body.orders).toMatchObject([
      {
        number: 'GY261122-0301',
        customer: '贵阳样例银行',
        progress: { count: 1, lastAt: '2026-11-22T00:30:00.000Z', lastNote: '在路上' },
        nextProgress: { everyMinutes: 60, dueAt: '2026-11-22T01:30:00.000Z' },
        confirmed: null,
      },
    ])
  })
  it('finds all that is closed of one customer, page by page', async () => {
    for (const [number, name, hour] of [
      ['GY261101-0001', '贵阳样例银行', '01'],
      ['GY261101-0002', '遵义样例医院', '02'],
      ['GY261101-0003', '贵阳样例银行', '03'],
    ]) {
      await rows(
        `INSERT INTO work_order (prefecture, id, number, kind, line, state, is_open, county, area_class, holder_level, company_id, customer_name,
           channel, symptom, source, created_at, archived_at, created_by_name, customer_manager_id, updated_at)
         VALUES ('520100', $1, $2, 'fault', 'enterprise', 'archived', false, '520103', 'urban', 'operatorDesk', 'tietong', $3, 'hotline',
           '中断', 'console', '2026-11-01T00:00:00Z', $4, 'x', $5, now())`,
        [newId(), number, name, `2026-11-01T${hour}:30:00Z`, manager.user?.id],
      )
    }
    const query = { customer: '贵阳样例银行', sort: '-archived', limit: 1 } as const
    const first = (await manager.call(workOrderRoutes.list, { query })).body
    const second = (await manager.call(workOrderRoutes.list, { query: { ...query, cursor: first.nextCursor ?? '' } }))
      .body
    const numbers = [...first.items, ...second.items].map(({ number }) => number)
    expect(numbers).toEqual(['GY261101-0003', 'GY261101-0001'])
    expect(second.nextCursor).toBeNull()
  })
  it('is nobody else', async () => {
    expect((await desk.call(ownCustomers)).status).toBe(403)
    const other = await instance.signIn({ roles: ['customerManager'], prefectures: ['520100'] })
    expect((await other.call(ownCustomers)).body).toMatchObject({ customers: [], orders: [] })
  })
})

describe('the list that is open', () => {
  it('asks again for some of its rows, and gets those that still fit', async () => {
    const query = { numbers: ['GY261122-0002,GY261122-0003,ZY261122-0001'], state: ['taken'] }
    const answer = await desk.call(workOrderRoutes.list, { query: query as never })
    expect(answer.body.items.map((item) => item.number)).toEqual(['GY261122-0002'])
  })
})

describe('the dictionary', () => {
  it('gives causes, reasons, causes of suspension, maintainers and questions', async () => {
    const { body } = await engineer.call(dictionaryRoute)
    expect(body.causes.length).toBeGreaterThan(100)
    expect(body.reasons.some((reason) => reason.list === 'refuseEngineer')).toBe(true)
    expect(body.pauseCauses.find((cause) => cause.code === 'ownPeople')?.stopsClocks).toBe(false)
    expect(body.pauseCauses.find((cause) => cause.code === 'laterAppointment' && !cause.kinds)?.automaticMinutes).toBe(
      1440,
    )
    expect(body.maintainers).toContainEqual({ line: 'home', segment: 'drop', party: 'contractor' })
    expect(body.questions.length).toBeGreaterThan(3)
  })
  it('has a name for whatever it speaks of', async () => {
    const { body } = await engineer.call(dictionaryRoute)
    const names: Readonly<Record<string, unknown>> = { ...orderNames, ...returnNames }
    const wanted = [
      ...orderStates.map((state) => `state.${state}`),
      ...orderActions.map((action) => `action.${action}`),
      ...orderKinds.map((kind) => `kind.${kind}`),
      ...body.causes.flatMap((cause) => [
        ...cause.segments.map((segment) => `segment.${segment}`),
        `party.${cause.party}`,
      ]),
      ...body.maintainers.flatMap((row) => [`segment.${row.segment}`, `party.${row.party}`]),
      ...body.pauseCauses.flatMap((cause) => cause.evidence.flat().map((proof) => `proof.${proof}`)),
    ]
    expect(wanted.filter((key) => !(key in names))).toEqual([])
  })
  it('names states and actions in a refusal as people do', async () => {
    const made = await desk.call(workOrderRoutes.create, {
      body: { county: '520103', address: '北京路1号', symptom: '不能上网' },
    })
    const answer = await desk.call(actionRouteOf('approveSuspension'), {
      params: { number: made.body.number },
      body: {},
    })
    expect(answer.status).toBe(409)
    expect(answer.problem.title).toContain('待派发')
    expect(answer.problem.title).toContain('同意挂起')
    expect(answer.problem.params).toMatchObject({ state: 'pendingDispatch', action: 'approveSuspension' })
  })
})
