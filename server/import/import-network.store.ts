import { type NodeKind, nodeKinds, parentKinds } from '#core/network/network-node.ts'
import { kindWord } from '#core/network/network-node-row.rules.ts'
import type { Tx } from '#server/platform/db.ts'
import { GOOD_ROWS } from './import.store.ts'

/**
 * Judges the parents of nodes against the whole file and what is stored: a parent must be there, be of a kind that the
 * node may hang on, and the chain must end at a room; what hangs on a wrong row is wrong too.
 */
export const findWrongParents = async (tx: Tx): Promise<void> => {
  await tx.run({
    text: `CREATE TEMP TABLE node_link ON COMMIT DROP AS
      SELECT s.id, s.prefecture, s.code, s.kind, s.parent_code, coalesce(p.kind, h.kind) AS parent_kind,
        p.id IS NOT NULL AS is_in_file, coalesce(p.kind, h.kind) IS NOT NULL AS is_known
      FROM staged s
      LEFT JOIN staged p ON p.prefecture = s.prefecture AND p.code = s.parent_code AND p.problems IS NULL
        AND NOT EXISTS (SELECT 1 FROM repeated r WHERE r.id = p.id) AND NOT EXISTS (SELECT 1 FROM fault f WHERE f.id = p.id)
      LEFT JOIN network_node h ON h.prefecture = s.prefecture AND h.code = s.parent_code
      WHERE ${GOOD_ROWS} AND s.parent_code IS NOT NULL`,
  })
  await tx.run({
    text: `INSERT INTO fault SELECT id, jsonb_build_array(jsonb_build_object(
        'field', 'parentCode', 'code', 'import.parent-unknown', 'params', jsonb_build_object('parent', parent_code)))
      FROM node_link WHERE NOT is_known`,
  })
  const allowed = nodeKinds.flatMap((kind) => parentKinds[kind].map((parent) => `('${kind}', '${parent}')`))
  await tx.run({
    text: `INSERT INTO fault SELECT id, jsonb_build_array(jsonb_build_object('field', 'parentCode', 'code', 'import.parent-of-wrong-kind',
        'params', jsonb_build_object('kind', ${wordOf('kind')}, 'parentKind', ${wordOf('parent_kind')})))
      FROM node_link WHERE is_known AND (kind, parent_kind) NOT IN (VALUES ${allowed.join(', ')})`,
  })
  await tx.run({
    text: `INSERT INTO fault
      WITH RECURSIVE sound AS (
        SELECT s.id, s.prefecture, s.code FROM staged s
        WHERE ${GOOD_ROWS} AND NOT EXISTS (SELECT 1 FROM node_link l WHERE l.id = s.id AND l.is_in_file)
        UNION ALL
        SELECT l.id, l.prefecture, l.code FROM node_link l JOIN sound ON sound.prefecture = l.prefecture AND sound.code = l.parent_code
        WHERE l.is_in_file AND NOT EXISTS (SELECT 1 FROM fault f WHERE f.id = l.id)
      )
      SELECT s.id, jsonb_build_array(jsonb_build_object('field', 'parentCode', 'code',
        CASE WHEN EXISTS (SELECT 1 FROM fault) THEN 'import.parent-wrong' ELSE 'import.parent-circle' END,
        'params', jsonb_build_object('parent', s.parent_code)))
      FROM staged s WHERE ${GOOD_ROWS} AND NOT EXISTS (SELECT 1 FROM sound WHERE sound.id = s.id)`,
  })
}

const wordOf = (column: string): string =>
  `CASE ${column} ${nodeKinds.map((kind: NodeKind) => `WHEN '${kind}' THEN '${kindWord(kind)}'`).join(' ')} END`
