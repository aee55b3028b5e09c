import path from 'node:path'
import type { Breach, Guard } from './source.ts'

const LINK = /\[[^\]]*\]\(([^)#\s]+)(#[^)\s]*)?\)/g
const MAP = 'docs/map.md'

/** Documents point at what is there, and the map names every slice. */
export const guardDocuments: Guard = (_sources, files) => [...deadLinks(files), ...slicesOffTheMap(files)]

const deadLinks = (files: ReadonlyMap<string, string>): Breach[] => {
  const breaches: Breach[] = []
  for (const [name, text] of files) {
    if (!name.endsWith('.md')) continue
    text.split('\n').forEach((lineText, index) => {
      for (const [, target = ''] of lineText.matchAll(LINK)) {
        if (/^[a-z]+:/.test(target) || isThere(files, path.posix.join(path.posix.dirname(name), target))) continue
        breaches.push({ rule: 'dead-link', path: name, line: index + 1, message: `${target} is not there` })
      }
    })
  }
  return breaches
}

/** Pictures are no text and so not among the files that are read. */
const isThere = (files: ReadonlyMap<string, string>, target: string): boolean =>
  files.has(target) ||
  /\.(png|jpg|svg)$/.test(target) ||
  [...files.keys()].some((name) => name.startsWith(target.endsWith('/') ? target : `${target}/`))

const slicesOffTheMap = (files: ReadonlyMap<string, string>): Breach[] => {
  const map = files.get(MAP)
  if (map === undefined) return []
  const slices = new Set<string>()
  for (const name of files.keys()) {
    const [layer = '', slice = '', rest] = name.split('/')
    if (['core', 'server'].includes(layer) && rest !== undefined) slices.add(slice)
  }
  return [...slices]
    .filter((slice) => !map.includes(`| ${slice} |`) && !map.includes(`\`server/${slice}/\``))
    .map((slice) => ({
      rule: 'slice-on-the-map',
      path: MAP,
      line: 1,
      message: `${slice} has no line: what does it decide or keep?`,
    }))
}
