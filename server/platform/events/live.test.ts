import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Actor } from '#core/access/scope.ts'
import { type LiveMessage, liveMessageSchema } from '#core/live.contract.ts'
import { platformParameters } from '#core/platform.parameters.ts'
import type { Deps } from '#server/platform/deps.ts'
import { type EventRow, record } from '#server/platform/record.store.ts'
import { anActor, createGround, type Ground } from '#testing/ground.ts'
import { createTestHttp, type TestHttp } from '#testing/http.ts'
import { quickest } from '#testing/quickest.ts'
import { bindLive } from './live.routes.ts'
import { createLive, type Live } from './live.ts'
import { createTail, type Tail } from './tail.ts'

type Process = { deps: Deps; web: TestHttp; live: Live; tail: Tail; address: string }
let ground: Ground
let here: Process
let there: Process
const ends: (() => void)[] = []

const serve = async (deps: Deps): Promise<Process> => {
  const tail = await createTail(deps)
  const live = createLive({ ...deps, tail })
  const web = await createTestHttp((http) => bindLive(http, deps, live))
  return { deps, web, live, tail, address: await web.listen() }
}

beforeAll(async () => {
  ground = await createGround({ parameters: Object.values(platformParameters) })
  here = await serve(ground.deps)
  there = await serve(await ground.another())
})
afterAll(async () => {
  for (const each of [here, there]) {
    await each.web.close()
    await each.tail.stop()
  }
  await ground.close()
})
beforeEach(() => ground.asOwner('DELETE FROM work_order'))
afterEach(async () => {
  for (const end of ends.splice(0)) end()
  await expect.poll(() => here.live.size + there.live.size).toBe(0)
})

const happen = (deps: Deps, ...events: (Partial<EventRow> & { kind: string })[]) =>
  deps.db.withTransaction(deps.system.actor().scope, async (tx) => {
    tx.act()
    await record(tx, {
      actor: deps.system.actor(),
      at: deps.clock.now(),
      events: events.map((event) => ({
        prefecture: '520100',
        subjectType: 'trial',
        subjectId: randomUUID(),
        data: {},
        ...event,
      })),
    })
  })

