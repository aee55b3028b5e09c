import { inflateSync } from 'node:zlib'

/** What can be read from a PDF of ours, page by page: each glyph by the font's own table to Unicode, as a search or a copy would find it. */
export const pdfPages = (pdf: Buffer): readonly string[] => {
  const objects = objectsOf(pdf)
  const pages = [...objects.values()].filter(({ head }) => /\/Type \/Page\b(?!s)/.test(head))
  return pages.map(({ head }) => {
    const fonts = fontsOf(objects, head)
    const [, content = ''] = /\/Contents (\d+) 0 R/.exec(head) ?? []
    return textIn(objects.get(content)?.stream?.toString('latin1') ?? '', fonts)
  })
}

type PdfObject = { readonly head: string; readonly stream: Buffer | undefined }

const objectsOf = (pdf: Buffer): ReadonlyMap<string, PdfObject> => {
  const text = pdf.toString('latin1')
  const found = new Map<string, PdfObject>()
  for (const match of text.matchAll(/(?:^|\n)(\d+) 0 obj\n([\s\S]*?)(?:\nendobj|\nstream\n)/g)) {
    const [whole, number = '', head = ''] = match
    const begin = (match.index ?? 0) + whole.length
    const [, length] = /\/Length (\d+)/.exec(head) ?? []
    const raw = whole.endsWith('stream\n') ? pdf.subarray(begin, begin + Number(length)) : undefined
    const stream = raw && head.includes('/FlateDecode') && !head.includes('/Subtype /Image') ? inflateSync(raw) : raw
    found.set(number, { head, stream })
  }
  return found
}

const fontsOf = (
  objects: ReadonlyMap<string, PdfObject>,
  page: string,
): ReadonlyMap<string, ReadonlyMap<string, string>> => {
  const [, resources = ''] = /\/Resources (\d+) 0 R/.exec(page) ?? []
  const [, list = ''] = /\/Font <<([\s\S]*?)>>/.exec(objects.get(resources)?.head ?? '') ?? []
  return new Map(
    [...list.matchAll(/\/(F\d+) (\d+) 0 R/g)].map(([, name = '', number = '']) => {
      const [, table = ''] = /\/ToUnicode (\d+) 0 R/.exec(objects.get(number)?.head ?? '') ?? []
      return [name, unicodeOf(objects.get(table)?.stream?.toString('latin1') ?? '')]
    }),
  )
}

/** `<0000> <00ff> [<...> <...>]`, one entry a glyph. */
const unicodeOf = (cmap: string): ReadonlyMap<string, string> => {
  const found = new Map<string, string>()
  for (const [, from = '', , list = ''] of cmap.matchAll(/<([0-9a-f]{4})> <([0-9a-f]{4})> \[([^\]]*)\]/gi)) {
    for (const [index, entry] of [...list.matchAll(/<([0-9a-f ]*)>/gi)].entries()) {
      const glyph = (Number.parseInt(from, 16) + index).toString(16).padStart(4, '0')
      const units = (entry[1] ?? '').replaceAll(' ', '').match(/.{4}/g) ?? []
      found.set(glyph, String.fromCharCode(...units.map((unit) => Number.parseInt(unit, 16))))
    }
  }
  return found
}

const textIn = (content: string, fonts: ReadonlyMap<string, ReadonlyMap<string, string>>): string => {
  let font: ReadonlyMap<string, string> | undefined
  const lines: string[] = []
  for (const [, name, shown] of content.matchAll(/\/(F\d+) [\d.]+ Tf|\[([^\]]*)\] TJ/g)) {
    if (name !== undefined) font = fonts.get(name)
    else {
      const glyphs = [...(shown ?? '').matchAll(/<([0-9a-f]+)>/gi)].flatMap(([, hex = '']) => hex.match(/.{4}/g) ?? [])
      lines.push(glyphs.map((glyph) => font?.get(glyph.toLowerCase()) ?? '?').join(''))
    }
  }
  return lines.join('\n')
}
