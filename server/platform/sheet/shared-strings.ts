import { type SheetLimits, sheetRefused } from './sheet.ts'
import { xmlFeeder } from './xml-feeder.ts'

/** The text table of a workbook. */
export type SharedStrings = { readonly count: number; at(index: number): string }

export const noSharedStrings: SharedStrings = { count: 0, at: () => '' }

/**
 * Keeps the table as one run of bytes with offsets: a million short texts cost their own length and four bytes each,
 * where an array of strings costs ten times that.
 */
export const readSharedStrings = async (
  parts: AsyncIterable<Buffer>,
  unpackedBytes: number,
  limits: SheetLimits,
): Promise<SharedStrings> => {
  const limit = limits.sharedStringBytes
  if (unpackedBytes > limit) throw tooLarge(unpackedBytes, limit)
  // Markup alone takes more room than the offsets, so the unpacked size bounds the text.
  const bytes = Buffer.allocUnsafe(unpackedBytes)
  let offsets = new Uint32Array(1024)
  let count = 0
  let end = 0
  let text = ''
  let isText = false
  let phonetic = 0
  const feeder = xmlFeeder({
    open: (name) => {
      if (name === 'si') text = ''
      else if (name === 'rPh') phonetic += 1
      else if (name === 't') isText = phonetic === 0
    },
    close: (name) => {
      if (name === 't') isText = false
      else if (name === 'rPh') phonetic -= 1
      else if (name === 'si') {
        if (count + 1 >= offsets.length) offsets = grown(offsets)
        end += bytes.write(cellText(text, limits), end, 'utf8')
        count += 1
        offsets[count] = end
      }
    },
    text: (piece) => {
      if (isText) text += piece
    },
  })
  const decoder = new TextDecoder()
  for await (const part of parts) feeder.feed(decoder.decode(part, { stream: true }))
  feeder.end()
  return {
    count,
    at: (index) => (index >= 0 && index < count ? bytes.toString('utf8', offsets[index], offsets[index + 1]) : ''),
  }
}

/** Excel writes control characters as `_x000D_`. */
export const cellText = (text: string, limits: SheetLimits): string => {
  if (text.length > limits.cellCharacters) throw sheetRefused('cell-too-long', { limit: limits.cellCharacters })
  return text.includes('_x')
    ? text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
    : text
}

const grown = (offsets: Uint32Array<ArrayBuffer>): Uint32Array<ArrayBuffer> => {
  const larger = new Uint32Array(offsets.length * 2)
  larger.set(offsets)
  return larger
}

const tooLarge = (bytes: number, limit: number) =>
  sheetRefused('too-much-text', {
    megabytes: Math.ceil(bytes / 1024 / 1024),
    limit: Math.round(limit / 1024 / 1024),
  })
