import { writeXlsxStream } from 'hucre/xlsx'
import iconv from 'iconv-lite'
import { neutralised } from '#core/formula.ts'

/** A number stays a number; a text that looks like a formula is written so that it stays text. */
export type ExportValue = string | number | null | undefined
export type ExportRows = AsyncIterable<readonly ExportValue[]> | Iterable<readonly ExportValue[]>
export type ExportSheet = { readonly name: string; readonly headers: readonly string[]; readonly rows: ExportRows }

/** The bytes of a csv; UTF-8 carries a byte order mark, without which Excel shows Chinese as noise. */
export async function* csvBytes(sheet: ExportSheet, encoding: 'utf-8' | 'gb18030' = 'utf-8'): AsyncGenerator<Buffer> {
  const encode = (text: string): Buffer =>
    encoding === 'utf-8' ? Buffer.from(text, 'utf8') : iconv.encode(text, 'gb18030')
  let text = `${encoding === 'utf-8' ? '\uFEFF' : ''}${csvLine(sheet.headers)}`
  for await (const row of sheet.rows) {
    text += csvLine(row)
    if (text.length > FLUSH_CHARACTERS) {
      yield encode(text)
      text = ''
    }
  }
  if (text !== '') yield encode(text)
}

const FLUSH_CHARACTERS = 64 * 1024

const csvLine = (values: readonly ExportValue[]): string => `${values.map(csvField).join(',')}\r\n`

const csvField = (value: ExportValue): string => {
  const safe = exportValue(value)
  const text = safe === null ? '' : String(safe)
  return /[",\r\n\t;|]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}

/** The bytes of an xlsx with a fixed header row, in constant memory; past Excel's last row it goes on in a next sheet. */
export async function* xlsxBytes(sheet: ExportSheet): AsyncGenerator<Buffer> {
  const stream = writeXlsxStream(xlsxRows(sheet.rows), {
    name: sheet.name.replace(/[\\/?*[\]:]/g, ' ').slice(0, 31) || 'Sheet1',
    columns: sheet.headers.map((header) => ({ header: String(exportValue(header)), width: widthOf(header) })),
    freezePane: { rows: 1 },
  })
  for await (const chunk of stream) yield Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength)
}

async function* xlsxRows(rows: ExportRows): AsyncGenerator<(string | number | null)[]> {
  for await (const row of rows) yield row.map(exportValue)
}

const exportValue = (value: ExportValue): string | number | null => {
  if (typeof value === 'number') return Number.isFinite(value) ? value : null
  return value === null || value === undefined ? null : neutralised(value).replace(UNWRITABLE, ' ')
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: XML and spreadsheets cannot carry these characters.
const UNWRITABLE = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g

const widthOf = (header: string): number => Math.max(12, [...header].length * 2 + 4)
