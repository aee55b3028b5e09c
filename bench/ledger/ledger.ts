/**
 * Import and search of a large ledger: `node bench/ledger/ledger.ts [--rows N] [--xlsx N] [--json]`.
 * Keeps an instance of its own in `DATA_DIR/bench-ledger`; the memory is the most that the importing process and its reader took.
 */
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { median, rounded } from '#bench/measure.ts'
import { systemActor } from '#server/access/index.ts'
import { importFile } from '#server/import/import.service.ts'
import { listHomeUsers } from '#server/ledger/index.ts'
import { readConfig } from '#server/platform/config.ts'
import { createLog } from '#server/platform/log.ts'
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

/** The most memory that this process's own readers have had, looked at twice a second. */
const watchReaders = (): (() => number) => {
  let most = 0
  const timer = setInterval(() => {
    const children = `/proc/self/task/${process.pid}/children`
    if (!existsSync(children)) return
    for (const pid of readFileSync(children, 'utf8').split(' ').filter(Boolean)) {
      const status = `/proc/${pid}/status`
      const line = existsSync(status) ? /VmHWM:\s+(\d+) kB/.exec(readFileSync(status, 'utf8')) : null
      most = Math.max(most, Number(line?.[1] ?? 0) / 1024)
    }
  }, 500)
  return () => {
    clearInterval(timer)
    return most
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
  const take = async (file: string) => {
    const readerMb = watchReaders()
    const started = performance.now()
    const taken = await importFile(deps, actor, {
      kind: 'home-users',
      path: file,
      name: path.basename(file),
      isPartial: true,
    })
    if (!taken.ok) throw new Error(taken.refusal.code)
    const { errors: _listed, ...counts } = taken.value.result
    return {
      seconds: rounded((performance.now() - started) / 1000),
      readerMb: Math.round(readerMb()),
      importerMb: Math.round(process.resourceUsage().maxRSS / 1024),
      ...counts,
    }
  }
  const first = await take(csv)
  say(`csv: ${JSON.stringify(first)}`)
  const again = await take(csv)
  say(`the same again: ${JSON.stringify(again)}`)
  const workbook = await take(xlsx)
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
