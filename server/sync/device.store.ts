import type { Device } from '#core/sync/sync.contract.ts'
import type { Instant } from '#core/time.ts'
import type { Tx } from '#server/platform/db.ts'

export type DeviceRow = {
  readonly id: string
  readonly userId: string
  readonly name: string
  readonly platform: Device['platform']
  readonly keyBox: string
  readonly sessionId: string | null
  readonly registeredAt: Instant
  readonly lastContactAt: Instant
  readonly revokedAt: Instant | null
  readonly revokedByName: string | null
  readonly lastSeq: number
  readonly handed: readonly string[]
}

const COLUMNS = `id, user_id AS "userId", name, platform, key_box AS "keyBox", session_id AS "sessionId",
  registered_at AS "registeredAt", last_contact_at AS "lastContactAt", revoked_at AS "revokedAt",
  revoked_by_name AS "revokedByName", last_seq AS "lastSeq", handed`

export const findDevice = (tx: Tx, userId: string, id: string): Promise<DeviceRow | undefined> =>
  tx.first({
    name: 'device.find',
    text: `SELECT ${COLUMNS} FROM sync_device WHERE user_id = $1 AND id = $2`,
    values: [userId, id],
  })

/** Locks the account first, so that two phones that register at once do not both become the last one allowed. */
export const lockDevicesOf = async (tx: Tx, userId: string): Promise<DeviceRow[]> => {
  await tx.run({ text: 'SELECT 1 FROM app_user WHERE id = $1 FOR UPDATE', values: [userId] })
  return listDevicesOf(tx, userId)
}

export const listDevicesOf = (tx: Tx, userId: string): Promise<DeviceRow[]> =>
  tx.rows({
    text: `SELECT ${COLUMNS} FROM sync_device WHERE user_id = $1 ORDER BY revoked_at IS NOT NULL, last_contact_at DESC LIMIT 200`,
    values: [userId],
  })

export const insertDevice = (
  tx: Tx,
  device: Omit<DeviceRow, 'lastSeq' | 'handed' | 'lastContactAt' | 'revokedAt' | 'revokedByName'>,
): Promise<number> =>
  tx.run({
    text: `INSERT INTO sync_device (user_id, id, name, platform, key_box, session_id, registered_at, last_contact_at)
           VALUES ($1, $2, $3, $4, $5, $6, $7, $7)`,
    values: [
      device.userId,
      device.id,
      device.name,
      device.platform,
      device.keyBox,
      device.sessionId,
      device.registeredAt,
    ],
  })

/** It came again: perhaps under another name, with another session. */
export const renewDevice = (
  tx: Tx,
  userId: string,
  { id, name, platform, sessionId, at }: Pick<DeviceRow, 'id' | 'name' | 'platform' | 'sessionId'> & { at: Instant },
): Promise<number> =>
  tx.run({
    text: `UPDATE sync_device SET name = $3, platform = $4, session_id = $5, last_contact_at = greatest(last_contact_at, $6)
           WHERE user_id = $1 AND id = $2`,
    values: [userId, id, name, platform, sessionId, at],
  })

/** It was heard of; answers nothing when there is no such phone. */
export const touchDevice = (tx: Tx, userId: string, id: string, at: Instant): Promise<DeviceRow | undefined> =>
  tx.first({
    name: 'device.touch',
    text: `UPDATE sync_device SET last_contact_at = CASE WHEN revoked_at IS NULL THEN greatest(last_contact_at, $3) ELSE last_contact_at END
           WHERE user_id = $1 AND id = $2 RETURNING ${COLUMNS}`,
    values: [userId, id, at],
  })

export const revokeDevice = (
  tx: Tx,
  userId: string,
  id: string,
  { at, byName }: { readonly at: Instant; readonly byName: string },
): Promise<{ sessionId: string | null; name: string } | undefined> =>
  tx.first({
    text: `UPDATE sync_device SET revoked_at = $3, revoked_by_name = $4 WHERE user_id = $1 AND id = $2 AND revoked_at IS NULL
           RETURNING session_id AS "sessionId", name`,
    values: [userId, id, at, byName],
  })

/** Takes the number of a command, once: 0 when it was taken meanwhile or the phone was revoked. */
export const takeSeq = (tx: Tx, userId: string, id: string, seq: number): Promise<number> =>
  tx.run({
    name: 'device.seq',
    text: 'UPDATE sync_device SET last_seq = $3 WHERE user_id = $1 AND id = $2 AND last_seq < $3 AND revoked_at IS NULL',
    values: [userId, id, seq],
  })

/** Which orders' data it has in full now; those that went from it are forgotten, so that coming back is told again. */
export const keepHanded = (tx: Tx, userId: string, id: string, handed: readonly string[]): Promise<number> =>
  tx.run({
    text: 'UPDATE sync_device SET handed = $3 WHERE user_id = $1 AND id = $2',
    values: [userId, id, [...handed]],
  })
