import { readFileSync, rmSync } from 'node:fs'
import path from 'node:path'
import { z } from 'zod'
import { ensureDataDir } from './data-dir.ts'
import { halt } from './halt.ts'
import { tryExclusive } from './lock.ts'
import { replaceFile } from './replace-file.ts'

const InstanceFile = z.object({ pid: z.number().int(), address: z.string().nullable(), startedAt: z.string() })
/** Who serves a data directory; `address` is null until it listens. */
export type InstanceFacts = z.infer<typeof InstanceFile>

export type Instance = {
  /** Tells others under which address this one answers. */
  readonly announce: (address: string) => Promise<void>
  readonly release: () => void
}

const fileOf = (dataDir: string): string => path.join(dataDir, 'instance.json')
const lockOf = (dataDir: string): string => path.join(dataDir, 'instance.lock')

/** Makes this process the only server of the data directory, or says where the other one runs (exit code 3). */
export const claimInstance = async (dataDir: string, startedAt: string): Promise<Instance> => {
  ensureDataDir(dataDir)
  const lock = tryExclusive(lockOf(dataDir))
  if (!lock) throw runningElsewhere(dataDir)
  const write = (address: string | null): Promise<void> => {
    const facts: InstanceFacts = { pid: process.pid, address, startedAt }
    return replaceFile(fileOf(dataDir), `${JSON.stringify(facts)}\n`)
  }
  await write(null)
  return {
    announce: write,
    release: () => {
      rmSync(fileOf(dataDir), { force: true })
      lock.release()
    },
  }
}

const runningElsewhere = (dataDir: string) => {
  const facts = readFacts(dataDir)
  const [zh, en] = facts
    ? facts.address
      ? [`进程 ${facts.pid}，地址 ${facts.address}`, `process ${facts.pid}, at ${facts.address}`]
      : [`进程 ${facts.pid}，正在启动`, `process ${facts.pid}, which is starting`]
    : ['另一个进程', 'another process']
  return halt(
    `数据目录 ${dataDir} 已由${zh} 使用。要并行运行第二个实例，请另设 DATA_DIR 和 PORT。`,
    `The data directory ${dataDir} is in use by ${en}. For a second instance beside it set another DATA_DIR and PORT.`,
    3,
  )
}

/** The server that runs on the data directory now, if one does. */
export const runningInstance = (dataDir: string): InstanceFacts | undefined => {
  let lock: ReturnType<typeof tryExclusive>
  try {
    lock = tryExclusive(lockOf(dataDir))
  } catch {
    return undefined
  }
  lock?.release()
  return lock ? undefined : readFacts(dataDir)
}

const readFacts = (dataDir: string): InstanceFacts | undefined => {
  try {
    return InstanceFile.parse(JSON.parse(readFileSync(fileOf(dataDir), 'utf8')))
  } catch {
    return undefined
  }
}
