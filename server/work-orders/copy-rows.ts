/**
 * Past orders written many times over: their rows are taken as the database itself writes them (`COPY … BINARY`), the places that
 * differ from copy to copy are found once, and each copy is the same bytes with these places overwritten. No value is parsed or
 * made again, so that a million orders cost what it takes to send them.
 */

import { DAY_MS, epochMsOf, type Instant, MINUTE_MS, ZONE_OFFSET_MS } from '#core/time.ts'
import { copyMoveMinutes } from '#core/work-orders/order-copies.rules.ts'

/** What becomes of a column: ids and times move, documents hold times and the order's number, everything else stays. */
export type ColumnRole = 'id' | 'instant' | 'document' | 'number' | 'kept'

/** The fields of one row, and what is known of its order. */
export type SourceRow = {
  readonly ageDays: number
  readonly isEarly: boolean
  readonly number: string
  readonly createdMs: number
  readonly bytes: Buffer
}

export type CopyRange = { readonly copies: number; readonly base: number }

const HEADER = Buffer.concat([Buffer.from('PGCOPY\n\xff\r\n\0', 'latin1'), Buffer.alloc(8)])
const TRAILER = Buffer.from([0xff, 0xff])
/** Fields in front of those that are copied: see `SourceRow`. */
const KNOWN_FIELDS = 4
/** Between the day zero of Unix and of PostgreSQL. */
const POSTGRES_EPOCH_MS = Date.UTC(2000, 0, 1)

/** The rows of a binary `COPY … TO STDOUT`. */
export const readSourceRows = (file: Buffer): readonly SourceRow[] => {
  const rows: SourceRow[] = []
  let at = HEADER.length + file.readInt32BE(HEADER.length - 4)
  for (let count = file.readInt16BE(at); count >= 0; count = file.readInt16BE(at)) {
    at += 2
    const field = (): Buffer => {
      const length = Math.max(0, file.readInt32BE(at))
      at += 4 + length
      return file.subarray(at - length, at)
    }
    const [ageDays, isEarly] = [field().readInt32BE(), field()[0] === 1]
    const number = field().toString('latin1')
    const createdMs = Number(field().readBigInt64BE()) / 1000 + POSTGRES_EPOCH_MS
    const start = at
    for (let index = KNOWN_FIELDS; index < count; index += 1) field()
    rows.push({ ageDays, isEarly, number, createdMs, bytes: file.subarray(start, at) })
  }
  return rows
}

/** A row ready to be written again and again, and where in it what stands. */
type Template = {
  readonly row: SourceRow
  readonly bytes: Buffer
  /** Running numbers from here on need one more digit. */
  readonly limit: number
  readonly running: number
  readonly ids: readonly Place[]
  readonly instants: readonly Place[]
  /** Texts `2026-11-22T06:30`; the value is in minutes. */
  readonly texts: readonly Place[]
  /** Where the day of a number begins. */
  readonly numbers: readonly number[]
}
type Place = { readonly at: number; readonly value: number }

const INSTANT = /\d{4}-\d\d-\d\dT[\d:.]{12}Z/g
const COPY_STRIDE = 10_000

const templateOf = (row: SourceRow, roles: readonly ColumnRole[], digits: number): Template => {
  const [day = '', running = ''] = row.number.split('-')
  const prefix = day.slice(0, -6)
  const blank = `${prefix}000000-${'0'.repeat(digits)}`
  const count = Buffer.alloc(2)
  count.writeInt16BE(roles.length)
  const parts: Buffer[] = [count]
  const [ids, instants, texts, numbers]: [Place[], Place[], Place[], number[]] = [[], [], [], []]
  let [from, at] = [0, 2]
  for (const role of roles) {
    const length = row.bytes.readInt32BE(from)
    const own = row.bytes.subarray(from + 4, from + 4 + Math.max(0, length))
    from += 4 + own.length
    at += 4
    let value = own
    if (length >= 0 && role === 'id') ids.push({ at, value: own.readUIntBE(0, 6) })
    if (length >= 0 && role === 'instant') instants.push({ at, value: Number(own.readBigInt64BE()) })
    if (role === 'number' || role === 'document') {
      const [old, fresh] = role === 'number' ? [row.number, blank] : [`"${row.number}"`, `"${blank}"`]
      const text = own.toString('latin1').replaceAll(old, fresh)
      value = Buffer.from(text, 'latin1')
      for (let found = text.indexOf(fresh); found >= 0; found = text.indexOf(fresh, found + fresh.length)) {
        numbers.push(at + found + fresh.indexOf(blank) + prefix.length)
      }
      for (const { 0: moment, index } of text.matchAll(INSTANT)) {
        texts.push({ at: at + index, value: Math.floor(epochMsOf(moment as Instant) / MINUTE_MS) })
      }
    }
    const size = Buffer.alloc(4)
    size.writeInt32BE(length < 0 ? -1 : value.length)
    parts.push(size, value)
    at += value.length
  }
  return {
    ...{ row, ids, instants, texts, numbers, running: Number(running) },
    ...{ limit: 10 ** digits, bytes: Buffer.concat(parts) },
  }
}

