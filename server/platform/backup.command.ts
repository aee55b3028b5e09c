import { existsSync, statSync } from 'node:fs'
import path from 'node:path'
import { backUp } from './backup/backup.ts'
import { noteBackup } from './backup/note.ts'
import { command } from './command.ts'
import type { Config } from './config.ts'
import { halt } from './halt.ts'
import { ownerNeeded } from './migrate.command.ts'
import { withDatabase } from './open-database.ts'

export const backupCommand = command({
  name: 'backup',
  summary: {
    'zh-CN': '把全部数据备份到一个文件；服务可以继续运行',
    en: 'all data into one file; the server may go on serving',
  },
  usage: ['FILE'],
  options: {},
  run: async ({ positionals }, io) => {
    const file = fileOf(positionals, 'backup')
    if (existsSync(file)) {
      throw halt(`${file} 已存在：请换一个文件名。`, `${file} is there already: take another name.`, 2)
    }
    if (!existsSync(path.dirname(file))) {
      throw halt(
        `目录 ${path.dirname(file)} 不存在：请先建立。`,
        `The directory ${path.dirname(file)} does not exist: make it first.`,
        2,
      )
    }
    const began = performance.now()
    const summary = await withDatabase(io.config, io.log, async ({ ownerUrl, servingUrl }) => {
      if (ownerUrl === undefined) throw ownerNeeded()
      const { dataDir } = io.config
      const at = new Date().toISOString()
      const made = await backUp({ file, dataDir, ownerUrl, filesDir: filesDirOf(io.config), createdAt: at })
      await noteBackup(servingUrl, { at, file: path.resolve(file), bytes: statSync(file).size })
      return made
    })
    const seconds = Math.round((performance.now() - began) / 100) / 10
    io.say(
      `${file}: ${summary.tables} 张表 tables, ${summary.rows} 行 rows, ${summary.files} 个文件 files, ${seconds} s`,
    )
    io.say('备份内含个人信息和密钥，请妥善保管。It holds personal data and secrets: keep it safe.')
    io.answer({ file, ...summary, seconds })
    return 0
  },
})

export const fileOf = (positionals: readonly string[], name: string): string => {
  const [file, ...more] = positionals
  if (file !== undefined && more.length === 0) return path.resolve(file)
  throw halt(`用法：daiwei ${name} FILE`, `Usage: daiwei ${name} FILE`, 2)
}

/** Uploaded files, where they are on disk. */
export const filesDirOf = (config: Config): string | undefined =>
  config.files.driver === 'disk' ? path.join(config.dataDir, 'files') : undefined
