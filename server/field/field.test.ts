import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { fieldRoutes } from '#core/field/field.contract.ts'
import { fieldParameters } from '#core/field/field.parameters.ts'
import { addMinutes, dayOf, epochMsOf, startOfDay } from '#core/time.ts'
import { actionRouteOf, workOrderRoutes } from '#core/work-orders/work-order.contract.ts'
import type { OrderAction } from '#core/work-orders/work-order.transitions.ts'
import { asSystem } from '#server/access/index.ts'
import { newId } from '#server/platform/new-id.ts'
import { staffIn, stationIn } from '#testing/people.ts'
import { type Client, createTestInstance, type TestInstance } from '#testing/server.ts'
import { everyStep } from '#testing/visit-steps.ts'

let instance: TestInstance
let people: Readonly<Record<'desk' | 'head' | 'engineer' | 'other' | 'stray' | 'manager', Client>>
let engineerId: string
let otherId: string

beforeAll(async () => {
  instance = await createTestInstance()
  const { deps } = instance
  // In the middle of a shift: at night nobody may take an order from the pool.
  const now = deps.clock.now()
  deps.clock.moveTo(deps.clock.offsetMs + epochMsOf(addMinutes(startOfDay(dayOf(now)), 600)) - epochMsOf(now))
  const [station, elsewhere] = [await stationIn(deps, { name: '南明站' }), await stationIn(deps, { name: '外站' })]
  engineerId = await staffIn(deps, { stationId: station, name: '吴启明' })
  otherId = await staffIn(deps, { stationId: station, name: '石磊' })
  const strayId = await staffIn(deps, { stationId: elsewhere })
  await asSystem(deps, async (tx) => {
    for (const id of [engineerId, otherId]) {
      await tx.run({
        text: `INSERT INTO certificate (id, staff_id, kind, number, issuer, valid_to) VALUES ($1, $2, 'homeFitter', 'GZ-1', 'operator', '2999-12-31')`,
        values: [newId(), id],
      })
    }
    await tx.run({
      text: `INSERT INTO home_user (prefecture, id, user_code, account, name, phone, county, address, address_key, status, area_class, updated_at)
             VALUES ('520100', $1, 'JK1', 'gz52010001', '王小明', '13812345678', '520102', '南明区清溪苑3栋2单元501号', '南明区清溪苑3栋2单元501号', 'active', 'urban', now())`,
      values: [newId()],
    })
  })
  const at = (staffId: string, stationId: string) => ({ roles: ['engineer'] as const, stationId, staffId })
  people = {
    desk: await instance.signIn({ roles: ['countyDesk'], prefectures: ['520100'] }),
    head: await instance.signIn({ roles: ['stationHead'], stationId: station }),
    engineer: await instance.signIn(at(engineerId, station)),
    other: await instance.signIn(at(otherId, station)),
    stray: await instance.signIn(at(strayId, elsewhere)),
    manager: await instance.signIn({ roles: ['contractorManager'] }),
  }
}, 60_000)
afterAll(() => instance.stop())

const act = (client: Client, number: string, action: OrderAction, body: object = {}) =>
  client.call(actionRouteOf(action), { params: { number }, body })
const done = async (client: Client, number: string, action: OrderAction, body: object = {}) => {
  const answer = await act(client, number, action, body)
  expect(
    [answer.problem.title, answer.status],
    `${action} ${answer.problem.errors?.map((each) => each.title).join()}`,
  ).toEqual([undefined, 200])
}
const atStation = async (): Promise<string> => {
  const { body } = await people.desk.call(workOrderRoutes.create, {
    body: { account: 'gz52010001', symptom: '不能上网' },
  })
  await done(people.desk, body.number, 'dispatch')
  await done(people.manager, body.number, 'accept')
  return body.number
}
const myDay = async (client: Client) => (await client.call(fieldRoutes.myDay)).body
const team = async () => (await people.head.call(fieldRoutes.team, { query: {} })).body
const personOf = async (id: string) => (await team()).people.find(({ staffId }) => staffId === id)

