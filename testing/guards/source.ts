import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { type ESTree, parseSync, Visitor } from 'vite'

/** What a guard found: the sentence says what to write instead. */
export type Breach = { readonly rule: string; readonly path: string; readonly line: number; readonly message: string }

/** One thing that a module asks for: `target` is a path of the repository, `package` a name outside it. */
export type Import = {
  readonly specifier: string
  readonly target?: string
  readonly package?: string
  readonly isTypeOnly: boolean
  readonly names: readonly string[]
  readonly line: number
}

/** A piece of text in code; a template's placeholders read `?`. */
export type Literal = { readonly text: string; readonly line: number }

export type Source = {
  readonly path: string
  readonly text: string
  readonly isTest: boolean
  readonly imports: readonly Import[]
  readonly literals: readonly Literal[]
  /** Codes of refusals that the file can make: `refuse('slice.reason')`. */
  readonly refusals: readonly Literal[]
  /** Calls of a member by its name: `client.query(…)` is `query`. */
  readonly memberCalls: readonly { readonly name: string; readonly first: string | undefined; readonly line: number }[]
  /** Readings of a clock or a die, as written: `Date.now`, `new Date()`. */
  readonly impurities: readonly { readonly what: string; readonly line: number }[]
}

/** A guard looks at every file at once: parsed modules, and the texts of all the others. */
export type Guard = (sources: readonly Source[], files: ReadonlyMap<string, string>) => Breach[]

const CODE = /\.(ts|tsx)$/
const TEST = /\.(test|e2e|bench)\.tsx?$/
const BINARY = /\.(png|jpg|jpeg|webp|ico|woff2?|ttf|xlsx|zip|gz|pdf|pmtiles)$/

/** Every text file that is or would be committed, by its path in the repository. */
export const readRepository = (root: string): Map<string, string> => {
  const listed = execFileSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], {
    cwd: root,
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  })
  const files = new Map<string, string>()
  for (const name of listed.split('\0')) {
    if (name === '' || BINARY.test(name)) continue
    const text = readIfThere(path.join(root, name))
    if (text !== undefined) files.set(name, text)
  }
  return files
}

/** A file that is listed but deleted in the working copy is not there; a folder that is linked is no file. */
const readIfThere = (file: string): string | undefined => {
  try {
    return readFileSync(file, 'utf8')
  } catch (error) {
    if (error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'EISDIR'))
      return undefined
    throw error
  }
}

export const parseSources = (files: ReadonlyMap<string, string>): Source[] =>
  [...files]
    .filter(([name]) => CODE.test(name) && !name.endsWith('.d.ts'))
    .map(([name, text]) => parseSource(name, text))

