/**
 * A row of the network: a node, what it hangs on, where it stands. Its county is the column's, or the six digits with
 * which its code begins. Whether the parent exists is judged against the whole file and what is stored.
 */
import type { FieldProblem, ImportContext, ImportDefinition, Reading } from '#core/import/import.ts'
import { found, wrong } from '#core/import/import.ts'
import { readCounty } from '#core/import/place-cell.rules.ts'
import { readCode, readCoded, readText } from '#core/import/word-cell.rules.ts'
import { compact } from '#core/spelling.ts'
import { type NodeKind, nodeKind, parentKinds, splitWays } from './network-node.ts'

export type NetworkNodeRow = {
  readonly code: string
  readonly name: string
  readonly kind: NodeKind
  readonly parentCode?: string
  readonly county?: string
  readonly lon?: number
  readonly lat?: number
  readonly splitRatio?: string
  readonly parentKm?: number
}

const MOST_KM = 100
const DEGREES_EAST = [73, 136] as const
const DEGREES_NORTH = [3, 54] as const

export const networkNodeRows: ImportDefinition<NetworkNodeRow> = {
  kind: 'network',
  title: { 'zh-CN': '网络资源', en: 'Network' },
  columns: {
    code: {
      title: { 'zh-CN': '节点编码', en: 'Code' },
      synonyms: ['编码', '资源编码', '设备编码', '节点编号', '编号', '资源编号', '设备编号', '资源代码'],
      isRequired: true,
      longest: 120,
      read: readCode,
    },
    name: {
      title: { 'zh-CN': '名称', en: 'Name' },
      synonyms: ['节点名称', '资源名称', '设备名称', '站点名称'],
      isRequired: true,
      longest: 160,
      read: readText,
    },
    kind: {
      title: { 'zh-CN': '类型', en: 'Kind' },
      synonyms: ['节点类型', '资源类型', '设备类型', '种类', '资源类别'],
      isRequired: true,
      longest: 40,
      read: readCoded(nodeKind),
    },
    parentCode: {
      title: { 'zh-CN': '上级编码', en: 'Parent' },
      synonyms: [
        '上级',
        '上级节点',
        '父节点',
        '父节点编码',
        '上联编码',
        '上级资源编码',
        '上联',
        '上级节点编码',
        '上级编号',
        '所属上级',
      ],
      longest: 120,
      read: readCode,
    },
    county: {
      title: { 'zh-CN': '区县', en: 'County' },
      synonyms: ['区县编码', '所属区县', '县区', '县市', '区域', '行政区划', '区县名称', '归属区县'],
      longest: 60,
      read: readCounty,
    },
    lon: {
      title: { 'zh-CN': '经度', en: 'Longitude' },
      synonyms: ['经度坐标', 'lng', 'longitude', 'x', '东经', '经度E'],
      longest: 40,
      read: (text) => readDegrees(text, DEGREES_EAST, DEGREES_NORTH, 'not-a-longitude'),
    },
    lat: {
      title: { 'zh-CN': '纬度', en: 'Latitude' },
      synonyms: ['纬度坐标', 'latitude', 'y', '北纬', '纬度N'],
      longest: 40,
      read: (text) => readDegrees(text, DEGREES_NORTH, DEGREES_EAST, 'not-a-latitude'),
    },
    splitRatio: {
      title: { 'zh-CN': '分光比', en: 'Split ratio' },
      synonyms: ['分光比例', '分光器比例', '光分比', '分光器规格'],
      longest: 40,
      read: readSplitRatio,
    },
    parentKm: {
      title: { 'zh-CN': '距上级公里', en: 'km to parent' },
      synonyms: [
        '距上级距离',
        '距离',
        '距上级km',
        '光缆长度',
        '皮长',
        '纤长',
        '光缆公里',
        '距离公里',
        '距上级',
        '距离km',
      ],
      longest: 40,
      read: readKilometres,
    },
  },
  check: checkNode,
}

/** The county of a node whose row has no such column: the six digits with which its code begins. */
export const countyOfNode = (row: NetworkNodeRow, context: ImportContext): Reading<string> => {
  if (row.county !== undefined) return found(row.county)
  const digits = /^\d{6}/.exec(row.code)?.[0]
  const county = digits ? readCounty(digits, context) : undefined
  if (county === undefined) return wrong('node-without-county')
  const isUnknown = 'problem' in county && county.problem.code !== 'import.county-out-of-reach'
  return isUnknown ? wrong('node-without-county') : county
}

function checkNode(row: NetworkNodeRow, context: ImportContext): readonly FieldProblem[] {
  const problems: FieldProblem[] = []
  const county = countyOfNode(row, context)
  if ('problem' in county) problems.push({ field: 'code', ...county.problem })
  if (row.parentCode === undefined && parentKinds[row.kind].length > 0) {
    const parent = row.code.includes('/') ? row.code.slice(0, row.code.lastIndexOf('/')) : undefined
    problems.push({
      field: 'parentCode',
      code: 'import.parent-missing',
      params: { kind: kindWord(row.kind) },
      proposal: parent,
    })
  }
  if (row.parentCode === row.code) problems.push({ field: 'parentCode', code: 'import.parent-itself' })
  if ((row.lon === undefined) !== (row.lat === undefined)) {
    problems.push({ field: row.lon === undefined ? 'lon' : 'lat', code: 'import.position-half' })
  }
  return problems
}

export const kindWord = (kind: NodeKind): string =>
  ({ room: '机房', olt: 'OLT', ponPort: 'PON口', splitter: '分光器', box: '分纤箱' })[kind]

type Range = readonly [number, number]

const readDegrees = (text: string, range: Range, other: Range, code: string): Reading<number> => {
  const degrees = Number(compact(text).replace(/[°度EeNn]+$/, ''))
  if (!Number.isFinite(degrees)) return wrong('not-a-number', { text })
  if (isIn(degrees, range)) return found(degrees)
  return isIn(degrees, other) ? wrong('position-exchanged') : wrong(code, { text })
}

const isIn = (value: number, [least, most]: Range): boolean => value >= least && value <= most

/** `1:8`, `1/8`, `1比8`, `8`; and 0.047222, which is what Excel makes of 1:08. */
function readSplitRatio(text: string): Reading<string> {
  const plain = compact(text)
  const parts = /^(?:1[:∶/比×x-])?0*(\d{1,3})(?::00)?$/i.exec(plain)
  const fraction = /^0\.\d+$/.test(plain) ? Math.round(Number(plain) * 1440) - 60 : undefined
  const ways = splitWays.find((ratio) => ratio === (parts ? Number(parts[1]) : fraction))
  return ways === undefined ? wrong('not-a-ratio', { text }) : found(`1:${ways}`)
}

function readKilometres(text: string): Reading<number> {
  const plain = compact(text).replace(/[,，](?=\d{3})/g, '')
  const metres = /^(\d+(?:\.\d+)?)(?:m|米)$/i.exec(plain)
  const km = metres ? Number(metres[1]) / 1000 : Number(plain.replace(/(?:km|公里|千米)$/i, ''))
  if (plain === '' || !Number.isFinite(km)) return wrong('not-a-number', { text })
  if (km > MOST_KM && km <= MOST_KM * 1000) return wrong('distance-in-metres', { text }, String(km / 1000))
  if (km < 0 || km > MOST_KM) return wrong('distance-out-of-range', { text, most: MOST_KM })
  return found(Math.round(km * 1000) / 1000)
}
