import type { Instant } from '#core/time.ts'
import type { NewResourceChange, ResourceChange } from '#core/visits/resource-change.ts'
import { sql, type Tx } from '#server/platform/db.ts'

export type ResourceChangeRow = Omit<ResourceChange, 'isLate'> & { readonly prefecture: string }

type New = {
  readonly prefecture: string
  readonly id: string
  readonly orderId: string
  readonly orderNumber: string
  readonly county: string
  readonly line: string
  readonly account: string | undefined
  readonly change: NewResourceChange
  readonly by: { readonly userId: string; readonly name: string }
  readonly at: Instant
  readonly dueAt: Instant
}

export const insertChange = (tx: Tx, given: New): Promise<number> =>
  tx.run(sql`INSERT INTO resource_change (prefecture, id, work_order_id, order_number, county, line, account, change,
      reported_by, reported_by_name, reported_at, due_at)
    VALUES (${given.prefecture}, ${given.id}, ${given.orderId}, ${given.orderNumber}, ${given.county}, ${given.line},
      ${given.account ?? null}, ${JSON.stringify(given.change)}::jsonb, ${given.by.userId}, ${given.by.name}, ${given.at}, ${given.dueAt})`)

const COLUMNS = sql`c.prefecture, c.id, c.order_number AS "orderNumber", c.county, c.line, c.account, c.change, c.state,
  c.reported_by_name AS "reportedByName", c.reported_at AS "reportedAt", c.due_at AS "dueAt",
  c.answered_by_name AS "answeredByName", c.answered_at AS "answeredAt", c.reason`

export type ChangeFilter = { readonly state?: string | undefined; readonly order?: string | undefined }
export type After = { readonly dueAt: string; readonly id: string }

export const findChanges = (
  tx: Tx,
  { state, order }: ChangeFilter,
  after: After | undefined,
  limit: number,
): Promise<ResourceChangeRow[]> =>
  tx.rows<ResourceChangeRow>(sql`SELECT ${COLUMNS} FROM resource_change c
    WHERE true ${state ? sql`AND c.state = ${state}` : sql``} ${order ? sql`AND c.order_number = ${order}` : sql``}
      ${after ? sql`AND (c.due_at, c.id) > (${after.dueAt}, ${after.id}::uuid)` : sql``}
    ORDER BY c.due_at, c.id LIMIT ${limit}`)

export const lockChange = (tx: Tx, id: string): Promise<ResourceChangeRow | undefined> =>
  tx.first<ResourceChangeRow>(sql`SELECT ${COLUMNS} FROM resource_change c WHERE c.id = ${id}::uuid FOR UPDATE`)

export const answerChange = (
  tx: Tx,
  { prefecture, id }: Pick<ResourceChangeRow, 'prefecture' | 'id'>,
  answer: {
    readonly state: string
    readonly byName: string
    readonly at: Instant
    readonly reason: string | undefined
  },
): Promise<number> =>
  tx.run(sql`UPDATE resource_change SET state = ${answer.state}, answered_by_name = ${answer.byName}, answered_at = ${answer.at},
      reason = ${answer.reason ?? null} WHERE prefecture = ${prefecture} AND id = ${id}::uuid AND state = 'reported'`)

/** Which version of the home user's row an edit goes on from. */
export const findUserVersion = async (tx: Tx, prefecture: string, account: string): Promise<number | undefined> =>
  (
    await tx.first<{ version: number }>(
      sql`SELECT version FROM home_user WHERE prefecture = ${prefecture} AND account = ${account}`,
    )
  )?.version
