import { mkdtemp, open, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import fc from 'fast-check'
import iconv from 'iconv-lite'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { compact, tidy } from '#core/spelling.ts'
import { openSheetFile } from './open.ts'
import { aZip, workbookParts } from './sheet.fixtures.ts'
import { columnIndex, columnLetters, refusalOf, type SheetRow, sheetLimits } from './sheet.ts'
import { csvBytes, type ExportRows, xlsxBytes } from './write.ts'

let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'daiwei-sheet-'))
})
afterAll(() => rm(folder, { recursive: true }))

let files = 0
const fileOf = async (content: Buffer | string, name = 'a.bin'): Promise<string> => {
  files += 1
  const file = path.join(folder, `${files}-${name}`)
  await writeFile(file, content)
  return file
}
const readAll = async (content: Buffer | string, sheet = 0, limits = sheetLimits): Promise<SheetRow[]> => {
  const file = await openSheetFile(await fileOf(content), '台账.xlsx', limits)
  try {
    const rows: SheetRow[] = []
    for await (const batch of file.rows(sheet)) rows.push(...batch)
    return rows
  } finally {
    await file.close()
  }
}
const refusalFor = async (content: Buffer | string, limits = sheetLimits): Promise<string | undefined> => {
  try {
    await readAll(content, 0, limits)
    return undefined
  } catch (error) {
    const refusal = refusalOf(error)
    if (!refusal) throw error
    return refusal.code
  }
}
const bytesOf = async (chunks: AsyncIterable<Buffer>): Promise<Buffer> => {
  const all: Buffer[] = []
  for await (const chunk of chunks) all.push(chunk)
  return Buffer.concat(all)
}

