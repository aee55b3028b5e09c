import { isRoleName, type Permission, permissions } from '#core/access/role.ts'
import { permissionsOf } from '#core/access/scope.ts'
import { isWithinReach } from '#core/access/user.rules.ts'
import { ok, type Result, refuse } from '#core/result.ts'
import { addMinutes } from '#core/time.ts'
import { directoryOf } from '#server/organisation/index.ts'
import { newId } from '#server/platform/new-id.ts'
import { runCommand, type SentCommand } from '#server/platform/sent-command.ts'
import { type AccessDeps, machineNow } from './access.ts'
import { asSystem } from './actor.ts'
import { insertToken, type ListedToken, listTokens, revokeToken } from './token.store.ts'
import { API_TOKEN_PREFIX, digestOfToken, newToken } from './token.ts'
import { findUser } from './user.store.ts'
import { userOfRow } from './user.ts'

export type WantedToken = {
  readonly login: string
  /** Permission names; absent: the user's own. */
  readonly scopes?: readonly string[] | undefined
  readonly note: string
  readonly days?: number | undefined
}

export type MadeToken = { readonly id: string; readonly token: string; readonly scopes: readonly string[] | null }

const isPermission = (name: string): name is Permission => (permissions as readonly string[]).includes(name)

/**
 * A token for a program that acts as this user, with no more than the user's own permissions; told once, only its digest is kept.
 * Refusals: `access.user-unknown`, `access.user-not-in-state`, `access.permission-unknown`, `access.permission-not-held`.
 */
export const createToken = (
  deps: AccessDeps,
  { actor, at }: SentCommand,
  wanted: WantedToken,
): Promise<Result<MadeToken>> =>
  runCommand(deps.db, { actor, at }, async (tx) => {
    tx.act()
    const login = wanted.login.trim().toLowerCase()
    const row = await findUser(tx, login)
    if (!row || !isWithinReach(actor, userOfRow(row))) {
      return refuse('access.user-unknown', { kind: 'notFound', params: { login } })
    }
    if (!row.isActive) return refuse('access.user-not-in-state', { kind: 'conflict' })
    const held = permissionsOf(row.roles.filter(isRoleName))
    for (const name of wanted.scopes ?? []) {
      if (!isPermission(name)) return refuse('access.permission-unknown', { field: 'scope', params: { name } })
      if (!held.has(name)) return refuse('access.permission-not-held', { field: 'scope', params: { name, login } })
    }
    const token = newToken(API_TOKEN_PREFIX)
    const now = machineNow(deps.clock)
    const id = newId()
    const scopes = wanted.scopes ?? null
    const expiresAt = wanted.days === undefined ? null : addMinutes(now, wanted.days * 1440)
    const kept = { id, userId: row.id, scopes, note: wanted.note, createdAt: now, expiresAt }
    await insertToken(tx, { ...kept, tokenHash: digestOfToken(token) })
    const { province } = await directoryOf(deps)
    const after = { token: id, scopes, note: wanted.note, expiresAt }
    return ok({
      reply: { id, token, scopes },
      audit: [{ prefecture: province, action: 'token.created', subjectType: 'user', subjectId: row.id, after }],
    })
  })

export const listAllTokens = (deps: AccessDeps, login?: string): Promise<ListedToken[]> =>
  asSystem(deps, (tx) => listTokens(tx, login?.trim().toLowerCase()))

/** Running processes notice within five seconds. Refusals: `access.token-unknown`. */
export const endToken = (deps: AccessDeps, { actor, at }: SentCommand, id: string): Promise<Result<{ id: string }>> =>
  runCommand(deps.db, { actor, at }, async (tx) => {
    tx.act()
    const revoked = await revokeToken(tx, id, machineNow(deps.clock))
    if (!revoked) return refuse('access.token-unknown', { kind: 'notFound', params: { id } })
    const { province } = await directoryOf(deps)
    const subject = { subjectType: 'user', subjectId: revoked.userId } as const
    return ok({
      reply: { id },
      audit: [{ prefecture: province, action: 'token.revoked', ...subject, after: { token: id } }],
    })
  })
