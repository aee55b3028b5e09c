import type { Tx } from '#server/platform/db.ts'
import { GOOD_ROWS } from './import.store.ts'

/** The kinds of certificates that whoever takes the file in gives themselves, as the operator's people do; none for others. */
export const prepareVouched = async (tx: Tx, kinds: readonly string[]): Promise<void> => {
  await tx.run({ text: 'CREATE TEMP TABLE vouched (kind text PRIMARY KEY) ON COMMIT DROP' })
  await tx.run({ text: 'INSERT INTO vouched SELECT unnest($1::text[])', values: [kinds] })
}

/**
 * Rows that would give a certificate of the branch network department another validity: what it tested for, a file
 * of anybody else neither prolongs nor shortens (R-V6).
 */
export const findGivenCertificates = (tx: Tx): Promise<number> =>
  tx.run({
    text: `INSERT INTO fault SELECT DISTINCT ON (s.id) s.id, jsonb_build_array(jsonb_build_object(
        'field', 'validUntil', 'code', 'import.certificate-given', 'value', s.valid_until::text,
        'proposal', coalesce(c.valid_to::text, ''), 'params', jsonb_build_object('until', coalesce(c.valid_to::text, '–'))))
      FROM staged s JOIN staff h ON h.number = s.number
      JOIN certificate c ON c.staff_id = h.id AND c.kind = ANY (s.certificates) AND c.issuer = 'operator'
      WHERE ${GOOD_ROWS} AND NOT EXISTS (SELECT 1 FROM vouched v WHERE v.kind = c.kind) AND c.valid_to IS DISTINCT FROM s.valid_until
      ORDER BY s.id, c.kind`,
  })
