import { spawn } from 'node:child_process'
import { closeSync, openSync, readFileSync, readlinkSync, realpathSync, renameSync, rmSync, statSync } from 'node:fs'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { halt } from '#server/platform/halt.ts'
import { type Account, giveTo, launchAs } from './account.ts'

/** A PostgreSQL server process as its `postmaster.pid` tells. */
export type Postmaster = { readonly pid: number; readonly port: number; readonly status: string }

/** A killed postmaster leaves workers behind that hold its memory for a while (5.2 s were seen). */
const LOCK_WAIT_MS = 15_000
/** Recovery after a crash replays up to `max_wal_size`; a slow disk takes its time. */
const READY_WAIT_MS = 600_000
const STOP_WAIT_MS = 120_000
const LOG_LIMIT = 16 * 1024 * 1024

/** The live postmaster of a cluster; a `postmaster.pid` whose number now belongs to another program is removed. */
export const findPostmaster = (clusterDir: string): Postmaster | undefined => {
  const pidFile = path.join(clusterDir, 'postmaster.pid')
  const lines = readIfThere(pidFile)?.split('\n')
  const [pid, port] = [Number(lines?.[0]), Number(lines?.[3])]
  if (!lines || !Number.isInteger(pid) || pid <= 0) return undefined
  const state = ownerOf(pid, clusterDir)
  if (state === 'another') rmSync(pidFile, { force: true })
  return state === 'postmaster' ? { pid, port, status: lines[7]?.trim() ?? 'starting' } : undefined
}

const readIfThere = (file: string): string | undefined => {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return undefined
  }
}

/** Process numbers are reused, in containers at once: a postmaster is known by its working directory, where that can be seen. */
const ownerOf = (pid: number, clusterDir: string): 'postmaster' | 'another' | 'nobody' => {
  try {
    process.kill(pid, 0)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ESRCH') return 'nobody'
  }
  if (process.platform !== 'linux') return 'postmaster'
  try {
    return readlinkSync(`/proc/${pid}/cwd`) === realpathSync(clusterDir) ? 'postmaster' : 'another'
  } catch (error) {
    // A process that has ended but was not yet collected by its parent has no working directory.
    return (error as NodeJS.ErrnoException).code === 'ENOENT' ? 'nobody' : 'postmaster'
  }
}

export type StartOrder = {
  readonly clusterDir: string
  readonly postgres: string
  readonly account: Account
  readonly logFile: string
  /** Gives the port for an attempt; asked again when the one before was taken. */
  readonly choosePort: (attempt: number) => Promise<number>
  /** Writes the configuration that the attempt starts with. */
  readonly prepare: (port: number) => void
}

/** Starts the server of a cluster, or waits for the one that is there, and returns once it accepts connections. */
export const ensurePostmaster = async (order: StartOrder): Promise<Postmaster> => {
  const lockedUntil = Date.now() + LOCK_WAIT_MS
  let portAttempt = 0
  for (;;) {
    const live = findPostmaster(order.clusterDir)
    if (live && live.status !== 'stopping') {
      const ready = await waitUntilReady(order.clusterDir, () => undefined)
      if (ready) return ready
      continue
    }
    if (live) {
      await waitUntilGone(order.clusterDir, live.pid)
      continue
    }
    const port = await order.choosePort(portAttempt)
    order.prepare(port)
    const outcome = await launch(order)
    if (typeof outcome !== 'string') return outcome
    if (/could not bind|Address already in use/i.test(outcome) && portAttempt < 10) {
      portAttempt += 1
    } else if (/lock file|still in use/i.test(outcome) && Date.now() < lockedUntil) {
      await sleep(200)
    } else {
      throw halt(
        `PostgreSQL 没有启动，它的日志 ${order.logFile} 最后写道：\n${outcome}`,
        `PostgreSQL did not start; its log ends with the lines above.`,
      )
    }
  }
}

/** The running postmaster, or what the log says when it ended instead. */
const launch = async (order: StartOrder): Promise<Postmaster | string> => {
  if (sizeOf(order.logFile) > LOG_LIMIT) renameSync(order.logFile, `${order.logFile}.1`)
  const before = sizeOf(order.logFile)
  const log = openSync(order.logFile, 'a', 0o600)
  giveTo(order.account, order.logFile)
  const { command, args, ...identity } = launchAs(order.account, order.postgres, ['-D', order.clusterDir])
  // A session of its own: Ctrl-C at the terminal must reach the application, which then stops the database in order.
  const child = spawn(command, [...args], {
    ...identity,
    detached: true,
    cwd: order.clusterDir,
    stdio: ['ignore', log, log],
    env: { LC_ALL: 'C', TZ: 'UTC', PATH: '/usr/bin:/bin' },
  })
  closeSync(log)
  let ended: string | undefined
  child.once('error', (error) => {
    ended = String(error)
  })
  child.once('exit', () => {
    ended = readFileSync(order.logFile).subarray(before).toString('utf8').trim().split('\n').slice(-12).join('\n')
  })
  child.unref()
  const ready = await waitUntilReady(order.clusterDir, () => ended, child.pid)
  // From here on it is watched by its pid file, as by every other user.
  child.removeAllListeners('exit')
  return ready ?? ended ?? 'no answer'
}

const sizeOf = (file: string): number => {
  try {
    return statSync(file).size
  } catch {
    return 0
  }
}

const waitUntilReady = async (
  clusterDir: string,
  ended: () => string | undefined,
  startedPid?: number,
): Promise<Postmaster | undefined> => {
  const until = Date.now() + READY_WAIT_MS
  while (Date.now() < until) {
    const live = findPostmaster(clusterDir)
    if (live?.status === 'ready') return live
    if (ended() !== undefined) return undefined
    if (startedPid === undefined && (!live || live.status === 'stopping')) return undefined
    await sleep(5)
  }
  throw halt(
    `PostgreSQL 启动 10 分钟后仍未就绪（${clusterDir}）。`,
    `PostgreSQL is not ready 10 minutes after its start (${clusterDir}).`,
  )
}

const waitUntilGone = async (clusterDir: string, pid: number): Promise<void> => {
  const until = Date.now() + STOP_WAIT_MS
  while (findPostmaster(clusterDir)?.pid === pid) {
    if (Date.now() > until) {
      throw halt(`PostgreSQL（进程 ${pid}）没有停止。`, `PostgreSQL (process ${pid}) does not stop.`)
    }
    await sleep(10)
  }
}

/** Asks the server for a fast shutdown (open transactions are rolled back); returns its process number. */
export const signalStop = (clusterDir: string): number | undefined => {
  const live = findPostmaster(clusterDir)
  if (!live) return undefined
  try {
    process.kill(live.pid, 'SIGINT')
  } catch {
    return undefined
  }
  return live.pid
}

/** Stops the server of a cluster and waits until it is gone. */
export const stopPostmaster = async (clusterDir: string): Promise<void> => {
  const pid = signalStop(clusterDir)
  if (pid !== undefined) await waitUntilGone(clusterDir, pid)
}
