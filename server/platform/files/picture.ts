import { readFile } from 'node:fs/promises'
import { type CameraFacts, readExif } from '#core/exif.ts'
import { isPlainPicture } from './plain-picture.ts'

export type Picture = {
  readonly content: Buffer
  readonly thumbnail: Buffer
  readonly mediaType: 'image/jpeg' | 'image/png'
  readonly width: number
  readonly height: number
  readonly camera: CameraFacts
}

const THUMBNAIL_PIXELS = 320
const JPEG_QUALITY = 82

/** Loaded with the first picture: it is large. Pictures come one by one; the requests beside them matter more than the speed of one. */
const loadSharp = async () => {
  const { default: sharp } = await import('sharp')
  sharp.concurrency(1)
  sharp.cache(false)
  return sharp
}

const plainBytes = async (file: string): Promise<Buffer | undefined> => {
  const bytes = await readFile(file)
  return isPlainPicture(bytes) ? bytes : undefined
}

/**
 * Makes a picture anew: upright, no larger than needed, without anything that is not picture; PNG stays PNG (signatures are
 * transparent), everything else becomes JPEG. With `isKeptIfPlain` what is all that already stays as it is. `undefined` when it cannot be opened or has too many pixels.
 */
export const remakePicture = async (
  file: string,
  limits: { readonly maxMegapixels: number; readonly keptPixels: number; readonly isKeptIfPlain?: boolean },
): Promise<Picture | undefined> => {
  const sharp = await loadSharp()
  try {
    const source = sharp(file, { limitInputPixels: limits.maxMegapixels * 1_000_000, failOn: 'error' })
    const metadata = await source.metadata()
    const upright = source
      .rotate()
      .resize({ width: limits.keptPixels, height: limits.keptPixels, fit: 'inside', withoutEnlargement: true })
    const isPng = metadata.format === 'png'
    const isSmall = Math.max(metadata.width, metadata.height) <= limits.keptPixels
    const plain = limits.isKeptIfPlain && isSmall ? await plainBytes(file) : undefined
    const remade = isPng ? upright.png({ compressionLevel: 9 }) : upright.jpeg({ quality: JPEG_QUALITY })
    const made = plain
      ? { data: plain, info: { width: metadata.width, height: metadata.height } }
      : await remade.toBuffer({ resolveWithObject: true })
    const thumbnail = await sharp(made.data)
      .resize({ width: THUMBNAIL_PIXELS, height: THUMBNAIL_PIXELS, fit: 'inside', withoutEnlargement: true })
      .flatten({ background: '#ffffff' })
      .jpeg({ quality: JPEG_QUALITY })
      .toBuffer()
    return {
      content: made.data,
      thumbnail,
      mediaType: isPng ? 'image/png' : 'image/jpeg',
      width: made.info.width,
      height: made.info.height,
      camera: metadata.exif ? readExif(metadata.exif) : {},
    }
  } catch (error) {
    // Sharp names neither codes nor types: whatever it cannot open is not a picture we can keep.
    if (error instanceof Error) return undefined
    throw error
  }
}
