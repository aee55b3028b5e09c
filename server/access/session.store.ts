import type { Instant } from '#core/time.ts'
import type { Tx } from '#server/platform/db.ts'
import { ACCOUNT, ACCOUNT_TABLES, type AccountRow } from './account.store.ts'

export type SessionRow = {
  readonly sessionId: string
  readonly csrf: string
  readonly face: 'console' | 'field'
  readonly awaitsTotp: boolean
  readonly lastSeenAt: Instant
  readonly expiresAt: Instant
}

export type NewSession = SessionRow & {
  readonly tokenHash: Buffer
  readonly userId: string
  readonly createdAt: Instant
  readonly address: string
  readonly userAgent: string
}

export const insertSession = (tx: Tx, session: NewSession): Promise<number> => {
  void tx.run({
    name: 'session old',
    text: `DELETE FROM session WHERE user_id = $1 AND expires_at < $2::timestamptz - interval '30 days'`,
    values: [session.userId, session.createdAt],
  })
  return tx.run({
    name: 'session new',
    text: `INSERT INTO session (token_hash, id, user_id, csrf, created_at, last_seen_at, expires_at, address, user_agent, face, awaits_totp)
           VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
    values: [
      session.tokenHash,
      session.sessionId,
      session.userId,
      session.csrf,
      session.createdAt,
      session.lastSeenAt,
      session.expiresAt,
      session.address,
      session.userAgent,
      session.face,
      session.awaitsTotp,
    ],
  })
}

export const findSession = (tx: Tx, tokenHash: Buffer, now: Instant): Promise<(AccountRow & SessionRow) | undefined> =>
  tx.first({
    name: 'session',
    text: `SELECT ${ACCOUNT}, s.id AS "sessionId", s.csrf, s.face, s.awaits_totp AS "awaitsTotp",
             s.last_seen_at AS "lastSeenAt", s.expires_at AS "expiresAt"
           FROM session s JOIN (${ACCOUNT_TABLES}) ON u.id = s.user_id
           WHERE s.token_hash = $1 AND s.revoked_at IS NULL AND s.expires_at > $2`,
    values: [tokenHash, now],
  })

export type Replacement = Pick<NewSession, 'tokenHash' | 'csrf' | 'lastSeenAt' | 'expiresAt'>

export const replaceToken = (tx: Tx, oldHash: Buffer, next: Replacement): Promise<number> =>
  tx.run({
    text: `UPDATE session SET token_hash = $2, csrf = $3, last_seen_at = $4, expires_at = $5, awaits_totp = false
           WHERE token_hash = $1`,
    values: [oldHash, next.tokenHash, next.csrf, next.lastSeenAt, next.expiresAt],
  })

export const touchSession = (tx: Tx, tokenHash: Buffer, now: Instant): Promise<number> =>
  tx.run({
    name: 'session seen',
    text: 'UPDATE session SET last_seen_at = $2 WHERE token_hash = $1',
    values: [tokenHash, now],
  })

export const endSession = (tx: Tx, tokenHash: Buffer, now: Instant): Promise<number> =>
  tx.run({
    text: 'UPDATE session SET revoked_at = $2 WHERE token_hash = $1 AND revoked_at IS NULL',
    values: [tokenHash, now],
  })

/** Ends the person's sessions, all or all but one; answers how many. */
export const endSessionsOf = (tx: Tx, userId: string, now: Instant, exceptId?: string): Promise<number> =>
  tx.run({
    text: `UPDATE session SET revoked_at = $2
           WHERE user_id = $1 AND revoked_at IS NULL AND expires_at > $2 AND id IS DISTINCT FROM $3`,
    values: [userId, now, exceptId ?? null],
  })

export const endSessionById = (tx: Tx, userId: string, id: string, now: Instant): Promise<number> =>
  tx.run({
    text: `UPDATE session SET revoked_at = $3
           WHERE user_id = $1 AND id = $2 AND revoked_at IS NULL AND expires_at > $3`,
    values: [userId, id, now],
  })

export type ListedSession = {
  readonly id: string
  readonly face: 'console' | 'field'
  readonly startedAt: Instant
  readonly seenAt: Instant
  readonly expiresAt: Instant
  readonly from: string
  readonly device: string
}

export const listSessionsOf = (tx: Tx, userId: string, now: Instant, idleSince: Instant): Promise<ListedSession[]> =>
  tx.rows({
    text: `SELECT id, face, created_at AS "startedAt", last_seen_at AS "seenAt", expires_at AS "expiresAt",
             address AS "from", user_agent AS device
           FROM session
           WHERE user_id = $1 AND revoked_at IS NULL AND expires_at > $2 AND last_seen_at > $3 AND NOT awaits_totp
           ORDER BY last_seen_at DESC LIMIT 100`,
    values: [userId, now, idleSince],
  })

/** Whether this cookie is anybody's session, and whether this address with this browser is that of a session of these staff. */
export const findOwnDevice = async (
  tx: Tx,
  from: {
    readonly tokenHash: Buffer
    readonly address: string
    readonly userAgent: string
    readonly staffIds: readonly string[]
    readonly now: Instant
  },
): Promise<{ readonly hasStaffSession: boolean; readonly isCrewDevice: boolean }> =>
  (await tx.first<{ hasStaffSession: boolean; isCrewDevice: boolean }>({
    name: 'session.device',
    text: `SELECT EXISTS (SELECT 1 FROM session WHERE token_hash = $1 AND revoked_at IS NULL AND expires_at > $2) AS "hasStaffSession",
             EXISTS (SELECT 1 FROM app_user u JOIN session s ON s.user_id = u.id
               WHERE u.staff_id = ANY ($3::uuid[]) AND s.address = $4 AND s.user_agent = $5 AND s.expires_at > $2) AS "isCrewDevice"`,
    values: [from.tokenHash, from.now, from.staffIds, from.address, from.userAgent],
  })) ?? { hasStaffSession: false, isCrewDevice: false }
