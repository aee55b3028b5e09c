import { execFile } from 'node:child_process'
import { cp, mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { breachesOf, checkRepository } from './guards/guards.ts'

const root = path.resolve(import.meta.dirname, '..')
const run = promisify(execFile)

/** A breach of each rule, and beside it the nearest thing that is allowed. */
type Plant = {
  readonly rule: string
  readonly breach: Record<string, string>
  readonly innocent: Record<string, string>
}

const lines = (count: number) => 'export {}\n'.repeat(count)
const splitWord = (...parts: string[]) => parts.join('')

const plants: readonly Plant[] = [
  {
    rule: 'core-knows-no-one',
    breach: { 'core/sla/sla.ts': "import { x } from '#server/sla/index.ts'" },
    innocent: { 'core/sla/sla.ts': "import { x } from '#core/time.ts'" },
  },
  {
    rule: 'core-knows-no-one',
    breach: { 'core/sla/sla.ts': "export type T = import('#web/ui/table.ts').T" },
    innocent: { 'core/sla/sla.ts': "export type T = import('#core/time.ts').T" },
  },
  {
    rule: 'server-and-web-apart',
    breach: { 'server/sla/sla.service.ts': "import type { x } from '#web/ui/table.ts'" },
    innocent: { 'server/sla/sla.service.ts': "import type { x } from '#core/sla/sla.ts'" },
  },
  {
    rule: 'server-and-web-apart',
    breach: { 'web/ui/api.ts': "const x = await import('#server/platform/http.ts')" },
    innocent: { 'web/ui/api.ts': "const x = await import('#core/contract.ts')" },
  },
  {
    rule: 'product-knows-no-tests',
    breach: { 'server/sla/sla.service.ts': "import { x } from '#testing/database.ts'" },
    innocent: { 'server/sla/sla.service.test.ts': "import { x } from '#testing/database.ts'" },
  },
  {
    rule: 'fixtures-for-tests-and-demo',
    breach: { 'server/sla/sla.service.ts': "import { x } from '#core/sla/sla.fixtures.ts'" },
    innocent: { 'server/demo/demo.service.ts': "import { x } from '#core/sla/sla.fixtures.ts'" },
  },
  {
    rule: 'slice-by-index',
    breach: { 'server/sla/sla.service.ts': "import { x } from '#server/work-orders/work-order.store.ts'" },
    innocent: {
      'server/sla/sla.service.ts':
        "import { x } from '#server/work-orders/index.ts'\nimport { y } from '#server/platform/db.ts'\nimport { z } from './sla.store.ts'",
      'server/main.ts': "import { x } from '#server/work-orders/work-order.routes.ts'",
    },
  },
  {
    rule: 'wiring-is-not-imported',
    breach: { 'server/sla/sla.service.ts': "import type { Deps } from '#server/main.ts'" },
    innocent: { 'server/sla/sla.service.ts': "import type { Deps } from '#server/platform/deps.ts'" },
  },
  {
    rule: 'platform-knows-no-slice',
    breach: { 'server/platform/http.ts': "import { x } from '#server/sla/index.ts'" },
    innocent: { 'server/platform/http.ts': "import { x } from '#core/contract.ts'" },
  },
  {
    rule: 'platform-knows-no-slice',
    breach: { 'server/platform/http.ts': "import { x } from '#core/sla/sla.ts'" },
    innocent: { 'server/platform/http.ts': "import { x } from './db.ts'\nimport { y } from '#core/access/scope.ts'" },
  },
  {
    rule: 'platform-knows-no-slice',
    breach: { 'server/platform/deps.ts': "import { x } from '#core/sla/sla.ts'" },
    innocent: { 'server/platform/deps.ts': "import type { x } from '#core/sla/sla.ts'" },
  },
  {
    rule: 'ui-knows-no-slice',
    breach: { 'web/ui/table.tsx': "import { x } from '#web/console/work-orders/row.tsx'" },
    innocent: { 'web/ui/table.tsx': "import { x } from '#core/text.ts'" },
  },
  {
    rule: 'faces-apart',
    breach: { 'web/field/job/job.tsx': "import { x } from '#web/console/work-orders/row.tsx'" },
    innocent: {
      'web/field/job/job.tsx': "import { x } from '#web/field/outbox.ts'\nimport { y } from '#web/ui/api.ts'",
    },
  },
  {
    rule: 'edges-unknown',
    breach: { 'server/sla/sla.service.ts': "import { x } from '#server/notify/index.ts'" },
    innocent: {
      'server/notify/notify.service.ts': "import { x } from '#server/sla/index.ts'",
      'server/main.ts': "import { x } from '#server/notify/index.ts'",
    },
  },
  {
    rule: 'no-parent-import',
    breach: { 'core/sla/sla.ts': "import { x } from '../time.ts'" },
    innocent: { 'core/sla/sla.ts': "import { x } from '#core/time.ts'" },
  },
  {
    rule: 'own-folder-import',
    breach: { 'core/sla/sla.ts': "import { x } from '#core/sla/sla.rules.ts'" },
    innocent: { 'core/sla/sla.ts': "import { x } from './sla.rules.ts'" },
  },
  {
    rule: 'core-packages',
    breach: { 'core/sla/sla.ts': "import { readFileSync } from 'node:fs'" },
    innocent: {
      'core/sla/sla.ts': "import { z } from 'zod'\nimport { Temporal } from 'temporal-polyfill'",
      'core/sla/sla.test.ts': "import { readFileSync } from 'node:fs'",
    },
  },
  ...['new Date()', 'Date()', 'Date.now()', 'Math.random()', 'Temporal.Now.instant()', 'globalThis.x'].map((clock) => ({
    rule: 'core-pure',
    breach: { 'core/sla/sla.ts': `export const x = () => ${clock}` },
    innocent: { 'core/sla/sla.ts': 'export const x = (now: string) => new Date(Date.parse(now)) // not Date.now()' },
  })),
  {
    rule: 'no-file-cycle',
    breach: {
      'core/a.ts': "import { b } from './b.ts'",
      'core/b.ts': "import type { c } from './c.ts'",
      'core/c.ts': "import { a } from '#core/a.ts'",
    },
    innocent: { 'core/a.ts': "import { b } from './b.ts'", 'core/b.ts': "import { c } from './c.ts'", 'core/c.ts': '' },
  },
  {
    rule: 'no-slice-cycle',
    breach: {
      'server/sla/sla.service.ts': "import { x } from '#server/visits/index.ts'",
      'server/visits/visit.view.ts': "import { x } from '#server/sla/index.ts'",
    },
    innocent: {
      'server/sla/sla.service.ts': "import { x } from '#server/visits/index.ts'",
      'server/visits/index.ts': '',
    },
  },
  ...[
    "'select 1 from orders'",
    '`\n  insert into orders values (1)`',
    "'update work_orders set state = $1'",
    "'with late as (select 1) select * from late'",
    "`set local app.company = '1'`",
    "await client.query('begin')",
    "db.selectFrom('orders')",
  ].map((sql) => ({
    rule: 'sql-in-stores',
    breach: { 'server/sla/sla.service.ts': `export const x = async (client, db) => ${sql}` },
    innocent: {
      'server/sla/sla.store.ts': `export const x = async (client, db) => ${sql}`,
      'server/sla/sla.open.view.ts': `export const x = async (client, db) => ${sql}`,
      'server/sla/sla.service.ts': "// select 1 from orders\nexport const x = 'select a company, then update it'",
    },
  })),
  {
    rule: 'sql-in-stores',
    breach: { 'server/sla/sla.service.ts': "import { sql } from 'kysely'" },
    innocent: { 'server/sla/sla.service.ts': "import type { Kysely } from 'kysely'" },
  },
  {
    rule: 'texts-in-catalogues',
    breach: { 'web/console/sla/clock.tsx': 'export const Clock = () => <p title="时限" />' },
    innocent: {
      'web/console/sla/clock.tsx': '// 时限\nexport const Clock = () => <p title={t("sla.limit")} />',
      'web/ui/time.ts': "export const today = '今天'",
      'web/console/sla/clock.text.ts': "export const texts = { limit: { 'zh-CN': '时限', en: 'Limit' } }",
    },
  },
  {
    rule: 'refusal-has-text',
    breach: { 'core/sla/sla.rules.ts': "export const f = () => refuse('sla.gone')" },
    innocent: {
      'core/sla/sla.rules.ts': "export const f = () => refuse('sla.late')",
      'core/sla/sla.text.ts': "export const texts = { 'sla.late': { 'zh-CN': '超时', en: 'Late' } }",
    },
  },
  {
    rule: 'no-empty-names',
    breach: { 'server/sla/utils.ts': '' },
    innocent: { 'web/console/customer-manager/customer-manager.tsx': '' },
  },
  { rule: 'no-empty-names', breach: { 'web/common/date.ts': '' }, innocent: { 'web/ui/date.ts': '' } },
  { rule: 'no-empty-names', breach: { 'core/sla/clock-helpers.ts': '' }, innocent: { 'core/sla/clock.ts': '' } },
  { rule: 'kebab-case', breach: { 'web/ui/DataTable.tsx': '' }, innocent: { 'web/ui/data-table.tsx': '' } },
  {
    rule: 'closed-roles',
    breach: { 'server/sla/sla.controller.ts': '' },
    innocent: {
      'server/sla/sla.service.ts': '',
      'server/sla/sla.overdue.view.ts': '',
      'server/sla/sla.bulk.store.ts': '',
      'core/work-orders/work-order.suspend.ts': '',
      'core/work-orders/work-order.transitions.ts': '',
      'web/console/vite.config.ts': '',
      'core/work-orders/work-order.suspend.property.test.ts': '',
    },
  },
  {
    rule: 'file-length',
    breach: { 'core/sla/sla.ts': lines(401) },
    innocent: { 'core/sla/sla.ts': lines(400), 'core/sla/sla.test.ts': lines(900), 'core/sla/sla.gen.ts': lines(900) },
  },
  {
    rule: 'no-machine-path',
    breach: { 'docs/operations.md': splitWord('cd /wo', 'rk/main/x') },
    innocent: {
      'docs/operations.md': splitWord('cd ./wo', 'rk/main/x'),
      'docs/map.md': splitWord('https://example.com/wo', 'rk/x'),
    },
  },
  {
    rule: 'no-authoring-tools',
    breach: { 'docs/map.md': splitWord('written by Cl', 'aude') },
    innocent: { 'docs/map.md': 'the quality agent opens a session; the user agent sends it' },
  },
  {
    rule: 'no-registry-host',
    breach: { '.npmrc': splitWord('registry=https://registry.np', 'mjs.org') },
    innocent: { '.npmrc': 'save-exact=true' },
  },
  {
    rule: 'nothing-unfinished',
    breach: { 'core/sla/sla.ts': splitWord('// TO', 'DO: holidays') },
    innocent: { 'core/sla/sla.ts': '// the to-do list of an engineer' },
  },
  {
    rule: 'dead-link',
    breach: { 'docs/map.md': '[operations](operations.md)' },
    innocent: {
      'docs/map.md': '[operations](operations.md) [out](https://example.com) [all](./)',
      'docs/operations.md': '',
    },
  },
  {
    rule: 'slice-on-the-map',
    breach: { 'docs/map.md': '| ledger | users |', 'core/sla/sla.ts': '' },
    innocent: {
      'docs/map.md': '| sla | clocks |',
      'core/sla/sla.ts': '',
      'server/sla/index.ts': '',
      'core/time.ts': '',
    },
  },
  {
    rule: 'nothing-loosened',
    breach: { 'core/sla/sla.ts': splitWord('// @ts-no', 'check') },
    innocent: { 'core/sla/sla.ts': 'export const x = 1 as const' },
  },
  {
    rule: 'nothing-loosened',
    breach: { 'testing/http.ts': splitWord('// biome-ign', 'ore lint/suspicious/noExplicitAny: a test may') },
    innocent: { 'testing/http.ts': '// biome-ignore lint/correctness/noEmptyPattern: a fixture names what it needs' },
  },
]

const rulesBrokenBy = (files: Record<string, string>) =>
  breachesOf(new Map(Object.entries(files))).map(({ rule }) => rule)

describe('a guard is red for its breach and green for its neighbour', () => {
  it.each(plants.map((plant, index) => ({ ...plant, name: `${plant.rule} (${index + 1})` })))('$name', (plant) => {
    expect(rulesBrokenBy(plant.breach)).toContain(plant.rule)
    expect(rulesBrokenBy(plant.innocent)).toEqual([])
  })

  it('every rule that a guard can name has been seen red', async () => {
    const guardFiles = ['layers', 'cycles', 'sql', 'texts', 'names', 'words', 'documents']
    const texts = await Promise.all(
      guardFiles.map((name) => readFile(path.join(root, `testing/guards/${name}.ts`), 'utf8')),
    )
    const named = texts.flatMap((text) => [...text.matchAll(/(?:rule: |add\()'([a-z-]+)'/g)].map((match) => match[1]))
    expect(named.length).toBeGreaterThan(20)
    expect([...new Set(named)].filter((rule) => !plants.some((plant) => plant.rule === rule))).toEqual([])
  })

  it('a breach says the file and the line', () => {
    const [breach] = breachesOf(new Map([['core/a.ts', '\n\nexport const x = Date.now()\n']]))
    expect(breach).toMatchObject({ path: 'core/a.ts', line: 3 })
  })

  it('the whole repository is read in less than two seconds of work', () => {
    const secondsOfWork = () => {
      const before = process.cpuUsage()
      checkRepository(root)
      const { user, system } = process.cpuUsage(before)
      return (user + system) / 1_000_000
    }
    // A machine whose caches others use needs more for the same work: the best of a few tries is ours.
    const best = [1, 2, 3].reduce((least) => (least < 2 ? least : Math.min(least, secondsOfWork())), 100)
    expect(best).toBeLessThan(2)
  }, 60_000)
})

/** The rules that the linter and the compiler hold, tried on a copy of their settings. */
describe('the linter and the compiler hold the others', () => {
  let copy = ''
  let lint = ''

  const plant = async (files: Record<string, string>) => {
    for (const [name, text] of Object.entries(files)) {
      await mkdir(path.dirname(path.join(copy, name)), { recursive: true })
      await writeFile(path.join(copy, name), text)
    }
  }
  const outputOf = async (program: string, args: string[]) => {
    const command = path.join(root, 'node_modules/.bin', program)
    try {
      return (await run(command, args, { cwd: copy, maxBuffer: 1 << 24 })).stdout
    } catch (error) {
      if (error instanceof Error && 'stdout' in error) return String(error.stdout)
      throw error
    }
  }

  const linted: readonly (readonly [string, string, string])[] = [
    ['style/noDefaultExport', 'server/a/a.ts', 'export default 1\n'],
    ['style/noEnum', 'server/b/b.ts', 'export enum A {\n  b = 1,\n}\n'],
    ['style/noNamespace', 'server/c/c.ts', 'export namespace A {\n  export const b = 1\n}\n'],
    ['style/noNonNullAssertion', 'server/d/d.ts', 'export const f = (x?: string) => x!.length\n'],
    ['style/noProcessEnv', 'server/e/e.ts', 'export const x = process.env.HOME\n'],
    ['style/noRestrictedImports', 'server/f/f.ts', "import { env } from 'node:process'\nexport const x = env.HOME\n"],
    ['suspicious/noExplicitAny', 'server/g/g.ts', 'export const f = (x: any) => x\n'],
    ['performance/noReExportAll', 'server/h/index.ts', "export * from './h.ts'\n"],
    ['performance/noBarrelFile', 'core/i/i.ts', "export { x } from './j.ts'\n"],
    ['nursery/noFloatingPromises', 'server/k/k.ts', 'const f = async () => 1\nexport const g = () => {\n  f()\n}\n'],
    ['style/noJsxLiterals', 'web/ui/l.tsx', 'export const L = () => <p>Late</p>\n'],
    ['suspicious/noSkippedTests', 'core/m/m.test.ts', "import { it } from 'vitest'\nit.skip('x', () => {})\n"],
    ['suspicious/noFocusedTests', 'core/n/n.test.ts', "import { it } from 'vitest'\nit.only('x', () => {})\n"],
    ['correctness/noUndeclaredDependencies', 'server/o/o.ts', "import { it } from 'vitest'\nexport const x = it\n"],
  ]
  const allowed: readonly (readonly [string, string])[] = [
    ['server/platform/config.ts', 'export const home = process.env.HOME\n'],
    ['server/p/index.ts', "export { x } from './p.ts'\n"],
    ['vitest.config.ts', 'export default {}\n'],
    ['core/q/q.test.ts', "import { it } from 'vitest'\nit.skipIf(true)('x', () => {})\n"],
  ]

  beforeAll(async () => {
    copy = await mkdtemp(path.join(tmpdir(), 'daiwei-guards-'))
    await symlink(path.join(root, 'node_modules'), path.join(copy, 'node_modules'))
    for (const name of ['biome.json', 'package.json', '.gitignore', 'tsconfig.base.json', 'core/tsconfig.json'])
      await cp(path.join(root, name), path.join(copy, name))
    await plant(Object.fromEntries(linted.map(([, name, text]) => [name, text])))
    await plant(Object.fromEntries(allowed))
    lint = await outputOf('biome', ['lint', '--reporter=github', '--max-diagnostics=200', '.'])
  })
  afterAll(() => rm(copy, { recursive: true, force: true }))

  it.each(linted)('%s is an error of the linter', (rule, name) => {
    const found = lint.split('\n').filter((line) => line.startsWith('::error') && line.includes(`lint/${rule},`))
    expect(found.join('\n')).toContain(`/${name},`)
  })

  it.each(allowed)('%s may do it', (name) => {
    expect(lint.split('\n').filter((line) => line.startsWith('::error') && line.includes(`/${name},`))).toEqual([])
  })

  it.each([
    ["fetch('https://example.com')", 'fetch'],
    ['setTimeout(() => 1, 1)', 'setTimeout'],
    ['process.pid', 'process'],
    ['document.title', 'document'],
    ['crypto.randomUUID()', 'crypto'],
    ['console.log(1)', 'console'],
  ])('in core, %s does not compile', async (expression, name) => {
    await plant({ 'core/impure.ts': `export const x = () => ${expression}\n` })
    expect(
      await outputOf('tsc', ['-p', 'core', '--noEmit', '--composite', 'false', '--emitDeclarationOnly', 'false']),
    ).toMatch(new RegExp(`core/impure\\.ts.*'${name}'`))
  })
})
