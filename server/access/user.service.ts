import type { RoleName } from '#core/access/role.ts'
import type { Actor } from '#core/access/scope.ts'
import type { userRoutes } from '#core/access/user.contract.ts'
import { checkGrant, decideGrant, decideUserAction, isWithinReach, type UserAction } from '#core/access/user.rules.ts'
import type { AuditedAction } from '#core/audited.text.ts'
import type { BodyOf, QueryOf, ReplyOf } from '#core/contract.ts'
import { ok, type Refused, type Result, refuse } from '#core/result.ts'
import { addMinutes } from '#core/time.ts'
import { directoryOf } from '#server/organisation/index.ts'
import type { Tx } from '#server/platform/db.ts'
import { bumpFact } from '#server/platform/facts.store.ts'
import { newId } from '#server/platform/new-id.ts'
import type { AuditRow } from '#server/platform/record.store.ts'
import { runCommand, type SentCommand } from '#server/platform/sent-command.ts'
import { type AccessState, machineNow } from './access.ts'
import { saveFailures, savePassword, saveTotp } from './account.store.ts'
import { auditPlace } from './actor.ts'
import { hashPassword } from './password.ts'
import { endSessionsOf, listSessionsOf } from './session.store.ts'
import { revokeTokensOf } from './token.store.ts'
import { newPassword } from './token.ts'
import {
  findUser,
  insertUser,
  listUsers,
  lockUser,
  saveActive,
  saveGrant,
  saveProfile,
  type UserRow,
} from './user.store.ts'
import { auditedGrant, groundOf, presentUser, presentUserDetail, scopeOfSent, userOfRow } from './user.ts'

type Detail = ReplyOf<typeof userRoutes.detail>

/** Accounts by login within the reader's reach. */
export const listAccounts = async (
  state: AccessState,
  actor: Actor,
  query: QueryOf<typeof userRoutes.list>,
): Promise<ReplyOf<typeof userRoutes.list>> => {
  const now = machineNow(state.clock)
  const isProvinceWide = actor.scope.prefectures.some((code) => code.endsWith('0000'))
  const rows = await state.db.withTransaction(actor.scope, (tx) =>
    listUsers(tx, {
      ...query,
      after: query.cursor,
      within: isProvinceWide ? undefined : actor.scope.prefectures,
      now,
      limit: query.limit + 1,
    }),
  )
  const items = rows.slice(0, query.limit)
  return {
    items: items.map((row) => presentUser(row, actor, now)),
    nextCursor: rows.length > query.limit ? (items.at(-1)?.login ?? null) : null,
  }
}

export const showAccount = async (state: AccessState, actor: Actor, login: string): Promise<Result<Detail>> => {
  const row = await state.db.withTransaction(actor.scope, (tx) => findUser(tx, login))
  if (!row || !isWithinReach(actor, userOfRow(row))) return unknownUser(login)
  return ok(presentUserDetail(row, actor, machineNow(state.clock)))
}

export const listSessionsOfUser = async (
  state: AccessState,
  actor: Actor,
  login: string,
): Promise<Result<ReplyOf<typeof userRoutes.sessions>>> => {
  const now = machineNow(state.clock)
  return state.db.withTransaction(actor.scope, async (tx) => {
    const row = await findUser(tx, login)
    if (!row || !isWithinReach(actor, userOfRow(row))) return unknownUser(login)
    tx.act()
    return ok({ items: await listSessionsOf(tx, row.id, now, addMinutes(now, -state.config.session.idleMinutes)) })
  })
}

/** The account, when this reader administers it. Refusals: `access.user-unknown`. */
export const userWithinReach = async (
  tx: Tx,
  actor: Actor,
  login: string,
): Promise<Result<{ readonly id: string }>> => {
  const row = await findUser(tx, login)
  return row && isWithinReach(actor, userOfRow(row)) ? ok({ id: row.id }) : unknownUser(login)
}

const unknownUser = (login: string): Refused => refuse('access.user-unknown', { kind: 'notFound', params: { login } })

