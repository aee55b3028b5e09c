import { createWriteStream } from 'node:fs'
import { Readable, Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { crc32, createDeflateRaw } from 'node:zlib'
import type { Region } from '#core/organisation/region.ts'
import { shippedRegions } from '#server/catalogue.ts'

/**
 * Ledgers of home users as large as wanted, the same for the same seed: real counties, two date styles, full width here and
 * there, old names of counties. `xlsx` keeps every text in the shared table, as Excel does.
 */
const HEADERS = [
  '用户编号',
  '宽带账号',
  '客户姓名',
  '联系电话',
  '区县',
  '小区',
  '装机地址',
  '带宽',
  '接入方式',
  '分纤箱',
  'ONU序列号',
  '入网日期',
  '状态',
]
const FAMILY = '赵钱孙李周吴郑王冯陈曾单解查仇区任潘谢邓'
const GIVEN = '海然晨英秀春敏兰志强军思浩东芳玲云雨远文玉明华燕佳欣子'
const PLACES = [
  '老城北门',
  '金阳新世界',
  '安置区',
  '花果园',
  '桥头新村',
  '阳光花园',
  '民族路',
  '东风社区',
  '山水黔城',
  '工业园宿舍',
  '滨河小区',
  '幸福里',
]
const MAKERS = ['ZTEG', 'HWTC', 'FHTT']

/** xorshift32: the same numbers everywhere. */
const diceOf = (seed: number): ((below: number) => number) => {
  let state = seed || 1
  return (below) => {
    state ^= state << 13
    state ^= state >>> 17
    state ^= state << 5
    return (state >>> 0) % below
  }
}

const digits = (value: number, length: number): string => String(value).padStart(length, '0')
const fullWidth = (text: string): string =>
  text.replace(/[0-9]/g, (digit) => String.fromCharCode(digit.charCodeAt(0) + 0xfee0))

export function* homeUserRows(count: number, seed = 7): Generator<readonly string[]> {
  const dice = diceOf(seed)
  const pick = <T>(items: ArrayLike<T>): T => items[dice(items.length)] as T
  const regions = shippedRegions()
  const nameOf = new Map(regions.map((region) => [region.code, region.name]))
  const counties = regions.filter((region) => region.level === 'county')
  const countyName = (county: Region): string => (dice(5) === 0 ? (county.formerNames[0] ?? county.name) : county.name)
  for (let index = 0; index < count; index += 1) {
    const county = pick(counties)
    const name = countyName(county)
    const place = pick(PLACES)
    const door = `${1 + dice(30)}栋${1 + dice(4)}单元${1 + dice(32)}0${1 + dice(6)}号`
    const prefix = dice(2) === 0 ? `贵州省${nameOf.get(county.parent ?? '') ?? ''}` : ''
    const [year, month, day] = [2019 + dice(8), 1 + dice(12), 1 + dice(28)]
    yield [
      `JK${county.code}${digits(index, 8)}`,
      `gz${county.code.slice(0, 4)}${digits(index, 8)}`,
      pick(FAMILY) + pick(GIVEN) + (dice(3) === 0 ? '' : pick(GIVEN)),
      `1${pick('3589')}${digits(dice(1_000_000_000), 9)}`,
      name,
      place,
      `${prefix}${name}${place}${dice(16) === 0 ? fullWidth(door) : door}`,
      pick(['100M', '200', '300M', '500', '1000M']),
      dice(14) === 0 ? 'FTTB' : 'FTTH',
      `${county.code}-OLT${digits(1 + dice(30), 2)}/PON${digits(dice(8), 2)}/FGQ1/FXX${1 + dice(6)}`,
      `${pick(MAKERS)}${digits(dice(0xffff_ffff), 10).slice(2)}`,
      dice(2) === 0 ? `${year}-${digits(month, 2)}-${digits(day, 2)}` : `${year}/${month}/${day}`,
      dice(20) === 0 ? '停机' : '在网',
    ]
  }
}

export const writeCsv = async (path: string, rows: Iterable<readonly string[]>): Promise<void> => {
  const lines = function* (): Generator<string> {
    let text = `${HEADERS.join(',')}\n`
    for (const row of rows) {
      text += `${row.join(',')}\n`
      if (text.length < 65_536) continue
      yield text
      text = ''
    }
    yield text
  }
  await pipeline(Readable.from(lines()), createWriteStream(path))
}

export const writeXlsx = async (path: string, rows: Iterable<readonly string[]>): Promise<void> => {
  const strings = new Map<string, number>()
  const indexOf = (text: string): number => {
    const known = strings.get(text)
    if (known !== undefined) return known
    strings.set(text, strings.size)
    return strings.size - 1
  }
  const sheet = function* (): Generator<string> {
    yield '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
    let number = 0
    const line = (cells: readonly string[]): string => {
      number += 1
      const tags = cells.map(
        (cell, at) => `<c r="${String.fromCharCode(65 + at)}${number}" t="s"><v>${indexOf(cell)}</v></c>`,
      )
      return `<row r="${number}">${tags.join('')}</row>`
    }
    yield line(['家客用户台账']) + line(HEADERS)
    for (const row of rows) yield line(row)
    yield '</sheetData></worksheet>'
  }
  const shared = function* (): Generator<string> {
    yield '<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
    for (const text of strings.keys()) yield `<si><t>${text}</t></si>`
    yield '</sst>'
  }
  const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
  const relations = (...targets: readonly [string, string][]): string =>
    `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${targets.map(([type, target], at) => `<Relationship Id="r${at}" Type="${office}/${type}" Target="${target}"/>`).join('')}</Relationships>`
  const main = 'application/vnd.openxmlformats-officedocument.spreadsheetml'
  await writeZip(path, [
    [
      '[Content_Types].xml',
      [
        `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${main}.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="${main}.worksheet+xml"/><Override PartName="/xl/sharedStrings.xml" ContentType="${main}.sharedStrings+xml"/></Types>`,
      ],
    ],
    ['_rels/.rels', [relations(['officeDocument', 'xl/workbook.xml'])]],
    [
      'xl/workbook.xml',
      [
        `<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="${office}"><sheets><sheet name="台账" sheetId="1" r:id="r0"/></sheets></workbook>`,
      ],
    ],
    [
      'xl/_rels/workbook.xml.rels',
      [relations(['worksheet', 'worksheets/sheet1.xml'], ['sharedStrings', 'sharedStrings.xml'])],
    ],
    ['xl/worksheets/sheet1.xml', sheet()],
    ['xl/sharedStrings.xml', shared()],
  ])
}

type Part = readonly [name: string, content: Iterable<string>]

/** Parts one after another, sizes behind each (data descriptors), the directory at the end. */
const writeZip = async (path: string, parts: readonly Part[]): Promise<void> => {
  const file = createWriteStream(path)
  const directory: Buffer[] = []
  let offset = 0
  const put = async (bytes: Buffer): Promise<void> => {
    offset += bytes.length
    if (!file.write(bytes)) await new Promise((resume) => file.once('drain', resume))
  }
  for (const [name, content] of parts) {
    const start = offset
    const label = Buffer.from(name)
    await put(
      Buffer.concat([header(0x04034b50, [20, 0x808, 8, 0, 0]), numbers(0, 0, 0), shorts(label.length, 0), label]),
    )
    const packedFrom = offset
    let [checksum, unpacked] = [0, 0]
    const counted = new Transform({
      transform: (chunk: Buffer, _encoding, done) => {
        checksum = crc32(chunk, checksum)
        unpacked += chunk.length
        done(null, chunk)
      },
    })
    for await (const chunk of Readable.from(content)
      .pipe(counted)
      .pipe(createDeflateRaw({ level: 6 })))
      await put(chunk as Buffer)
    const packed = offset - packedFrom
    await put(Buffer.concat([numbers(0x08074b50, checksum, packed, unpacked)]))
    directory.push(
      Buffer.concat([
        header(0x02014b50, [20, 20, 0x808, 8, 0, 0]),
        numbers(checksum, packed, unpacked),
        shorts(label.length, 0, 0, 0, 0),
        numbers(0, start),
        label,
      ]),
    )
  }
  const start = offset
  const listing = Buffer.concat(directory)
  await put(listing)
  await put(
    Buffer.concat([header(0x06054b50, [0, 0, parts.length, parts.length]), numbers(listing.length, start), shorts(0)]),
  )
  await new Promise<void>((resolve, reject) => file.end((error?: Error | null) => (error ? reject(error) : resolve())))
}

const shorts = (...values: readonly number[]): Buffer => Buffer.from(new Uint16Array(values).buffer)
const numbers = (...values: readonly number[]): Buffer => Buffer.from(new Uint32Array(values).buffer)
const header = (mark: number, values: readonly number[]): Buffer => Buffer.concat([numbers(mark), shorts(...values)])
