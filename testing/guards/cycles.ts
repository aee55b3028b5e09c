import { placeOf } from './layers.ts'
import type { Breach, Guard, Source } from './source.ts'

/** No cycles between files, and none between the server's slices (where files alone would not show it). */
export const guardCycles: Guard = (sources) => [...fileCycles(sources), ...sliceCycles(sources)]

const fileCycles = (sources: readonly Source[]): Breach[] => {
  const graph = new Map(
    sources.map((source) => [
      source.path,
      new Set(source.imports.flatMap(({ target }) => (target === undefined || target === source.path ? [] : [target]))),
    ]),
  )
  return ringsOf(graph).map((ring) => ({
    rule: 'no-file-cycle',
    path: ring[0] ?? '',
    line: 1,
    message: `${[...ring, ring[0]].join(' → ')}: move what both need into a third file`,
  }))
}

const sliceCycles = (sources: readonly Source[]): Breach[] => {
  const graph = new Map<string, Set<string>>()
  const examples = new Map<string, { path: string; line: number }>()
  for (const source of sources) {
    const from = placeOf(source.path)
    if (source.isTest || from.layer !== 'server' || from.slice === '') continue
    const wanted = graph.get(from.slice) ?? new Set()
    graph.set(from.slice, wanted)
    for (const { target, line } of source.imports) {
      const to = placeOf(target ?? '')
      if (to.layer !== 'server' || to.slice === '' || to.slice === from.slice) continue
      wanted.add(to.slice)
      examples.set(`${from.slice}>${to.slice}`, { path: source.path, line })
    }
  }
  return ringsOf(graph).map((ring) => {
    const where = examples.get(`${ring[0]}>${ring[1] ?? ring[0]}`)
    return {
      rule: 'no-slice-cycle',
      path: where?.path ?? `server/${ring[0]}`,
      line: where?.line ?? 1,
      message: `slices ${[...ring, ring[0]].join(' → ')}: one of them passes an event or a function instead`,
    }
  })
}

/** One shortest ring for each knot of nodes that reach each other. */
const ringsOf = (graph: ReadonlyMap<string, ReadonlySet<string>>): string[][] => {
  const rings: string[][] = []
  const seen = new Set<string>()
  for (const start of [...graph.keys()].sort()) {
    if (seen.has(start)) continue
    const ring = shortestRing(graph, start)
    if (!ring) continue
    rings.push(ring)
    for (const node of ring) seen.add(node)
  }
  return rings
}

const shortestRing = (graph: ReadonlyMap<string, ReadonlySet<string>>, start: string): string[] | undefined => {
  const cameFrom = new Map<string, string>()
  const queue = [start]
  for (let node = queue.shift(); node !== undefined; node = queue.shift()) {
    for (const next of graph.get(node) ?? []) {
      if (next === start) return pathTo(cameFrom, start, node)
      if (cameFrom.has(next) || !graph.has(next)) continue
      cameFrom.set(next, node)
      queue.push(next)
    }
  }
  return undefined
}

const pathTo = (cameFrom: ReadonlyMap<string, string>, start: string, end: string): string[] => {
  const path: string[] = []
  for (let node: string | undefined = end; node !== undefined && node !== start; node = cameFrom.get(node))
    path.unshift(node)
  return [start, ...path]
}