describe('xlsx', () => {
  it('gives texts, numbers, days, formula results and error cells as Excel shows them', async () => {
    const parts = workbookParts(
      [
        {
          name: '家客',
          rows: `<row r="1"><c r="A1" t="s"><v>0</v></c></row>
            <row r="3"><c r="A3" t="s"><v>1</v></c><c r="C3"><v>1.5079806354E10</v></c><c r="D3" s="1"><v>45335</v></c>
            <c r="E3" s="2"><v>45335.5</v></c><c r="F3" t="str"><f>cmd|'/c calc'!A0</f><v>42</v></c><c r="G3" t="e"><v>#REF!</v></c>
            <c r="H3" t="inlineStr"><is><t>内&lt;联&#x3E;</t></is></c><c r="I3" t="b"><v>1</v></c><c r="J3"><v>0.30000000000000004</v></c>
            <c r="K3"><f>1+1</f></c></row>`,
        },
      ],
      {
        sharedStrings:
          '<si><t>标题 A &amp; B</t></si><si><r><t>张</t></r><r><t xml:space="preserve">三</t></r><rPh sb="0" eb="1"><t>zhang</t></rPh></si>',
        styles:
          '<numFmts><numFmt numFmtId="164" formatCode="yyyy&quot;年&quot;m&quot;月&quot;d&quot;日&quot;;@"/></numFmts><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="164"/></cellXfs>',
      },
    )
    expect(await readAll(aZip(parts))).toEqual([
      { row: 1, cells: ['标题 A & B'] },
      {
        row: 3,
        cells: ['张三', '', '15079806354', '2024-02-13', '2024-02-13 12:00:00', '42', '#REF!', '内<联>', 'TRUE', '0.3'],
      },
    ])
  })
  it('knows the other day system, prefixes, rows without numbers, blank rows and hidden sheets', async () => {
    const parts = workbookParts(
      [
        { name: '说明', state: 'hidden', rows: '' },
        {
          name: 'A&amp;B',
          rows: '<x:row><x:c t="inlineStr"><x:is><x:t>a</x:t></x:is></x:c><x:c s="0"><x:v>43873</x:v></x:c></x:row><x:row r="5"><x:c r="A5" t="inlineStr"><x:is><x:t> </x:t></x:is></x:c></x:row><x:row r="9"><x:c r="B9"><x:v>7</x:v></x:c></x:row>',
        },
      ],
      { is1904: true, styles: '<cellXfs><xf numFmtId="14"/></cellXfs>' },
    )
    const file = await openSheetFile(await fileOf(aZip(parts)))
    expect(file.sheets).toEqual([
      { name: '说明', isHidden: true },
      { name: 'A&B', isHidden: false },
    ])
    await file.close()
    expect(await readAll(aZip(parts), 1)).toEqual([
      { row: 1, cells: ['a', '2024-02-13'] },
      { row: 9, cells: ['', '7'] },
    ])
  })
  it('refuses a zip bomb by its directory, and one whose directory lies while it unpacks', async () => {
    const bomb = workbookParts([{ name: 'a', rows: '0'.repeat(40_000_000) }])
    expect(await refusalFor(aZip(bomb))).toBe('sheet.zip-bomb')
    expect(await refusalFor(aZip(bomb, { 'xl/worksheets/sheet0.xml': 1000 }))).toBe('sheet.zip-bomb-lies')
    expect(await refusalFor(aZip(bomb), { ...sheetLimits, partBytes: 1_000_000 })).toBe('sheet.unpacks-too-large')
    expect(await refusalFor(aZip(bomb), { ...sheetLimits, entries: 3 })).toBe('sheet.too-many-parts')
  })
  it('says to save as CSV when the text table is too large to hold', async () => {
    const parts = workbookParts([{ name: 'a', rows: '<row><c t="s"><v>0</v></c></row>' }], {
      sharedStrings: '<si><t>某某</t></si>'.repeat(100),
    })
    expect(await refusalFor(aZip(parts), { ...sheetLimits, sharedStringBytes: 1000 })).toBe('sheet.too-much-text')
  })
  it('refuses entities, cut and foreign files with one clear reason each', async () => {
    const parts = workbookParts([{ name: 'a', rows: '<row><c><v>1</v></c></row>' }])
    const whole = aZip(parts)
    expect(
      await refusalFor(aZip({ ...parts, 'xl/worksheets/sheet0.xml': '<!DOCTYPE a [<!ENTITY b "c">]><worksheet/>' })),
    ).toBe('sheet.damaged')
    expect(await refusalFor(aZip({ ...parts, 'xl/worksheets/sheet0.xml': '<worksheet><sheetData><row><c><v>1' }))).toBe(
      'sheet.damaged',
    )
    expect(await refusalFor(whole.subarray(0, whole.length - 60))).toBe('sheet.damaged')
    expect(await refusalFor(aZip({ 'a.txt': 'hello' }))).toBe('sheet.not-a-workbook')
    expect(await refusalFor(Buffer.from('d0cf11e0a1b11ae1', 'hex'))).toBe('sheet.old-or-protected')
    expect(await refusalFor(Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 0, 0, 0, 0, 1, 2, 3]))).toBe('sheet.not-a-table')
    expect(await refusalFor('')).toBe('sheet.empty')
  })
  it('refuses a file of 200 MB before reading it', async () => {
    const file = path.join(folder, 'large.xlsx')
    const handle = await open(file, 'w')
    await handle.write(Buffer.from('504b0304', 'hex'), 0, 4, 0)
    await handle.truncate(200 * 1024 * 1024)
    await handle.close()
    await expect(openSheetFile(file)).rejects.toMatchObject({
      refusal: { code: 'sheet.too-large', params: { megabytes: 200 } },
    })
  })
  it('columns have letters', () => {
    expect([0, 25, 26, 701, 702].map(columnLetters)).toEqual(['A', 'Z', 'AA', 'ZZ', 'AAA'])
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 16_383 }), (index) => {
        expect(columnIndex(`${columnLetters(index)}7`)).toBe(index)
      }),
    )
  })
})

