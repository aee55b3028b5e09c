import { crc32, deflateRawSync } from 'node:zlib'

/** A zip of the parts given, deflated. `declaredBytes` lets a part lie about its unpacked size. */
export const aZip = (
  parts: Readonly<Record<string, string | Buffer>>,
  declaredBytes: Readonly<Record<string, number>> = {},
): Buffer => {
  const chunks: Buffer[] = []
  const directory: Buffer[] = []
  let offset = 0
  for (const [name, content] of Object.entries(parts)) {
    const raw = Buffer.from(content)
    const packed = deflateRawSync(raw)
    const unpackedBytes = declaredBytes[name] ?? raw.length
    const nameBytes = Buffer.from(name)
    const local = Buffer.alloc(30)
    local.writeUInt32LE(0x04034b50, 0)
    local.writeUInt16LE(20, 4)
    local.writeUInt16LE(8, 8)
    local.writeUInt32LE(crc32(raw), 14)
    local.writeUInt32LE(packed.length, 18)
    local.writeUInt32LE(unpackedBytes, 22)
    local.writeUInt16LE(nameBytes.length, 26)
    const entry = Buffer.alloc(46)
    entry.writeUInt32LE(0x02014b50, 0)
    entry.writeUInt16LE(20, 4)
    entry.writeUInt16LE(20, 6)
    entry.writeUInt16LE(8, 10)
    entry.writeUInt32LE(crc32(raw), 16)
    entry.writeUInt32LE(packed.length, 20)
    entry.writeUInt32LE(unpackedBytes, 24)
    entry.writeUInt16LE(nameBytes.length, 28)
    entry.writeUInt32LE(offset, 42)
    chunks.push(local, nameBytes, packed)
    directory.push(entry, nameBytes)
    offset += 30 + nameBytes.length + packed.length
  }
  const end = Buffer.alloc(22)
  const directoryBytes = directory.reduce((sum, part) => sum + part.length, 0)
  end.writeUInt32LE(0x06054b50, 0)
  end.writeUInt16LE(Object.keys(parts).length, 8)
  end.writeUInt16LE(Object.keys(parts).length, 10)
  end.writeUInt32LE(directoryBytes, 12)
  end.writeUInt32LE(offset, 16)
  return Buffer.concat([...chunks, ...directory, end])
}

type SheetXml = { readonly name: string; readonly state?: string; readonly rows: string }

/** The parts of a workbook whose sheets' rows are given as XML. */
export const workbookParts = (
  sheets: readonly SheetXml[],
  options: { readonly sharedStrings?: string; readonly styles?: string; readonly is1904?: boolean } = {},
): Record<string, string> => {
  const relation = (id: string, type: string, target: string): string =>
    `<Relationship Id="${id}" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/${type}" Target="${target}"/>`
  const sheetTags = sheets.map(
    (sheet, at) =>
      `<sheet name="${sheet.name}" sheetId="${at + 1}" ${sheet.state ? `state="${sheet.state}"` : ''} r:id="s${at}"/>`,
  )
  const relations = [
    ...sheets.map((_, at) => relation(`s${at}`, 'worksheet', `worksheets/sheet${at}.xml`)),
    relation('x1', 'sharedStrings', '/xl/sharedStrings.xml'),
    relation('x2', 'styles', '../xl/styles.xml'),
  ]
  return {
    '_rels/.rels': `<Relationships>${relation('r1', 'officeDocument', 'xl/workbook.xml')}</Relationships>`,
    'xl/workbook.xml': `<?xml version="1.0"?><workbook><workbookPr ${options.is1904 ? 'date1904="1"' : ''}/><sheets>${sheetTags.join('')}</sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `<Relationships>${relations.join('')}</Relationships>`,
    'xl/sharedStrings.xml': `<sst>${options.sharedStrings ?? ''}</sst>`,
    'xl/styles.xml': `<styleSheet>${options.styles ?? ''}</styleSheet>`,
    ...Object.fromEntries(
      sheets.map((sheet, at) => [
        `xl/worksheets/sheet${at}.xml`,
        `<worksheet><sheetData>${sheet.rows}</sheetData></worksheet>`,
      ]),
    ),
  }
}
