import { createHash } from 'node:crypto'
import { createReadStream, createWriteStream } from 'node:fs'
import { open, rename, rm } from 'node:fs/promises'
import { PassThrough } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGunzip, createGzip } from 'node:zlib'
import { z } from 'zod'
import { halt } from '#server/platform/halt.ts'
import { BLOCK, paddingAfter, readHeader, type TarEntry, tarEnd, tarHeader } from './tar.ts'

/** The last entry of an archive; an archive without it was cut off. */
const CHECKSUMS = 'checksums.json'
const Checksums = z.record(z.string(), z.string())

export type ArchiveWriter = {
  /** `chunks` must give exactly `size` bytes. */
  readonly add: (name: string, size: number, chunks: AsyncIterable<Buffer> | Iterable<Buffer>) => Promise<void>
}

/** Writes a gzipped tar beside `file`, closes it with the checksums of all entries, syncs and renames it into place. */
export const writeArchive = async (file: string, fill: (archive: ArchiveWriter) => Promise<void>): Promise<number> => {
  const beside = `${file}.partial`
  const sink = createWriteStream(beside, { mode: 0o600 })
  const tar = new PassThrough({ highWaterMark: 1 << 20 })
  const written = pipeline(tar, createGzip({ level: 3 }), sink)
  // Noticed at the next write or at the end.
  written.catch(() => undefined)
  const push = async (chunk: Buffer): Promise<void> => {
    await Promise.race([new Promise<void>((resolve) => tar.write(chunk, () => resolve())), written])
  }
  const sums: Record<string, string> = {}
  const seconds = Math.floor(Date.now() / 1000)
  const add: ArchiveWriter['add'] = async (name, size, chunks) => {
    const hash = createHash('sha256')
    await push(tarHeader(name, size, seconds))
    let given = 0
    for await (const chunk of chunks) {
      given += chunk.length
      hash.update(chunk)
      await push(chunk)
    }
    if (given !== size) throw new Error(`${name} changed while it was read`)
    await push(paddingAfter(size))
    sums[name] = hash.digest('hex')
  }
  try {
    await fill({ add })
    const closing = Buffer.from(JSON.stringify(sums))
    await add(CHECKSUMS, closing.length, [closing])
    tar.end(tarEnd)
    await written
    const handle = await open(beside, 'r+')
    await handle.sync()
    const { size } = await handle.stat()
    await handle.close()
    await rename(beside, file)
    return size
  } catch (error) {
    tar.destroy()
    await written.catch(() => undefined)
    await rm(beside, { force: true })
    throw error
  }
}

export type ArchiveEntry = TarEntry & { readonly content: AsyncIterable<Buffer> }

/**
 * Goes through an archive entry by entry; `visit` must read each content to its end or not at all. Refuses what is cut off, altered
 * or not an archive; the refusal may come after entries were visited, so look once before acting on it.
 */
export const readArchive = async (file: string, visit: (entry: ArchiveEntry) => Promise<void>): Promise<void> => {
  const source = createReadStream(file, { highWaterMark: 1 << 20 })
  const unzipped = createGunzip({ chunkSize: 1 << 18 })
  const feeding = pipeline(source, unzipped)
  feeding.catch(() => undefined)
  const reader = byteReader(unzipped)
  const sums: Record<string, string> = {}
  let closing: unknown
  try {
    for (;;) {
      const header = await reader.exactly(BLOCK)
      const entry = readHeader(header)
      if (!entry) break
      const hash = createHash('sha256')
      if (entry.name === CHECKSUMS) {
        closing = JSON.parse((await reader.exactly(entry.size)).toString('utf8'))
      } else {
        const content = hashed(reader.upTo(entry.size), hash)
        await visit({ ...entry, content })
        for await (const _ of content) {
          // What the visitor left is read for its checksum.
        }
        sums[entry.name] = hash.digest('hex')
      }
      await reader.exactly(paddingAfter(entry.size).length)
    }
  } catch (error) {
    if (isDamage(error)) throw damaged(file)
    throw error
  } finally {
    source.destroy()
  }
  const expected = Checksums.safeParse(closing)
  const names = Object.keys(sums)
  const isWhole =
    expected.success &&
    names.length === Object.keys(expected.data).length &&
    names.every((name) => expected.data[name] === sums[name])
  if (!isWhole) throw damaged(file)
}

const damaged = (file: string) =>
  halt(
    `${file} 不是完整的备份文件：它被截断、改动过，或不是 daiwei backup 生成的。`,
    `${file} is not a whole backup: it was cut off, altered, or not made by daiwei backup.`,
    2,
  )

const isDamage = (error: unknown): boolean =>
  error instanceof SyntaxError ||
  (error instanceof Error &&
    (error.message === CUT_OFF ||
      error.message === 'not a tar header' ||
      ('code' in error && /^(Z_|ERR_STREAM_PREMATURE_CLOSE)/.test(String(error.code)))))

const CUT_OFF = 'the archive ends too early'

type ByteReader = {
  readonly exactly: (count: number) => Promise<Buffer>
  readonly upTo: (count: number) => AsyncGenerator<Buffer>
}

const byteReader = (stream: AsyncIterable<Buffer>): ByteReader => {
  const chunks = stream[Symbol.asyncIterator]()
  let rest = Buffer.alloc(0)
  const next = async (): Promise<void> => {
    const step = await chunks.next()
    if (step.done) throw new Error(CUT_OFF)
    rest = Buffer.from(step.value)
  }
  const upTo = async function* (count: number): AsyncGenerator<Buffer> {
    for (let left = count; left > 0; ) {
      if (rest.length === 0) await next()
      const part = rest.subarray(0, left)
      rest = rest.subarray(part.length)
      left -= part.length
      yield part
    }
  }
  const exactly = async (count: number): Promise<Buffer> => {
    const parts: Buffer[] = []
    for await (const part of upTo(count)) parts.push(part)
    return Buffer.concat(parts)
  }
  return { exactly, upTo }
}

async function* hashed(chunks: AsyncIterable<Buffer>, hash: ReturnType<typeof createHash>): AsyncGenerator<Buffer> {
  for await (const chunk of chunks) {
    hash.update(chunk)
    yield chunk
  }
}