describe('my day', () => {
  it('shows what is in the engineer’s hands with the one next thing, masked, and follows it to the return', async () => {
    const number = await atStation()
    const mine = async () => (await myDay(people.engineer)).orders.find((order) => order.number === number)
    expect(await mine()).toBeUndefined()
    await done(people.head, number, 'assign', { staffId: engineerId })
    expect(await mine()).toMatchObject({ next: 'accept', customerName: '王**', address: '南明区清溪苑****' })
    await done(people.engineer, number, 'accept')
    expect((await mine())?.next).toBe('appoint')
    const now = instance.deps.clock.now()
    await done(people.engineer, number, 'appoint', {
      from: addMinutes(now, 30),
      to: addMinutes(now, 90),
      isAsked: true,
    })
    await done(people.engineer, number, 'depart')
    await done(people.engineer, number, 'arrive', { exception: '室内无定位' })
    await done(people.engineer, number, 'start')
    await done(people.engineer, number, 'recordStep', everyStep())
    await done(people.engineer, number, 'restore')
    expect((await mine())?.next).toBe('return')
    const { doneToday } = await myDay(people.engineer)
    await done(people.engineer, number, 'return', {
      ...{ cause: 'line.drop.fibre.broken', segment: 'drop', done: '更换皮线', signatureException: '客户不便签字' },
      readings: [{ kind: 'onuRxDbm', value: -19.4, unit: 'dBm' }],
    })
    expect(await mine()).toBeUndefined()
    expect((await myDay(people.engineer)).doneToday).toBe(doneToday + 1)
    expect((await myDay(people.other)).orders.map((order) => order.number)).not.toContain(number)
  })

  it('stands in promised order, whatever was made first', async () => {
    const now = instance.deps.clock.now()
    const numbers = [await atStation(), await atStation()]
    for (const [index, number] of numbers.entries()) {
      await done(people.head, number, 'assign', { staffId: otherId })
      await done(people.other, number, 'accept')
      const from = addMinutes(now, index === 0 ? 240 : 60)
      await done(people.other, number, 'appoint', { from, to: addMinutes(from, 60), isAsked: true })
    }
    expect((await myDay(people.other)).orders.map((order) => order.number)).toEqual([...numbers].reverse())
  })

  it('offers the pool to the station’s own engineers only, until one has it', async () => {
    const number = await atStation()
    await done(people.head, number, 'assign', { mode: 'pool' })
    const seenBy = async (client: Client) => (await myDay(client)).pool.map((order) => order.number).includes(number)
    expect(await Promise.all([people.engineer, people.other, people.stray].map(seenBy))).toEqual([true, true, false])
    await done(people.other, number, 'grab')
    expect(await seenBy(people.engineer)).toBe(false)
  })

  it('is refused with a sentence to somebody who is nobody’s staff', async () => {
    const { status, problem } = await people.head.call(fieldRoutes.myDay)
    expect([status, problem.code]).toEqual([409, 'field.no-staff'])
    expect(problem.title).toMatch(/人员档案/)
  })
})

describe('the team', () => {
  it('counts what nobody has, and moves it to the person with what they do now', async () => {
    const number = await atStation()
    const before = await team()
    expect(before.unassigned.map((order) => order.number)).toContain(number)
    expect(before.counts.unassigned).toBe(before.unassigned.length)
    await done(people.head, number, 'assign', { staffId: engineerId })
    await done(people.engineer, number, 'accept')
    await done(people.engineer, number, 'depart')
    const after = await team()
    const person = after.people.find((each) => each.staffId === engineerId)
    expect(person?.present).toBe(number)
    expect(person?.orders.map((order) => order.number)).toContain(number)
    expect(after.counts.unassigned).toBe(before.counts.unassigned - 1)
    expect(after.people.map((each) => each.name)).not.toContain('外站')
  })

  it('draws each person’s day: what was promised, what runs, who goes along, what is left free', async () => {
    const number = await atStation()
    await done(people.head, number, 'assign', { staffId: otherId, helpers: [engineerId] })
    await done(people.other, number, 'accept')
    const now = instance.deps.clock.now()
    const window = { from: addMinutes(now, 120), to: addMinutes(now, 180) }
    await done(people.other, number, 'appoint', { ...window, isAsked: true })
    const mine = async (id: string) => (await personOf(id))?.blocks.filter((block) => block.number === number)
    const planned = { ...window, part: 'planned', customerName: '王**', lateMinutes: 0 }
    expect(await mine(otherId)).toMatchObject([{ ...planned, isHelper: false }])
    expect(await mine(engineerId)).toMatchObject([{ ...planned, isHelper: true }])
    expect((await personOf(otherId))?.free.every(({ from, to }) => to <= window.from || from >= window.to)).toBe(true)
    expect((await myDay(people.engineer)).helping).toMatchObject([{ number, staffName: '石磊', next: null }])
    expect((await myDay(people.other)).helping).toEqual([])

    await done(people.other, number, 'depart')
    await done(people.other, number, 'arrive', { exception: '室内无定位' })
    expect((await mine(otherId))?.map(({ part }) => part)).toEqual(['now'])
    await done(people.other, number, 'comeAgain', {
      outcome: 'nobodyHome',
      reasonCode: 'nobodyHome',
      reason: '到场无人',
    })
    expect((await mine(otherId))?.map(({ part }) => part)).toEqual(['done'])
    const { bar } = await team()
    expect(bar.from <= now && now <= bar.to).toBe(true)
  })

  it('says who is on leave, and offers no free time of theirs', async () => {
    const day = dayOf(instance.deps.clock.now())
    await asSystem(instance.deps, (tx) =>
      tx.run({
        text: `INSERT INTO staff_leave (id, staff_id, from_on, to_on, reason, created_by_name) VALUES ($1, $2, $3, $3, '病假', '主管')`,
        values: [newId(), engineerId, day],
      }),
    )
    expect(await personOf(engineerId)).toMatchObject({ leaveUntil: day, free: [] })
    await asSystem(instance.deps, (tx) => tx.run({ text: 'DELETE FROM staff_leave' }))
    expect((await personOf(engineerId))?.leaveUntil).toBeNull()
  })

  it('of another station: the order goes there with its reason, out of the head’s sight, and that head assigns it', async () => {
    const number = await atStation()
    const { stations } = (await people.head.call(fieldRoutes.stations, { query: { order: number } })).body
    const other = stations.find(({ name }) => name === '外站')
    expect(other?.isNear).toBe(true)
    expect((await act(people.head, number, 'transfer', { stationId: other?.id })).status).toBe(422)
    await done(people.head, number, 'transfer', { stationId: other?.id, reason: '离那边近' })
    expect((await team()).unassigned.map((order) => order.number)).not.toContain(number)
    expect((await people.head.call(workOrderRoutes.detail, { params: { number } })).status).toBe(404)
    const there = await people.manager.call(fieldRoutes.team, { query: { station: other?.id ?? '' } })
    expect(there.body.unassigned.map((order) => order.number)).toContain(number)
    // Whoever belongs to a station sees that one, whatever they ask for.
    const asked = await people.head.call(fieldRoutes.team, { query: { station: other?.id ?? '' } })
    expect(asked.body.stationName).toBe('南明站')
  })

  it('is refused to whoever has no station, and to engineers', async () => {
    expect((await people.manager.call(fieldRoutes.team, { query: {} })).problem.code).toBe('field.no-station')
    expect((await people.engineer.call(fieldRoutes.team, { query: {} })).status).toBe(403)
  })
})

