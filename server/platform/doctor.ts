import { existsSync, statSync } from 'node:fs'
import { statfs } from 'node:fs/promises'
import path from 'node:path'
import type { Language } from '#core/text.ts'
import type { Config } from './config.ts'
import { isHalt } from './halt.ts'
import { migrationState } from './migrate.ts'
import { assertNode } from './node-version.ts'
import { assertServing } from './serving-role.ts'

export type CheckContext = {
  readonly config: Config
  readonly database: ReachedDatabase | Finding
}

/** The database, or why there is none. */
type ReachedDatabase = { readonly servingUrl: string; readonly ownerUrl: string | undefined }

export type Finding = { readonly status: 'fine' | 'warning' | 'failed' } & Readonly<Record<Language, string>>

/** One question about an installation, answered without changing it. Slices bring their own. */
export type Check = {
  readonly name: string
  /** Takes long: asked only when named, `daiwei doctor audit`. */
  readonly onlyByName?: true
  readonly run: (context: CheckContext) => Promise<Finding>
}

const finding =
  (status: Finding['status']) =>
  (zh: string, en: string): Finding => ({ status, 'zh-CN': zh, en })
export const fine = finding('fine')
export const warning = finding('warning')
export const failed = finding('failed')

/** A refusal of the program itself is the finding. */
const asFinding = async (work: () => Promise<Finding>): Promise<Finding> => {
  try {
    return await work()
  } catch (error) {
    if (isHalt(error)) return failed(error.zh, error.en)
    throw error
  }
}

/** For a check that asks the database: when there is none, why there is none is the finding. */
const askDatabase = async (
  { database }: CheckContext,
  work: (database: ReachedDatabase) => Promise<Finding>,
): Promise<Finding> => ('status' in database ? database : asFinding(() => work(database)))

const WARN_FREE_BYTES = 2 * 1024 ** 3
const FAIL_FREE_BYTES = 200 * 1024 ** 2

export const platformChecks: readonly Check[] = [
  {
    name: 'node',
    run: () =>
      asFinding(async () => {
        assertNode()
        return fine(`Node ${process.versions.node}`, `Node ${process.versions.node}`)
      }),
  },
  {
    name: 'data-directory',
    run: async ({ config }) => {
      const secrets = path.join(config.dataDir, 'secrets.json')
      if (!existsSync(secrets)) {
        return warning(`${config.dataDir} 还没有启动过`, `${config.dataDir} has never been started`)
      }
      const open = [
        secrets,
        path.join(config.dataDir, 'demo-logins.json'),
        path.join(config.dataDir, 'postgres', 'data'),
      ]
        .filter((file) => existsSync(file))
        .find((file) => (statSync(file).mode & 0o077) !== 0)
      if (open && process.platform !== 'win32') {
        return failed(
          `${open} 可被其他用户读取：请执行 chmod go= ${open}`,
          `${open} is open to others: run chmod go= ${open}`,
        )
      }
      return fine(config.dataDir, config.dataDir)
    },
  },
  {
    name: 'disk-space',
    run: async ({ config }) => {
      const place = existsSync(config.dataDir) ? config.dataDir : path.dirname(config.dataDir)
      const { bavail, bsize } = await statfs(place)
      const free = bavail * bsize
      const gigabytes = (free / 1024 ** 3).toFixed(1)
      const verdict = free < FAIL_FREE_BYTES ? failed : free < WARN_FREE_BYTES ? warning : fine
      return verdict(`剩余 ${gigabytes} GB`, `${gigabytes} GB free`)
    },
  },
  {
    name: 'database',
    run: (context) =>
      askDatabase(context, async () =>
        context.config.database
          ? fine('外部数据库可用', 'the outside database answers')
          : fine('内置数据库可用', 'the embedded database answers'),
      ),
  },
  {
    name: 'serving-role',
    run: (context) =>
      askDatabase(context, async ({ servingUrl }) => {
        await assertServing(servingUrl)
        return fine('受行级安全约束', 'bound by row-level security')
      }),
  },
  {
    name: 'migrations',
    run: (context) =>
      askDatabase(context, async ({ servingUrl, ownerUrl }) => {
        const { applied, pending } = await migrationState({ ownerUrl: ownerUrl ?? servingUrl })
        return pending.length === 0
          ? fine(`${applied.length} 个，已是最新`, `${applied.length}, up to date`)
          : warning(
              `还有 ${pending.length} 个待执行：启动服务或执行 daiwei migrate`,
              `${pending.length} pending: start the server or run daiwei migrate`,
            )
      }),
  },
]
