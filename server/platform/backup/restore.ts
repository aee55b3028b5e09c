import { once } from 'node:events'
import { createWriteStream } from 'node:fs'
import { mkdir, rename, rm } from 'node:fs/promises'
import path from 'node:path'
import { buffer } from 'node:stream/consumers'
import { finished } from 'node:stream/promises'
import type pg from 'pg'
import { z } from 'zod'
import { headsFileOf } from '#server/platform/audit/seal.ts'
import { withConnection } from '#server/platform/connection.ts'
import { halt } from '#server/platform/halt.ts'
import { migrate, migrateTo } from '#server/platform/migrate.ts'
import { replaceFile } from '#server/platform/replace-file.ts'
import { keepSecrets } from '#server/platform/secrets.ts'
import { type ArchiveEntry, readArchive } from './archive.ts'
import {
  analyze,
  copyInto,
  countOthers,
  countRows,
  dropEverything,
  hasMigrations,
  inTransaction,
  openForLoading,
  setSequence,
  settleTransactions,
  type TableFacts,
} from './backup.store.ts'
import { FILES, KEPT_FILES, MANIFEST, Manifest, ROWS, Rows, SECRETS, tableOfPart } from './manifest.ts'

export type RestoreOrder = {
  readonly file: string
  readonly dataDir: string
  readonly ownerUrl: string
  readonly filesDir: string | undefined
  /** Without it a database that has been used is refused. */
  readonly isReplacing: boolean
}

export type BackupContents = {
  readonly manifest: Manifest
  readonly rows: Readonly<Record<string, number>>
  readonly files: number
}

/** Reads a whole backup and checks it against its checksums, changing nothing. */
export const inspectBackup = async (file: string): Promise<BackupContents> => {
  let written: unknown
  let rows: unknown = {}
  let files = 0
  await readArchive(file, async (entry) => {
    if (entry.name === MANIFEST) written = await jsonOf(entry)
    if (entry.name === ROWS) rows = await jsonOf(entry)
    if (entry.name.startsWith(FILES)) files += 1
  })
  const manifest = Manifest.safeParse(written)
  if (!manifest.success) {
    throw halt(
      `${file} 不是 daiwei 的备份文件，或由更新的版本生成。`,
      `${file} is not a backup of daiwei, or it was made by a newer version.`,
      2,
    )
  }
  return { manifest: manifest.data, rows: Rows.parse(rows), files }
}

/**
 * Puts a backup in place of what the database holds: schema, rows and sequences in one transaction, then what newer migrations
 * add. Rows are counted and every reference is checked before it counts; a failure or a kill leaves the old state.
 */
export const restore = async (
  order: RestoreOrder,
): Promise<BackupContents & { readonly migrated: readonly string[] }> => {
  const contents = await inspectBackup(order.file)
  let secrets: unknown
  const kept = new Map<string, string>()
  await withConnection(order.ownerUrl, 'daiwei restore', async (client) => {
    await assertReplaceable(client, order.isReplacing)
    await inTransaction(client, async () => {
      await dropEverything(client)
      await migrateTo(client, contents.manifest.migrations)
      const close = await openForLoading(client, contents.manifest.tables)
      const load = tableLoader(client, contents.manifest.tables)
      await readArchive(order.file, async (entry) => {
        const table = tableOfPart(entry.name)
        if (table !== undefined) await load.part(table, entry.content)
        else await load.end()
        if (entry.name === SECRETS) secrets = await jsonOf(entry)
        if (isKept(entry.name)) kept.set(entry.name, (await buffer(entry.content)).toString('utf8'))
        if (entry.name.startsWith(FILES) && order.filesDir !== undefined) await writeFileOf(entry, order.filesDir)
      })
      for (const sequence of contents.manifest.sequences) await setSequence(client, sequence)
      await close()
      await assertCounts(client, contents)
      await settleTransactions(client)
    })
    // The chains end where the backup ends.
    await rm(headsFileOf(order.dataDir), { force: true })
    await keepSecrets(order.dataDir, z.record(z.string(), z.string()).parse(secrets ?? {}))
    await replaceKept(order.dataDir, kept)
    await analyze(client)
  })
  return { ...contents, migrated: await migrate({ ownerUrl: order.ownerUrl }) }
}

