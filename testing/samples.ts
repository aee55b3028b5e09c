import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'

const shared = path.resolve(process.env.SHARED_DIR ?? path.resolve(import.meta.dirname, '../../shared'))

/** Path of a file of the sample month (`data/samples`), or `undefined` where the samples are not at hand: tests then skip. */
export const samplePath = (name: string): string | undefined => {
  const file = path.join(shared, 'data/samples', name)
  return existsSync(file) ? file : undefined
}

/** Rows of a sample csv as objects by header; the samples quote nothing. GB18030 unless the file says UTF-8. */
export const sampleRows = (file: string): readonly Readonly<Record<string, string>>[] => {
  const bytes = readFileSync(file)
  const isUtf8 = bytes.subarray(0, 3).equals(Buffer.from([0xef, 0xbb, 0xbf]))
  const lines = new TextDecoder(isUtf8 ? 'utf-8' : 'gb18030').decode(bytes).split(/\r?\n/).filter(Boolean)
  const [header, ...rows] = lines.map((line) => line.split(','))
  return rows.map((cells) => Object.fromEntries((header ?? []).map((name, index) => [name, cells[index] ?? ''])))
}
