import { randomBytes } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { copyFile, mkdir, open, opendir, rename, rm, stat } from 'node:fs/promises'
import path from 'node:path'
import type { FileDriver } from './driver.ts'

/** Files of a directory; written beside, synced and renamed. */
export const diskDriver = (dir: string): FileDriver => {
  const fileOf = (key: string): string => {
    const file = path.resolve(dir, key)
    if (!file.startsWith(path.resolve(dir) + path.sep)) throw new Error(`${key} leads out of the directory`)
    return file
  }
  return {
    name: 'disk',
    put: async (key, content) => {
      const file = fileOf(key)
      await mkdir(path.dirname(file), { recursive: true, mode: 0o700 })
      // Two may write the same at once: each beside it, under a name of its own.
      const beside = `${file}.${randomBytes(6).toString('hex')}.new`
      if (!Buffer.isBuffer(content)) await copyFile(content.path, beside)
      const handle = await open(beside, Buffer.isBuffer(content) ? 'w' : 'r+', 0o600)
      try {
        if (Buffer.isBuffer(content)) await handle.writeFile(content)
        await handle.chmod(0o600)
        await handle.sync()
      } finally {
        await handle.close()
      }
      await rename(beside, file)
    },
    open: async (key) => {
      const handle = await open(fileOf(key), 'r').catch(nothingIfMissing)
      return handle && createReadStream('', { fd: handle })
    },
    remove: (key) => rm(fileOf(key), { force: true }),
    list: () => listDir(dir),
    check: async () => {
      await mkdir(dir, { recursive: true, mode: 0o700 })
      const probe = path.join(dir, `.probe-${process.pid}`)
      const handle = await open(probe, 'w', 0o600)
      await handle.close()
      await rm(probe, { force: true })
    },
  }
}

async function* listDir(dir: string): AsyncIterable<{ key: string; writtenMs: number }> {
  const opened = await opendir(dir, { recursive: true }).catch(nothingIfMissing)
  if (!opened) return
  for await (const entry of opened) {
    if (!entry.isFile()) continue
    const file = path.join(entry.parentPath, entry.name)
    const found = await stat(file).catch(nothingIfMissing)
    if (found) yield { key: path.relative(dir, file).split(path.sep).join('/'), writtenMs: found.mtimeMs }
  }
}

const nothingIfMissing = (error: NodeJS.ErrnoException): undefined => {
  if (error.code === 'ENOENT') return undefined
  throw error
}
