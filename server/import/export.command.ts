import { createWriteStream } from 'node:fs'
import { rm } from 'node:fs/promises'
import { extname } from 'node:path'
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
    const filter = {
      ...(values.prefecture === undefined ? {} : { prefecture: values.prefecture }),
      ...(values.county === undefined ? {} : { county: values.county }),
      ...(values.search === undefined ? {} : { q: values.search }),
    }
    return withDeps(io.config, io.log, async (deps) => {
      const order = { kind, filter, format, encoding, language: 'zh-CN' } as const
      const exported = await exportRows(deps, systemActor(deps, 'cli'), order)
      if (!exported.ok) {
        const { code, params } = exported.refusal
        throw halt(textOf(deps.texts, code, 'zh-CN', params), textOf(deps.texts, code, 'en', params), 2)
      }
      try {
        await pipeline(Readable.from(exported.value.bytes), createWriteStream(path, { mode: 0o600 }))
      } catch (error) {
        await rm(path, { force: true })
        throw error
      }
      const rows = exported.value.rows()
      io.say(`${path}：${rows} 行`)
      io.answer({ file: path, rows })
      return 0
    })
  },
})

const isKind = (word: string | undefined): word is ExportKind => exportKinds.some((kind) => kind === word)
