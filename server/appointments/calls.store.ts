import type { CallItem } from '#core/appointments/calls.contract.ts'
import type { Tx } from '#server/platform/db.ts'

export type CalledOrder = {
  readonly id: string
  readonly prefecture: string
  readonly customerPhone: string | null
  readonly callerPhone: string | null
}

/** The order as its reader may see it, with the two numbers that a provider is given. */
export const findCalled = (tx: Tx, number: string, userId: string): Promise<CalledOrder | undefined> =>
  tx.first({
    name: 'calls.order',
    text: `SELECT w.id, w.prefecture, w.customer_phone AS "customerPhone",
             (SELECT coalesce(s.phone, u.phone) FROM app_user u LEFT JOIN staff s ON s.id = u.staff_id WHERE u.id = $2) AS "callerPhone"
           FROM work_order w WHERE w.number = $1`,
    values: [number, userId],
  })

export type NewCall = Pick<CallItem, 'id' | 'at' | 'byName' | 'mode' | 'problem' | 'expiresAt'> & {
  readonly prefecture: string
  readonly workOrderId: string
  readonly userId: string
  readonly provider: string | null
  readonly bindingId: string | null
  readonly relayNumber: string | null
}

export const insertCall = (tx: Tx, call: NewCall): Promise<number> =>
  tx.run({
    name: 'calls.insert',
    text: `INSERT INTO call_log (prefecture, id, work_order_id, at, user_id, by_name, mode, problem, provider, binding_id, relay_number, expires_at)
           VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)`,
    values: [
      ...[call.prefecture, call.id, call.workOrderId, call.at, call.userId, call.byName, call.mode, call.problem],
      ...[call.provider, call.bindingId, call.relayNumber, call.expiresAt],
    ],
  })

type Row = Omit<CallItem, 'recording'> & {
  readonly reference: string | null
  readonly url: string | null
  readonly retention: NonNullable<CallItem['recording']>['retention'] | null
}

export const listCalls = async (tx: Tx, order: Pick<CalledOrder, 'id' | 'prefecture'>): Promise<CallItem[]> =>
  (
    await tx.rows<Row>({
      name: 'calls.list',
      text: `SELECT id, at, by_name AS "byName", mode, problem, expires_at AS "expiresAt", recording_reference AS reference,
               recording_url AS url, retention FROM call_log WHERE prefecture = $1 AND work_order_id = $2 ORDER BY at DESC LIMIT 100`,
      values: [order.prefecture, order.id],
    })
  ).map(({ reference, url, retention, ...call }) => ({
    ...call,
    recording: reference && retention ? { reference, url, retention } : null,
  }))

export const saveRecording = (
  tx: Tx,
  order: Pick<CalledOrder, 'id' | 'prefecture'>,
  callId: string,
  recording: { readonly reference: string; readonly url: string | null; readonly retention: string },
): Promise<number> =>
  tx.run({
    name: 'calls.record',
    text: `UPDATE call_log SET recording_reference = $4, recording_url = $5, retention = $6, is_announced = true
           WHERE prefecture = $1 AND id = $2 AND work_order_id = $3`,
    values: [order.prefecture, callId, order.id, recording.reference, recording.url, recording.retention],
  })
