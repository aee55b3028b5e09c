import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { accessRoutes } from '#core/access/access.contract.ts'
import {
  type Command,
  type CommandInput,
  type CommandIo,
  type CommandOptions,
  parseCommand,
} from '#server/platform/command.ts'
import { readConfig } from '#server/platform/config.ts'
import { createLog } from '#server/platform/log.ts'
import { staffIn, stationIn } from '#testing/people.ts'
import { createTestInstance, type TestInstance } from '#testing/server.ts'
import { asSystem } from './index.ts'
import { tokenCommand } from './token.command.ts'
import { userCommand } from './user.command.ts'

let instance: TestInstance
beforeAll(async () => {
  instance = await createTestInstance()
})
afterAll(() => instance.stop())

/** What the command writes to standard output, a line or a document each. */
const run = async <O extends CommandOptions>(command: Command<O>, line: string, isJson = false): Promise<unknown[]> => {
  const { servingUrl, ownerUrl } = instance.database
  const { dataDir } = instance.deps.config
  const written: unknown[] = []
  const io: CommandIo = {
    config: readConfig({ DATA_DIR: dataDir, DATABASE_URL: servingUrl, DATABASE_OWNER_URL: ownerUrl }),
    log: createLog('silent'),
    isJson,
    say: (text) => void (isJson || written.push(text)),
    answer: (document) => void (isJson && written.push(document)),
  }
  const { isHelp: _, isJson: __, ...input } = parseCommand(command.options, line.split(' '))
  expect(await command.run(input as CommandInput<O>, io)).toBe(0)
  return written
}
const user = (line: string, isJson = false) => run(userCommand, line, isJson)
const token = (line: string, isJson = false) => run(tokenCommand, line, isJson)
const withToken = (value: unknown) => {
  const client = instance.visitor()
  client.headers.authorization = `Bearer ${value}`
  return client
}

describe('daiwei user', () => {
  it('makes accounts of every side, with a password told once', async () => {
    const [line] = await user('add Li.Ming --name 李明 --role countyDesk --prefecture 520100')
    const [login, password] = String(line).split('\t')
    const signedIn = await instance
      .visitor()
      .call(accessRoutes.signIn, { body: { login: login ?? '', password: password ?? '' } })
    expect(signedIn.body).toMatchObject({ needs: 'password', user: { login: 'li.ming', roles: ['countyDesk'] } })
    await stationIn(instance.deps, { name: '花溪驻点' })
    const staffId = await staffIn(instance.deps)
    const [row] = await asSystem(instance.deps, (tx) =>
      tx.rows<{ number: string }>({ text: 'SELECT number FROM staff WHERE id = $1', values: [staffId] }),
    )
    const [made] = await user(
      `add chen.yi --name 陈一 --role engineer --company tietong --station 花溪驻点 --staff ${row?.number}`,
      true,
    )
    expect(made).toMatchObject({
      user: { staff: { id: staffId }, station: { name: '花溪驻点' } },
      password: expect.any(String),
    })
  })
  it('refuses in words what does not fit', async () => {
    await expect(user('add li.ming --name 另一个 --role countyDesk')).rejects.toThrow('登录名 li.ming 已有人使用')
    await expect(user('add somebody --name 某人 --role dispatcher')).rejects.toThrow('该角色不适用于这类单位')
    await expect(user('add somebody --name 某人 --role king')).rejects.toThrow('没有角色 king')
    await expect(user('add somebody --role countyDesk')).rejects.toThrow('这些内容不对：name')
    await expect(user('disable nobody')).rejects.toThrow('没有账号 nobody')
    await expect(user('dance li.ming')).rejects.toThrow('daiwei user --help')
  })
  it('lists, changes roles and keeps the rest, disables, enables and gives another password', async () => {
    const [changed] = await user('roles li.ming --role qualityAgent', true)
    expect(changed).toMatchObject({ user: { roles: ['qualityAgent'], prefectures: ['520100'] } })
    await user('disable li.ming')
    expect((await user('list')).find((line) => String(line).startsWith('li.ming'))).toContain('disabled')
    await user('enable li.ming')
    expect(await user('set-password li.ming')).toEqual([expect.stringMatching(/^li\.ming\t\S{16}$/)])
    const entries = await asSystem(instance.deps, (tx) =>
      tx.rows<{ action: string; source: string }>({
        text: `SELECT a.action, a.source FROM audit_entry a JOIN app_user u ON u.id::text = a.subject_id
               WHERE u.login = 'li.ming' AND a.source = 'cli' ORDER BY a.id`,
      }),
    )
    expect(entries.map((entry) => entry.action)).toEqual([
      'user.created',
      'user.granted',
      'user.deactivated',
      'user.activated',
      'user.password-reset',
    ])
  })
})

