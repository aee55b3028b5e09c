import type { Command, CommandIo } from './platform/command.ts'
import { helpOf, parseCommand } from './platform/command.ts'
import { readConfig } from './platform/config.ts'
import { halt, isHalt } from './platform/halt.ts'
import { createLog } from './platform/log.ts'
import { assertNode } from './platform/node-version.ts'

type Entry = {
  readonly 'zh-CN': string
  readonly en: string
  readonly load: () => Promise<Command>
}

/** Each command is loaded when it is called. */
const commands: Readonly<Record<string, Entry>> = {
  start: {
    'zh-CN': '启动服务',
    en: 'serve',
    load: async () => (await import('./start.command.ts')).startCommand,
  },
  migrate: {
    'zh-CN': '升级数据库',
    en: 'bring the database up to date',
    load: async () => (await import('./platform/migrate.command.ts')).migrateCommand,
  },
  user: {
    'zh-CN': '账号',
    en: 'accounts',
    load: async () => (await import('#server/access/user.command.ts')).userCommand,
  },
  token: {
    'zh-CN': '访问令牌',
    en: 'tokens for programs',
    load: async () => (await import('#server/access/token.command.ts')).tokenCommand,
  },
  demo: {
    'zh-CN': '演示数据',
    en: 'demo data',
    load: async () => (await import('#server/demo/demo.command.ts')).demoCommand,
  },
  import: {
    'zh-CN': '导入台账、网络、人员、申告',
    en: 'import ledgers, network, people, reports',
    load: async () => (await import('#server/import/import.command.ts')).importCommand,
  },
  bench: {
    'zh-CN': '性能测量',
    en: 'measure',
    load: async () => (await import('./bench.command.ts')).benchCommand,
  },
  export: {
    'zh-CN': '导出台账、网络、人员',
    en: 'write ledgers, network, people to a file',
    load: async () => (await import('#server/import/export.command.ts')).exportCommand,
  },
  backup: {
    'zh-CN': '备份全部数据',
    en: 'all data into one file',
    load: async () => (await import('./platform/backup.command.ts')).backupCommand,
  },
  restore: {
    'zh-CN': '从备份恢复',
    en: 'put a backup back',
    load: async () => (await import('./platform/restore.command.ts')).restoreCommand,
  },
  doctor: {
    'zh-CN': '检查安装',
    en: 'is the installation in order',
    load: async () => {
      const [{ doctorCommand }, { platformChecks }, { auditCheck }] = await Promise.all([
        import('./platform/doctor.command.ts'),
        import('./platform/doctor.ts'),
        import('./platform/audit/doctor.ts'),
      ])
      return doctorCommand([...platformChecks, auditCheck])
    },
  },
}

const usage = (): string =>
  [
    'daiwei <command> [options]',
    '',
    ...Object.entries(commands).map(([name, entry]) => `  ${name.padEnd(10)} ${entry['zh-CN']} · ${entry.en}`),
    '',
    '每个命令的说明：daiwei <command> --help · help of a command: daiwei <command> --help',
  ].join('\n')

const print = (line: string): void => void process.stdout.write(`${line}\n`)

const run = async (words: readonly string[]): Promise<number> => {
  const [name, ...rest] = words
  if (name === undefined || name === '--help' || name === '-h' || name === 'help') {
    print(usage())
    return name === undefined ? 2 : 0
  }
  const entry = Object.hasOwn(commands, name) ? commands[name] : undefined
  if (!entry) {
    throw halt(
      `没有命令 ${name}；可用的命令：${Object.keys(commands).join(' ')}。`,
      `There is no command ${name}; there are: ${Object.keys(commands).join(' ')}.`,
      2,
    )
  }
  const command = await entry.load()
  const { isHelp, isJson, ...input } = parse(command, rest)
  if (isHelp) {
    print(helpOf(command))
    return 0
  }
  const config = readConfig()
  const io: CommandIo = {
    config,
    log: createLog(config.logLevel),
    isJson,
    say: (line) => {
      if (!isJson) print(line)
    },
    answer: (document) => {
      if (isJson) print(JSON.stringify(document, null, 2))
    },
  }
  return command.run(input, io)
}

const parse = (command: Command, words: readonly string[]): ReturnType<typeof parseCommand> => {
  try {
    return parseCommand(command.options, words, command.maxWords)
  } catch (error) {
    if (!(error instanceof TypeError)) throw error
    throw halt(
      `参数不正确（${error.message}）：请看 daiwei ${command.name} --help。`,
      `Wrong words (${error.message}): see daiwei ${command.name} --help.`,
      2,
    )
  }
}

const explain = (error: unknown, words: readonly string[]): number => {
  const known = isHalt(error)
  process.stderr.write(known ? `${error.zh}\n${error.en}\n` : `${error instanceof Error ? error.stack : error}\n`)
  if (words.includes('--json')) {
    const message = error instanceof Error ? error.message : String(error)
    const texts = known ? { 'zh-CN': error.zh, en: error.en } : { 'zh-CN': message, en: message }
    print(JSON.stringify({ error: texts }, null, 2))
  }
  return known ? error.exitCode : 1
}

const words = process.argv.slice(2)
try {
  assertNode()
  process.exitCode = await run(words)
} catch (error) {
  process.exitCode = explain(error, words)
}
// A command has closed what it opened; a stray timer or socket must not keep the program.
process.stdout.write('', () => process.exit())
