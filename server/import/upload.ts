import { createHash } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { mkdir, readdir, rm, stat } from 'node:fs/promises'
import path from 'node:path'
import { type Readable, Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { sheetRefused } from '#server/platform/sheet/sheet.ts'

/** Files that wait to be imported: each under its own id in a folder of the data directory, readable by nobody else. */
export type Uploads = {
  /** Writes the stream to the disk; refuses (as `refusalOf` tells) what is larger than allowed, and then keeps nothing. */
  keep(id: string, source: Readable): Promise<{ readonly bytes: number; readonly sha256: string }>
  pathOf(id: string): string
  remove(id: string): Promise<void>
  /** Takes away what nobody came back for. */
  removeOlderThan(ms: number): Promise<void>
}

const ID = /^[0-9a-f-]{36}$/

export const uploadsIn = (dataDir: string, maxBytes: number): Uploads => {
  const folder = path.join(dataDir, 'imports')
  const pathOf = (id: string): string => {
    if (!ID.test(id)) throw new Error('no id of an upload')
    return path.join(folder, id)
  }
  const remove = (id: string): Promise<void> => rm(pathOf(id), { force: true })
  return {
    pathOf,
    remove,
    keep: async (id, source) => {
      await mkdir(folder, { recursive: true, mode: 0o700 })
      const hash = createHash('sha256')
      let bytes = 0
      const counted = new Transform({
        transform: (chunk: Buffer, _encoding, done) => {
          bytes += chunk.length
          // Whoever sends too much is heard to the end, since an answer before it is lost on the way.
          if (bytes > maxBytes) return done()
          hash.update(chunk)
          done(null, chunk)
        },
      })
      try {
        await pipeline(source, counted, createWriteStream(pathOf(id), { mode: 0o600 }))
        if (bytes > maxBytes) throw sheetRefused('too-large-upload', { limit: Math.round(maxBytes / 1024 / 1024) })
      } catch (error) {
        await remove(id)
        throw error
      }
      return { bytes, sha256: hash.digest('hex') }
    },
    removeOlderThan: async (ms) => {
      for (const name of await readdir(folder).catch(() => [])) {
        if (!ID.test(name)) continue
        const facts = await stat(path.join(folder, name)).catch(() => undefined)
        if (facts && Date.now() - facts.mtimeMs > ms) await remove(name)
      }
    },
  }
}
