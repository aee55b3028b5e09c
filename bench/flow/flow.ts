/**
 * The main job measured against the floor in the same run: `node bench/flow/flow.ts --orders N [--json]`.
 * Rounds alternate between product and floor, so that a noisy machine is noisy for both. W1-W5 are medians of single calls.
 */
import { type ChildProcess, spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { prepareFloor } from '#bench/floor/data.ts'
import { type Caller, createCaller, median, quantile, rounded } from '#bench/measure.ts'
import type { ChecklistStep } from '#core/visits/checklist.ts'
import { ticksOf } from '#core/visits/steps.rules.ts'
import { readConfig } from '#server/platform/config.ts'
import { createLog } from '#server/platform/log.ts'
import { reach } from '#server/platform/open-database.ts'
import { runCommand, startProduct } from './product.ts'

const { values } = parseArgs({
  options: {
    orders: { type: 'string', default: '100000' },
    json: { type: 'boolean', default: false },
    rounds: { type: 'string', default: '150' },
    seconds: { type: 'string', default: '30' },
  },
})
const orders = Number(values.orders)
const rounds = Number(values.rounds)
const seconds = Number(values.seconds)
const CLIENTS = 16
const PREFECTURES = ['520100', '520200', '520300', '520400', '520500', '520600', '522300', '522600', '522700']
const STATES = ['pendingDispatch', 'pendingAcceptance', 'pendingAssignment', 'taken', 'inProgress', 'archived']

const say = (text: string): void => void process.stderr.write(`${text}\n`)
const pick = <T>(items: readonly T[]): T => items[Math.floor(Math.random() * items.length)] as T

const config = readConfig()
const dataDir = path.join(config.dataDir, `bench-${orders}`)
const ready = path.join(dataDir, 'bench-ready')
const made = path.join(dataDir, 'bench-orders')
mkdirSync(dataDir, { recursive: true, mode: 0o700 })
if (!existsSync(ready) && !existsSync(made)) {
  say(`making ${orders} orders in ${dataDir}`)
  await runCommand(dataDir, 'demo', '--orders', String(orders))
  writeFileSync(made, '')
}
const database = await reach({ dataDir, database: undefined }, createLog('error'))
if (!database.ownerUrl) throw new Error('the bench needs the embedded database')
say('making the floor')
const floorUrl = await prepareFloor(database.ownerUrl, orders)
writeFileSync(ready, '')

const startFloor = (): Promise<{ child: ChildProcess; port: number }> =>
  new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [path.join(import.meta.dirname, '../floor/floor.ts'), floorUrl], {
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    child.on('error', reject)
    child.stdout.once('data', (port: Buffer) => resolve({ child, port: Number(port.toString()) }))
  })

const product = await startProduct(dataDir, 20_000 + Math.floor(Math.random() * 20_000))
const floorServer = await startFloor()
const floor = createCaller(floorServer.port)
const callers = {
  desk: await product.callerOf('countyDesk'),
  manager: await product.callerOf('provinceManager'),
  dispatcher: await product.callerOf('dispatcher'),
  engineer: await product.callerOf('engineer'),
  clerk: await product.callerOf('qualityClerk'),
  quality: await product.callerOf('qualityAgent'),
}

let errors = 0
const checked = async (reply: ReturnType<Caller>): Promise<{ ms: number; body: Record<string, unknown> }> => {
  const { status, body, ms } = await reply
  if (status >= 400) {
    errors += 1
    if (errors <= 5) say(`${status} ${body.slice(0, 300)}`)
  }
  return { ms, body: status < 400 ? JSON.parse(body) : {} }
}

const ACCOUNTS = 34
const accountOf = (): string => `ys520102${String(1 + Math.floor(Math.random() * ACCOUNTS)).padStart(5, '0')}`
const createIn = (caller: Caller) =>
  checked(callKeyed(caller, '/api/v1/work-orders', { account: accountOf(), symptom: '不能上网', channel: 'hotline' }))
const actIn = (caller: Caller, number: string, action: string, body: object = {}) =>
  checked(callKeyed(caller, `/api/v1/work-orders/${number}/actions/${action}`, body))
/** Every command carries its sender's id, as the product's own screens send it. */
const callKeyed = (caller: Caller, url: string, body: object) =>
  caller('POST', url, body, { 'idempotency-key': randomUUID() })

