// Everything that can be said about the code without running it: `npm run check`.
// usage: npm run check [-- [--write] [STEP…]]   --write mends what a tool can mend: format, imports, generated files
import { execFile } from 'node:child_process'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { generated } from './generated.mjs'
import { assertPinnedNode } from './pinned-node.mjs'

const root = path.resolve(import.meta.dirname, '..')
process.chdir(root)
const wanted = process.argv.slice(2).filter((word) => !word.startsWith('-'))
const isWriting = process.argv.includes('--write')

assertPinnedNode('npm run check')

/** Each step gives what to print: nothing when all is well; a note is printed in any case. */
const steps = {
  'format and lint': () =>
    tool('biome', ['check', '--error-on-warnings', '--max-diagnostics=50', ...(isWriting ? ['--write'] : []), '.']),
  types: () => tool('tsc', ['-b']),
  guards: async () => {
    const { checkRepository } = await import('../testing/guards/guards.ts')
    return lines(
      checkRepository(root).map(({ path: file, line, rule, message }) => `${file}:${line}  ${rule}  ${message}`),
    )
  },
  unused: () => tool('knip', ['--no-progress', '--no-config-hints', '--cache', '--cache-location', '.cache/knip']),
  generated: async () => lines((await Promise.all(generated.map(drift))).filter(Boolean)),
  'web sizes': () => program(['scripts/web-sizes.mjs']),
}

const unknown = wanted.filter((name) => !(name in steps))
if (unknown.length > 0) {
  console.error(`no step ${unknown.join(', ')}; there are: ${Object.keys(steps).join(', ')}`)
  process.exit(2)
}

const failed = []
let passed = 0
const started = performance.now()
for (const [name, step] of Object.entries(steps)) {
  if (wanted.length > 0 && !wanted.includes(name)) continue
  const at = performance.now()
  const { problem, note } = await step().catch((error) => ({ problem: error.stack ?? String(error) }))
  console.log(`${problem ? '✗' : '✓'} ${name.padEnd(16)} ${seconds(at)}`)
  const text = problem ?? note
  if (text) console.log(text.trimEnd().replace(/^/gm, '    '))
  if (problem) failed.push(name)
  else passed += 1
}
console.log(
  failed.length === 0 ? `checked in ${seconds(started)}` : `failed in ${seconds(started)}: ${failed.join(', ')}`,
)
console.log(`${passed} passed, ${failed.length} failed`)
process.exit(failed.length === 0 ? 0 : 1)

function seconds(since) {
  return `${((performance.now() - since) / 1000).toFixed(1)} s`
}

function lines(problems) {
  return problems.length === 0 ? {} : { problem: problems.join('\n') }
}

/** A program of a package, silent while it is content. */
async function tool(name, args) {
  const { code, output } = await run(path.join('node_modules/.bin', name), args)
  return code === 0 ? {} : { problem: output || `${name} ended with ${code}` }
}

/** A script of ours; what it says is shown. */
async function program(args) {
  const { code, output } = await run(process.execPath, args)
  return code === 0 ? { note: output } : { problem: output || `${args[0]} ended with ${code}` }
}

async function drift({ file, command }) {
  const { code, output, errors } = await run(process.execPath, command)
  if (code !== 0) return `${file}: ${command.join(' ')} ended with ${code}\n${errors}`
  if (existsSync(file) && readFileSync(file, 'utf8') === output) return undefined
  if (!isWriting) return `${file} is not what ${command[0]} makes: npm run check -- --write generated`
  writeFileSync(file, output)
  return undefined
}

function run(file, args) {
  const env = {
    ...process.env,
    PATH: `${path.resolve('node_modules/.bin')}${path.delimiter}${process.env.PATH}`,
    NO_COLOR: '1',
  }
  const options = { cwd: root, maxBuffer: 64 * 1024 * 1024, env }
  return new Promise((resolve) => {
    execFile(file, args, options, (error, stdout, stderr) =>
      resolve({
        code: error ? (error.code ?? 1) : 0,
        output: stdout + (error ? stderr : ''),
        errors: stderr || String(error ?? ''),
      }),
    )
  })
}
