import type { Instant } from '#core/time.ts'
import type { Tx } from '#server/platform/db.ts'
import { ACCOUNT, ACCOUNT_TABLES, type AccountRow } from './account.store.ts'

export type TokenRow = {
  readonly tokenId: string
  readonly scopes: readonly string[] | null
  readonly lastUsedAt: Instant | null
}

export const findToken = (tx: Tx, tokenHash: Buffer, now: Instant): Promise<(AccountRow & TokenRow) | undefined> =>
  tx.first({
    name: 'token',
    text: `SELECT ${ACCOUNT}, t.id AS "tokenId", t.scopes, t.last_used_at AS "lastUsedAt"
           FROM api_token t JOIN (${ACCOUNT_TABLES}) ON u.id = t.user_id
           WHERE t.token_hash = $1 AND t.revoked_at IS NULL AND (t.expires_at IS NULL OR t.expires_at > $2)`,
    values: [tokenHash, now],
  })

export const touchToken = (tx: Tx, tokenHash: Buffer, now: Instant): Promise<number> =>
  tx.run({
    name: 'token used',
    text: 'UPDATE api_token SET last_used_at = $2 WHERE token_hash = $1',
    values: [tokenHash, now],
  })

export type NewApiToken = {
  readonly tokenHash: Buffer
  readonly id: string
  readonly userId: string
  readonly scopes: readonly string[] | null
  readonly note: string
  readonly createdAt: Instant
  readonly expiresAt: Instant | null
}

export const insertToken = (tx: Tx, token: NewApiToken): Promise<number> =>
  tx.run({
    text: `INSERT INTO api_token (token_hash, id, user_id, scopes, note, created_at, expires_at)
           VALUES ($1, $2, $3, $4, $5, $6, $7)`,
    values: [token.tokenHash, token.id, token.userId, token.scopes, token.note, token.createdAt, token.expiresAt],
  })

export type ListedToken = {
  readonly id: string
  readonly login: string
  readonly scopes: readonly string[] | null
  readonly note: string
  readonly createdAt: Instant
  readonly expiresAt: Instant | null
  readonly lastUsedAt: Instant | null
  readonly revokedAt: Instant | null
}

export const listTokens = (tx: Tx, login: string | undefined): Promise<ListedToken[]> =>
  tx.rows({
    text: `SELECT t.id, u.login, t.scopes, t.note, t.created_at AS "createdAt", t.expires_at AS "expiresAt",
             t.last_used_at AS "lastUsedAt", t.revoked_at AS "revokedAt"
           FROM api_token t JOIN app_user u ON u.id = t.user_id
           WHERE $1::text IS NULL OR u.login = $1
           ORDER BY t.created_at DESC LIMIT 1000`,
    values: [login ?? null],
  })

/** Answers whose it was, when it was still good. */
export const revokeToken = (tx: Tx, id: string, now: Instant): Promise<{ userId: string } | undefined> =>
  tx.first({
    text: `UPDATE api_token SET revoked_at = $2 WHERE id = $1 AND revoked_at IS NULL RETURNING user_id AS "userId"`,
    values: [id, now],
  })

export const revokeTokensOf = (tx: Tx, userId: string, now: Instant): Promise<number> =>
  tx.run({
    text: 'UPDATE api_token SET revoked_at = $2 WHERE user_id = $1 AND revoked_at IS NULL',
    values: [userId, now],
  })