type Samples = Record<string, { product: number[]; floor: number[] }>
const samples: Samples = Object.fromEntries(
  ['W1', 'W2', 'W3', 'W3all', 'W4', 'W5'].map((name) => [name, { product: [], floor: [] }]),
)
const sample = (name: string, side: 'product' | 'floor', ms: number): void => void samples[name]?.[side].push(ms)

const engineerId = async (): Promise<string> => {
  const { body } = await checked(callers.engineer('GET', '/api/v1/session'))
  return (body.user as { staffId: string }).staffId
}
const staffId = await engineerId()

/** Whatever can be ticked of the order's steps. */
const ticksFor = async (number: string) => {
  const { body } = await checked(callers.engineer('GET', `/api/v1/work-orders/${number}/steps`))
  return ticksOf(body.steps as ChecklistStep[])
}

/** Everybody books the same hour: the county takes as many as come. */
await checked(
  callers.manager(
    'PUT',
    '/api/v1/appointments/capacity',
    { county: '520102', cells: [{ minutes: 100_000 }], reason: '压测' },
    { 'idempotency-key': randomUUID() },
  ),
)

/** One order from report to archive: every action is one sample. */
const walk = async (number: string): Promise<void> => {
  // By the instance's own clock: a demo that is made by night begins in the morning.
  const { body: order } = await checked(callers.manager('GET', `/api/v1/work-orders/${number}`))
  const now = Date.parse(String(order.now))
  const from = new Date(now + 600_000).toISOString()
  const to = new Date(now + 4_200_000).toISOString()
  const steps: [Caller, string, object][] = [
    [callers.desk, 'dispatch', {}],
    [callers.dispatcher, 'accept', {}],
    [callers.dispatcher, 'assign', { staffId }],
    [callers.engineer, 'accept', {}],
    [callers.engineer, 'appoint', { from, to, isAsked: true }],
    [callers.engineer, 'depart', {}],
    [callers.engineer, 'arrive', { exception: '压测，无定位' }],
    [callers.engineer, 'recordStep', {}],
    [callers.engineer, 'restore', {}],
    [
      callers.engineer,
      'return',
      {
        ...{ cause: 'line.drop.fibre.broken', segment: 'drop', done: '更换皮线', signatureException: '压测' },
        readings: [{ kind: 'onuRxDbm', value: -19.5, unit: 'dBm' }],
      },
    ],
    [callers.clerk, 'passContractorCheck', {}],
  ]
  let state = ''
  for (const [caller, action, body] of steps) {
    const given = action === 'recordStep' ? { records: await ticksFor(number) } : body
    const { ms, body: reply } = await actIn(caller, number, action, given)
    sample('W2', 'product', ms)
    state = String(reply.state)
    sample('W2', 'floor', (await checked(floor('POST', `/orders/${floorNumber}/actions/${action}`, body))).ms)
  }
  if (state === 'pendingQualityCheck')
    state = String((await actIn(callers.quality, number, 'passQualityCheck')).body.state)
  if (state === 'pendingCallback') await actIn(callers.quality, number, 'callBack', { outcome: 'satisfied' })
  sample('W2', 'product', (await actIn(callers.desk, number, 'archive')).ms)
  sample('W2', 'floor', (await checked(floor('POST', `/orders/${floorNumber}/actions/archive`, {}))).ms)
}

let floorNumber = ''
const round = async (isWalked: boolean): Promise<void> => {
  const created = await createIn(callers.desk)
  sample('W1', 'product', created.ms)
  const made = await checked(
    floor('POST', '/orders', { prefecture: '520100', account: accountOf(), symptom: '不能上网' }),
  )
  sample('W1', 'floor', made.ms)
  floorNumber = String(made.body.number)
  if (isWalked) await walk(String(created.body.number))
  const [prefecture, state] = [pick(PREFECTURES), pick(STATES)]
  sample(
    'W3',
    'product',
    (await checked(callers.manager('GET', `/api/v1/work-orders?prefecture=${prefecture}&state=${state}&limit=50`))).ms,
  )
  sample('W3', 'floor', (await checked(floor('GET', `/orders?prefecture=${prefecture}&state=${state}`))).ms)
  const all = await checked(callers.manager('GET', `/api/v1/work-orders?state=${state}&limit=50`))
  sample('W3all', 'product', all.ms)
  sample('W3all', 'floor', (await checked(floor('GET', `/orders?state=${state}`))).ms)
  const known = (all.body.items as { number: string }[] | undefined)?.[0]?.number ?? String(created.body.number)
  sample('W4', 'product', (await checked(callers.manager('GET', `/api/v1/work-orders/${known}`))).ms)
  sample('W4', 'floor', (await checked(floor('GET', `/orders/FB-${1 + Math.floor(Math.random() * orders)}`))).ms)
}