type Change = {
  readonly action: AuditedAction
  readonly before?: unknown
  readonly after?: unknown
  readonly reason: string
}

const auditOf = async (state: AccessState, actor: Actor, id: string, change: Change): Promise<readonly AuditRow[]> => {
  const { province } = await directoryOf(state)
  return [{ prefecture: auditPlace(actor, province), subjectType: 'user', subjectId: id, ...change }]
}

/** Loads and locks the account, lets `work` decide and save, and answers with the account as it is then. */
const changeUser = async (
  state: AccessState,
  command: SentCommand,
  login: string,
  work: (tx: Tx, row: UserRow) => Promise<Result<Change>>,
): Promise<Result<Detail>> => {
  const { actor } = command
  let userId = ''
  const changed = await runCommand(state.db, command, async (tx) => {
    tx.act()
    const row = await lockUser(tx, login)
    if (!row || !isWithinReach(actor, userOfRow(row))) return unknownUser(login)
    userId = row.id
    const done = await work(tx, row)
    if (!done.ok) return done
    const after = await findUser(tx, login)
    if (!after) throw new Error(`the account ${login} vanished under its lock`)
    return ok({
      reply: presentUserDetail(after, actor, machineNow(state.clock)),
      audit: await auditOf(state, actor, row.id, done.value),
    })
  })
  state.callers.forgetUser(userId)
  return changed
}

const refuseStale = (row: UserRow, version: number): Refused | undefined =>
  row.version === version
    ? undefined
    : refuse('platform.stale', { kind: 'conflict', params: { what: row.login, by: '–', version: row.version } })

/** What only the command line says when it makes an account. */
export type FirstGrant = { readonly roles: readonly RoleName[]; readonly password?: string | undefined }

/** A new account, without roles but from the command line; the reply holds its first password, so it is kept in no receipt. */
export const createUser = async (
  state: AccessState,
  { actor, at }: SentCommand,
  body: BodyOf<typeof userRoutes.create>,
  first: FirstGrant = { roles: [] },
): Promise<Result<ReplyOf<typeof userRoutes.create>>> => {
  const directory = await directoryOf(state)
  const password = first.password ?? newPassword()
  const passwordHash = await hashPassword(password)
  const now = machineNow(state.clock)
  return runCommand(state.db, { actor, at }, async (tx) => {
    tx.act()
    const grant = { ...scopeOfSent(body), roles: first.roles }
    const checked = checkGrant(body.login, grant, actor, await groundOf(tx, grant, directory))
    if (!checked.ok) return checked
    const id = newId()
    const { login, name, phone, language, reason } = body
    const mustChangePassword = first.password === undefined
    const person = { id, login, name, phone, language, passwordHash, mustChangePassword, isDemo: false }
    if (!(await insertUser(tx, { ...person, ...grant, createdAt: at, passwordChangedAt: now }))) {
      return refuse('access.login-taken', { kind: 'conflict', field: 'login', params: { login } })
    }
    const row = await findUser(tx, login)
    if (!row) throw new Error('an account that was just made is not found')
    const after = { login, name, phone, ...auditedGrant(grant) }
    return ok({
      reply: { user: presentUserDetail(row, actor, now), password },
      audit: await auditOf(state, actor, id, { action: 'user.created', after, reason }),
    })
  })
}

export const editUser = (
  state: AccessState,
  command: SentCommand,
  login: string,
  body: BodyOf<typeof userRoutes.edit>,
): Promise<Result<Detail>> =>
  changeUser(state, command, login, async (tx, row) => {
    const decided = decideUserAction(userOfRow(row), 'edit', command.actor, machineNow(state.clock))
    const refused = decided.ok ? refuseStale(row, body.version) : decided
    if (refused) return refused
    const before = { name: row.name, phone: row.phone, language: row.language }
    const after = { name: body.name, phone: body.phone === undefined ? row.phone : body.phone, language: body.language }
    await saveProfile(tx, row.id, after)
    return ok({ action: 'user.edited', before, after, reason: body.reason })
  })

