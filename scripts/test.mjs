// The tests: `npm test` runs all, then the browser tests on one whole product, and ends with `N passed, N failed`.
// usage: npm test [-- [--e2e] FILTER…]   with a filter only the files whose path contains it, browser tests with --e2e
import { spawn } from 'node:child_process'
import { mkdirSync, readFileSync, rmSync } from 'node:fs'
import path from 'node:path'
import { assertPinnedNode } from './pinned-node.mjs'

const root = path.resolve(import.meta.dirname, '..')
process.chdir(root)
assertPinnedNode('npm test')

/** A run that hangs is a failure that should be seen, with what came before it. */
const LIMIT_MINUTES = 14
const filters = process.argv.slice(2).filter((word) => word !== '--e2e')
const runs = [
  { name: 'tests', args: [], isWanted: filters.length === 0 || !process.argv.includes('--e2e') },
  {
    name: 'e2e',
    args: ['--config', 'e2e/vitest.config.ts'],
    isWanted: filters.length === 0 || process.argv.includes('--e2e'),
  },
]

let current
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
  process.once(signal, () => {
    stop(current, 'SIGTERM')
    process.exitCode = 1
  })
}

const total = { passed: 0, failed: 0, skipped: 0 }
for (const { name, args, isWanted } of runs) {
  if (!isWanted) continue
  const report = path.join(root, '.cache/test', `${name}.json`)
  mkdirSync(path.dirname(report), { recursive: true })
  rmSync(report, { force: true })
  const code = await vitest([
    ...args,
    ...filters,
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${report}`,
  ])
  const sum = sumOf(report, code)
  console.log(`${name}: ${sum.passed} passed, ${sum.failed} failed, ${sum.skipped} skipped`)
  for (const key of Object.keys(total)) total[key] += sum[key]
  if (process.exitCode) break
}
console.log(`${total.passed} passed, ${total.failed} failed`)
process.exit(total.failed > 0 || total.passed === 0 ? 1 : (process.exitCode ?? 0))

function vitest(args) {
  return new Promise((resolve) => {
    current = spawn(process.execPath, ['node_modules/vitest/vitest.mjs', 'run', ...args], {
      stdio: ['ignore', 'inherit', 'inherit'],
      detached: true,
      env: { ...process.env, PATH: `${path.resolve('node_modules/.bin')}${path.delimiter}${process.env.PATH}` },
    })
    const limit = setTimeout(() => {
      console.log(`not finished after ${LIMIT_MINUTES} minutes: stopped`)
      stop(current, 'SIGTERM')
      setTimeout(() => stop(current, 'SIGKILL'), 10_000).unref()
    }, LIMIT_MINUTES * 60_000)
    current.once('error', (error) => console.log(String(error)))
    current.once('close', (code) => {
      clearTimeout(limit)
      resolve(code ?? 1)
    })
  })
}

/** The whole group, so that no worker, browser or database of a test outlives it. */
function stop(child, signal) {
  if (!child?.pid || child.exitCode !== null) return
  try {
    process.kill(-child.pid, signal)
  } catch {
    child.kill(signal)
  }
}

/** A file that does not load has no failed test, and an error beside the tests fails none: each counts as one. */
function sumOf(report, code) {
  let result
  try {
    result = JSON.parse(readFileSync(report, 'utf8'))
  } catch {
    return { passed: 0, failed: 1, skipped: 0 }
  }
  const brokenFiles = result.testResults.filter(
    (file) => file.status === 'failed' && !file.assertionResults.some((test) => test.status === 'failed'),
  ).length
  const failed = result.numFailedTests + brokenFiles
  return {
    passed: result.numPassedTests,
    failed: failed === 0 && code !== 0 ? 1 : failed,
    skipped: result.numPendingTests + (result.numTodoTests ?? 0),
  }
}
