import { readFile } from 'node:fs/promises'
import { epochMsOf, type Instant, instantOf } from '#core/time.ts'
import { consumers, periodics } from '#server/background.ts'
import { command } from '#server/platform/command.ts'
import { drainConsumers } from '#server/platform/events/consumers.ts'
import { halt } from '#server/platform/halt.ts'
import { advanceClock, minutesOf } from '#server/platform/instance-clock.ts'
import { runDue } from '#server/platform/jobs/periodic.ts'
import { withDatabase } from '#server/platform/open-database.ts'
import { isAlone } from '#server/platform/serving-role.ts'
import { type AllDeps, wire, withDeps } from '#server/wiring.ts'
import { addBulkOrders, clearDemo, type DemoLogin, loginsFile, seedFirstStart } from './demo.service.ts'

const MAX_ORDERS = 5_000_000

export const demoCommand = command({
  name: 'demo',
  summary: {
    'zh-CN': '演示数据：查看登录账号、拨快时钟、批量造单、清除',
    en: 'demo data: logins, advance the clock, orders in bulk, clear it away',
  },
  usage: ['logins', 'advance 90m', '--orders N', '--clear'],
  options: {
    orders: {
      type: 'string',
      value: 'N',
      about: {
        'zh-CN': '再造 N 张带完整历史的工单，用于压测',
        en: 'make N more orders with whole histories, for measuring',
      },
    },
    clear: { type: 'boolean', about: { 'zh-CN': '清除全部演示数据', en: 'take all demo data away' } },
  },
  run: async ({ values, positionals }, io) => {
    const [word, span] = positionals
    const forms = [word !== undefined, values.clear === true, values.orders !== undefined].filter(Boolean).length
    // Two at once are no form: what takes data away is not guessed at.
    if (forms !== 1 || positionals.length > (word === 'advance' ? 2 : 1)) throw noSuchForm()
    if (word === 'logins') {
      const logins = await readLogins(io.config.dataDir)
      if (!logins) {
        throw halt(
          '没有演示账号：实例尚未启动过，或演示数据已清除。',
          'There are no demo logins: the instance was never started, or the demo was cleared.',
          1,
        )
      }
      io.answer(logins)
      for (const { role, login, password } of logins) io.say(`${role.padEnd(24)} ${login.padEnd(24)} ${password}`)
      return 0
    }
    if (word === 'advance') {
      const minutes = minutesOf(span ?? '')
      if (minutes === undefined) {
        throw halt('请写要拨快多久，例如 90m、2h、1d12h。', 'Say how far to advance: 90m, 2h, 1d12h.', 2)
      }
      const now = await withDeps(io.config, io.log, (deps) => advance(deps, minutes))
      io.answer({ now })
      io.say(`${shanghaiText(now)} (${now})`)
      return 0
    }
    if (values.clear) {
      const deleted = await withDeps(io.config, io.log, clearDemo)
      io.answer({ deleted })
      for (const [table, rows] of Object.entries(deleted)) io.say(`${table.padEnd(20)} ${rows}`)
      return 0
    }
    if (values.orders !== undefined) {
      const count = Number(values.orders)
      if (!Number.isInteger(count) || count < 1 || count > MAX_ORDERS) {
        throw halt(
          `--orders 请填写 1 到 ${MAX_ORDERS} 的整数。`,
          `--orders takes a whole number from 1 to ${MAX_ORDERS}.`,
          2,
        )
      }
      const startedAt = Date.now()
      await withDatabase(io.config, io.log, async (database) => {
        const ownerUrl = (await isAlone(database)) ? database.ownerUrl : undefined
        const { deps, close } = await wire(io.config, database, io.log)
        let saidAt = 0
        const say = (done: number): void => {
          if (Date.now() - saidAt < 2_000) return
          saidAt = Date.now()
          io.log.info(`${done} / ${count}`)
        }
        try {
          await seedFirstStart(deps, { isOnlyServer: ownerUrl !== undefined })
          await addBulkOrders(deps, count, say, ownerUrl)
        } finally {
          await close()
        }
      })
      const seconds = (Date.now() - startedAt) / 1000
      io.answer({ orders: count, seconds })
      io.say(`${count} orders in ${seconds.toFixed(1)} s`)
      return 0
    }
    throw noSuchForm()
  },
})

const noSuchForm = () =>
  halt(
    '请写 demo logins、demo advance 90m、demo --orders N 或 demo --clear，一次一样。',
    'Write demo logins, demo advance 90m, demo --orders N or demo --clear, one at a time.',
    2,
  )

/** Moves the clock, then does what became due by it and tells those whom it concerns. */
const advance = async (deps: AllDeps, minutes: number): Promise<Instant> => {
  const now = await advanceClock(deps.db, deps.facts, minutes)
  await runDue(periodics(deps), new AbortController().signal)
  await drainConsumers(deps, consumers(deps))
  return now
}

/** As a clock on a wall in China shows it. */
const shanghaiText = (at: Instant): string =>
  instantOf(epochMsOf(at) + 8 * 3_600_000)
    .slice(0, 16)
    .replace('T', ' ')

const readLogins = async (dataDir: string): Promise<DemoLogin[] | undefined> => {
  const text = await readFile(loginsFile(dataDir), 'utf8').catch(() => undefined)
  return text === undefined ? undefined : (JSON.parse(text) as DemoLogin[])
}
