import type { CommandAnswer } from '#core/sync/sync.contract.ts'
import type { Tx } from '#server/platform/db.ts'

/**
 * How a queued command's answer is kept: what was refused too, so that sent again it gets the same answer. A queued call that was done
 * has the receipt of its own route instead.
 */
export type KeptAnswer = {
  readonly queued: CommandAnswer
  /** It was refused, or waited for one that was: what waits for this one is refused too. */
  readonly isBroken: boolean
}

export type FoundReceipt = { readonly commandId: string; readonly fingerprint: string; readonly reply: unknown }

/** Of the given commands those that were answered before. */
export const findReceipts = (tx: Tx, senderId: string, ids: readonly string[]): Promise<FoundReceipt[]> =>
  tx.rows({
    name: 'receipts',
    text: `SELECT command_id AS "commandId", fingerprint, reply FROM command_receipt
           WHERE sender_id = $1 AND command_id = ANY ($2)`,
    values: [senderId, [...ids]],
  })

export const isKeptAnswer = (reply: unknown): reply is KeptAnswer =>
  typeof reply === 'object' && reply !== null && 'queued' in reply
