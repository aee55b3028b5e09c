import { existsSync } from 'node:fs'
import { type BackupContents, inspectBackup, restore } from './backup/restore.ts'
import { fileOf, filesDirOf } from './backup.command.ts'
import { command } from './command.ts'
import { halt } from './halt.ts'
import { claimInstance } from './instance.ts'
import { ownerNeeded } from './migrate.command.ts'
import { reach } from './open-database.ts'

export const restoreCommand = command({
  name: 'restore',
  summary: {
    'zh-CN': '从备份文件恢复；服务必须先停止',
    en: 'put a backup back; the server must be stopped',
  },
  usage: ['FILE', 'FILE --replace', 'FILE --check'],
  options: {
    replace: {
      type: 'boolean',
      about: { 'zh-CN': '替换数据库中现有的全部数据', en: 'replace everything that the database holds' },
    },
    check: {
      type: 'boolean',
      about: { 'zh-CN': '只校验备份文件，不做任何改动', en: 'only check the backup, change nothing' },
    },
  },
  run: async ({ values, positionals }, io) => {
    const file = fileOf(positionals, 'restore')
    if (!existsSync(file)) throw halt(`没有文件 ${file}。`, `There is no file ${file}.`, 2)
    if (values.check) {
      const contents = await inspectBackup(file)
      io.say(textOf(contents))
      io.answer(answerOf(contents))
      return 0
    }
    const instance = await claimInstance(io.config.dataDir, new Date().toISOString())
    try {
      const database = await reach(io.config, io.log)
      try {
        const { ownerUrl } = database
        if (ownerUrl === undefined) throw ownerNeeded()
        const { dataDir } = io.config
        const filesDir = filesDirOf(io.config)
        const contents = await restore({ file, dataDir, ownerUrl, filesDir, isReplacing: values.replace === true })
        io.say(textOf(contents))
        io.answer({ ...answerOf(contents), migrated: contents.migrated })
        return 0
      } finally {
        await database.close()
      }
    } finally {
      instance.release()
    }
  },
})

const totalOf = ({ rows }: BackupContents): number => Object.values(rows).reduce((sum, count) => sum + count, 0)

const textOf = (contents: BackupContents): string =>
  `${contents.manifest.createdAt}: ${contents.manifest.tables.length} 张表 tables, ${totalOf(contents)} 行 rows, ${contents.files} 个文件 files ✓`

const answerOf = (contents: BackupContents) => ({
  createdAt: contents.manifest.createdAt,
  tables: contents.manifest.tables.length,
  rows: totalOf(contents),
  files: contents.files,
})
