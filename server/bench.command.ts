import { spawn } from 'node:child_process'
import path from 'node:path'
import { command } from './platform/command.ts'
import { halt } from './platform/halt.ts'
import { repoRoot } from './platform/paths.ts'

const benches = { flow: 'flow/flow.ts' } as const

export const benchCommand = command({
  name: 'bench',
  summary: { 'zh-CN': '与裸基线同场对比的性能测量', en: 'measure beside a bare floor in the same run' },
  usage: ['flow [--orders N] [--rounds N] [--seconds N]'],
  options: {
    orders: {
      type: 'string',
      value: 'N',
      about: { 'zh-CN': '库中工单数，默认 100000', en: 'orders in the database, 100000 by default' },
    },
    rounds: { type: 'string', value: 'N', about: { 'zh-CN': '单次调用的轮数', en: 'rounds of single calls' } },
    seconds: { type: 'string', value: 'N', about: { 'zh-CN': '并发阶段的秒数', en: 'seconds of the mixed load' } },
  },
  run: async ({ values, positionals }, io) => {
    const name = positionals[0] ?? ''
    if (!Object.hasOwn(benches, name)) {
      const names = Object.keys(benches).join('|')
      throw halt(`请写 bench ${names}。`, `Write bench ${names}.`, 2)
    }
    const script = path.join(repoRoot, 'bench', benches[name as keyof typeof benches])
    const options = Object.entries(values).flatMap(([key, value]) =>
      value === undefined ? [] : [`--${key}`, String(value)],
    )
    const child = spawn(process.execPath, [script, ...options, ...(io.isJson ? ['--json'] : [])], { stdio: 'inherit' })
    return new Promise((resolve) => child.on('exit', (code) => resolve(code ?? 1)))
  },
})
