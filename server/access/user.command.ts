import { checkPassword } from '#core/access/password.rules.ts'
import { isRoleName, type RoleName, roleNames } from '#core/access/role.ts'
import { grantSchema, newUserSchema, type UserItem } from '#core/access/user.contract.ts'
import { directoryOf } from '#server/organisation/index.ts'
import { type CommandIo, type CommandValues, command } from '#server/platform/command.ts'
import { halt } from '#server/platform/halt.ts'
import type { SentCommand } from '#server/platform/sent-command.ts'
import { type AllDeps, withDeps } from '#server/wiring.ts'
import type { AccessState } from './access.ts'
import { asSystem, systemActor } from './actor.ts'
import { createCallerCache } from './caller-cache.ts'
import { createFailureLimit } from './failure-limit.ts'
import { passwordRules } from './own-account.service.ts'
import { orHalt } from './refused.ts'
import { actOnUser, createUser, grantAccess, listAccounts, resetPassword, showAccount } from './user.service.ts'
import { findPlaces } from './user.store.ts'

const options = {
  name: { type: 'string', value: 'NAME', about: { 'zh-CN': '姓名', en: "the person's name" } },
  role: {
    type: 'string',
    multiple: true,
    value: 'ROLE',
    about: { 'zh-CN': `角色，可重复：${roleNames.join(' ')}`, en: 'a role, repeated for several' },
  },
  company: { type: 'string', value: 'ID', about: { 'zh-CN': '单位编号', en: 'the id of the company' } },
  prefecture: {
    type: 'string',
    multiple: true,
    value: 'CODE',
    about: { 'zh-CN': '地市编码，可重复；不写为全省', en: 'code of a prefecture, repeated for several; none: all' },
  },
  county: {
    type: 'string',
    multiple: true,
    value: 'CODE',
    about: { 'zh-CN': '区县编码，可重复；不写为不限', en: 'code of a county, repeated for several; none: all' },
  },
  station: { type: 'string', value: 'NAME', about: { 'zh-CN': '驻点名称', en: 'the name of the station' } },
  staff: { type: 'string', value: 'NUMBER', about: { 'zh-CN': '人员工号', en: "the person's number" } },
  phone: { type: 'string', value: 'PHONE', about: { 'zh-CN': '手机号', en: 'phone number' } },
  'password-stdin': {
    type: 'boolean',
    about: {
      'zh-CN': '从标准输入读取密码；不写则生成一个',
      en: 'read the password from standard input; else one is made',
    },
  },
  reason: { type: 'string', value: 'TEXT', about: { 'zh-CN': '原因，写入审计', en: 'why, for the audit' } },
} as const
type Values = CommandValues<typeof options>

export const userCommand = command({
  name: 'user',
  summary: {
    'zh-CN': '账号：列出、新建、角色、密码、停用、解锁',
    en: 'accounts: list, add, roles, password, disable, unlock',
  },
  usage: [
    'list',
    'add LOGIN --name NAME --role ROLE … [--company ID] [--prefecture CODE …] [--county CODE …] [--station NAME] [--staff NUMBER]',
    'roles LOGIN --role ROLE … [--company ID] [--prefecture CODE …] [--county CODE …] [--station NAME] [--staff NUMBER]',
    'set-password LOGIN [--password-stdin]',
    'disable LOGIN',
    'enable LOGIN',
    'unlock LOGIN',
  ],
  options,
  run: ({ values, positionals }, io) => {
    const [verb, login, ...rest] = positionals
    const run = verb !== undefined && Object.hasOwn(verbs, verb) ? verbs[verb] : undefined
    if (!run || rest.length > 0 || (login === undefined) !== (verb === 'list')) {
      throw halt('用法不对：见 daiwei user --help。', 'Not like this: see daiwei user --help.', 2)
    }
    return withDeps(io.config, io.log, async (deps) => {
      const state = { ...deps, callers: createCallerCache(), failures: createFailureLimit() }
      await run({ io, deps, state, values, login: login?.trim().toLowerCase() ?? '' })
      return 0
    })
  },
})

type Call = {
  readonly io: CommandIo
  readonly deps: AllDeps
  readonly state: AccessState
  readonly values: Values
  readonly login: string
}

const sent = ({ deps }: Call): SentCommand => ({ actor: systemActor(deps, 'cli'), at: deps.clock.now() })
const reasonOf = ({ values }: Call): string => values.reason?.trim() || '命令行操作'