const parseSource = (name: string, text: string): Source => {
  const { program, module, errors } = parseSync(name, text)
  if (errors.length > 0) throw new Error(`${name} cannot be read: ${errors[0]?.message}`)
  const lineAt = lineFinder(text)
  const imports: Import[] = []
  const literals: Literal[] = []
  const memberCalls: { name: string; first: string | undefined; line: number }[] = []
  const impurities: { what: string; line: number }[] = []
  const specifierStarts = new Set<number>()
  const refusals: Literal[] = []

  const addImport = (specifier: string, at: number, isTypeOnly: boolean, names: readonly string[]) => {
    specifierStarts.add(at)
    imports.push({ specifier, isTypeOnly, names, line: lineAt(at), ...resolve(name, specifier) })
  }
  for (const { moduleRequest, entries } of module.staticImports) {
    const isTypeOnly = entries.length > 0 && entries.every((entry) => entry.isType)
    const names = entries.map((entry) => entry.importName.name ?? '*')
    addImport(moduleRequest.value, moduleRequest.start, isTypeOnly, names)
  }
  for (const { entries } of module.staticExports) {
    const request = entries[0]?.moduleRequest
    if (!request) continue
    const isTypeOnly = entries.every((entry) => entry.isType)
    addImport(
      request.value,
      request.start,
      isTypeOnly,
      entries.map((entry) => entry.importName.name ?? '*'),
    )
  }

  new Visitor({
    ImportExpression: (node) => {
      if (node.source.type !== 'Literal' || typeof node.source.value !== 'string') return
      addImport(node.source.value, node.source.start, false, ['*'])
    },
    TSImportType: (node) => addImport(node.source.value, node.source.start, true, ['*']),
    Literal: (node) => {
      if (typeof node.value === 'string' && !specifierStarts.has(node.start))
        literals.push({ text: node.value, line: lineAt(node.start) })
    },
    TemplateLiteral: (node) => literals.push({ text: templateText(node), line: lineAt(node.start) }),
    JSXText: (node) => literals.push({ text: node.value, line: lineAt(node.start) }),
    CallExpression: (node) => {
      if (node.callee.type === 'Identifier' && node.callee.name === 'Date')
        impurities.push({ what: 'Date()', line: lineAt(node.start) })
      const first = literalText(node.arguments[0])
      if (node.callee.type === 'Identifier' && node.callee.name === 'refuse' && first !== undefined)
        refusals.push({ text: first, line: lineAt(node.start) })
      if (node.callee.type !== 'MemberExpression' || node.callee.property.type !== 'Identifier') return
      memberCalls.push({
        name: node.callee.property.name,
        first,
        line: lineAt(node.start),
      })
    },
    NewExpression: (node) => {
      if (node.callee.type === 'Identifier' && node.callee.name === 'Date' && node.arguments.length === 0)
        impurities.push({ what: 'new Date()', line: lineAt(node.start) })
    },
    MemberExpression: (node) => {
      if (node.object.type !== 'Identifier' || node.property.type !== 'Identifier') return
      const what = `${node.object.name}.${node.property.name}`
      if (READINGS.has(what)) impurities.push({ what, line: lineAt(node.start) })
    },
    Identifier: (node) => {
      if (node.name === 'globalThis') impurities.push({ what: 'globalThis', line: lineAt(node.start) })
    },
  }).visit(program)

  return { path: name, text, isTest: TEST.test(name), imports, literals, refusals, memberCalls, impurities }
}

const READINGS = new Set(['Date.now', 'Math.random', 'Temporal.Now', 'performance.now', 'crypto.randomUUID'])

const templateText = (node: ESTree.TemplateLiteral): string =>
  node.quasis.map((quasi) => quasi.value.cooked ?? quasi.value.raw).join('?')

const literalText = (node: ESTree.Argument | undefined): string | undefined => {
  if (node?.type === 'TemplateLiteral') return templateText(node)
  return node?.type === 'Literal' && typeof node.value === 'string' ? node.value : undefined
}

const ALIASES: Readonly<Record<string, string>> = {
  '#core/': 'core/',
  '#server/': 'server/',
  '#web/': 'web/',
  '#testing/': 'testing/',
  '#bench/': 'bench/',
}

const resolve = (from: string, specifier: string): { target?: string; package?: string } => {
  if (specifier.startsWith('.')) return { target: path.posix.join(path.posix.dirname(from), withoutQuery(specifier)) }
  for (const [alias, folder] of Object.entries(ALIASES)) {
    if (specifier.startsWith(alias)) return { target: folder + withoutQuery(specifier.slice(alias.length)) }
  }
  const parts = specifier.split('/')
  return { package: specifier.startsWith('@') ? parts.slice(0, 2).join('/') : (parts[0] ?? specifier) }
}

/** `./worker.ts?worker&url` is `./worker.ts` to the bundler. */
const withoutQuery = (specifier: string): string => specifier.replace(/\?.*$/, '')

const lineFinder = (text: string): ((offset: number) => number) => {
  const starts = [0]
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) starts.push(at + 1)
  return (offset) => {
    let [low, high] = [0, starts.length - 1]
    while (low < high) {
      const middle = (low + high + 1) >> 1
      if ((starts[middle] ?? 0) <= offset) low = middle
      else high = middle - 1
    }
    return low + 1
  }
}