const month = new Date().toISOString().slice(0, 7)
const monthRound = async (): Promise<void> => {
  sample('W5', 'product', (await checked(callers.manager('GET', `/api/v1/figures/on-time?month=${month}`))).ms)
  sample('W5', 'floor', (await checked(floor('GET', `/figures?month=${month}-01`))).ms)
}

say('warming up')
for (let index = 0; index < 20; index++) await round(index % 5 === 0)
for (const side of Object.values(samples)) side.product.length = side.floor.length = 0
say(`${rounds} rounds`)
for (let index = 0; index < rounds; index++) await round(index % 3 === 0)
for (let index = 0; index < 20; index++) await monthRound()

type Mixed = { calls: number; ms: number[]; seconds: number }
/** Half W3, a quarter W4, a tenth W1, the rest one action on an order of one's own. */
const mixedClient = async (isProduct: boolean, until: number, mixed: Mixed): Promise<void> => {
  let own = ''
  while (performance.now() < until) {
    const die = Math.random()
    const prefecture = pick(PREFECTURES)
    const state = pick(STATES)
    const call = isProduct
      ? die < 0.5
        ? callers.manager('GET', `/api/v1/work-orders?prefecture=${prefecture}&state=${state}&limit=50`)
        : die < 0.75 && own
          ? callers.manager('GET', `/api/v1/work-orders/${own}`)
          : die < 0.85 || !own
            ? callKeyed(callers.desk, '/api/v1/work-orders', { account: accountOf(), symptom: '不能上网' })
            : callKeyed(callers.desk, `/api/v1/work-orders/${own}/actions/addNote`, { note: '压测' })
      : die < 0.5
        ? floor('GET', `/orders?prefecture=${prefecture}&state=${state}`)
        : die < 0.75 && own
          ? floor('GET', `/orders/${own}`)
          : die < 0.85 || !own
            ? floor('POST', '/orders', { prefecture, account: accountOf(), symptom: '不能上网' })
            : floor('POST', `/orders/${own}/actions/note`, {})
    const { ms, body } = await checked(call)
    mixed.calls += 1
    mixed.ms.push(ms)
    if (typeof body.number === 'string') own = body.number
  }
}

const SLICES = 6
const mixes = { product: { calls: 0, ms: [], seconds: 0 } as Mixed, floor: { calls: 0, ms: [], seconds: 0 } as Mixed }
errors = 0
say(`${CLIENTS} clients for ${seconds} s each`)
for (let slice = 0; slice < SLICES; slice++) {
  for (const side of ['product', 'floor'] as const) {
    const started = performance.now()
    const until = started + (seconds * 1000) / SLICES
    await Promise.all(Array.from({ length: CLIENTS }, () => mixedClient(side === 'product', until, mixes[side])))
    mixes[side].seconds += (performance.now() - started) / 1000
  }
}
const rssMb = product.rssMb()

const compared = (name: string) => {
  const { product: own, floor: theirs } = samples[name] ?? { product: [], floor: [] }
  const [ms, floorMs] = [median(own), median(theirs)]
  return { ms: rounded(ms), floorMs: rounded(floorMs), ratio: rounded(ms / floorMs, 2) }
}
const perSecond = ({ calls, seconds: took }: Mixed): number => calls / took
const result = {
  orders,
  W1: compared('W1'),
  W2: compared('W2'),
  W3: compared('W3'),
  W3all: compared('W3all'),
  W4: compared('W4'),
  W5: compared('W5'),
  W6: {
    perSecond: rounded(perSecond(mixes.product), 1),
    floorPerSecond: rounded(perSecond(mixes.floor), 1),
    ratio: rounded(perSecond(mixes.product) / perSecond(mixes.floor), 2),
    p99Ms: rounded(quantile(mixes.product.ms, 0.99)),
    floorP99Ms: rounded(quantile(mixes.floor.ms, 0.99)),
    errors,
  },
  rssMb: rounded(rssMb, 1),
}
floorServer.child.kill('SIGTERM')
await product.stop()
await database.close()
process.stdout.write(values.json ? `${JSON.stringify(result)}\n` : `${JSON.stringify(result, null, 2)}\n`)
process.exit(0)
