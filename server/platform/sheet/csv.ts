import type { FileHandle } from 'node:fs/promises'
import { basename, extname } from 'node:path'
import { parse } from 'csv-parse'
import { detectEncoding } from './encoding.ts'
import { type SheetFile, type SheetLimits, type SheetRow, sheetRefused } from './sheet.ts'

const CHUNK_BYTES = 256 * 1024
const SAMPLE_BYTES = 64 * 1024
const LONGEST_RECORD = 1024 * 1024
const LINE_END = /\r\n|\n|\r/
const delimiters = [',', '\t', ';', '|'] as const

/** Reads csv row by row: comma, tab, semicolon or bar, UTF-8, GBK, GB18030 or UTF-16, whatever the line ends are. */
export const openCsv = async (
  file: FileHandle,
  sizeBytes: number,
  name: string,
  limits: SheetLimits,
): Promise<SheetFile> => {
  const { encoding, markBytes } = await detectEncoding(file, sizeBytes)
  const sample = Buffer.alloc(Math.min(SAMPLE_BYTES, sizeBytes - markBytes))
  await file.read(sample, 0, sample.length, markBytes)
  const head = new TextDecoder(encoding).decode(sample, { stream: true })
  if (head.includes('\0') || unreadableShare(head) > 0.05) throw sheetRefused('not-a-table', { name })
  // Excel's own first line, not a row of the table.
  const declared = /^sep=([,;\t|])\r?\n/i.exec(head)
  const delimiter = declared?.[1] ?? guessDelimiter(head)
  return {
    format: 'csv',
    encoding,
    sizeBytes,
    sheets: [{ name: basename(name, extname(name)), isHidden: false }],
    rows: (_sheet, onRead) =>
      csvRows(file, { encoding, markBytes, skip: declared?.[0] ?? '', delimiter, limits }, onRead),
    close: () => file.close(),
  }
}

type CsvShape = {
  readonly encoding: string
  readonly markBytes: number
  readonly skip: string
  readonly delimiter: string
  readonly limits: SheetLimits
}

async function* csvRows(
  file: FileHandle,
  shape: CsvShape,
  onRead?: (bytes: number) => void,
): AsyncGenerator<readonly SheetRow[]> {
  const parser = parse({
    delimiter: shape.delimiter,
    record_delimiter: ['\r\n', '\n', '\r'],
    relax_column_count: true,
    relax_quotes: true,
    max_record_size: LONGEST_RECORD,
  })
  let failure: unknown
  parser.on('error', (error) => {
    failure = error
  })
  let row = 0
  const took = (batch: SheetRow[], record: string[]): void => {
    row += 1
    if (!record.some((cell) => cell.trim() !== '')) return
    const cells = record.length > shape.limits.columns ? record.slice(0, shape.limits.columns) : record
    if (cells.some((cell) => cell.length > shape.limits.cellCharacters)) {
      throw sheetRefused('cell-too-long-at', { row, limit: shape.limits.cellCharacters })
    }
    batch.push({ row, cells })
  }
  const take = (): readonly SheetRow[] => {
    const batch: SheetRow[] = []
    for (let record: string[] | null = parser.read(); record !== null; record = parser.read()) took(batch, record)
    return batch
  }
  // Until the first quote of the file a line is a row, and the marks alone split it: three times as fast.
  let isPlain = true
  let open = ''
  const takePlain = (text: string, isLast: boolean): readonly SheetRow[] => {
    const whole = open + text
    // A line end at the end may be half of one.
    const end = isLast ? whole.length : Math.max(whole.lastIndexOf('\n'), whole.lastIndexOf('\r', whole.length - 2)) + 1
    open = whole.slice(end)
    if (open.length > LONGEST_RECORD) throw sheetRefused('open-quote', { row: row + 1 })
    const lines = whole.slice(0, end).split(LINE_END)
    // Behind the last line end stands no row.
    if (lines.at(-1) === '') lines.pop()
    const batch: SheetRow[] = []
    for (const line of lines) took(batch, line.split(shape.delimiter))
    return batch
  }
  const fail = (): void => {
    if (failure !== undefined) throw isCsvError(failure) ? sheetRefused('open-quote', { row: row + 1 }) : failure
  }
  const decoder = new TextDecoder(shape.encoding)
  const buffer = Buffer.allocUnsafe(CHUNK_BYTES)
  let position = shape.markBytes
  let skip = shape.skip.length
  try {
    for (;;) {
      const { bytesRead } = await file.read(buffer, 0, CHUNK_BYTES, position)
      if (bytesRead === 0) break
      position += bytesRead
      let text = decoder.decode(buffer.subarray(0, bytesRead), { stream: true })
      if (skip > 0) {
        text = text.slice(skip)
        skip = 0
      }
      if (isPlain && text.includes('"')) {
        isPlain = false
        text = open + text
        open = ''
      }
      // The parser works while it is written to, so what it made can be taken at once.
      if (!isPlain) parser.write(text)
      const batch = isPlain ? takePlain(text, false) : take()
      onRead?.(position)
      await new Promise<void>((resume) => setImmediate(resume))
      fail()
      if (batch.length > 0) yield batch
    }
    const rest = decoder.decode()
    if (!isPlain) {
      parser.end(rest)
      await new Promise<void>((resume) => setImmediate(resume))
      fail()
    }
    const last = isPlain ? takePlain(rest, true) : take()
    if (last.length > 0) yield last
  } finally {
    parser.destroy()
  }
}

const isCsvError = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && String(error.code).startsWith('CSV_')

const unreadableShare = (text: string): number => {
  let unreadable = 0
  for (const character of text) if (character === '\uFFFD') unreadable += 1
  return unreadable / Math.max(1, text.length)
}

/** The mark that splits the first lines most often into the same number of cells, marks inside quotes left out. */
const guessDelimiter = (head: string): string => {
  const lines = head
    .replace(/"[^"]*"/g, '')
    .split(/\r\n|\n|\r/)
    .filter((line) => line.trim() !== '')
    .slice(0, 20)
  let best: { delimiter: string; score: number } = { delimiter: ',', score: 0 }
  for (const delimiter of delimiters) {
    const counts = lines.map((line) => line.split(delimiter).length - 1)
    const usual = mostCommon(counts.filter((count) => count > 0))
    const score = usual * counts.filter((count) => count === usual).length
    if (score > best.score) best = { delimiter, score }
  }
  return best.delimiter
}

const mostCommon = (counts: readonly number[]): number => {
  const seen = new Map<number, number>()
  let best = 0
  for (const count of counts) {
    const times = (seen.get(count) ?? 0) + 1
    seen.set(count, times)
    if (best === 0 || times > (seen.get(best) ?? 0)) best = count
  }
  return best
}
