/** What a file that somebody chose as a photo is, by its first bytes: enough to answer at once instead of trying to open it. */
export type PictureHead = {
  readonly kind: 'jpeg' | 'png' | 'webp' | 'heic' | 'video' | 'other'
  readonly width?: number
  readonly height?: number
  /** A JPEG's EXIF block, for `readExif`. */
  readonly exif?: Uint8Array
}

/** So many bytes tell; EXIF with a preview picture stands before the frame. */
export const PICTURE_HEAD_BYTES = 262_144

const textAt = (bytes: Uint8Array, from: number, length: number): string =>
  String.fromCharCode(...bytes.subarray(from, from + length))

const HEIC_BRANDS = /^(?:hei[cxsm]|hev[cx]|mif1|msf1|avif)$/

export const pictureHead = (bytes: Uint8Array): PictureHead => {
  if (bytes[0] === 0xff && bytes[1] === 0xd8) return jpegHead(bytes)
  if (textAt(bytes, 1, 3) === 'PNG' && bytes.length >= 24) {
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
    return { kind: 'png', width: view.getUint32(16), height: view.getUint32(20) }
  }
  if (textAt(bytes, 0, 4) === 'RIFF') return { kind: textAt(bytes, 8, 4) === 'WEBP' ? 'webp' : 'video' }
  if (textAt(bytes, 4, 4) === 'ftyp') return { kind: HEIC_BRANDS.test(textAt(bytes, 8, 4)) ? 'heic' : 'video' }
  const isMatroska = bytes[0] === 0x1a && bytes[1] === 0x45 && bytes[2] === 0xdf && bytes[3] === 0xa3
  return { kind: isMatroska ? 'video' : 'other' }
}

const isFrame = (marker: number): boolean =>
  marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc

const jpegHead = (bytes: Uint8Array): PictureHead => {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  let exif: Uint8Array | undefined
  let at = 2
  while (at + 9 < bytes.length && bytes[at] === 0xff) {
    const marker = bytes[at + 1] ?? 0
    const length = view.getUint16(at + 2)
    if (isFrame(marker)) {
      const size = { height: view.getUint16(at + 5), width: view.getUint16(at + 7) }
      return { kind: 'jpeg', ...size, ...(exif ? { exif } : {}) }
    }
    if (marker === 0xe1 && textAt(bytes, at + 4, 4) === 'Exif') exif = bytes.subarray(at + 4, at + 2 + length)
    at += 2 + Math.max(2, length)
  }
  return { kind: 'jpeg', ...(exif ? { exif } : {}) }
}
