import { createReadStream, existsSync } from 'node:fs'
import { readdir, readFile, stat } from 'node:fs/promises'
import path from 'node:path'
import type pg from 'pg'
import { withConnection } from '#server/platform/connection.ts'
import { appliedMigrations } from '#server/platform/migrate.store.ts'
import { loadSecrets, secretsOfData } from '#server/platform/secrets.ts'
import { type ArchiveWriter, writeArchive } from './archive.ts'
import { beginSnapshot, copyOut, listSequences, listTables, type TableFacts } from './backup.store.ts'
import { FILES, KEPT_FILES, MANIFEST, type Manifest, partName, ROWS, SECRETS } from './manifest.ts'

export type BackupOrder = {
  readonly file: string
  readonly dataDir: string
  readonly ownerUrl: string
  /** Uploaded files on disk; absent when they are in S3. */
  readonly filesDir: string | undefined
  readonly createdAt: string
}

export type BackupSummary = {
  readonly bytes: number
  readonly tables: number
  readonly rows: number
  readonly files: number
}

const PART_BYTES = 4 * 1024 * 1024

/** Writes one archive of all rows as of one moment, the uploaded files and the secrets that the rows need. Others keep working. */
export const backUp = async (order: BackupOrder): Promise<BackupSummary> =>
  withConnection(order.ownerUrl, 'daiwei backup', async (client) => {
    const secrets = secretsOfData(await loadSecrets(order.dataDir))
    // Before the rows: a chain of the audit may be longer than its noted end, but not shorter.
    const kept = await readKept(order.dataDir)
    await beginSnapshot(client)
    const tables = await listTables(client)
    const manifest: Manifest = {
      format: 1,
      product: 'daiwei',
      createdAt: order.createdAt,
      migrations: [...(await appliedMigrations(client))],
      tables: tables.map(({ name, columns }) => ({ name, columns: [...columns] })),
      sequences: [...(await listSequences(client))],
      hasFiles: order.filesDir !== undefined,
    }
    const rows: Record<string, number> = {}
    let files = 0
    const bytes = await writeArchive(order.file, async (archive) => {
      await addJson(archive, MANIFEST, manifest)
      await addJson(archive, SECRETS, secrets)
      for (const { name, content } of kept) await archive.add(name, content.length, [content])
      for (const table of tables) rows[table.name] = await addTable(archive, client, table)
      await addJson(archive, ROWS, rows)
      // After the rows: a file is written before the row that names it, so none of these rows lacks its file.
      if (order.filesDir !== undefined) files = await addFiles(archive, order.filesDir)
    })
    const total = Object.values(rows).reduce((sum, count) => sum + count, 0)
    return { bytes, tables: tables.length, rows: total, files }
  })

const addJson = (archive: ArchiveWriter, name: string, document: unknown): Promise<void> => {
  const content = Buffer.from(JSON.stringify(document, null, 2))
  return archive.add(name, content.length, [content])
}

type KeptFile = { readonly name: string; readonly content: Buffer }

const readKept = async (dataDir: string): Promise<readonly KeptFile[]> =>
  Promise.all(
    KEPT_FILES.filter((name) => existsSync(path.join(dataDir, name))).map(async (name) => ({
      name,
      content: await readFile(path.join(dataDir, name)),
    })),
  )

const addTable = async (archive: ArchiveWriter, client: pg.ClientBase, table: TableFacts): Promise<number> => {
  const copy = copyOut(client, table)
  let index = 0
  let gathered: Buffer[] = []
  let size = 0
  const flush = async (): Promise<void> => {
    if (size === 0) return
    await archive.add(partName(table.name, index), size, gathered)
    index += 1
    gathered = []
    size = 0
  }
  for await (const chunk of copy.chunks) {
    gathered.push(chunk)
    size += chunk.length
    if (size >= PART_BYTES) await flush()
  }
  await flush()
  return copy.rows()
}

const addFiles = async (archive: ArchiveWriter, filesDir: string): Promise<number> => {
  if (!existsSync(filesDir)) return 0
  let count = 0
  for (const entry of await readdir(filesDir, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue
    const file = path.join(entry.parentPath, entry.name)
    const name = `${FILES}${path.relative(filesDir, file).split(path.sep).join('/')}`
    await archive.add(name, (await stat(file)).size, createReadStream(file))
    count += 1
  }
  return count
}
