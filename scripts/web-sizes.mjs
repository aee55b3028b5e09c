// Prints how much script each first page loads, gzipped, and fails over its budget (UX.md).
// usage: node scripts/web-sizes.mjs   builds into a folder of its own, so that a server that runs keeps its pages
import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { gzipSync } from 'node:zlib'

const root = path.resolve(import.meta.dirname, '..')

/** What a reader's browser has fetched when the page stands: the entry and these modules, with everything they import. */
const pages = [
  { name: 'sign-in', build: 'console', modules: ['session/sign-in.tsx'], budgetKb: 220 },
  { name: 'order list', build: 'console', modules: ['frame/frame.tsx', 'work-orders/order-list.tsx'], budgetKb: 500 },
  { name: 'field, first load', build: 'field', modules: [], budgetKb: 180 },
  { name: 'customer', build: 'customer', modules: [], budgetKb: 60 },
]

for (const build of new Set(pages.map((page) => page.build))) {
  const words = ['build', `web/${build}`, '--outDir', builtPath(build), '--emptyOutDir', '--logLevel', 'warn']
  execFileSync(process.execPath, ['node_modules/vite/bin/vite.js', ...words], {
    cwd: root,
    stdio: ['ignore', 'ignore', 'inherit'],
  })
}

let isOver = false
for (const page of pages) {
  const manifest = JSON.parse(readFileSync(manifestPath(page.build), 'utf8'))
  const files = new Set()
  for (const key of ['index.html', ...page.modules]) {
    if (!manifest[key]) {
      console.error(`${page.name}: ${key} is no chunk of its own in the ${page.build} build`)
      process.exit(1)
    }
    collect(manifest, key, files)
  }
  const kb = [...files].reduce((sum, file) => sum + gzipped(page.build, file), 0) / 1000
  const verdict = kb > page.budgetKb ? 'OVER' : 'ok'
  isOver ||= kb > page.budgetKb
  console.log(`${page.name.padEnd(18)} ${kb.toFixed(1).padStart(6)} kB of ${page.budgetKb} kB  ${verdict}`)
}
process.exit(isOver ? 1 : 0)

function builtPath(build) {
  return path.join(root, '.cache/web-sizes', build)
}

function manifestPath(build) {
  return path.join(builtPath(build), '.vite/manifest.json')
}

function collect(manifest, key, files) {
  const chunk = manifest[key]
  if (files.has(chunk.file)) return
  files.add(chunk.file)
  for (const each of chunk.imports ?? []) collect(manifest, each, files)
}

function gzipped(build, file) {
  return gzipSync(readFileSync(path.join(builtPath(build), file)), { level: 9 }).length
}
