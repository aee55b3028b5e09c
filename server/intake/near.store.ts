import type { Tx } from '#server/platform/db.ts'

const MOST = 12

/** Customers whose address begins with the building's; by the index that orders texts by their bytes. */
export const findInBuilding = async (tx: Tx, building: string): Promise<readonly string[]> => {
  const inside = (column: string) => `${column} ~>=~ $1 AND ${column} ~<~ $2`
  const rows = await tx.rows<{ id: string }>({
    name: 'intake.inBuilding',
    text: `(SELECT id FROM home_user WHERE ${inside('address_key')} ORDER BY address_key USING ~<~ LIMIT ${MOST})
           UNION ALL (SELECT id FROM enterprise_line WHERE ${inside('a_address_key')} ORDER BY a_address_key USING ~<~ LIMIT ${MOST})`,
    values: [building, `${building}\u{10ffff}`],
  })
  return rows.map(({ id }) => id)
}
