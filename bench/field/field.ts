/**
 * The phone without network, measured: `node bench/field/field.ts [--sequences N] [--json]`. Random sequences of phones and desk over
 * a bad network against the same over a good one; 500 queued commands over loopback; what a phone keeps of twelve orders; how
 * long its face takes in a browser; the scripts of the faces. On an instance of its own that is thrown away.
 */
import { execFileSync } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { createCaller, median, rounded } from '#bench/measure.ts'
import { createApp } from '#server/main.ts'
import { readConfig } from '#server/platform/config.ts'
import { createLog } from '#server/platform/log.ts'
import { openDatabase } from '#server/platform/open-database.ts'
import { buildWeb } from '#server/platform/web-build.ts'
import { servePages } from '#server/static.ts'
import { wire } from '#server/wiring.ts'
import { compareRuns } from '#testing/convergence/compare.ts'
import { createWorld, ordersInHand, type World } from '#testing/convergence/world.ts'
import { TEST_PASSWORD } from '#testing/users.ts'
import { type Load, measureLoad } from './load.ts'

const { values } = parseArgs({
  options: { sequences: { type: 'string', default: '10000' }, json: { type: 'boolean', default: false } },
})
const sequences = Number(values.sequences)
const AT_ONCE = 8
const COMMANDS = 500
const ORDERS = 12
const ROUNDS = 5

const say = (text: string): void => void process.stderr.write(`${text}\n`)

const dataDir = await mkdtemp(path.join(tmpdir(), 'daiwei-bench-field-'))
const environment = { DATA_DIR: dataDir, REQUESTS_PER_MINUTE: '1000000' }
const log = createLog('error')
const config = readConfig(environment)
const database = await openDatabase(config, log)
const { deps, close } = await wire(config, database, log)
const http = await createApp(deps)
await buildWeb({ info: say }, new AbortController().signal)
await servePages(http.app)
await http.app.listen({ port: 0, host: '127.0.0.1' })
const address = http.app.server.address()
const port = typeof address === 'object' && address ? address.port : 0

/** Every sequence twice, several at a time; 0 lost, 0 doubled and no difference is what it is to show. */
const converge = async (world: World) => {
  const all = { sequences, commands: 0, requests: 0, lost: 0, doubled: 0, differing: 0 }
  const outcomes: Record<string, number> = {}
  const started = performance.now()
  let seed = 0
  const work = async (): Promise<void> => {
    while (seed < sequences) {
      seed += 1
      if (seed % 500 === 0) say(`${seed} of ${sequences} sequences`)
      const compared = await compareRuns(world, seed)
      for (const key of ['commands', 'requests', 'lost', 'doubled'] as const) all[key] += compared[key]
      all.differing += compared.differences.length > 0 ? 1 : 0
      for (const difference of compared.differences.slice(0, 1)) say(difference)
      for (const [name, count] of Object.entries(compared.outcomes)) outcomes[name] = (outcomes[name] ?? 0) + count
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, work))
  return { ...all, outcomes, seconds: rounded((performance.now() - started) / 1000, 1) }
}

type Json = Readonly<Record<string, unknown>>

/** The engineer's phone over a socket, as it comes. */
const overLoopback = async (world: World) => {
  const response = await fetch(`http://127.0.0.1:${port}/api/v1/session/sign-in`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ login: world.login, password: TEST_PASSWORD, face: 'field' }),
  })
  const session = (await response.json()) as { csrf: string }
  const cookie = response.headers.getSetCookie()[0]?.split(';')[0] ?? ''
  const caller = createCaller(port, { cookie, 'x-csrf-token': session.csrf })
  const deviceId = randomUUID()
  await caller('POST', '/api/v1/sync/devices', { id: deviceId, name: '测量', platform: 'android' })

  const target = `/api/v1/sync/snapshot?device=${deviceId}`
  const read = async (url: string, isPacked: boolean) => {
    const started = performance.now()
    const answer = await fetch(`http://127.0.0.1:${port}${url}`, {
      headers: { cookie, 'accept-encoding': isPacked ? 'gzip' : 'identity' },
    })
    const text = await answer.text()
    return { ms: performance.now() - started, text }
  }
  // As many as a full day has.
  await ordersInHand(world, ORDERS)
  const whole = await read(target, true)
  const { checkpoint, orders } = JSON.parse(whole.text) as { checkpoint: string; orders: string[] }
  const [times, same]: [number[], number[]] = [[], []]
  for (let round = 0; round < ROUNDS * 2; round += 1) {
    times.push((await read(target, true)).ms)
    same.push((await read(`${target}&checkpoint=${checkpoint}`, true)).ms)
  }
  const packed = await packedBytes(`${target}`, cookie)
  const unchanged = await packedBytes(`${target}&checkpoint=${checkpoint}`, cookie)
  const sync: number[] = []
  let seq = 0
  for (let round = 0; round < ROUNDS; round += 1) {
    const orders = await ordersInHand(world, ORDERS)
    const at = { deviceAt: deps.clock.now() }
    const firstSeq = seq + 1
    const commands = Array.from({ length: COMMANDS }, (_, index): Json => {
      seq += 1
      const order = orders[index % ORDERS]
      const turn = Math.floor(index / ORDERS)
      const [action, input] = turnOf(turn)
      return { id: randomUUID(), seq, at, kind: 'order', number: order?.number, action, input }
    })
    const { ms, status, body } = await caller('POST', '/api/v1/sync/commands', {
      deviceId,
      sent: at,
      firstSeq,
      commands,
    })
    const { answers } = JSON.parse(body) as { answers?: { outcome: string; problem: Json | null }[] }
    const bad = answers?.find(({ outcome }) => outcome !== 'done')
    if (status !== 200 || !answers || bad)
      throw new Error(`not done: ${status} ${JSON.stringify(bad ?? body).slice(0, 300)}`)
    sync.push(ms)
    say(`${COMMANDS} commands in ${Math.round(ms)} ms`)
  }

  return {
    commands: {
      count: COMMANDS,
      ms: Math.round(median(sync)),
      worstMs: Math.round(Math.max(...sync)),
      perCommandMs: rounded(median(sync) / COMMANDS, 2),
      limitMs: 5_000,
    },
    snapshot: {
      orders: orders.length,
      bytes: whole.text.length,
      packedBytes: packed,
      unchangedPackedBytes: unchanged,
      checkpointBytes: checkpoint.length,
      ms: Math.round(median(times)),
      unchangedMs: Math.round(median(same)),
    },
  }
}