/** With room for a century: an array that grows by leaps is a slow one. */
const dayTexts = new Array<string | undefined>(50_000)
const dayTextOf = (day: number): string => {
  const text = dayTexts[day] ?? new Date(day * DAY_MS).toISOString().slice(0, 10)
  dayTexts[day] = text
  return text
}
const minuteTexts = Array.from({ length: 1440 }, (_, minute) =>
  new Date(minute * MINUTE_MS).toISOString().slice(11, 16),
)
const put = (bytes: Buffer, at: number, text: string, from = 0): void => {
  for (let index = from; index < text.length; index += 1) bytes[at + index - from] = text.charCodeAt(index)
}

const MINUTES_OF_DAY = 1440
const TWO_32 = 2 ** 32

/** The bytes of the copy with this number; they are good until the next one. */
const fill = ({ row, bytes, running, ids, instants, texts, numbers }: Template, copy: number, mark: number): Buffer => {
  const minutes = copyMoveMinutes(row, copy)
  // The same seconds of the clock and the same rest of the id, and the copy in the last places.
  for (const { at, value } of ids) {
    bytes.writeUIntBE(value + minutes * MINUTE_MS, at, 6)
    bytes[at + 8] = 0xa0 | ((bytes[at + 8] ?? 0) & 0x0f)
    bytes.writeUInt16BE(mark, at + 14)
  }
  for (const { at, value } of instants) {
    const moved = value + minutes * MINUTE_MS * 1000
    bytes.writeInt32BE(Math.floor(moved / TWO_32), at)
    bytes.writeUInt32BE(moved - Math.floor(moved / TWO_32) * TWO_32, at + 4)
  }
  for (const { at, value } of texts) {
    const day = Math.floor((value + minutes) / MINUTES_OF_DAY)
    put(bytes, at, dayTextOf(day))
    put(bytes, at + 11, minuteTexts[value + minutes - day * MINUTES_OF_DAY] ?? '')
  }
  if (numbers.length > 0) {
    const day = dayTextOf(Math.floor((row.createdMs + ZONE_OFFSET_MS + minutes * MINUTE_MS) / DAY_MS)).replaceAll(
      '-',
      '',
    )
    const text = `${day.slice(2)}-${running + mark * COPY_STRIDE}`
    for (const at of numbers) put(bytes, at, text)
  }
  return bytes
}

const CHUNK = 1 << 18

/** The copies of all rows, copy by copy, as chunks of a binary `COPY … FROM STDIN`. */
export function* copiesOf(
  rows: readonly SourceRow[],
  roles: readonly ColumnRole[],
  { copies, base }: CopyRange,
): Generator<Buffer> {
  const digits = String((base + 1) * COPY_STRIDE).length
  const templates = rows.map((row) => templateOf(row, roles, digits))
  let chunk = Buffer.allocUnsafe(CHUNK)
  let length = HEADER.copy(chunk)
  for (let copy = 1; copy <= copies; copy += 1) {
    for (const [index, known] of templates.entries()) {
      const running = known.running + (base + copy) * COPY_STRIDE
      let template = known
      if (running >= known.limit) {
        template = templateOf(known.row, roles, String(running).length)
        templates[index] = template
      }
      const { bytes } = template
      if (length + bytes.length > chunk.length) {
        yield chunk.subarray(0, length)
        chunk = Buffer.allocUnsafe(Math.max(CHUNK, bytes.length))
        length = 0
      }
      length += fill(template, copy, base + copy).copy(chunk, length)
    }
  }
  yield chunk.subarray(0, length)
  yield TRAILER
}
