import { readFile } from 'node:fs/promises'
import { z } from 'zod'
import { userTexts } from '#core/access/user.text.ts'
import { textOf } from '#core/text.ts'
import { loginsFile } from '#server/demo/index.ts'

const Logins = z.array(z.object({ role: z.string(), login: z.string(), password: z.string() }))

/** What whoever started the program wants to know next: where it answers and who may sign in. */
export const welcome = async (address: string, dataDir: string): Promise<readonly string[]> => {
  const file = loginsFile(dataDir)
  const text = await readFile(file, 'utf8').catch(() => undefined)
  const logins = text === undefined ? [] : Logins.parse(JSON.parse(text))
  return [
    '',
    `代维 daiwei: ${address}`,
    ...(logins.length > 1 ? tableOf(logins) : firstPassword(file, logins.length)),
    '',
  ]
}

const tableOf = (logins: z.infer<typeof Logins>): readonly string[] => {
  const width = Math.max(...logins.map(({ login }) => login.length))
  return [
    '演示账号 demo logins:',
    ...logins.map(({ role, login, password }) => {
      const [zh, en] = [
        textOf(userTexts, `access.role.${role}`, 'zh-CN'),
        textOf(userTexts, `access.role.${role}`, 'en'),
      ]
      return `  ${login.padEnd(width)}  ${password}  ${zh} ${en}`
    }),
  ]
}

const firstPassword = (file: string, count: number): readonly string[] =>
  count === 0 ? [] : [`管理员的首个密码在 the administrator's first password is in: ${file}`]