/** A day's work: first on the way and signed in, then facts, as many as there are. */
const turnOf = (turn: number): readonly [string, Json] => {
  if (turn === 0) return ['depart', {}]
  if (turn === 1) return ['arrive', { exception: '室内无定位' }]
  if (turn === 2) return ['start', {}]
  if (turn % 3 === 0) return ['addEvidence', { kind: 'onuRxDbm', value: -19.5, unit: 'dBm' }]
  if (turn % 3 === 1) return ['addNote', { note: `第${turn}步` }]
  return ['logContact', { outcome: 'noAnswer' }]
}

const packedBytes = async (target: string, cookie: string): Promise<number> => {
  const { request } = await import('node:http')
  return new Promise((resolve, reject) => {
    const asked = request(
      { port, host: '127.0.0.1', path: target, headers: { cookie, 'accept-encoding': 'gzip' } },
      (reply) => {
        let bytes = 0
        reply.on('data', (part: Buffer) => {
          bytes += part.length
        })
        reply.on('end', () => resolve(bytes))
      },
    )
    asked.on('error', reject)
    asked.end()
  })
}

/** kB of script, gzipped, by page, as `scripts/web-sizes.mjs` prints them. */
const scriptSizes = (): readonly { readonly page: string; readonly kB: number; readonly budgetKB: number }[] => {
  const script = path.resolve(import.meta.dirname, '../../scripts/web-sizes.mjs')
  const text = execFileSync(process.execPath, [script], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] })
  return [...text.matchAll(/^(.+?)\s+([\d.]+) kB of (\d+) kB/gm)].map(([, page = '', kB, budget]) => ({
    page,
    kB: Number(kB),
    budgetKB: Number(budget),
  }))
}

try {
  const world = await createWorld(deps, http)
  say('twelve orders, five hundred commands')
  const loopback = await overLoopback(world)
  say('the phone’s face in a browser')
  const load = await measureLoad(`http://localhost:${port}`, world.login, TEST_PASSWORD)
  say(`${sequences} sequences`)
  const convergence = await converge(world)
  const report = { convergence, ...loopback, load, scripts: scriptSizes() }
  if (values.json) process.stdout.write(`${JSON.stringify(report)}\n`)
  else print(report)
  if (convergence.lost + convergence.doubled + convergence.differing > 0) process.exitCode = 1
} finally {
  await http.app.close()
  await close()
  await database.close()
  await rm(dataDir, { recursive: true, force: true })
}

function print({
  convergence: c,
  commands,
  snapshot,
  load,
  scripts,
}: {
  readonly load: Load
  readonly convergence: Awaited<ReturnType<typeof converge>>
  readonly scripts: ReturnType<typeof scriptSizes>
} & Awaited<ReturnType<typeof overLoopback>>): void {
  const lines = [
    `sequences        ${c.sequences} (${c.commands} commands in ${c.requests} requests, ${c.seconds} s)`,
    `lost             ${c.lost}`,
    `doubled          ${c.doubled}`,
    `ended otherwise  ${c.differing}`,
    `${commands.count} commands     ${commands.ms} ms, worst ${commands.worstMs} ms (limit ${commands.limitMs} ms)`,
    `snapshot         ${snapshot.orders} orders, ${snapshot.packedBytes} bytes packed of ${snapshot.bytes}, ${snapshot.ms} ms; unchanged ${snapshot.unchangedPackedBytes} bytes, ${snapshot.unchangedMs} ms`,
    `first load       sign-in ${load.signInMs} ms, my day ${load.myDayMs} ms (limit ${load.limitMs} ms; slow 4G, CPU ${load.network.cpu}× slower)`,
    `second visit     ${load.secondVisitMs} ms, without network ${load.offlineReloadMs} ms`,
    ...scripts.map(({ page, kB, budgetKB }) => `${page.padEnd(16)} ${kB} kB of ${budgetKB} kB`),
  ]
  process.stdout.write(`${lines.join('\n')}\n`)
}