const verbs: Readonly<Record<string, (call: Call) => Promise<void>>> = {
  list: async ({ io, deps, state }) => {
    const items: UserItem[] = []
    let cursor: string | undefined
    do {
      const page = await listAccounts(state, systemActor(deps, 'cli'), { limit: 200, cursor })
      items.push(...page.items)
      cursor = page.nextCursor ?? undefined
    } while (cursor)
    for (const { login, name, company, roles, isActive, lockedUntil } of items) {
      const marks = [isActive ? '' : 'disabled', lockedUntil ? `locked until ${lockedUntil}` : ''].filter(Boolean)
      io.say([login, name, company.name, roles.join(','), ...marks].join('\t'))
    }
    io.answer({ items })
  },
  add: async (call) => {
    const { io, deps, state, values, login } = call
    const roles = rolesOf(values)
    const password = await givenPassword(call)
    const body = parsed(
      newUserSchema.safeParse({
        login,
        name: values.name ?? '',
        phone: values.phone ?? null,
        ...(await scopeOf(call, undefined)),
        reason: reasonOf(call),
      }),
    )
    const made = orHalt(await createUser(state, sent(call), body, { roles, password }), deps.texts)
    io.say(password === undefined ? `${login}\t${made.password}` : login)
    io.answer({ user: made.user, ...(password === undefined ? { password: made.password } : {}) })
  },
  roles: async (call) => {
    const { io, deps, state, values, login } = call
    const before = orHalt(await showAccount(state, systemActor(deps, 'cli'), login), deps.texts)
    const body = parsed(
      grantSchema.safeParse({
        roles: rolesOf(values),
        ...(await scopeOf(call, before)),
        version: before.version,
        reason: reasonOf(call),
      }),
    )
    const user = orHalt(await grantAccess(state, sent(call), login, body), deps.texts)
    io.say(`${login}\t${user.roles.join(',')}`)
    io.answer({ user })
  },
  'set-password': async (call) => {
    const { io, deps, state, login } = call
    const given = await givenPassword(call)
    const { password } = orHalt(await resetPassword(state, sent(call), login, reasonOf(call), given), deps.texts)
    io.say(given === undefined ? `${login}\t${password}` : login)
    io.answer({ login, ...(given === undefined ? { password } : {}) })
  },
  disable: (call) => act(call, 'deactivate'),
  enable: (call) => act(call, 'activate'),
  unlock: (call) => act(call, 'unlock'),
}

const act = async (call: Call, action: 'deactivate' | 'activate' | 'unlock'): Promise<void> => {
  const { io, deps, state, login } = call
  const user = orHalt(await actOnUser(state, sent(call), login, action, reasonOf(call)), deps.texts)
  io.say(login)
  io.answer({ user })
}

const rolesOf = (values: Values): RoleName[] => {
  const roles: RoleName[] = []
  for (const name of (values.role ?? []).flatMap((text) => text.split(','))) {
    if (!isRoleName(name)) {
      throw halt(
        `没有角色 ${name}；可用：${roleNames.join(' ')}。`,
        `There is no role ${name}; there are: ${roleNames.join(' ')}.`,
        2,
      )
    }
    roles.push(name)
  }
  return roles
}

type Before = {
  readonly company: { readonly id: string }
  readonly prefectures: readonly string[] | null
  readonly counties: readonly string[] | null
  readonly station: { readonly id: string } | null
  readonly staff: { readonly id: string } | null
}

/** What the words say; what they leave out stays as it was, for a new account it is the operator and everything. */
const scopeOf = async ({ deps, values }: Call, before: Before | undefined) => {
  const operator = [...(await directoryOf(deps)).companies.values()].find((company) => company.kind === 'operator')
  const companyId = values.company ?? before?.company.id ?? operator?.id ?? ''
  const found = await asSystem(deps, (tx) => findPlaces(tx, companyId, values.station, values.staff))
  if (values.station !== undefined && found.stationId === null) throw unknownPlace('驻点', 'station', values.station)
  if (values.staff !== undefined && found.staffId === null) throw unknownPlace('人员', 'person', values.staff)
  return {
    companyId,
    prefectures: values.prefecture ?? before?.prefectures ?? null,
    counties: values.county ?? before?.counties ?? null,
    stationId: found.stationId ?? before?.station?.id ?? null,
    staffId: found.staffId ?? before?.staff?.id ?? null,
  }
}

const unknownPlace = (zh: string, en: string, text: string) =>
  halt(`该单位没有${zh} ${text}。`, `The company has no ${en} ${text}.`, 2)

/** From standard input, checked by the rules of passwords; nothing when one is to be made. */
const givenPassword = async ({ deps, state, values, login }: Call): Promise<string | undefined> => {
  if (!values['password-stdin']) return undefined
  let text = ''
  for await (const chunk of process.stdin) text += chunk
  const password = text.replace(/\r?\n$/, '')
  orHalt(checkPassword(password, login, passwordRules(state)), deps.texts)
  return password
}

const parsed = <T>(
  result:
    | { success: true; data: T }
    | { success: false; error: { issues: readonly { path: readonly PropertyKey[] }[] } },
): T => {
  if (result.success) return result.data
  const fields = result.error.issues.map((issue) => issue.path.map(String).join('.')).join(', ')
  throw halt(
    `这些内容不对：${fields}。见 daiwei user --help。`,
    `These are wrong: ${fields}. See daiwei user --help.`,
    2,
  )
}
