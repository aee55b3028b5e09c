import { mkdir, readFile, stat } from 'node:fs/promises'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { inflateSync } from 'node:zlib'
import { replaceFile } from '#server/platform/replace-file.ts'

const WEIGHTS = [400, 600] as const
const FOLDER = '@fontsource/noto-sans-sc/files'

/** Where the plain fonts lie, by weight. */
export type Fonts = { readonly regular: string; readonly bold: string }

/**
 * The Chinese font as plain TrueType in `dir`, unpacked there once: read as WOFF it costs 5 s and 90 MB for each document, unpacked
 * 0.1 s once.
 */
export const unpackFonts = async (dir: string): Promise<Fonts> => {
  await mkdir(dir, { recursive: true })
  const unpacked = await Promise.all(
    WEIGHTS.map(async (weight) => {
      const name = `noto-sans-sc-chinese-simplified-${weight}-normal.woff`
      const source = fileURLToPath(import.meta.resolve(`${FOLDER}/${name}`))
      const { size } = await stat(source)
      // Another release of the font is another file.
      const target = path.join(dir, `noto-sans-sc-${weight}-${size}.ttf`)
      if (!(await stat(target).catch(() => undefined))) await replaceFile(target, sfntOf(await readFile(source)))
      return target
    }),
  )
  const [regular = '', bold = ''] = unpacked
  return { regular, bold }
}

const HEAD = 12
const ENTRY = 16
const WOFF_HEAD = 44
const WOFF_ENTRY = 20

/** WOFF is sfnt with its tables deflated: the same tables behind the plain directory. */
export const sfntOf = (woff: Buffer): Buffer => {
  if (woff.toString('latin1', 0, 4) !== 'wOFF') throw new Error('this is no WOFF file')
  const count = woff.readUInt16BE(12)
  const power = 2 ** Math.floor(Math.log2(count))
  const head = Buffer.alloc(HEAD + count * ENTRY)
  head.writeUInt32BE(woff.readUInt32BE(4), 0)
  head.writeUInt16BE(count, 4)
  head.writeUInt16BE(power * ENTRY, 6)
  head.writeUInt16BE(Math.log2(power), 8)
  head.writeUInt16BE((count - power) * ENTRY, 10)
  const parts: Uint8Array[] = [head]
  let at = head.length
  for (let index = 0; index < count; index++) {
    const from = WOFF_HEAD + index * WOFF_ENTRY
    const [offset, packed, plain] = [4, 8, 12].map((skip) => woff.readUInt32BE(from + skip)) as [number, number, number]
    const raw = woff.subarray(offset, offset + packed)
    const table = packed < plain ? inflateSync(raw) : raw
    const entry = HEAD + index * ENTRY
    woff.copy(head, entry, from, from + 4)
    head.writeUInt32BE(woff.readUInt32BE(from + 16), entry + 4)
    head.writeUInt32BE(at, entry + 8)
    head.writeUInt32BE(table.length, entry + 12)
    const padding = Buffer.alloc((4 - (table.length % 4)) % 4)
    parts.push(table, padding)
    at += table.length + padding.length
  }
  return Buffer.concat(parts)
}
