import type { FileHandle } from 'node:fs/promises'
import { cellText, noSharedStrings, readSharedStrings, type SharedStrings } from './shared-strings.ts'
import { columnIndex, type SheetFile, type SheetInfo, type SheetLimits, type SheetRow, sheetRefused } from './sheet.ts'
import { dayOfSerial, readDateStyles } from './xlsx-dates.ts'
import { attributeOf, xmlFeeder } from './xml-feeder.ts'
import { readZipDirectory, readZipEntry, type ZipEntry } from './zip.ts'

/**
 * Reads xlsx row by row in bounded memory. A formula gives the value that Excel saved beside it; nothing is computed.
 * Our own reader, since the library's held 1.1 GB for 200,000 rows: see docs/decisions.
 */
export const openXlsx = async (file: FileHandle, sizeBytes: number, limits: SheetLimits): Promise<SheetFile> => {
  const directory = await readZipDirectory(file, sizeBytes, limits)
  const partOf = (path: string): ZipEntry | undefined => directory.get(path)
  const small = async (path: string): Promise<string> => {
    const entry = partOf(path)
    if (!entry) return ''
    if (entry.unpackedBytes > SMALL_PART_BYTES) throw sheetRefused('damaged')
    const chunks: Buffer[] = []
    for await (const chunk of readZipEntry(file, entry, limits)) chunks.push(chunk)
    return Buffer.concat(chunks).toString('utf8')
  }
  const root = relationsOf(await small('_rels/.rels'), '')
  const workbookPath = root.find((relation) => relation.type === 'officeDocument')?.target ?? 'xl/workbook.xml'
  if (!partOf(workbookPath)) throw sheetRefused('not-a-workbook')
  const folder = workbookPath.slice(0, workbookPath.lastIndexOf('/') + 1)
  const relations = relationsOf(await small(`${folder}_rels/${workbookPath.slice(folder.length)}.rels`), folder)
  const workbook = readWorkbook(await small(workbookPath))
  const targetOf = (type: string): string => relations.find((relation) => relation.type === type)?.target ?? ''
  const dateStyles = readDateStyles(await small(targetOf('styles')))
  let strings: Promise<SharedStrings> | undefined
  const sharedStrings = (): Promise<SharedStrings> => {
    const entry = partOf(targetOf('sharedStrings'))
    strings ??= entry
      ? readSharedStrings(readZipEntry(file, entry, limits), entry.unpackedBytes, limits)
      : Promise.resolve(noSharedStrings)
    return strings
  }
  const sheets = workbook.sheets.flatMap((sheet) => {
    const entry = partOf(relations.find((relation) => relation.id === sheet.relation)?.target ?? '')
    return entry ? [{ ...sheet, entry }] : []
  })
  return {
    format: 'xlsx',
    encoding: 'utf-8',
    sizeBytes,
    sheets: sheets.map((sheet): SheetInfo => ({ name: sheet.name, isHidden: sheet.isHidden })),
    rows: async function* (index, onRead) {
      const sheet = sheets[index]
      if (!sheet) return
      const reader = rowReader(await sharedStrings(), dateStyles, workbook.is1904, limits)
      const decoder = new TextDecoder()
      const scale = sizeBytes / Math.max(1, sheet.entry.packedBytes)
      for await (const chunk of readZipEntry(file, sheet.entry, limits, (bytes) => onRead?.(bytes * scale))) {
        reader.feed(decoder.decode(chunk, { stream: true }))
        const batch = reader.take()
        if (batch.length > 0) yield batch
      }
      reader.end()
    },
    close: () => file.close(),
  }
}

const SMALL_PART_BYTES = 16 * 1024 * 1024

type Relation = { readonly id: string; readonly type: string; readonly target: string }

const relationsOf = (xml: string, folder: string): readonly Relation[] => {
  const relations: Relation[] = []
  xmlFeeder({
    open: (name, attributes) => {
      if (name !== 'Relationship' || attributeOf(attributes, 'TargetMode') === 'External') return
      const type = attributeOf(attributes, 'Type') ?? ''
      const target = attributeOf(attributes, 'Target') ?? ''
      relations.push({
        id: attributeOf(attributes, 'Id') ?? '',
        type: type.slice(type.lastIndexOf('/') + 1),
        target: resolved(folder, target),
      })
    },
    close: () => {},
    text: () => {},
  }).feed(xml)
  return relations
}

