import type { Language } from '#core/text.ts'
import type { Instant } from '#core/time.ts'
import type { Tx } from '#server/platform/db.ts'

/** A person who signs in, with the names of what they belong to. */
export type AccountRow = {
  readonly id: string
  readonly login: string
  readonly name: string
  readonly language: Language
  readonly roles: readonly string[]
  readonly companyId: string
  readonly companyName: string
  readonly companyKind: 'operator' | 'contractor'
  readonly prefectures: readonly string[] | null
  readonly counties: readonly string[] | null
  readonly stationId: string | null
  readonly stationName: string | null
  readonly staffId: string | null
  readonly passwordHash: string | null
  readonly mustChangePassword: boolean
  readonly passwordChangedAt: Instant | null
  readonly totpSecret: string | null
  readonly totpStep: number | null
  readonly externalSubject: string | null
  readonly failedSignIns: number
  readonly lockedUntil: Instant | null
  readonly isActive: boolean
}

export const ACCOUNT = `
  u.id, u.login, u.name, u.language, u.roles, u.company_id AS "companyId", c.short_name AS "companyName",
  c.kind AS "companyKind", u.prefectures, u.counties, u.station_id AS "stationId", st.name AS "stationName",
  u.staff_id AS "staffId", u.password_hash AS "passwordHash", u.must_change_password AS "mustChangePassword",
  u.password_changed_at AS "passwordChangedAt", u.totp_secret AS "totpSecret", u.totp_step AS "totpStep",
  u.external_subject AS "externalSubject", u.failed_sign_ins AS "failedSignIns", u.locked_until AS "lockedUntil",
  u.is_active AS "isActive"`
export const ACCOUNT_TABLES = `app_user u JOIN company c ON c.id = u.company_id LEFT JOIN station st ON st.id = u.station_id`

export const findAccount = (tx: Tx, login: string): Promise<AccountRow | undefined> =>
  tx.first({ name: 'account', text: `SELECT ${ACCOUNT} FROM ${ACCOUNT_TABLES} WHERE u.login = $1`, values: [login] })

/** The account, locked until the transaction ends: attempts at one account are counted one after another. */
export const lockAccount = (tx: Tx, login: string): Promise<AccountRow | undefined> =>
  tx.first({
    name: 'account lock',
    text: `SELECT ${ACCOUNT} FROM ${ACCOUNT_TABLES} WHERE u.login = $1 FOR UPDATE OF u`,
    values: [login],
  })

export const lockAccountOfSubject = (tx: Tx, subject: string, login: string): Promise<AccountRow | undefined> =>
  tx.first({
    text: `SELECT ${ACCOUNT} FROM ${ACCOUNT_TABLES}
           WHERE u.external_subject = $1 OR (u.external_subject IS NULL AND u.login = $2)
           ORDER BY u.external_subject NULLS LAST LIMIT 1 FOR UPDATE OF u`,
    values: [subject, login],
  })

export const saveFailures = (tx: Tx, id: string, failures: number, lockedUntil: Instant | null): Promise<number> =>
  tx.run({
    name: 'account failures',
    text: 'UPDATE app_user SET failed_sign_ins = $2, locked_until = $3 WHERE id = $1',
    values: [id, failures, lockedUntil],
  })

export const saveTotpStep = (tx: Tx, id: string, step: number): Promise<number> =>
  tx.run({ text: 'UPDATE app_user SET totp_step = $2 WHERE id = $1', values: [id, step] })

export const saveTotp = (tx: Tx, id: string, secret: string | null, step: number | null): Promise<number> =>
  tx.run({
    text: 'UPDATE app_user SET totp_secret = $2, totp_step = $3, version = version + 1 WHERE id = $1',
    values: [id, secret, step],
  })

export const savePassword = (
  tx: Tx,
  id: string,
  change: { readonly hash: string; readonly changedAt: Instant; readonly mustChange: boolean },
): Promise<number> =>
  tx.run({
    text: `UPDATE app_user SET password_hash = $2, password_changed_at = $3, must_change_password = $4,
             failed_sign_ins = 0, locked_until = NULL, version = version + 1
           WHERE id = $1`,
    values: [id, change.hash, change.changedAt, change.mustChange],
  })

export const saveLanguage = (tx: Tx, id: string, language: Language): Promise<number> =>
  tx.run({ text: 'UPDATE app_user SET language = $2 WHERE id = $1', values: [id, language] })

export const saveSubject = (tx: Tx, id: string, subject: string): Promise<number> =>
  tx.run({
    text: 'UPDATE app_user SET external_subject = $2, version = version + 1 WHERE id = $1',
    values: [id, subject],
  })

export const closeAccount = (tx: Tx, staffId: string): Promise<{ id: string; login: string } | undefined> =>
  tx.first({
    text: `UPDATE app_user SET is_active = false, version = version + 1 WHERE staff_id = $1 AND is_active
           RETURNING id, login`,
    values: [staffId],
  })
