import { createWriteStream, existsSync } from 'node:fs'
import { rename, rm } from 'node:fs/promises'
import { dirname, extname } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { type ExportKind, exportKinds } from '#core/import/export.contract.ts'
import { textOf } from '#core/text.ts'
import { systemActor } from '#server/access/index.ts'
import { command } from '#server/platform/command.ts'
import { halt } from '#server/platform/halt.ts'
import { withDeps } from '#server/wiring.ts'
import { exportRows } from './export.service.ts'

export const exportCommand = command({
  name: 'export',
  summary: { 'zh-CN': '把台账、网络、人员导出为 xlsx 或 csv', en: 'write ledgers, network and people to xlsx or csv' },
  usage: [`${exportKinds.join('|')} FILE [--county CODE] [--search TEXT] [--encoding gb18030]`],
  options: {
    prefecture: { type: 'string', value: 'CODE', about: { 'zh-CN': '只导出该地市', en: 'this prefecture only' } },
    county: { type: 'string', value: 'CODE', about: { 'zh-CN': '只导出该区县', en: 'this county only' } },
    search: {
      type: 'string',
      value: 'TEXT',
      about: { 'zh-CN': '与页面搜索框相同', en: 'as in the search box of the page' },
    },
    encoding: {
      type: 'string',
      value: 'NAME',
      about: { 'zh-CN': 'csv 的编码：utf-8（默认）或 gb18030', en: 'of a csv: utf-8 (default) or gb18030' },
    },
  },
  run: async ({ values, positionals }, io) => {
    const [kind, path, ...more] = positionals
    const format = extname(path ?? '')
      .toLowerCase()
      .slice(1)
    const encoding = values.encoding ?? 'utf-8'
    const isClear = isKind(kind) && path !== undefined && more.length === 0
    if (!isClear || (format !== 'xlsx' && format !== 'csv') || (encoding !== 'utf-8' && encoding !== 'gb18030')) {
      throw halt(
        `用法：daiwei export ${exportKinds.join('|')} FILE，文件名以 .xlsx 或 .csv 结尾；--encoding 为 utf-8 或 gb18030。`,
        `Usage: daiwei export ${exportKinds.join('|')} FILE, named .xlsx or .csv; --encoding is utf-8 or gb18030.`,
        2,
      )
    }
    if (!existsSync(dirname(path))) {
      throw halt(
        `目录 ${dirname(path)} 不存在：请先建立。`,
        `The directory ${dirname(path)} does not exist: make it first.`,
        2,
      )
    }
    const filter = {
      ...(values.prefecture === undefined ? {} : { prefecture: values.prefecture }),
      ...(values.county === undefined ? {} : { county: values.county }),
      ...(values.search === undefined ? {} : { q: values.search }),
    }
    return withDeps(io.config, io.log, async (deps) => {
      for (const level of ['prefecture', 'county'] as const) {
        const code = values[level]
        if (code === undefined || deps.regions.byCode.get(code)?.level === level) continue
        throw halt(
          `--${level} 没有编码为 ${code} 的${level === 'county' ? '区县' : '地市'}。`,
          `--${level}: there is no ${level} ${code}.`,
          2,
        )
      }
      const order = { kind, filter, format, encoding, language: 'zh-CN' } as const
      const exported = await exportRows(deps, systemActor(deps, 'cli'), order)
      if (!exported.ok) {
        const { code, params } = exported.refusal
        throw halt(textOf(deps.texts, code, 'zh-CN', params), textOf(deps.texts, code, 'en', params), 2)
      }
      // Beside it first: an export that breaks off takes no earlier file with it.
      const part = `${path}.${process.pid}.part`
      try {
        await pipeline(Readable.from(exported.value.bytes), createWriteStream(part, { mode: 0o600 }))
        await rename(part, path)
      } catch (error) {
        await rm(part, { force: true })
        throw notWritten(path, error)
      }
      const rows = exported.value.rows()
      io.say(`${path}：${rows} 行`)
      io.answer({ file: path, rows })
      return 0
    })
  },
})

/** What the system refuses about the file; anything else is a failure of ours and keeps its stack. */
const notWritten = (path: string, error: unknown): unknown => {
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  if (!/^E[A-Z]+$/.test(code)) return error
  return halt(`${path} 无法写入（${code}）。`, `${path} cannot be written (${code}).`, 1)
}

const isKind = (word: string | undefined): word is ExportKind => exportKinds.some((kind) => kind === word)
