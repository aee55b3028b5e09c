import { readExif } from '#core/exif.ts'
import { PICTURE_HEAD_BYTES, pictureHead } from '#core/picture-head.ts'
import { type Instant, instantOf } from '#core/time.ts'
import { type Shrinking, shrinkPhoto } from './shrink.ts'

/** A photo ready to be kept: small, and without the camera's notes. */
export type Captured = {
  readonly blob: Blob
  readonly source: 'camera' | 'gallery'
  /** When the picture itself says that it was taken; without it nobody knows. */
  readonly pictureAt: Instant | undefined
}
export type CaptureProblem = 'photo-video' | 'photo-format' | 'photo-huge' | 'photo-broken'

/** A camera's picture is a moment old; what is older came from the gallery, whatever was pressed. */
const FRESH_MS = 5 * 60_000
const CHINA = '+08:00'

/** From the file that the person took or chose; a problem names what is wrong with it. */
export const capture = async (
  file: File,
  { shrinking, isCamera, now = Date.now() }: { shrinking: Shrinking; isCamera: boolean; now?: number },
): Promise<Captured | CaptureProblem> => {
  if (file.type.startsWith('video/')) return 'photo-video'
  const head = pictureHead(new Uint8Array(await file.slice(0, PICTURE_HEAD_BYTES).arrayBuffer()))
  if (head.kind === 'video') return 'photo-video'
  if (head.kind === 'heic' || head.kind === 'other') return 'photo-format'
  const taken = head.exif && readExif(head.exif).takenAt
  const pictureAt = taken === undefined ? undefined : instantIfReal(`${taken}${CHINA}`)
  const blob = await shrinkPhoto(file, shrinking, head)
  if (!blob) return (head.width ?? 0) * (head.height ?? 0) > HUGE_PIXELS ? 'photo-huge' : 'photo-broken'
  const isFresh = now - file.lastModified < FRESH_MS
  return { blob, source: isCamera && isFresh ? 'camera' : 'gallery', pictureAt }
}

/** What cheap phones open. */
const HUGE_PIXELS = 30_000_000

const instantIfReal = (text: string): Instant | undefined => {
  const ms = Date.parse(text)
  return Number.isNaN(ms) ? undefined : instantOf(ms)
}