const isKept = (name: string): boolean => KEPT_FILES.some((each) => each === name)

const replaceKept = async (dataDir: string, kept: ReadonlyMap<string, string>): Promise<void> => {
  for (const name of KEPT_FILES) {
    const [file, content] = [path.join(dataDir, name), kept.get(name)]
    if (content === undefined) await rm(file, { force: true })
    else await replaceFile(file, content)
  }
}

const jsonOf = async (entry: ArchiveEntry): Promise<unknown> =>
  JSON.parse((await buffer(entry.content)).toString('utf8'))

const assertReplaceable = async (client: pg.ClientBase, isReplacing: boolean): Promise<void> => {
  const others = await countOthers(client)
  if (others > 0) {
    throw halt(
      `还有 ${others} 个连接在使用这个数据库：请先停止服务再恢复。`,
      `${others} connections still use this database: stop the server before restoring.`,
      2,
    )
  }
  if (isReplacing || !(await hasMigrations(client))) return
  throw halt(
    '这个数据库已被使用过，恢复会替换其中的全部数据：确定的话请加 --replace，或换一个空的 DATA_DIR。',
    'This database has been used, and restoring replaces everything in it: add --replace if that is meant, or take an empty DATA_DIR.',
    2,
  )
}

type TableLoader = {
  readonly part: (table: string, content: AsyncIterable<Buffer>) => Promise<void>
  readonly end: () => Promise<void>
}

/** The parts of one table, which follow each other, go into one COPY. */
const tableLoader = (client: pg.ClientBase, tables: readonly TableFacts[]): TableLoader => {
  let current: Copying | undefined
  const end = async (): Promise<void> => {
    if (!current) return
    const { stream, done } = current
    current = undefined
    stream.end()
    await done
  }
  const part: TableLoader['part'] = async (name, content) => {
    if (current?.name !== name) {
      await end()
      const table = tables.find((each) => each.name === name)
      if (!table) throw new Error(`the backup holds rows of ${name}, which its manifest does not name`)
      current = copying(client, table)
    }
    const { stream, done } = current
    for await (const chunk of content) {
      await Promise.race([new Promise<void>((resolve) => stream.write(chunk, () => resolve())), done])
    }
  }
  return { part, end }
}

type Copying = {
  readonly name: string
  readonly stream: ReturnType<typeof copyInto>
  /** Fails as soon as the database refuses a row. */
  readonly done: Promise<void>
}

const copying = (client: pg.ClientBase, table: TableFacts): Copying => {
  const stream = copyInto(client, table)
  const done = finished(stream)
  // Awaited wherever rows are written or the stream is ended; in between nobody listens.
  done.catch(() => undefined)
  return { name: table.name, stream, done }
}

const assertCounts = async (client: pg.ClientBase, { manifest, rows }: BackupContents): Promise<void> => {
  for (const table of manifest.tables) {
    const [found, expected] = [await countRows(client, table), rows[table.name] ?? 0]
    if (found !== expected) throw new Error(`${table.name} has ${found} rows after loading, the backup ${expected}`)
  }
}

/** Written beside and renamed; files are named by their content, so one that is there already is the same. */
const writeFileOf = async (entry: ArchiveEntry, filesDir: string): Promise<void> => {
  const file = path.resolve(filesDir, entry.name.slice(FILES.length))
  if (!file.startsWith(path.resolve(filesDir) + path.sep)) throw new Error(`${entry.name} leads out of the directory`)
  await mkdir(path.dirname(file), { recursive: true, mode: 0o700 })
  const sink = createWriteStream(`${file}.restoring`, { mode: 0o600 })
  for await (const chunk of entry.content) if (!sink.write(chunk)) await once(sink, 'drain')
  sink.end()
  await finished(sink)
  await rename(`${file}.restoring`, file)
}