describe('csv', () => {
  it('reads long files the same with and without quotes, whichever chunk the first quote is in and wherever a line end falls', async () => {
    for (const lineEnd of ['\n', '\r\n', '\r']) {
      const lines = Array.from({ length: 8_000 }, (_, index) => ['甲'.repeat(30 + (index % 7)), String(index), ''])
      const plain = lines.map((cells) => cells.join(',')).join(lineEnd)
      const quotedLine = ['a,b', `c${lineEnd}d`, '']
      for (const at of [0, 17, 6_000, 8_000]) {
        const mixed = lines.toSpliced(at, 0, quotedLine)
        const text = [
          ...lines.slice(0, at).map((cells) => cells.join(',')),
          `"a,b","c${lineEnd}d",`,
          ...lines.slice(at).map((cells) => cells.join(',')),
        ].join(lineEnd)
        expect(await readAll(text)).toEqual(mixed.map((cells, index) => ({ row: index + 1, cells })))
      }
      const expected = lines.map((cells, index) => ({ row: index + 1, cells }))
      expect(await readAll(plain)).toEqual(expected)
      expect(await readAll(plain + lineEnd)).toEqual(expected)
    }
  }, 60_000)

  const text = '宽带账号,客户姓名\r\ngz1,"张,三"\r\n\r\ngz2,"李\n四"\r\n'
  const rows = [
    { row: 1, cells: ['宽带账号', '客户姓名'] },
    { row: 2, cells: ['gz1', '张,三'] },
    { row: 4, cells: ['gz2', '李\n四'] },
  ]
  it.each(['utf8', 'gbk', 'gb18030', 'utf16le'])('in %s, with or without mark, is the same', async (encoding) => {
    if (encoding !== 'utf16le') expect(await readAll(iconv.encode(text, encoding))).toEqual(rows)
    if (!encoding.startsWith('gb')) expect(await readAll(iconv.encode(text, encoding, { addBOM: true }))).toEqual(rows)
  })
  it('finds GB18030 behind a megabyte of plain digits', async () => {
    const long = `${'12345678,abc\n'.repeat(150_000)}9,遵义县\n`
    const read = await readAll(iconv.encode(long, 'gb18030'))
    expect(read.at(-1)).toEqual({ row: 150_001, cells: ['9', '遵义县'] })
  })
  it('a few broken bytes do not make it another encoding', async () => {
    const good = Buffer.from('号,姓名\n'.repeat(60))
    const broken = Buffer.concat([good, Buffer.from([0xe6, 0x9d, 0x2c, 0x31, 0x0a])])
    const read = await readAll(broken)
    expect(read[0]?.cells).toEqual(['号', '姓名'])
    expect(read.at(-1)?.cells[0]).toContain('\uFFFD')
  })
  it.each([['\t'], [';'], ['|']])('split by %j', async (sign) => {
    expect(await readAll(`a${sign}b${sign}c\n1${sign}"x,y"${sign}3\n`)).toMatchObject([
      { cells: ['a', 'b', 'c'] },
      { cells: ['1', 'x,y', '3'] },
    ])
  })
  it('Excel’s own first line is no row, whatever the line ends are', async () => {
    expect(await readAll('sep=;\r\na;b\r\n1;2\r3;4')).toEqual([
      { row: 1, cells: ['a', 'b'] },
      { row: 2, cells: ['1', '2'] },
      { row: 3, cells: ['3', '4'] },
    ])
  })
  it('a quote that is never closed is refused with its row', async () => {
    expect(await refusalFor(`a,b\n1,"${'x'.repeat(1_200_000)}\n`)).toBe('sheet.open-quote')
    expect(await refusalFor('a,b\n1,"open\n2,3\n')).toBe('sheet.open-quote')
  })
  it('reads any table that it wrote, and no cell of it is a formula', async () => {
    const cell = fc.oneof(
      fc.string({ unit: 'grapheme' }),
      fc.constantFrom("=cmd|'/c calc'!A0", '+1', '@x', '-1', '\t=1', '"', ',', "'"),
    )
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(cell, cell), { minLength: 1 }), async (table) => {
        const bytes = await bytesOf(csvBytes({ name: 's', headers: ['甲', '乙'], rows: table }))
        const read = await readAll(bytes)
        for (const { cells } of read) for (const text of cells) expect(text.trimStart()).not.toMatch(/^[=+@-]/)
        const expected = table.filter((row) => row.some((text) => text.trim() !== ''))
        expect(read.slice(1).map(({ cells }) => cells.map(compact))).toEqual(expected.map((row) => row.map(compact)))
      }),
      { numRuns: 60 },
    )
  })
})

describe('exports', () => {
  const rows: ExportRows = [
    ["=cmd|'/c calc'!A0", -5, null],
    ['+8613844551234', 1.5, '<script>alert(1)</script>'],
    ['张三\u0001', undefined, "'; DROP TABLE staff; --"],
  ]
  it('xlsx: numbers stay numbers, formulas become text, and it reads back', async () => {
    const bytes = await bytesOf(xlsxBytes({ name: '家客/台账', headers: ['=姓名', '功率', '备注'], rows }))
    const read = await readAll(bytes)
    expect(read.map(({ cells }) => cells)).toEqual([
      ["'=姓名", '功率', '备注'],
      ["'=cmd|'/c calc'!A0", '-5'],
      ["'+8613844551234", '1.5', '<script>alert(1)</script>'],
      ['张三 ', '', "'; DROP TABLE staff; --"],
    ])
    expect(tidy(read[1]?.cells[0] ?? '')).toBe("=cmd|'/c calc'!A0")
    expect(bytes.toString('latin1')).not.toContain('<f>')
  })
  it('csv: in UTF-8 with a mark, or in GB18030', async () => {
    const sheet = { name: 's', headers: ['姓名', '数', '备注'], rows }
    const utf8 = await bytesOf(csvBytes(sheet))
    expect(utf8.subarray(0, 3).toString('hex')).toBe('efbbbf')
    expect(utf8.toString()).toContain(`"'=cmd|'/c calc'!A0",-5,\r\n`)
    const gb = await bytesOf(csvBytes(sheet, 'gb18030'))
    expect((await readAll(gb))[0]?.cells).toEqual(['姓名', '数', '备注'])
  })
})