/** A picture of one colour, sent as a phone sends it. */
const sendPicture = async (client: Client, purpose: 'evidence' | 'signature', takenAt: string): Promise<string> => {
  const { default: sharp } = await import('sharp')
  const background = purpose === 'evidence' ? '#884422' : '#ffffff'
  const raw = sharp({ create: { width: 640, height: 480, channels: 3, background } })
  const picture = await (purpose === 'evidence' ? raw.jpeg() : raw.png()).toBuffer()
  const boundary = 'x-trial-x'
  const head = `--${boundary}\r\nContent-Disposition: form-data; name="file"; filename="photo"\r\nContent-Type: image/jpeg\r\n\r\n`
  const answer = await client.send({
    method: 'POST',
    path: `/api/v1/files?purpose=${purpose}&prefecture=520100&deviceAt=${takenAt}`,
    headers: { 'content-type': `multipart/form-data; boundary=${boundary}` },
    body: Buffer.concat([Buffer.from(head), picture, Buffer.from(`\r\n--${boundary}--\r\n`)]),
  })
  expect(answer.status, JSON.stringify(answer.problem)).toBe(201)
  return (answer.body as { id: string }).id
}

describe('photos and the signature', () => {
  const detail = async (client: Client, number: string) =>
    (await client.call(workOrderRoutes.detail, { params: { number } })).body
  const onSite = async (): Promise<string> => {
    const number = await atStation()
    await done(people.head, number, 'assign', { staffId: engineerId })
    await done(people.engineer, number, 'accept')
    await done(people.engineer, number, 'depart')
    await done(people.engineer, number, 'arrive', { exception: '室内无定位' })
    return number
  }
  const position = { lon: 106.71, lat: 26.57, accuracyMetres: 12 }

  it('stand on the order with what they prove, when and where they were taken, and who sees the order sees them', async () => {
    const number = await onSite()
    const takenAt = addMinutes(instance.deps.clock.now(), -3)
    const fileId = await sendPicture(people.engineer, 'evidence', takenAt)
    await done(people.engineer, number, 'addEvidence', { kind: 'ontLights', fileId, position })
    const [photo, ...more] = (await detail(people.head, number)).files
    expect(more).toEqual([])
    expect(photo).toMatchObject({ fileId, kind: 'ontLights', visit: 1, takenAt, position, isWithdrawn: false })
    expect(photo?.sha256).toMatch(/^[0-9a-f]{64}$/)
    const fetched = async (client: Client) =>
      (await client.send({ method: 'GET', path: photo?.thumbnailUrl ?? '' })).status
    expect([await fetched(people.head), await fetched(people.desk), await fetched(people.stray)]).toEqual([
      200, 200, 404,
    ])
    await done(people.engineer, number, 'recordStep', everyStep())
    await done(people.engineer, number, 'restore')
    const signatureFileId = await sendPicture(people.engineer, 'signature', takenAt)
    await done(people.engineer, number, 'return', {
      ...{ cause: 'line.drop.fibre.broken', segment: 'drop', done: '更换皮线', signatureFileId, signedBy: 'family' },
      readings: [{ kind: 'onuRxDbm', value: -19.4, unit: 'dBm' }],
    })
    const returned = await detail(people.head, number)
    expect(returned.result?.signedBy).toBe('family')
    expect(returned.files.find((file) => file.fileId === signatureFileId)).toMatchObject({
      ...{ kind: 'signature', visit: 1, isWithdrawn: false },
    })
  })

  it('can be taken back before the return, once; the timeline keeps what it was', async () => {
    const number = await onSite()
    const fileId = await sendPicture(people.engineer, 'evidence', instance.deps.clock.now())
    await done(people.engineer, number, 'addEvidence', { kind: 'photo', fileId })
    const [photo] = (await detail(people.engineer, number)).files
    const evidenceId = photo?.evidenceId ?? ''
    expect((await act(people.head, number, 'withdrawEvidence', { evidenceId })).status).toBe(403)
    await done(people.engineer, number, 'withdrawEvidence', { evidenceId })
    const after = await detail(people.engineer, number)
    expect(after.visits[0]?.evidence).toEqual([])
    expect(after.files).toMatchObject([{ fileId, isWithdrawn: true }])
    expect(after.events.at(-1)).toMatchObject({ kind: 'workOrder.evidenceWithdrawn', data: { evidenceId, fileId } })
    const again = await act(people.engineer, number, 'withdrawEvidence', { evidenceId })
    expect([again.status, again.problem.code]).toEqual([409, 'work-orders.evidence-unknown'])
  })

  it('of somebody else cannot be named, neither as proof of a suspension', async () => {
    const number = await onSite()
    const evidenceFileIds = [await sendPicture(people.other, 'evidence', instance.deps.clock.now())]
    const asked = await act(people.engineer, number, 'requestSuspension', {
      ...{ cause: 'customerAbsent', reason: '客户出差', evidence: ['callRecord', 'message'], evidenceFileIds },
      until: addMinutes(instance.deps.clock.now(), 600),
    })
    expect([asked.status, asked.problem.code]).toEqual([422, 'work-orders.file-unknown'])
  })
})

