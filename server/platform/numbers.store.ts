import type { Tx } from './db.ts'

/** Takes `count` numbers of a series on a day; answers the first of them. */
export const takeNumbers = async (
  tx: Tx,
  prefecture: string,
  series: string,
  day: string,
  count: number,
): Promise<number> => {
  const row = await tx.first<{ last: number }>({
    name: 'numbers.take',
    text: `INSERT INTO number_counter (prefecture, series, day, last) VALUES ($1, $2, $3, $4)
           ON CONFLICT (prefecture, series, day) DO UPDATE SET last = number_counter.last + excluded.last RETURNING last`,
    values: [prefecture, series, day, count],
  })
  return (row?.last ?? count) - count + 1
}
