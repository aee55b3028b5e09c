/** What a camera wrote into its picture: kept aside as a hint of where and when, for nobody can trust it. */
export type CameraFacts = {
  /** As the camera's clock had it, without zone: `2026-11-22T14:30:00`. */
  readonly takenAt?: string
  readonly lat?: number
  readonly lon?: number
  readonly device?: string
}

const TAGS = { make: 0x010f, model: 0x0110, exif: 0x8769, gps: 0x8825, takenAt: 0x9003 } as const
const GPS = { latRef: 1, lat: 2, lonRef: 3, lon: 4 } as const
const SIZE_BY_TYPE: Readonly<Record<number, number>> = { 1: 1, 2: 1, 3: 2, 4: 4, 5: 8, 7: 1, 9: 4, 10: 8 }
const MAX_ENTRIES = 500

/** Reads the EXIF block of a picture; nothing where it is damaged. */
export const readExif = (block: Uint8Array): CameraFacts => {
  try {
    return factsOf(block)
  } catch (error) {
    if (error instanceof RangeError) return {}
    throw error
  }
}

type Entry = { readonly type: number; readonly count: number; readonly offset: number }
type Reader = {
  readonly u16: (at: number) => number
  readonly u32: (at: number) => number
  readonly bytes: (at: number, count: number) => Uint8Array
}

const factsOf = (block: Uint8Array): CameraFacts => {
  const hasHeader = latin(block.subarray(0, 6)) === 'Exif\0\0'
  const tiff = hasHeader ? block.subarray(6) : block
  const order = latin(tiff.subarray(0, 2))
  if (order !== 'II' && order !== 'MM') return {}
  const view = new DataView(tiff.buffer, tiff.byteOffset, tiff.byteLength)
  const reader: Reader = {
    u16: (at) => view.getUint16(at, order === 'II'),
    u32: (at) => view.getUint32(at, order === 'II'),
    bytes: (at, count) => {
      if (at + count > tiff.byteLength) throw new RangeError('beyond the block')
      return tiff.subarray(at, at + count)
    },
  }
  const main = directory(reader, reader.u32(4))
  const exif = subdirectory(reader, main.get(TAGS.exif))
  const gps = subdirectory(reader, main.get(TAGS.gps))
  const takenAt = timeOf(textAt(reader, exif.get(TAGS.takenAt)))
  const lat = degreesAt(reader, gps.get(GPS.lat), textAt(reader, gps.get(GPS.latRef)))
  const lon = degreesAt(reader, gps.get(GPS.lon), textAt(reader, gps.get(GPS.lonRef)))
  const device = [textAt(reader, main.get(TAGS.make)), textAt(reader, main.get(TAGS.model))].filter(Boolean).join(' ')
  return {
    ...(takenAt ? { takenAt } : {}),
    ...(lat !== undefined && lon !== undefined && Math.abs(lat) <= 90 && Math.abs(lon) <= 180 ? { lat, lon } : {}),
    ...(device ? { device: device.slice(0, 80) } : {}),
  }
}

const directory = (reader: Reader, at: number): ReadonlyMap<number, Entry> => {
  const count = Math.min(reader.u16(at), MAX_ENTRIES)
  const entries = new Map<number, Entry>()
  for (let index = 0; index < count; index += 1) {
    const start = at + 2 + index * 12
    const type = reader.u16(start + 2)
    const items = reader.u32(start + 4)
    const isInline = (SIZE_BY_TYPE[type] ?? 1) * items <= 4
    entries.set(reader.u16(start), { type, count: items, offset: isInline ? start + 8 : reader.u32(start + 8) })
  }
  return entries
}

const subdirectory = (reader: Reader, entry: Entry | undefined): ReadonlyMap<number, Entry> =>
  entry ? directory(reader, reader.u32(entry.offset)) : new Map()

const textAt = (reader: Reader, entry: Entry | undefined): string => {
  if (entry?.type !== 2) return ''
  return latin(reader.bytes(entry.offset, Math.min(entry.count, 200)))
    .replace(/\0.*$/s, '')
    .replace(/[^\x20-\x7e]/g, '')
    .trim()
}

const degreesAt = (reader: Reader, entry: Entry | undefined, reference: string): number | undefined => {
  if (entry?.type !== 5 || entry.count < 3) return undefined
  const [degrees = 0, minutes = 0, seconds = 0] = [0, 1, 2].map((index) => {
    const divisor = reader.u32(entry.offset + index * 8 + 4)
    return divisor === 0 ? Number.NaN : reader.u32(entry.offset + index * 8) / divisor
  })
  const value = degrees + minutes / 60 + seconds / 3600
  if (!Number.isFinite(value)) return undefined
  return /^[SW]/.test(reference) ? -value : value
}

/** `2026:11:22 14:30:00` */
const timeOf = (text: string): string | undefined => {
  const match = /^(\d{4}):(\d\d):(\d\d) (\d\d:\d\d:\d\d)$/.exec(text)
  return match ? `${match[1]}-${match[2]}-${match[3]}T${match[4]}` : undefined
}

const latin = (bytes: Uint8Array): string => String.fromCharCode(...bytes)
