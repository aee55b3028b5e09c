import { existsSync } from 'node:fs'
import path from 'node:path'
import { type Command, type CommandIo, type CommandOptions, command } from './command.ts'
import type { Check, CheckContext, Finding } from './doctor.ts'
import { failed, warning } from './doctor.ts'
import { halt, isHalt } from './halt.ts'
import { runningInstance } from './instance.ts'
import { reach } from './open-database.ts'

const SIGN = { fine: '✓', warning: '!', failed: '✗' } as const

/** `daiwei doctor`: every check, or the named ones. Ends with 1 when one failed. */
export const doctorCommand = (checks: readonly Check[]): Command<CommandOptions> =>
  command({
    name: 'doctor',
    summary: { 'zh-CN': '检查安装是否正常，不做任何改动', en: 'is the installation in order; changes nothing' },
    usage: ['', `[${checks.map((each) => each.name).join('|')}]…`],
    options: {},
    run: async ({ positionals }, io) => {
      const wanted = positionals.length > 0 ? positionals : checks.filter((each) => !each.onlyByName).map((e) => e.name)
      const chosen = wanted.map((name) => checkNamed(checks, name))
      const opened = await reachIfThere(io)
      const found: (Finding & { readonly check: string })[] = []
      try {
        for (const check of chosen) {
          const finding = await runCheck(check, { config: io.config, database: opened })
          found.push({ check: check.name, ...finding })
          io.say(`${SIGN[finding.status]} ${check.name.padEnd(16)} ${finding['zh-CN']}`)
          if (finding.en !== finding['zh-CN']) io.say(`  ${' '.repeat(16)} ${finding.en}`)
        }
      } finally {
        if ('close' in opened) await opened.close()
      }
      const isHealthy = found.every((each) => each.status !== 'failed')
      io.answer({ isHealthy, instance: runningInstance(io.config.dataDir) ?? null, checks: found })
      return isHealthy ? 0 : 1
    },
  })

/** The database, or why there is none. A data directory that was never started is not made by looking at it. */
const reachIfThere = async ({ config, log }: CommandIo) => {
  if (!config.database && !existsSync(path.join(config.dataDir, 'postgres', 'data'))) {
    return warning('还没有建立：首次启动时建立', 'not made yet: the first start makes it')
  }
  return reach(config, log).catch((error: unknown) => {
    if (isHalt(error)) return failed(error.zh, error.en)
    const reason = error instanceof Error ? error.message : String(error)
    return failed(`无法使用：${reason}`, `cannot be used: ${reason}`)
  })
}

const checkNamed = (checks: readonly Check[], name: string): Check => {
  const check = checks.find((each) => each.name === name)
  if (check) return check
  const names = checks.map((each) => each.name).join(' ')
  throw halt(`没有检查项 ${name}；可用的有：${names}。`, `There is no check ${name}; there are: ${names}.`, 2)
}

const runCheck = async (check: Check, context: CheckContext): Promise<Finding> => {
  try {
    return await check.run(context)
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    return failed(`检查没有完成：${reason}`, `the check did not end: ${reason}`)
  }
}
