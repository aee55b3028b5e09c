import type { Breach, Guard, Import, Source } from './source.ts'

/**
 * Who may import whom (ARCHITECTURE: direction of dependency). A file lives in one place, named by its first folders;
 * the table below is read from top to bottom and every line that applies must hold.
 */
type Place = { readonly layer: string; readonly slice: string; readonly isIndex: boolean }

/** Who acts, and in which scope, is common ground of all slices. */
const GROUND = ['core/access']
/** Names the types of what main.ts wires, those of slices too. */
const WIRED = 'server/platform/deps.ts'
const EDGES = ['tmf', 'eoms', 'notify']
const FACES = ['console', 'field', 'customer']

/** Slices are folders: what stands directly in `core/` or `server/` belongs to no slice. */
export const placeOf = (path: string): Place => {
  const [layer = '', ...rest] = path.split('/')
  const slice = rest.length > 1 ? (rest[0] ?? '') : ''
  return { layer, slice, isIndex: layer === 'server' && rest.length === 2 && rest[1] === 'index.ts' }
}

type Rule = {
  readonly rule: string
  readonly message: string
  readonly isBroken: (from: Place, to: Place, source: Source, wanted: Import) => boolean
}

const rules: readonly Rule[] = [
  {
    rule: 'core-knows-no-one',
    message: 'core knows neither server nor web: pass what it needs as an argument',
    isBroken: (from, to) => from.layer === 'core' && (to.layer === 'server' || to.layer === 'web'),
  },
  {
    rule: 'server-and-web-apart',
    message: 'server and web meet in core only: move what both need to core',
    isBroken: (from, to) =>
      (from.layer === 'server' && to.layer === 'web') || (from.layer === 'web' && to.layer === 'server'),
  },
  {
    rule: 'product-knows-no-tests',
    message: 'the product does not use what was written for its tests',
    isBroken: (_from, to, source, wanted) =>
      isProduct(source) && (['testing', 'e2e', 'bench'].includes(to.layer) || isTestPath(wanted.target ?? '')),
  },
  {
    rule: 'fixtures-for-tests-and-demo',
    message: 'fixtures are for tests and for the demo',
    isBroken: (from, _to, source, wanted) =>
      isProduct(source) && isFixture(wanted.target ?? '') && !isFixture(source.path) && from.slice !== 'demo',
  },
  {
    rule: 'slice-by-index',
    message: "use another slice only through its index.ts; add the name there if it is the slice's to give",
    isBroken: (from, to, source) =>
      isProduct(source) &&
      from.layer === 'server' &&
      from.slice !== '' &&
      to.layer === 'server' &&
      !['', 'platform', from.slice].includes(to.slice) &&
      !to.isIndex,
  },
  {
    rule: 'wiring-is-not-imported',
    message: 'server/main.ts and server/cli.ts wire the slices; nothing imports them',
    isBroken: (from, _to, source, wanted) =>
      isProduct(source) && from.slice !== '' && ['server/main.ts', 'server/cli.ts'].includes(wanted.target ?? ''),
  },
  {
    rule: 'platform-knows-no-slice',
    message: 'server/platform knows no slice: let the slice register with it, wired in main.ts',
    isBroken: (from, to, source, wanted) =>
      isProduct(source) &&
      !(source.path === WIRED && wanted.isTypeOnly) &&
      from.layer === 'server' &&
      from.slice === 'platform' &&
      isSlice(to) &&
      (to.layer === 'core' || (to.layer === 'server' && to.slice !== 'platform')),
  },
  {
    rule: 'ui-knows-no-slice',
    message: 'web/ui knows no slice and no face: pass it as a property',
    isBroken: (from, to) =>
      from.layer === 'web' &&
      from.slice === 'ui' &&
      isSlice(to) &&
      (to.layer === 'core' || (to.layer === 'web' && to.slice !== 'ui')),
  },
  {
    rule: 'faces-apart',
    message: 'console, field and customer do not know each other: what they share is web/ui or core',
    isBroken: (from, to) =>
      from.layer === 'web' &&
      to.layer === 'web' &&
      FACES.includes(from.slice) &&
      FACES.includes(to.slice) &&
      from.slice !== to.slice,
  },
  {
    rule: 'edges-unknown',
    message: 'no slice knows tmf, eoms or notify: put an event in the outbox, they read it',
    isBroken: (from, to, source) =>
      isProduct(source) &&
      from.layer === 'server' &&
      from.slice !== '' &&
      to.layer === 'server' &&
      EDGES.includes(to.slice) &&
      from.slice !== to.slice,
  },
]

const isSlice = ({ layer, slice }: Place): boolean => slice !== '' && !GROUND.includes(`${layer}/${slice}`)
const isProduct = (source: Source): boolean =>
  !source.isTest && ['core', 'server', 'web'].includes(source.path.split('/')[0] ?? '')
const isTestPath = (path: string): boolean => /\.(test|e2e)\.tsx?$/.test(path)

const isFixture = (path: string): boolean => path.endsWith('.fixtures.ts')

export const guardLayers: Guard = (sources) => {
  const breaches: Breach[] = []
  for (const source of sources) {
    const from = placeOf(source.path)
    for (const wanted of source.imports) {
      if (wanted.target === undefined) continue
      const to = placeOf(wanted.target)
      for (const { rule, message, isBroken } of rules) {
        if (isBroken(from, to, source, wanted))
          breaches.push({ rule, path: source.path, line: wanted.line, message: `${wanted.specifier}: ${message}` })
      }
    }
  }
  return breaches
}

/** How a path is written: `./` inside the folder, `#core/… #server/… #web/…` out of it. */
export const guardSpecifiers: Guard = (sources) => {
  const breaches: Breach[] = []
  for (const { path, imports } of sources) {
    const folder = path.slice(0, path.lastIndexOf('/') + 1)
    for (const { specifier, target, line } of imports) {
      if (specifier.startsWith('..') || specifier.includes('/../'))
        breaches.push({
          rule: 'no-parent-import',
          path,
          line,
          message: `${specifier}: write #core/, #server/, #web/, #testing/ or #bench/`,
        })
      if (specifier.startsWith('#') && target?.startsWith(folder) && !target.slice(folder.length).includes('/'))
        breaches.push({ rule: 'own-folder-import', path, line, message: `${specifier}: inside a folder write ./` })
    }
  }
  return breaches
}

const CORE_PACKAGES = ['zod', 'temporal-polyfill']

/** Core does no I/O, reads no clock, rolls no dice. What reads the machine is a compile error there; what the language itself offers is found here. */
export const guardPurity: Guard = (sources) => {
  const breaches: Breach[] = []
  for (const source of sources) {
    if (!source.path.startsWith('core/') || source.isTest) continue
    for (const wanted of source.imports) {
      if (wanted.package === undefined || CORE_PACKAGES.includes(wanted.package)) continue
      breaches.push({
        rule: 'core-packages',
        path: source.path,
        line: wanted.line,
        message: `${wanted.specifier}: core imports ${CORE_PACKAGES.join(', ')} and itself`,
      })
    }
    for (const { what, line } of source.impurities)
      breaches.push({
        rule: 'core-pure',
        path: source.path,
        line,
        message: `${what}: take now, seed or random as an argument`,
      })
  }
  return breaches
}
