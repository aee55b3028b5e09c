import type { Day, Instant } from '#core/time.ts'
import type { WordingPack } from '#core/wording/pack.ts'
import type { Tx } from '#server/platform/db.ts'

export type VersionRow = {
  readonly version: number
  readonly company: string
  readonly companyName: string
  readonly effectiveFrom: Day
  readonly reason: string
  readonly publishedByName: string
  readonly publishedAt: Instant
  readonly withdrawnAt: Instant | null
}

export type StoredPack = { readonly version: number; readonly effectiveFrom: Day; readonly content: WordingPack }

/** What is published for the company, else for the province, on that day; nothing: what ships. */
export const findPack = async (
  reader: Pick<Tx, 'rows'>,
  company: string,
  day: Day,
): Promise<StoredPack | undefined> => {
  const rows = await reader.rows<StoredPack>({
    name: 'wording.inForce',
    text: `SELECT version, effective_from AS "effectiveFrom", content FROM wording_pack
           WHERE (company_id = $1 OR company_id IS NULL) AND effective_from <= $2 AND withdrawn_at IS NULL
           ORDER BY company_id IS NULL, effective_from DESC, version DESC LIMIT 1`,
    values: [company, day],
  })
  return rows[0]
}

export const findVersions = (tx: Tx, company: string): Promise<VersionRow[]> =>
  tx.rows({
    text: `SELECT p.version, coalesce(p.company_id, '') AS company, coalesce(c.short_name, '') AS "companyName",
             p.effective_from AS "effectiveFrom", p.reason, p.published_by_name AS "publishedByName",
             p.published_at AS "publishedAt", p.withdrawn_at AS "withdrawnAt"
           FROM wording_pack p LEFT JOIN company c ON c.id = p.company_id
           WHERE coalesce(p.company_id, '') = $1 ORDER BY p.version DESC LIMIT 200`,
    values: [company],
  })

export type OneVersion = StoredPack & { readonly company: string; readonly withdrawnAt: Instant | null }

export const findVersion = (tx: Tx, version: number): Promise<OneVersion | undefined> =>
  tx.first({
    text: `SELECT version, coalesce(company_id, '') AS company, effective_from AS "effectiveFrom", content,
             withdrawn_at AS "withdrawnAt"
           FROM wording_pack WHERE version = $1`,
    values: [version],
  })

export type NewPack = {
  readonly company: string
  readonly effectiveFrom: Day
  readonly content: WordingPack
  readonly reason: string
  readonly by: string
  readonly byName: string
  readonly at: Instant
}

export const insertPack = async (tx: Tx, pack: NewPack): Promise<number> => {
  const made = await tx.first<{ version: number }>({
    text: `INSERT INTO wording_pack (company_id, effective_from, content, reason, published_by, published_by_name, published_at)
           VALUES (nullif($1, ''), $2, $3, $4, $5, $6, $7) RETURNING version`,
    values: [
      pack.company,
      pack.effectiveFrom,
      JSON.stringify(pack.content),
      pack.reason,
      pack.by,
      pack.byName,
      pack.at,
    ],
  })
  if (!made) throw new Error('an insert returned no row')
  return made.version
}

export const withdrawPack = (tx: Tx, version: number, at: Instant): Promise<number> =>
  tx.run({ text: 'UPDATE wording_pack SET withdrawn_at = $2 WHERE version = $1', values: [version, at] })

export type Draft = {
  readonly revision: number
  readonly pack: WordingPack
  readonly editedByName: string
  readonly editedAt: Instant
}

/** The draft, held until the transaction ends when `isHeld`. */
export const findDraft = (tx: Tx, company: string, isHeld = false): Promise<Draft | undefined> =>
  tx.first({
    text: `SELECT revision, content AS pack, edited_by_name AS "editedByName", edited_at AS "editedAt"
           FROM wording_draft WHERE owner = $1${isHeld ? ' FOR UPDATE' : ''}`,
    values: [company],
  })

/** Writes the draft on top of the revision that was seen; 0 rows: somebody else wrote one meanwhile. */
export const saveDraft = (
  tx: Tx,
  company: string,
  seen: number,
  pack: WordingPack,
  byName: string,
  at: Instant,
): Promise<number> =>
  tx.run({
    text: `INSERT INTO wording_draft (owner, revision, content, edited_by_name, edited_at) VALUES ($1, $2 + 1, $3, $4, $5)
           ON CONFLICT (owner) DO UPDATE SET revision = excluded.revision, content = excluded.content,
             edited_by_name = excluded.edited_by_name, edited_at = excluded.edited_at
           WHERE wording_draft.revision = $2`,
    values: [company, seen, JSON.stringify(pack), byName, at],
  })

export const deleteDraft = (tx: Tx, company: string): Promise<number> =>
  tx.run({ text: 'DELETE FROM wording_draft WHERE owner = $1', values: [company] })

export const findCompanies = (tx: Tx): Promise<{ id: string; name: string }[]> =>
  tx.rows({ text: `SELECT id, short_name AS name FROM company WHERE kind = 'contractor' ORDER BY short_name, id` })

export const insertAcknowledgement = async (tx: Tx, userId: string, version: number, at: Instant): Promise<Instant> => {
  const kept = await tx.first<{ at: Instant }>({
    text: `WITH new AS (
             INSERT INTO wording_acknowledgement (user_id, version, at) VALUES ($1, $2, $3)
             ON CONFLICT DO NOTHING RETURNING at)
           SELECT at FROM new UNION ALL
           SELECT at FROM wording_acknowledgement WHERE user_id = $1 AND version = $2 LIMIT 1`,
    values: [userId, version, at],
  })
  return kept?.at ?? at
}

export const findAcknowledgement = (
  tx: Pick<Tx, 'first'>,
  userId: string,
  version: number,
): Promise<{ at: Instant } | undefined> =>
  tx.first({
    text: 'SELECT at FROM wording_acknowledgement WHERE user_id = $1 AND version = $2',
    values: [userId, version],
  })

export const countReaders = (tx: Tx, versions: readonly number[]): Promise<{ version: number; readers: number }[]> =>
  tx.rows({
    text: `SELECT version, count(*) AS readers FROM wording_acknowledgement WHERE version = ANY ($1::bigint[]) GROUP BY version`,
    values: [versions],
  })

export const findReaders = (
  tx: Tx,
  version: number,
): Promise<{ userId: string; name: string; companyName: string; at: Instant }[]> =>
  tx.rows({
    text: `SELECT a.user_id AS "userId", u.name, coalesce(c.short_name, '') AS "companyName", a.at
           FROM wording_acknowledgement a JOIN app_user u ON u.id = a.user_id LEFT JOIN company c ON c.id = u.company_id
           WHERE a.version = $1 ORDER BY a.at DESC LIMIT 2000`,
    values: [version],
  })

/** What somebody calls themself when they speak to a customer. */
export const findSpeaker = (
  tx: Tx,
  userId: string,
): Promise<{ company: string; name: string; number: string } | undefined> =>
  tx.first({
    text: `SELECT coalesce(c.name, '') AS company, u.name, coalesce(s.number, u.login) AS number
           FROM app_user u LEFT JOIN company c ON c.id = u.company_id LEFT JOIN staff s ON s.id = u.staff_id
           WHERE u.id = $1`,
    values: [userId],
  })
