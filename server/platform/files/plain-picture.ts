/**
 * Whether a picture is nothing but picture: no camera's notes, no comments, no bytes after its end; a small colour profile, as browsers
 * write one, belongs to it. Such a file is kept as it came, bit by bit; every other one is made anew.
 */
export const isPlainPicture = (bytes: Buffer): boolean => isPlainJpeg(bytes) || isPlainPng(bytes)

const SOI = 0xd8
const EOI = 0xd9
const SOS = 0xda
/** JFIF, tables, frames and restarts; APP1 and further, and comments, are somebody's notes. */
const isPictureSegment = (marker: number): boolean =>
  marker === 0xe0 ||
  marker === 0xdb ||
  marker === 0xc4 ||
  marker === 0xdd ||
  (marker >= 0xc0 && marker <= 0xcf && marker !== 0xc8 && marker !== 0xcc)

const isPlainJpeg = (bytes: Buffer): boolean => {
  if (bytes[0] !== 0xff || bytes[1] !== SOI) return false
  let at = 2
  for (;;) {
    if (bytes[at] !== 0xff) return false
    const marker = bytes[at + 1] ?? 0
    if (marker === EOI) return at + 2 === bytes.length
    if (at + 4 > bytes.length) return false
    if (marker !== SOS && !isPictureSegment(marker) && !isColourProfile(bytes, at)) return false
    at += 2 + bytes.readUInt16BE(at + 2)
    if (marker === SOS) at = endOfScan(bytes, at)
    if (at + 2 > bytes.length) return false
  }
}

const PROFILE = 'ICC_PROFILE\0'
const MAX_PROFILE_BYTES = 4_096

const isColourProfile = (bytes: Buffer, at: number): boolean =>
  bytes[at + 1] === 0xe2 &&
  bytes.toString('latin1', at + 4, at + 4 + PROFILE.length) === PROFILE &&
  bytes.readUInt16BE(at + 2) <= MAX_PROFILE_BYTES

/** Where the next marker stands that is neither a stuffed byte nor a restart. */
const endOfScan = (bytes: Buffer, from: number): number => {
  let at = bytes.indexOf(0xff, from)
  while (at >= 0 && at + 1 < bytes.length) {
    const next = bytes[at + 1] ?? 0
    if (next !== 0 && !(next >= 0xd0 && next <= 0xd7)) return at
    at = bytes.indexOf(0xff, at + 2)
  }
  return bytes.length
}

const PNG = '\x89PNG\r\n\x1a\n'
const PICTURE_CHUNKS = new Set(['IHDR', 'PLTE', 'tRNS', 'IDAT', 'IEND', 'sRGB', 'gAMA', 'pHYs', 'sBIT', 'cHRM'])

const isPlainPng = (bytes: Buffer): boolean => {
  if (bytes.toString('latin1', 0, PNG.length) !== PNG) return false
  let at = PNG.length
  while (at + 12 <= bytes.length) {
    const type = bytes.toString('latin1', at + 4, at + 8)
    if (!PICTURE_CHUNKS.has(type)) return false
    at += 12 + bytes.readUInt32BE(at)
    if (type === 'IEND') return at === bytes.length
  }
  return false
}
