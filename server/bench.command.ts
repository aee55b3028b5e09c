import { spawn } from 'node:child_process'
import path from 'node:path'
import { command } from './platform/command.ts'
import { halt } from './platform/halt.ts'
import { repoRoot } from './platform/paths.ts'

const benches = { flow: 'flow/flow.ts', field: 'field/field.ts' } as const

export const benchCommand = command({
  name: 'bench',
  summary: { 'zh-CN': '与裸基线同场对比的性能测量', en: 'measure beside a bare floor in the same run' },
  usage: ['flow [--orders N] [--rounds N] [--seconds N]', 'field [--sequences N]'],
  options: {
    orders: {
      type: 'string',
      value: 'N',
      about: { 'zh-CN': '库中工单数，默认 100000', en: 'orders in the database, 100000 by default' },
    },
    rounds: { type: 'string', value: 'N', about: { 'zh-CN': '单次调用的轮数', en: 'rounds of single calls' } },
    sequences: {
      type: 'string',
      value: 'N',
      about: {
        'zh-CN': '随机离线序列数，默认 10000',
        en: 'random sequences of phones without network, 10000 by default',
      },
    },
    seconds: { type: 'string', value: 'N', about: { 'zh-CN': '并发阶段的秒数', en: 'seconds of the mixed load' } },
  },
  maxWords: 1,
  run: async ({ values, positionals }, io) => {
    const name = positionals[0] ?? ''
    if (!Object.hasOwn(benches, name)) {
      const names = Object.keys(benches).join('|')
      throw halt(`请写 bench ${names}。`, `Write bench ${names}.`, 2)
    }
    for (const [key, text] of Object.entries(values)) {
      if (text !== undefined && !/^[1-9]\d{0,7}$/.test(text)) {
        throw halt(`--${key} 请填写正整数。`, `--${key} takes a whole number above 0.`, 2)
      }
    }
    const script = path.join(repoRoot, 'bench', benches[name as keyof typeof benches])
    const options = Object.entries(values).flatMap(([key, value]) =>
      value === undefined ? [] : [`--${key}`, String(value)],
    )
    const child = spawn(process.execPath, [script, ...options, ...(io.isJson ? ['--json'] : [])], {
      stdio: ['inherit', io.isJson ? 'pipe' : 'inherit', 'inherit'],
    })
    // Kept until it has ended well: what broke off half-way is no document.
    let document = ''
    child.stdout?.setEncoding('utf8').on('data', (text: string) => {
      document += text
    })
    const code = await new Promise<number>((resolve, reject) => {
      child.on('error', reject)
      child.on('close', (ended) => resolve(ended ?? 1))
    })
    if (code !== 0) throw halt('测量没有完成，原因见上。', 'The measurement did not end; why is said above.', 1)
    if (io.isJson) io.answer(JSON.parse(document))
    return 0
  },
})
