import { isUtf8 } from 'node:buffer'
import type { FileHandle } from 'node:fs/promises'

export type TextEncodingName = 'utf-8' | 'gb18030' | 'utf-16le' | 'utf-16be'

const CHUNK_BYTES = 1024 * 1024
const LINE_FEED = 0x0a

/**
 * The encoding of a text file and the length of its byte order mark. The whole file is looked at, since a million ASCII
 * rows may precede the first Chinese name. GBK is read as GB18030, which contains it.
 */
export const detectEncoding = async (
  file: FileHandle,
  sizeBytes: number,
): Promise<{ encoding: TextEncodingName; markBytes: number }> => {
  const buffer = Buffer.allocUnsafe(CHUNK_BYTES)
  let position = 0
  while (position < sizeBytes) {
    const { bytesRead } = await file.read(buffer, 0, CHUNK_BYTES, position)
    if (bytesRead === 0) break
    const chunk = buffer.subarray(0, bytesRead)
    if (position === 0) {
      const mark = byteOrderMark(chunk)
      if (mark) return mark
    }
    const whole = position + bytesRead < sizeBytes ? wholeLines(chunk) : chunk
    if (!isUtf8(whole)) return { encoding: isDamagedUtf8(whole) ? 'utf-8' : 'gb18030', markBytes: 0 }
    position += whole.length
  }
  return { encoding: 'utf-8', markBytes: 0 }
}

const byteOrderMark = (chunk: Buffer): { encoding: TextEncodingName; markBytes: number } | undefined => {
  if (chunk[0] === 0xef && chunk[1] === 0xbb && chunk[2] === 0xbf) return { encoding: 'utf-8', markBytes: 3 }
  if (chunk[0] === 0xff && chunk[1] === 0xfe) return { encoding: 'utf-16le', markBytes: 2 }
  if (chunk[0] === 0xfe && chunk[1] === 0xff) return { encoding: 'utf-16be', markBytes: 2 }
  return undefined
}

/** Up to the last line feed, which is never part of a longer character in either encoding. */
const wholeLines = (chunk: Buffer): Buffer => {
  const end = chunk.lastIndexOf(LINE_FEED)
  return end < 0 ? chunk.subarray(0, chunk.length - trailingPart(chunk)) : chunk.subarray(0, end + 1)
}

/** Bytes of a character cut off at the end. */
const trailingPart = (chunk: Buffer): number => {
  for (let back = 1; back <= 3; back += 1) {
    const byte = chunk[chunk.length - back] ?? 0
    if ((byte & 0xc0) !== 0x80) return byte >= 0xc0 ? back : 0
  }
  return 0
}

/** A few broken bytes among many good Chinese lines: still UTF-8, and the broken cells are reported one by one. */
const isDamagedUtf8 = (chunk: Buffer): boolean => {
  let good = 0
  let bad = 0
  let start = 0
  while (start < chunk.length) {
    const feed = chunk.indexOf(LINE_FEED, start)
    const end = feed < 0 ? chunk.length : feed
    const line = chunk.subarray(start, end)
    if (!isUtf8(line)) bad += 1
    else if (line.some((byte) => byte >= 0x80)) good += 1
    start = end + 1
  }
  return good > bad * 20
}