const resolved = (folder: string, target: string): string => {
  if (target.startsWith('/')) return target.slice(1)
  const steps: string[] = []
  for (const step of `${folder}${target}`.split('/')) {
    if (step === '..') steps.pop()
    else if (step !== '.' && step !== '') steps.push(step)
  }
  return steps.join('/')
}

const readWorkbook = (xml: string) => {
  const sheets: { name: string; isHidden: boolean; relation: string }[] = []
  let is1904 = false
  xmlFeeder({
    open: (name, attributes) => {
      if (name === 'workbookPr') is1904 = ['1', 'true'].includes(attributeOf(attributes, 'date1904') ?? '')
      if (name !== 'sheet') return
      sheets.push({
        name: attributeOf(attributes, 'name') ?? '',
        isHidden: (attributeOf(attributes, 'state') ?? 'visible') !== 'visible',
        relation: relationIdOf(attributes),
      })
    },
    close: () => {},
    text: () => {},
  }).feed(xml)
  return { sheets, is1904 }
}

/** The prefix of the relation's name is the writer's choice, `r:id` by custom. */
const relationIdOf = (attributes: string): string => /(?:^|\s)\w+:id\s*=\s*["']([^"']*)["']/.exec(attributes)?.[1] ?? ''

const rowReader = (strings: SharedStrings, dateStyles: readonly boolean[], is1904: boolean, limits: SheetLimits) => {
  let batch: SheetRow[] = []
  let row = 0
  let cells: string[] = []
  let column = -1
  let type = ''
  let isDate = false
  let value = ''
  let isValue = false
  let phonetic = 0
  const textOfCell = (): string => {
    if (value === '') return ''
    if (type === 's') return strings.at(Number(value))
    if (type === '' || type === 'n') return numberText(value, isDate, is1904)
    if (type === 'b') return value === '1' ? 'TRUE' : 'FALSE'
    return cellText(value, limits)
  }
  const feeder = xmlFeeder({
    open: (name, attributes) => {
      if (name === 'c') {
        const reference = attributeOf(attributes, 'r')
        column = reference === undefined ? column + 1 : columnIndex(reference)
        type = attributeOf(attributes, 't') ?? ''
        isDate = dateStyles[Number(attributeOf(attributes, 's') ?? '-1')] === true
        value = ''
      } else if (name === 'v') isValue = true
      else if (name === 't') isValue = type === 'inlineStr' && phonetic === 0
      else if (name === 'rPh') phonetic += 1
      else if (name === 'row') {
        const number = Number(attributeOf(attributes, 'r') ?? '')
        row = number > row ? number : row + 1
        cells = []
        column = -1
      }
    },
    close: (name) => {
      if (name === 'v' || name === 't') isValue = false
      else if (name === 'rPh') phonetic -= 1
      else if (name === 'c') {
        if (column < 0 || column >= limits.columns) return
        const text = textOfCell()
        if (text === '') return
        while (cells.length < column) cells.push('')
        cells[column] = text
      } else if (name === 'row' && cells.some((cell) => cell.trim() !== '')) batch.push({ row, cells })
    },
    text: (piece) => {
      if (isValue) value += piece
    },
  })
  return {
    feed: feeder.feed,
    end: feeder.end,
    take: (): readonly SheetRow[] => {
      const taken = batch
      batch = []
      return taken
    },
  }
}

/** `1.5079806354E10` → `15079806354`; 0.30000000000000004 → `0.3`, as Excel shows it; a day as `2024-02-13`. */
const numberText = (value: string, isDate: boolean, is1904: boolean): string => {
  const number = Number(value)
  if (!Number.isFinite(number)) return value
  const day = isDate ? dayOfSerial(number, is1904) : undefined
  if (day !== undefined) return day
  if (Number.isInteger(number)) return Math.abs(number) < 1e21 ? BigInt(number).toString() : value
  return String(Number(number.toPrecision(15)))
}
