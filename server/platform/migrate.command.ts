import { command } from './command.ts'
import { halt } from './halt.ts'
import { migrate, migrationState } from './migrate.ts'
import { reach } from './open-database.ts'
import { printRoles } from './postgres/roles.store.ts'

export const migrateCommand = command({
  name: 'migrate',
  summary: { 'zh-CN': '把数据库升级到本程序的版本', en: 'bring the database up to this program' },
  usage: ['', '--status', '--print-roles'],
  options: {
    status: {
      type: 'boolean',
      about: { 'zh-CN': '只列出已执行和待执行的迁移', en: 'only list what is applied and what is pending' },
    },
    'print-roles': {
      type: 'boolean',
      about: {
        'zh-CN': '输出供数据库管理员执行的建角色 SQL',
        en: 'print the SQL with which an administrator makes the roles',
      },
    },
  },
  maxWords: 0,
  run: async ({ values }, io) => {
    if (values['print-roles']) {
      io.say(printRoles().trimEnd())
      io.answer({ sql: printRoles() })
      return 0
    }
    const database = await reach(io.config, io.log)
    try {
      if (values.status) {
        const state = await migrationState({ ownerUrl: database.ownerUrl ?? database.servingUrl })
        for (const name of state.applied) io.say(`✓ ${name}`)
        for (const name of state.pending) io.say(`· ${name}`)
        io.answer(state)
        return 0
      }
      const { ownerUrl } = database
      if (ownerUrl === undefined) throw ownerNeeded()
      const applied = await migrate({ ownerUrl, log: io.log })
      io.say(applied.length === 0 ? '数据库已是最新。The database is up to date.' : applied.join('\n'))
      io.answer({ applied })
      return 0
    } finally {
      await database.close()
    }
  },
})

export const ownerNeeded = () =>
  halt('此操作需要迁移角色：请设置 DATABASE_OWNER_URL。', 'This needs the migrating role: set DATABASE_OWNER_URL.', 2)
