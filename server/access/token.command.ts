import { isUuid } from '#core/id.ts'
import { type CommandIo, command } from '#server/platform/command.ts'
import { halt } from '#server/platform/halt.ts'
import { withDeps } from '#server/wiring.ts'
import { systemActor } from './actor.ts'
import { orHalt } from './refused.ts'
import { createToken, endToken, listAllTokens } from './token.service.ts'

export const tokenCommand = command({
  name: 'token',
  summary: { 'zh-CN': '程序用的访问令牌', en: 'tokens with which programs sign in' },
  usage: ['create --user LOGIN [--scope PERMISSION …] [--note TEXT] [--days N]', 'list [--user LOGIN]', 'revoke ID'],
  options: {
    user: { type: 'string', value: 'LOGIN', about: { 'zh-CN': '令牌代表的账号', en: 'the account it acts for' } },
    scope: {
      type: 'string',
      multiple: true,
      value: 'PERMISSION',
      about: {
        'zh-CN': '权限名，可重复或用逗号分隔；不写为该账号的全部权限',
        en: 'a permission, repeated or separated by commas; none: all that the account has',
      },
    },
    note: { type: 'string', value: 'TEXT', about: { 'zh-CN': '用途说明', en: 'what it is for' } },
    days: {
      type: 'string',
      value: 'N',
      about: { 'zh-CN': '有效天数，不写为长期', en: 'days until it ends; none: never' },
    },
  },
  run: ({ values, positionals }, io) => {
    const [verb, id, ...rest] = positionals
    if (verb === 'create' && id === undefined && values.user) return create(io, { ...values, user: values.user })
    if (verb === 'list' && id === undefined) return list(io, values.user)
    if (verb === 'revoke' && id !== undefined && rest.length === 0) return revoke(io, id)
    throw halt('用法不对：见 daiwei token --help。', 'Not like this: see daiwei token --help.', 2)
  },
})

type Wanted = {
  readonly user: string
  readonly scope: readonly string[] | undefined
  readonly note: string | undefined
  readonly days: string | undefined
}

/** Prints the token and nothing else. */
const create = (io: CommandIo, wanted: Wanted): Promise<number> =>
  withDeps(io.config, io.log, async (deps) => {
    if (wanted.days !== undefined && !/^[1-9]\d{0,3}$/.test(wanted.days)) {
      throw halt('--days 要写 1 到 9999 的天数。', '--days takes a number from 1 to 9999.', 2)
    }
    const scopes = wanted.scope
      ?.flatMap((text) => text.split(','))
      .map((name) => name.trim())
      .filter((name) => name !== '')
    const made = orHalt(
      await createToken(
        deps,
        { actor: systemActor(deps, 'cli'), at: deps.clock.now() },
        {
          login: wanted.user,
          scopes,
          note: wanted.note ?? '',
          days: wanted.days === undefined ? undefined : Number(wanted.days),
        },
      ),
      deps.texts,
    )
    io.say(made.token)
    io.answer({ ...made, user: wanted.user })
    return 0
  })

const list = (io: CommandIo, login: string | undefined): Promise<number> =>
  withDeps(io.config, io.log, async (deps) => {
    const tokens = await listAllTokens(deps, login)
    for (const token of tokens) {
      const state = token.revokedAt ? `revoked ${token.revokedAt}` : token.expiresAt ? `until ${token.expiresAt}` : ''
      io.say([token.id, token.login, token.scopes?.join(',') ?? '*', token.note, state].join('\t').trimEnd())
    }
    io.answer({ items: tokens })
    return 0
  })

const revoke = (io: CommandIo, id: string): Promise<number> =>
  withDeps(io.config, io.log, async (deps) => {
    if (!isUuid(id)) throw halt(`${id} 不是令牌编号。`, `${id} is no token's id.`, 2)
    orHalt(await endToken(deps, { actor: systemActor(deps, 'cli'), at: deps.clock.now() }, id), deps.texts)
    io.say(id)
    io.answer({ id })
    return 0
  })
