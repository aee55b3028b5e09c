import { type NodeKind, nodeKinds, parentKinds } from '#core/network/network-node.ts'
import { kindWord } from '#core/network/network-node-row.rules.ts'
import type { Tx } from '#server/platform/db.ts'
import { GOOD_ROWS } from './import.store.ts'

/** Longer ways are circles in the data. */
const DEEPEST = 12

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
  await findTurnedNodes(tx)
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

/** A stored node that changes: it must not come to hang below itself, and what hangs on it must be allowed on what it becomes. */
const findTurnedNodes = async (tx: Tx): Promise<void> => {
  await tx.run({
    text: `INSERT INTO fault
      WITH RECURSIVE way AS (
        SELECT s.id, s.prefecture, s.code AS bottom, s.parent_code AS at, 1 AS depth FROM staged s
        JOIN network_node h ON h.prefecture = s.prefecture AND h.code = s.code
        WHERE ${GOOD_ROWS} AND s.parent_code IS DISTINCT FROM h.parent_code AND s.parent_code IS NOT NULL
        UNION ALL
        SELECT way.id, way.prefecture, way.bottom, coalesce(n.parent_code, h.parent_code), way.depth + 1 FROM way
        LEFT JOIN staged n ON n.prefecture = way.prefecture AND n.code = way.at
        LEFT JOIN network_node h ON h.prefecture = way.prefecture AND h.code = way.at
        WHERE way.at <> way.bottom AND way.depth < ${DEEPEST})
      SELECT DISTINCT ON (id) id, jsonb_build_array(jsonb_build_object('field', 'parentCode', 'code', 'import.parent-circle'))
      FROM way WHERE at = bottom`,
  })
  const allowed = nodeKinds.flatMap((kind) => parentKinds[kind].map((parent) => `('${kind}', '${parent}')`))
  await tx.run({
    text: `INSERT INTO fault SELECT DISTINCT ON (s.id) s.id, jsonb_build_array(jsonb_build_object('field', 'kind',
        'code', 'import.children-of-wrong-kind',
        'params', jsonb_build_object('kind', ${wordOf('s.kind')}, 'childKind', ${wordOf('c.kind')})))
      FROM staged s JOIN network_node h ON h.prefecture = s.prefecture AND h.code = s.code AND h.kind <> s.kind
      JOIN network_node c ON c.prefecture = s.prefecture AND c.parent_code = s.code
      WHERE ${GOOD_ROWS} AND NOT EXISTS (SELECT 1 FROM staged own WHERE own.prefecture = c.prefecture AND own.code = c.code)
        AND (c.kind, s.kind) NOT IN (VALUES ${allowed.join(', ')})
      ORDER BY s.id, c.code`,
  })
}

const wordOf = (column: string): string =>
  `CASE ${column} ${nodeKinds.map((kind: NodeKind) => `WHEN '${kind}' THEN '${kindWord(kind)}'`).join(' ')} END`