describe('daiwei token', () => {
  it('prints only the token, and with it a program is the user', async () => {
    const written = await token('create --user chen.yi')
    expect(written).toEqual([expect.stringMatching(/^dw_[\w-]{43}$/)])
    const session = await withToken(written[0]).call(accessRoutes.session)
    expect(session.body).toMatchObject({ user: { login: 'chen.yi' }, csrf: '' })
    expect(session.body.permissions).toContain('work-orders.work')
    const [row] = await asSystem(instance.deps, (tx) =>
      tx.rows<{ found: number }>({
        text: `SELECT count(*)::int AS found FROM api_token WHERE encode(token_hash, 'escape') LIKE '%' || $1 || '%'`,
        values: [written[0]],
      }),
    )
    expect(row?.found).toBe(0)
  })
  it('narrows what the user may do to its scopes, which must be permissions that the user has', async () => {
    const written = await token('create --user chen.yi --scope work-orders.read')
    const narrow = withToken(written[0])
    expect((await narrow.call(accessRoutes.session)).body.permissions).toEqual(['work-orders.read'])
    await expect(token('create --user chen.yi --scope work-orders.void')).rejects.toThrow('没有权限 work-orders.void')
    await expect(token('create --user chen.yi --scope everything')).rejects.toThrow('没有名为 everything 的权限')
    await expect(token('create --user nobody')).rejects.toThrow('没有账号 nobody')
    await expect(token('create --user chen.yi --days 0')).rejects.toThrow('--days')
  })
  it('cannot change what protects the account', async () => {
    const program = withToken((await token('create --user chen.yi'))[0])
    const { changePassword, enrolTotp, signOut } = accessRoutes
    const attempts = [
      await program.call(changePassword, { body: { current: 'x', next: 'y' } }),
      await program.call(enrolTotp, { body: { password: 'x' } }),
      await program.call(signOut),
    ]
    expect(attempts.map((attempt) => attempt.problem.code)).toEqual(Array(3).fill('access.session-only'))
  })
  it('ends when it is revoked or its days are over; a wrong one is nobody, also beside a good cookie', async () => {
    const [made] = (await token('create --user chen.yi --days 1 --note 接口', true)) as [{ id: string; token: string }]
    const program = withToken(made.token)
    expect((await token('list --user chen.yi')).some((line) => String(line).includes('接口'))).toBe(true)
    await token(`revoke ${made.id}`)
    expect((await program.call(accessRoutes.session)).status).toBe(401)
    await expect(token(`revoke ${made.id}`)).rejects.toThrow('没有这个令牌')
    const short = (await token('create --user chen.yi --days 1'))[0]
    await asSystem(instance.deps, (tx) =>
      tx.run({ text: `UPDATE api_token SET expires_at = now() - interval '1 second'` }),
    )
    expect((await withToken(short).call(accessRoutes.session)).status).toBe(401)
    const person = await instance.signIn('dispatcher')
    person.headers.authorization = `Bearer dw_${'x'.repeat(43)}`
    expect((await person.call(accessRoutes.session)).status).toBe(401)
    person.headers.authorization = 'Basic eDp5'
    expect((await person.call(accessRoutes.session)).status).toBe(401)
  })
})
