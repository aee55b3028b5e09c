import { DatabaseSync } from 'node:sqlite'
import { setTimeout as sleep } from 'node:timers/promises'
import { halt } from './halt.ts'

/**
 * Locks between processes that the kernel frees when their holder dies, however it dies. Node has no `flock`; the SQLite
 * inside it takes real file locks on every platform, so an empty SQLite file that nobody ever writes serves as the lock.
 */
export type Lock = { readonly release: () => void }

// A collected handle would free its lock silently.
const held = new Set<DatabaseSync>()

const tryLock = (file: string, begin: string): Lock | undefined => {
  const handle = new DatabaseSync(file, { timeout: 0 })
  try {
    // Nothing is ever written, so there is nothing to roll back: no journal file beside the lock.
    handle.exec('PRAGMA journal_mode = MEMORY')
    handle.exec(begin)
  } catch (error) {
    handle.close()
    if (isBusy(error)) return undefined
    throw error
  }
  held.add(handle)
  return {
    release: () => {
      if (held.delete(handle)) handle.close()
    },
  }
}

const isBusy = (error: unknown): boolean => error instanceof Error && 'errcode' in error && error.errcode === 5

/** The lock for one holder alone, or nothing when anybody else holds it in either way. */
export const tryExclusive = (file: string): Lock | undefined => tryLock(file, 'BEGIN EXCLUSIVE')
/** The lock that many may hold at once, or nothing while somebody holds it alone. */
export const tryShared = (file: string): Lock | undefined => tryLock(file, 'BEGIN; SELECT 1 FROM sqlite_schema')

const waitFor = async (attempt: () => Lock | undefined, file: string, waitMs: number): Promise<Lock> => {
  const until = Date.now() + waitMs
  for (;;) {
    const lock = attempt()
    if (lock) return lock
    if (Date.now() > until) {
      const seconds = Math.round(waitMs / 1000)
      throw halt(
        `等待另一个进程 ${seconds} 秒后仍未释放锁 ${file}；请查看是否有卡住的 daiwei 进程。`,
        `Another process still holds the lock ${file} after ${seconds} s; look for a stuck daiwei process.`,
      )
    }
    await sleep(15 + Math.random() * 20)
  }
}

export const waitExclusive = (file: string, waitMs: number): Promise<Lock> =>
  waitFor(() => tryExclusive(file), file, waitMs)
export const waitShared = (file: string, waitMs: number): Promise<Lock> => waitFor(() => tryShared(file), file, waitMs)

/** Runs `work` while no other process runs work under the same lock file. */
export const withLock = async <T>(file: string, waitMs: number, work: () => Promise<T>): Promise<T> => {
  const lock = await waitExclusive(file, waitMs)
  try {
    return await work()
  } finally {
    lock.release()
  }
}
