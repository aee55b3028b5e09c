import type { Tx } from '#server/platform/db.ts'

const MOST = 12

/** Customers whose address begins with one of the buildings; by the index that orders texts by their bytes. */
export const findInBuildings = async (tx: Tx, buildings: readonly string[]): Promise<readonly string[]> => {
  const inside = (table: string, column: string) => `
    SELECT c.id FROM unnest($1::text[], $2::text[]) AS b(first, last)
    CROSS JOIN LATERAL (SELECT id FROM ${table} WHERE ${column} ~>=~ b.first AND ${column} ~<~ b.last
      ORDER BY ${column} USING ~<~ LIMIT ${MOST}) c`
  const rows = await tx.rows<{ id: string }>({
    name: 'intake.inBuildings',
    text: `${inside('home_user', 'address_key')} UNION ${inside('enterprise_line', 'a_address_key')}`,
    values: [buildings, buildings.map((building) => `${building}\u{10ffff}`)],
  })
  return rows.map(({ id }) => id)
}
