import type { FileHandle } from 'node:fs/promises'
import { createInflateRaw } from 'node:zlib'
import { type SheetLimits, sheetRefused } from './sheet.ts'

/**
 * Reads the parts of a zip file one at a time, straight from the disk.
 * Sizes are checked from the directory before a byte is unpacked, and again while unpacking, since a directory can lie.
 */
export type ZipEntry = {
  readonly name: string
  readonly method: number
  readonly packedBytes: number
  readonly unpackedBytes: number
  readonly offset: number
}

const END_RECORD = 0x06054b50
const END_RECORD_64 = 0x06064b50
const END_LOCATOR_64 = 0x07064b50
const DIRECTORY_RECORD = 0x02014b50
const LOCAL_RECORD = 0x04034b50
const RATIO_FLOOR_BYTES = 16 * 1024 * 1024
const CHUNK_BYTES = 256 * 1024

/** The directory by part name; refuses what is no whole zip and what would unpack beyond the limits. */
export const readZipDirectory = async (
  file: FileHandle,
  sizeBytes: number,
  limits: SheetLimits,
): Promise<ReadonlyMap<string, ZipEntry>> => {
  const { directoryOffset, directoryBytes, count } = await findDirectory(file, sizeBytes)
  if (count > limits.entries) throw sheetRefused('too-many-parts', { count, limit: limits.entries })
  if (directoryBytes > 16 * 1024 * 1024 || directoryOffset + directoryBytes > sizeBytes) throw sheetRefused('damaged')
  const directory = await readAt(file, directoryOffset, directoryBytes)
  const entries = new Map<string, ZipEntry>()
  let at = 0
  for (let index = 0; index < count; index += 1) {
    if (at + 46 > directory.length || directory.readUInt32LE(at) !== DIRECTORY_RECORD) throw sheetRefused('damaged')
    const nameLength = directory.readUInt16LE(at + 28)
    const extraLength = directory.readUInt16LE(at + 30)
    const commentLength = directory.readUInt16LE(at + 32)
    const extra = directory.subarray(at + 46 + nameLength, at + 46 + nameLength + extraLength)
    const entry = widened(extra, {
      name: directory
        .toString('utf8', at + 46, at + 46 + nameLength)
        .replaceAll('\\', '/')
        .replace(/^\//, ''),
      method: directory.readUInt16LE(at + 10),
      packedBytes: directory.readUInt32LE(at + 20),
      unpackedBytes: directory.readUInt32LE(at + 24),
      offset: directory.readUInt32LE(at + 42),
    })
    if ((directory.readUInt16LE(at + 8) & 1) === 1) throw sheetRefused('encrypted')
    checkBounds(entry, limits)
    entries.set(entry.name, entry)
    at += 46 + nameLength + extraLength + commentLength
  }
  return entries
}

const checkBounds = (entry: ZipEntry, limits: SheetLimits): void => {
  if (entry.unpackedBytes > limits.partBytes) {
    throw sheetRefused('unpacks-too-large', {
      part: entry.name,
      megabytes: megabytes(entry.unpackedBytes),
      limit: megabytes(limits.partBytes),
    })
  }
  const ratio = entry.unpackedBytes / Math.max(1, entry.packedBytes)
  if (entry.unpackedBytes > RATIO_FLOOR_BYTES && ratio > limits.ratio) {
    throw sheetRefused('zip-bomb', { part: entry.name, ratio: Math.round(ratio), limit: limits.ratio })
  }
}

/** The unpacked bytes of one part; `onRead` is told the packed bytes behind us. */
export async function* readZipEntry(
  file: FileHandle,
  entry: ZipEntry,
  limits: SheetLimits,
  onRead?: (bytes: number) => void,
): AsyncGenerator<Buffer> {
  const header = await readAt(file, entry.offset, 30)
  if (header.length < 30 || header.readUInt32LE(0) !== LOCAL_RECORD) throw sheetRefused('damaged')
  const start = entry.offset + 30 + header.readUInt16LE(26) + header.readUInt16LE(28)
  if (entry.method !== 0 && entry.method !== 8) throw sheetRefused('unknown-packing', { method: entry.method })
  const packed = readRange(file, start, entry.packedBytes, onRead)
  let unpacked = 0
  for await (const chunk of entry.method === 0 ? packed : inflated(packed)) {
    unpacked += chunk.length
    if (unpacked > entry.unpackedBytes) throw sheetRefused('zip-bomb-lies', { part: entry.name })
    checkBounds({ ...entry, unpackedBytes: unpacked }, limits)
    yield chunk
  }
  if (unpacked !== entry.unpackedBytes) throw sheetRefused('damaged')
}

async function* inflated(packed: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  const inflate = createInflateRaw({ chunkSize: CHUNK_BYTES })
  const feeding = (async () => {
    try {
      for await (const chunk of packed) {
        if (!inflate.write(chunk)) await new Promise<void>((resume) => inflate.once('drain', resume))
        if (inflate.destroyed) return
      }
      inflate.end()
    } catch (error) {
      inflate.destroy(error instanceof Error ? error : new Error(String(error)))
    }
  })()
  try {
    for await (const chunk of inflate) yield chunk as Buffer
  } catch (error) {
    throw isZlibError(error) ? sheetRefused('damaged') : error
  } finally {
    inflate.destroy()
    inflate.emit('drain')
    await feeding
  }
}

const isZlibError = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && String(error.code).startsWith('Z_')

async function* readRange(
  file: FileHandle,
  start: number,
  length: number,
  onRead?: (bytes: number) => void,
): AsyncGenerator<Buffer> {
  let at = 0
  while (at < length) {
    const chunk = await readAt(file, start + at, Math.min(CHUNK_BYTES, length - at))
    if (chunk.length === 0) throw sheetRefused('damaged')
    at += chunk.length
    onRead?.(at)
    yield chunk
  }
}

const readAt = async (file: FileHandle, position: number, length: number): Promise<Buffer> => {
  const buffer = Buffer.allocUnsafe(length)
  const { bytesRead } = await file.read(buffer, 0, length, position)
  return buffer.subarray(0, bytesRead)
}

const findDirectory = async (
  file: FileHandle,
  sizeBytes: number,
): Promise<{ directoryOffset: number; directoryBytes: number; count: number }> => {
  const tailBytes = Math.min(sizeBytes, 22 + 65_535 + 20)
  const tail = await readAt(file, sizeBytes - tailBytes, tailBytes)
  let at = tail.length - 22
  while (at >= 0 && tail.readUInt32LE(at) !== END_RECORD) at -= 1
  if (at < 0) throw sheetRefused('damaged')
  const small = {
    directoryOffset: tail.readUInt32LE(at + 16),
    directoryBytes: tail.readUInt32LE(at + 12),
    count: tail.readUInt16LE(at + 10),
  }
  const isWide = small.count === 0xffff || small.directoryOffset === 0xffffffff || small.directoryBytes === 0xffffffff
  if (!isWide || at < 20 || tail.readUInt32LE(at - 20) !== END_LOCATOR_64) return small
  const wide = await readAt(file, safe(tail.readBigUInt64LE(at - 12)), 56)
  if (wide.length < 56 || wide.readUInt32LE(0) !== END_RECORD_64) throw sheetRefused('damaged')
  return {
    directoryOffset: safe(wide.readBigUInt64LE(48)),
    directoryBytes: safe(wide.readBigUInt64LE(40)),
    count: safe(wide.readBigUInt64LE(32)),
  }
}

/** Sizes beyond 4 GB stand in an extra field (id 1), only those that did not fit. */
const widened = (extra: Buffer, entry: ZipEntry): ZipEntry => {
  let at = 0
  while (at + 4 <= extra.length) {
    const id = extra.readUInt16LE(at)
    const end = at + 4 + extra.readUInt16LE(at + 2)
    if (id === 1 && end <= extra.length) {
      let cursor = at + 4
      const wide = (value: number): number => {
        if (value !== 0xffffffff || cursor + 8 > end) return value
        cursor += 8
        return safe(extra.readBigUInt64LE(cursor - 8))
      }
      const unpackedBytes = wide(entry.unpackedBytes)
      const packedBytes = wide(entry.packedBytes)
      return { ...entry, unpackedBytes, packedBytes, offset: wide(entry.offset) }
    }
    at = end
  }
  return entry
}

const safe = (value: bigint): number => {
  if (value > BigInt(Number.MAX_SAFE_INTEGER)) throw sheetRefused('damaged')
  return Number(value)
}

const megabytes = (bytes: number): number => Math.round(bytes / 1024 / 1024)
