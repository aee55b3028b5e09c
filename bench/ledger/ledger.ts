/**
 * Import and search of a large ledger: `node bench/ledger/ledger.ts [--rows N] [--xlsx N] [--json]`.
 * Keeps an instance of its own in `DATA_DIR/bench-ledger`; each file is taken by a process of its own, as on the
 * command line; its memory and its reader's are the most that they took.
 */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, readFileSync, rmSync } from 'node:fs'
import path from 'node:path'
import { text } from 'node:stream/consumers'
import { parseArgs } from 'node:util'
import { median, rounded } from '#bench/measure.ts'
import { systemActor } from '#server/access/index.ts'
import { listHomeUsers } from '#server/ledger/index.ts'
import { readConfig } from '#server/platform/config.ts'
import { createLog } from '#server/platform/log.ts'
import { repoRoot } from '#server/platform/paths.ts'
import { withDeps } from '#server/wiring.ts'
import { homeUserRows, writeCsv, writeXlsx } from './files.ts'

const { values } = parseArgs({
  options: {
    rows: { type: 'string', default: '1000000' },
    xlsx: { type: 'string', default: '200000' },
    json: { type: 'boolean', default: false },
  },
})
const say = (text: string): void => void process.stderr.write(`${text}\n`)
const config = readConfig()
const folder = path.join(config.dataDir, 'bench-ledger')
rmSync(folder, { recursive: true, force: true })
mkdirSync(folder, { recursive: true, mode: 0o700 })
const csv = path.join(folder, 'ledger.csv')
const xlsx = path.join(folder, 'ledger.xlsx')
say(`writing ${values.rows} rows of csv and ${values.xlsx} of xlsx`)
await writeCsv(csv, homeUserRows(Number(values.rows)))
await writeXlsx(xlsx, homeUserRows(Number(values.xlsx), 11))

type Used = { readonly mb: number; readonly cpuSeconds: number }
const TICKS_PER_SECOND = 100

/** The most memory that a process has had so far and its processor time; of one that is gone, what was known before. */
const usedBy = (pid: string | number, before: Used): Used => {
  try {
    const peak = /VmHWM:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))
    const [user, system] = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ').slice(11, 13) ?? []
    return {
      mb: peak ? Number(peak[1]) / 1024 : before.mb,
      cpuSeconds: (Number(user) + Number(system)) / TICKS_PER_SECOND,
    }
  } catch {
    return before
  }
}

const readersOf = (pid: number): readonly string[] => {
  try {
    return readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').split(' ').filter(Boolean)
  } catch {
    return []
  }
}

/** Runs one import as a person does, and looks at the process and its reader while they work. */
const importIn = async (file: string) => {
  const started = performance.now()
  const child = spawn(path.join(repoRoot, 'daiwei'), ['import', 'home-users', file, '--partial', '--json'], {
    env: { ...process.env, DATA_DIR: folder, DEMO: 'none', LOG_LEVEL: 'error' },
    stdio: ['ignore', 'pipe', 'ignore'],
  })
  const used: Record<'importer' | 'reader', Used> = {
    importer: { mb: 0, cpuSeconds: 0 },
    reader: { mb: 0, cpuSeconds: 0 },
  }
  const look = (): void => {
    used.importer = usedBy(child.pid ?? 0, used.importer)
    for (const reader of readersOf(child.pid ?? 0)) used.reader = usedBy(reader, used.reader)
  }
  const timer = setInterval(look, 250)
  const [answer] = await Promise.all([text(child.stdout), once(child, 'exit')])
  clearInterval(timer)
  const seconds = rounded((performance.now() - started) / 1000)
  const { errors: _listed, ...counts } = JSON.parse(answer)
  return {
    seconds,
    ...{ importerMb: Math.round(used.importer.mb), readerMb: Math.round(used.reader.mb) },
    cpuSeconds: { importer: rounded(used.importer.cpuSeconds, 1), reader: rounded(used.reader.cpuSeconds, 1) },
    ...counts,
  }
}

const SEARCHES = [
  'gz5201000',
  '13812',
  '4386',
  '玉然',
  '花果',
  '花果园16栋',
  '遵义县老城北门7栋2单元',
  'xyr',
  '9999栋',
  '民族路 李',
]

const answer = await withDeps({ ...config, dataDir: folder, demo: 'none' }, createLog('error'), async (deps) => {
  const actor = systemActor(deps, 'cli')
  const first = await importIn(csv)
  say(`csv: ${JSON.stringify(first)}`)
  const again = await importIn(csv)
  say(`the same again: ${JSON.stringify(again)}`)
  const workbook = await importIn(xlsx)
  say(`xlsx: ${JSON.stringify(workbook)}`)
  const search: Record<string, number> = {}
  for (const q of SEARCHES) {
    const times: number[] = []
    for (let round = 0; round < 9; round += 1) {
      const started = performance.now()
      await listHomeUsers(deps, actor, { filter: { q }, limit: 50 })
      times.push(performance.now() - started)
    }
    search[q] = rounded(median(times))
  }
  return { csv: first, again, xlsx: workbook, searchMs: search }
})
process.stdout.write(`${JSON.stringify(answer, null, 2)}\n`)
process.exit(0)