export const grantAccess = async (
  state: AccessState,
  command: SentCommand,
  login: string,
  body: BodyOf<typeof userRoutes.grant>,
): Promise<Result<Detail>> => {
  const directory = await directoryOf(state)
  return changeUser(state, command, login, async (tx, row) => {
    // One grant after another: two administrators must not both name the first security officer.
    await bumpFact(tx, 'access.grants', command.at)
    const grant = { ...scopeOfSent(body), roles: body.roles }
    const decided = decideGrant(userOfRow(row), grant, command.actor, await groundOf(tx, grant, directory))
    const refused = decided.ok ? refuseStale(row, body.version) : decided
    if (refused) return refused
    await saveGrant(tx, row.id, grant)
    const [before, after] = [auditedGrant(userOfRow(row)), auditedGrant(grant)]
    return ok({ action: 'user.granted', before, after, reason: body.reason })
  })
}

type Simple = Exclude<UserAction, 'edit' | 'grant' | 'resetPassword' | 'endSessions'>

const effects: Readonly<Record<Simple, (state: AccessState, tx: Tx, row: UserRow) => Promise<unknown>>> = {
  deactivate: async (state, tx, { id }) => {
    await saveActive(tx, id, false)
    await endSessionsOf(tx, id, machineNow(state.clock))
    return revokeTokensOf(tx, id, machineNow(state.clock))
  },
  activate: (_state, tx, { id }) => saveActive(tx, id, true),
  unlock: (_state, tx, { id }) => saveFailures(tx, id, 0, null),
  removeSecondFactor: async (state, tx, { id }) => {
    await saveTotp(tx, id, null, null)
    return endSessionsOf(tx, id, machineNow(state.clock))
  },
}
const actionNames = {
  deactivate: 'user.deactivated',
  activate: 'user.activated',
  unlock: 'user.unlocked',
  removeSecondFactor: 'user.second-factor-removed',
} as const satisfies Record<Simple, string>

export const actOnUser = (
  state: AccessState,
  command: SentCommand,
  login: string,
  action: Simple,
  reason: string,
): Promise<Result<Detail>> =>
  changeUser(state, command, login, async (tx, row) => {
    const decided = decideUserAction(userOfRow(row), action, command.actor, machineNow(state.clock))
    if (!decided.ok) return decided
    await effects[action](state, tx, row)
    return ok({ action: actionNames[action], reason })
  })

/** A password told once; the reply is kept in no receipt. */
export const resetPassword = async (
  state: AccessState,
  { actor, at }: SentCommand,
  login: string,
  reason: string,
  given?: string,
): Promise<Result<{ password: string }>> => {
  const password = given ?? newPassword()
  const hash = await hashPassword(password)
  const now = machineNow(state.clock)
  const changed = await changeUser(state, { actor, at }, login, async (tx, row) => {
    const decided = decideUserAction(userOfRow(row), 'resetPassword', actor, now)
    if (!decided.ok) return decided
    await savePassword(tx, row.id, { hash, changedAt: now, mustChange: given === undefined })
    await endSessionsOf(tx, row.id, now)
    return ok({ action: 'user.password-reset', reason })
  })
  return changed.ok ? ok({ password }) : changed
}

export const endUserSessions = async (
  state: AccessState,
  command: SentCommand,
  login: string,
  body: BodyOf<typeof userRoutes.endSessions>,
): Promise<Result<{ ended: number }>> => {
  let ended = 0
  const now = machineNow(state.clock)
  const changed = await changeUser(state, command, login, async (tx, row) => {
    const decided = decideUserAction(userOfRow(row), 'endSessions', command.actor, now)
    if (!decided.ok) return decided
    ended = await endSessionsOf(tx, row.id, now)
    const tokens = body.alsoTokens ? await revokeTokensOf(tx, row.id, now) : 0
    return ok({ action: 'user.sessions-ended', after: { sessions: ended, tokens }, reason: body.reason })
  })
  return changed.ok ? ok({ ended }) : changed
}