/** An open stream and what came of it so far. */
const listen = async ({ web, address }: Process, actor: Actor, headers: Record<string, string> = {}) => {
  const controller = new AbortController()
  ends.push(() => controller.abort())
  const response = await fetch(`${address}/api/v1/live`, {
    headers: { ...web.as(actor), ...headers },
    signal: controller.signal,
  })
  const stream = { response, text: '', isEnded: false, close: () => controller.abort() }
  const read = async () => {
    const decoder = new TextDecoder()
    for await (const chunk of response.body ?? []) stream.text += decoder.decode(chunk, { stream: true })
  }
  void read()
    .catch(() => undefined)
    .finally(() => {
      stream.isEnded = true
    })
  return {
    ...stream,
    messages: (): LiveMessage[] =>
      [...stream.text.matchAll(/^data: (.*)$/gm)].map((match) => liveMessageSchema.parse(JSON.parse(match[1] ?? ''))),
    /** Each once: what happens while a stream catches up may be told twice. */
    kinds: () => [...new Set([...stream.text.matchAll(/"kind":"([^"]*)"/g)].map((match) => match[1]))],
    lastId: () => [...stream.text.matchAll(/^id: (.*)$/gm)].at(-1)?.[1] ?? '',
    isEnded: () => stream.isEnded,
  }
}

const anOrder = async (values: { stationId?: string; staffId?: string; companyId?: string; county?: string }) => {
  const id = randomUUID()
  await ground.asOwner(
    `INSERT INTO work_order (prefecture, id, number, kind, line, state, is_open, county, area_class, holder_level,
       company_id, station_id, staff_id, channel, symptom, source, created_at, created_by_name, updated_at)
     VALUES ('520100', $1, $2, 'fault', 'home', 'working', true, $3, 'urban', 'station', $4, $5, $6, 'desk', 'x', 'x', now(), 'x', now())`,
    [id, id.slice(0, 20), values.county ?? '520102', values.companyId ?? 'north', values.stationId, values.staffId],
  )
  return id
}

describe('live updates', () => {
  test('what one process writes is told by another, as a small message', async () => {
    const stream = await listen(there, anActor('provinceManager'))
    expect(stream.response.headers.get('content-type')).toContain('text/event-stream')
    expect(stream.response.headers.get('cache-control')).toBe('no-store')
    const told = async () => {
      const before = stream.kinds().length
      await happen(here.deps, { kind: 'trial.done', data: { number: 'GY-1', secret: 'not for the wire' } })
      await expect.poll(() => stream.kinds().slice(before), { interval: 5 }).toEqual(['trial.done'])
    }
    expect(await quickest(500, told)).toBeLessThan(500)
    expect(stream.messages()[0]).toMatchObject({ subjectType: 'trial', number: 'GY-1', prefecture: '520100' })
    expect(JSON.stringify(stream.messages())).not.toContain('secret')
  })

  test('each hears what lies in the own scope, and nothing else', async () => {
    const station = randomUUID()
    const staff = randomUUID()
    const [own, others] = [await anOrder({ stationId: station, staffId: staff }), await anOrder({ companyId: 'south' })]
    const readers = {
      province: anActor('provinceManager'),
      otherPrefecture: anActor('prefectureManager', { prefectures: ['520300'] }),
      otherCounty: anActor('countyDesk', { prefectures: ['520100'], counties: ['520103'] }),
      north: anActor('contractorManager'),
      south: anActor('contractorManager', { companyId: 'south' }),
      head: anActor('stationHead', { stationId: station }),
      otherHead: anActor('stationHead', { stationId: randomUUID() }),
      engineer: anActor('engineer', { stationId: station, staffId: staff }),
      otherEngineer: anActor('engineer', { stationId: station, staffId: randomUUID() }),
    }
    const streams = await Promise.all(Object.values(readers).map((reader) => listen(here, reader)))
    await happen(
      here.deps,
      { subjectType: 'workOrder', subjectId: own, kind: 'workOrder.own' },
      { subjectType: 'workOrder', subjectId: others, kind: 'workOrder.others' },
    )
    const heard = () => Object.fromEntries(Object.keys(readers).map((name, index) => [name, streams[index]?.kinds()]))
    const due = {
      province: ['workOrder.own', 'workOrder.others'],
      otherPrefecture: [],
      otherCounty: [],
      north: ['workOrder.own'],
      south: ['workOrder.others'],
      head: ['workOrder.own'],
      otherHead: [],
      engineer: ['workOrder.own'],
      otherEngineer: [],
    }
    await expect.poll(heard).toEqual(due)
    await sleep(300)
    expect(heard()).toEqual(due)
  })

  test('whoever loses an order from sight is told so', async () => {
    const [left, now] = [randomUUID(), randomUUID()]
    const id = await anOrder({ stationId: now })
    const before = await listen(here, anActor('stationHead', { stationId: left }))
    const after = await listen(here, anActor('stationHead', { stationId: now }))
    const engineer = await listen(here, anActor('engineer', { stationId: left, staffId: randomUUID() }))
    const manager = await listen(here, anActor('contractorManager'))
    const leaves = [{ companyId: 'north', county: '520102', stationId: left }]
    await happen(here.deps, {
      subjectType: 'workOrder',
      subjectId: id,
      kind: 'workOrder.transferred',
      data: { number: 'GY-7', leaves },
    })
    await expect.poll(() => before.messages()).toMatchObject([{ number: 'GY-7', isGone: true }])
    await expect.poll(() => after.messages()).toMatchObject([{ number: 'GY-7' }])
    await expect.poll(() => manager.messages()).toMatchObject([{ number: 'GY-7' }])
    for (const each of [after, manager]) expect(each.messages()[0]?.isGone).toBeUndefined()
    expect(engineer.messages()).toEqual([])
    const taken = [{ companyId: 'north', county: '520102', stationId: left, isPool: true }]
    await happen(here.deps, {
      subjectType: 'workOrder',
      subjectId: id,
      kind: 'workOrder.grabbed',
      data: { leaves: taken },
    })
    await expect.poll(() => engineer.messages()).toMatchObject([{ kind: 'workOrder.grabbed', isGone: true }])
  })

  test('a bell rings for its person alone', async () => {
    const [me, you] = [anActor('engineer'), anActor('engineer')]
    const [mine, yours] = [await listen(here, me), await listen(there, you)]
    await happen(here.deps, { subjectType: 'notification', kind: 'notification.new', data: { users: [you.userId] } })
    await expect.poll(yours.kinds).toEqual(['notification.new'])
    expect(mine.kinds()).toEqual([])
    expect(yours.messages()[0]).not.toHaveProperty('subjectId')
  })

  test('after a break the cursor brings what was missed, also from another process', async () => {
    const actor = anActor('provinceManager')
    const first = await listen(here, actor)
    await happen(here.deps, { kind: 'trial.1' })
    await expect.poll(first.kinds).toEqual(['trial.1'])
    first.close()
    await happen(here.deps, { kind: 'trial.2' })
    await happen(there.deps, { kind: 'trial.3', prefecture: '520300' })
    const again = await listen(there, actor, { 'last-event-id': first.lastId() })
    await expect.poll(again.kinds).toEqual(expect.arrayContaining(['trial.2', 'trial.3']))
    await happen(here.deps, { kind: 'trial.4' })
    await expect.poll(again.kinds).toContain('trial.4')
  })

  test('a stream that has heard nothing yet has a cursor all the same', async () => {
    const actor = anActor('provinceManager')
    const first = await listen(here, actor)
    await expect.poll(first.lastId).toMatch(/^\d+:\d+:/)
    first.close()
    await happen(here.deps, { kind: 'trial.quiet' })
    const again = await listen(here, actor, { 'last-event-id': first.lastId() })
    await expect.poll(again.kinds).toEqual(['trial.quiet'])
  })

  test('after too much, or too long, the screen is told to read everything anew', async () => {
    const actor = anActor('provinceManager')
    const first = await listen(here, actor)
    await expect.poll(first.lastId).not.toBe('')
    await happen(here.deps, ...Array.from({ length: 400 }, (_, index) => ({ kind: `trial.${index}` })))
    await expect.poll(first.kinds).toEqual(['live.reset'])
    const again = await listen(here, actor, { 'last-event-id': '3:3:' })
    await expect.poll(again.kinds).toEqual(['live.reset'])
    await happen(here.deps, { kind: 'trial.after' })
    await expect.poll(again.kinds).toEqual(['live.reset', 'trial.after'])
  })

  test('a person has so many streams and no more, and a closed one counts no longer', async () => {
    const actor = anActor('provinceManager')
    const streams = await Promise.all(Array.from({ length: 8 }, () => listen(here, actor)))
    const refused = await listen(here, actor)
    expect(refused.response.status).toBe(429)
    expect(refused.text || (await refused.response.headers.get('content-type'))).toContain('problem+json')
    streams[0]?.close()
    await expect.poll(() => here.live.countOf(actor.userId)).toBe(7)
    expect((await listen(here, actor)).response.status).toBe(200)
  })

  test('whoever is not signed in hears nothing, and a made-up cursor is refused', async () => {
    expect((await here.web.get(undefined, '/api/v1/live')).status).toBe(401)
    const wrong = await here.web.get(anActor('engineer'), "/api/v1/live?cursor=1';--")
    expect(wrong).toMatchObject({ status: 422, body: { errors: [{ field: 'query.cursor' }] } })
  })

  test('a server that stops ends its streams at once', async () => {
    const short = await serve(await ground.another())
    const stream = await listen(short, anActor('provinceManager'))
    await short.web.close()
    await short.tail.stop()
    await expect.poll(stream.isEnded, { timeout: 5_000 }).toBe(true)
  })
})
