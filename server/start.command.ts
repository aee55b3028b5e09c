import { createServer } from 'node:net'
import { startServer } from './main.ts'
import { type CommandIo, command } from './platform/command.ts'
import type { Config } from './platform/config.ts'
import { halt } from './platform/halt.ts'
import { claimInstance } from './platform/instance.ts'
import { openDatabase } from './platform/open-database.ts'
import { assertServing } from './platform/serving-role.ts'
import { type Ending, watchEnding } from './platform/start-stop.ts'
import { buildWeb } from './platform/web-build.ts'
import { welcome } from './welcome.ts'

export const startCommand = command({
  name: 'start',
  summary: { 'zh-CN': '启动服务，直到收到停止信号', en: 'serve until a signal to stop' },
  usage: [''],
  options: {
    'stop-with-parent': {
      type: 'boolean',
      about: { 'zh-CN': '启动它的进程消失时一并停止', en: 'stop too when the process that started it is gone' },
    },
    'no-web-build': {
      type: 'boolean',
      about: {
        'zh-CN': '不构建页面（开发时由 vite 提供）',
        en: 'do not build the pages (vite serves them in development)',
      },
    },
  },
  maxWords: 0,
  run: async ({ values }, io) => {
    // Its request or job has had its answer, or will miss it: no reason to end everybody else's work.
    process.on('unhandledRejection', (err) => io.log.error({ err }, 'a failure that nobody waited for'))
    const ending = watchEnding(io.log, { withParent: values['stop-with-parent'] === true })
    try {
      await start(io, ending, values['no-web-build'] !== true)
    } catch (error) {
      if (!ending.isEnding()) {
        ending.end('the start failed')
        await ending.ended
        throw error
      }
    }
    return ending.ended
  },
})

const start = async (io: CommandIo, ending: Ending, isWebBuilt: boolean): Promise<void> => {
  const { config, log } = io
  const instance = await claimInstance(config.dataDir, new Date().toISOString())
  ending.onEnd('the claim of the data directory', instance.release)
  await assertPortFree(config)

  const building = new AbortController()
  ending.onEnd('the build of the pages', () => building.abort())
  const webReady = isWebBuilt ? buildWeb(log, building.signal) : Promise.resolve()
  // Awaited by the server before it listens; a failure meanwhile must not be taken for an unhandled one.
  webReady.catch(() => undefined)

  const database = await openDatabase(config, log)
  ending.onEnd('the database', database.close)
  await assertServing(database.servingUrl)

  const server = await startServer(config, { database, log, webReady })
  ending.onEnd('the server', server.stop)
  await instance.announce(server.address)
  for (const line of await welcome(server.address, config.dataDir)) io.say(line)
  io.answer({ address: server.address, pid: process.pid, dataDir: config.dataDir })
}

/** Said before the database is made rather than after. */
const assertPortFree = async ({ port, host }: Config): Promise<void> => {
  // Whoever knocks in this moment is sent away, or closing would wait for them.
  const probe = createServer((socket) => socket.destroy())
  await new Promise<void>((resolve, reject) => {
    probe.once('error', (error: NodeJS.ErrnoException) => reject(cannotListen(port, host, error)))
    probe.listen(port, host, () => probe.close(() => resolve()))
  })
}

const cannotListen = (port: number, host: string, error: NodeJS.ErrnoException) => {
  if (error.code === 'EADDRINUSE') {
    return halt(
      `端口 ${port} 已被其他程序占用：请用 PORT 指定另一个端口，例如 PORT=${port + 1} npm start。`,
      `Port ${port} is taken by another program: name another one with PORT, for example PORT=${port + 1} npm start.`,
      2,
    )
  }
  return halt(
    `无法在 ${host} 的端口 ${port} 上监听（${error.code}）：请检查 HOST 和 PORT。`,
    `Cannot listen on port ${port} of ${host} (${error.code}): check HOST and PORT.`,
    2,
  )
}
