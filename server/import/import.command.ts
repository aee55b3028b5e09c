import { basename } from 'node:path'
import { type CellError, type ImportKind, importKinds } from '#core/import/import.ts'
import { textOf } from '#core/text.ts'
import { systemActor } from '#server/access/index.ts'
import { command } from '#server/platform/command.ts'
import { halt } from '#server/platform/halt.ts'
import { withDeps } from '#server/wiring.ts'
import { type ImportProgress, importFile } from './import.service.ts'
import { entityOf } from './kinds.ts'

const SHOWN_ERRORS = 20
const PROGRESS_EVERY_MS = 2000

export const importCommand = command({
  name: 'import',
  summary: {
    'zh-CN': '从 xlsx 或 csv 导入台账、网络、人员、申告',
    en: 'import ledgers, network, people and reports from xlsx or csv',
  },
  usage: [`${importKinds.join('|')} FILE [--dry-run] [--partial]`],
  options: {
    'dry-run': { type: 'boolean', about: { 'zh-CN': '只检查，不保存', en: 'only check, store nothing' } },
    partial: {
      type: 'boolean',
      about: {
        'zh-CN': '保存正确的行，其余转入待补录',
        en: 'store the right rows, keep the others in the holding list',
      },
    },
  },
  run: async ({ values, positionals }, io) => {
    const [kind, path, ...more] = positionals
    if (!isKind(kind) || path === undefined || more.length > 0) {
      throw halt(
        `用法：daiwei import ${importKinds.join('|')} FILE [--dry-run] [--partial] [--json]`,
        `Usage: daiwei import ${importKinds.join('|')} FILE [--dry-run] [--partial] [--json]`,
        2,
      )
    }
    const isDryRun = values['dry-run'] === true
    const isPartial = values.partial === true
    return withDeps(io.config, io.log, async (deps) => {
      const progress = progressLine(io.isJson)
      const answer = await importFile(deps, systemActor(deps, 'cli'), {
        kind,
        path,
        name: basename(path),
        isDryRun,
        isPartial,
        onProgress: progress,
      })
      if (!answer.ok) {
        const reason = textOf(deps.texts, answer.refusal.code, 'zh-CN', answer.refusal.params)
        const error: CellError = {
          sheet: '',
          row: 0,
          column: '',
          field: '',
          value: basename(path),
          reason,
          proposal: null,
        }
        io.answer({ rows: 0, created: 0, updated: 0, unchanged: 0, held: 0, errorCount: 1, errors: [error] })
        io.say(reason)
        return 1
      }
      const { result, status } = answer.value
      io.answer(result)
      io.say(
        `${entityOf(kind).definition.title['zh-CN']}：${result.rows} 行，新增 ${result.created}，更新 ${result.updated}，未变 ${result.unchanged}，${status === 'refused' ? '未导入' : '待补录'} ${result.held}，错误 ${result.errorCount}`,
      )
      for (const error of result.errors.slice(0, SHOWN_ERRORS)) io.say(errorLine(error))
      if (result.errorCount > SHOWN_ERRORS) io.say(`… 共 ${result.errorCount} 处，用 --json 查看前 1000 处`)
      if (status === 'refused') io.say('有错误，没有保存任何内容；改正后重试，或用 --partial 先保存正确的行。')
      return result.errorCount > 0 && !isPartial ? 2 : 0
    })
  },
})

const isKind = (word: string | undefined): word is ImportKind => importKinds.some((kind) => kind === word)

const errorLine = ({ sheet, row, column, value, reason, proposal }: CellError): string =>
  `  ${sheet} ${column}${row}  ${reason}${value === '' ? '' : `（${value}）`}${proposal === null ? '' : ` → ${proposal}`}`

const steps = { reading: '读取', comparing: '比对', writing: '保存' } as const

/** A line on standard error now and then, so that a long import is seen to move. */
const progressLine = (isJson: boolean) => {
  let next = performance.now() + PROGRESS_EVERY_MS
  return ({ step, rows, bytes, totalBytes }: ImportProgress): void => {
    if (performance.now() < next) return
    next = performance.now() + PROGRESS_EVERY_MS
    const percent = totalBytes > 0 ? ` ${Math.min(100, Math.floor((bytes / totalBytes) * 100))}%` : ''
    process.stderr.write(
      isJson ? `${JSON.stringify({ step, rows, bytes, totalBytes })}\n` : `${steps[step]} ${rows} 行${percent}\n`,
    )
  }
}