describe('choices of a job', () => {
  it('are those of the order’s line, in the reader’s language, with the readings it must carry', async () => {
    const number = await atStation()
    await done(people.head, number, 'assign', { staffId: engineerId })
    const { body } = await people.engineer.call(fieldRoutes.choices, { params: { number } })
    expect(body.causes.find((cause) => cause.code === 'line.drop.fibre.broken')?.names).toHaveLength(4)
    expect(body.readings).toEqual(['onuRxDbm'])
    expect(new Set(body.pauses.map((pause) => pause.code)).size).toBe(body.pauses.length)
    expect(body.pauses.every((pause) => pause.maxMinutes > 0)).toBe(true)
    expect((await people.stray.call(fieldRoutes.choices, { params: { number } })).status).toBe(404)
  })

  it('name who answers for each segment, how photos are shrunk, and the refusals of whoever has the order now', async () => {
    const number = await atStation()
    const choices = async (client: Client) => (await client.call(fieldRoutes.choices, { params: { number } })).body
    const atHead = await choices(people.head)
    expect(atHead.refuse.map(({ code }) => code)).toContain('notThisStation')
    await done(people.head, number, 'assign', { staffId: engineerId, helpers: [otherId] })
    const atEngineer = await choices(people.engineer)
    expect(atEngineer.refuse.map(({ code }) => code)).not.toContain('notThisStation')
    const broken = atEngineer.causes.find((cause) => cause.code === 'line.drop.fibre.broken')
    expect(broken?.segments.find((segment) => segment.code === 'drop')?.party).toBe('contractor')
    expect(atEngineer.noSignature.find(({ code }) => code === 'customerDeclines')?.proofs).toEqual(['callLog', 'note'])
    await instance.setParameter(fieldParameters.photo, { longSidePixels: 1_200, quality: 0.7 })
    expect((await choices(people.engineer)).photo).toEqual({ longSidePixels: 1_200, quality: 0.7 })
    const { body } = await people.engineer.call(workOrderRoutes.detail, { params: { number } })
    expect(body.helperNames).toEqual(['石磊'])
  })
})
