import type { Actor } from '#core/access/scope.ts'
import type { AuditedAction, AuditedSubject } from '#core/audited.text.ts'
import type { Instant } from '#core/time.ts'
import { auditText, withoutPersonalData } from './audit/entry.ts'
import type { Tx } from './db.ts'
import { newId } from './new-id.ts'

/** What happened to a subject: its timeline, the outbox and the live updates in one row. */
export type EventRow = {
  readonly prefecture: string
  readonly subjectType: string
  readonly subjectId: string
  /** `workOrder.dispatched`, `report.matched`: the consumers' contract. */
  readonly kind: string
  readonly data: Readonly<Record<string, unknown>>
  /** When the person acted, by their device, where that differs from when the server heard of it. */
  readonly deviceAt?: Instant | undefined
}

/** Who did what to what: one entry for what matters, in the same transaction. Phones, names and addresses are masked when it is written. */
export type AuditRow = {
  readonly prefecture: string
  readonly action: AuditedAction
  readonly subjectType: AuditedSubject
  readonly subjectId: string
  readonly before?: unknown
  readonly after?: unknown
  readonly reason?: string | undefined
}

export type Receipt = { readonly commandId: string; readonly fingerprint: string; readonly reply: unknown }

export type Happening = {
  readonly actor: Actor
  readonly at: Instant
  readonly events?: readonly EventRow[]
  readonly audit?: readonly AuditRow[]
  readonly receipt?: Receipt | undefined
}

const RECORD = `
WITH recorded AS (
  INSERT INTO event (prefecture, id, subject_type, subject_id, kind, at, device_at, actor_id, actor_name, actor_role, source, data)
  SELECT e.prefecture, e.id, e."subjectType", e."subjectId", e.kind, $1, e."deviceAt", $2, $3, $4, $5, e.data
  FROM jsonb_to_recordset($6::jsonb) AS e(prefecture text, id uuid, "subjectType" text, "subjectId" uuid, kind text, "deviceAt" timestamptz, data jsonb)
), audited AS (
  INSERT INTO audit_entry (prefecture, id, at, actor_id, actor_name, actor_role, action, subject_type, subject_id, before, after, reason, source, mac)
  SELECT a.prefecture, a.id, $1, $2, $3, $4, a.action, a."subjectType", a."subjectId", a.before, a.after, a.reason, $5, decode(a.mac, 'hex')
  FROM jsonb_to_recordset($7::jsonb) AS a(prefecture text, id uuid, action text, "subjectType" text, "subjectId" text, before jsonb, after jsonb, reason text, mac text)
)
INSERT INTO command_receipt (sender_id, command_id, at, fingerprint, reply)
SELECT r."senderId", r."commandId", $1, r.fingerprint, r.reply
FROM jsonb_to_recordset($8::jsonb) AS r("senderId" uuid, "commandId" text, fingerprint text, reply jsonb)`

/**
 * Writes events, audit entries and the command's receipt in one statement.
 * Call `tx.act()` before: the rows may belong to somebody whose rows the actor does not see.
 * A receipt that exists already fails with 23505: the transaction rolls back and the caller answers with the first reply.
 */
export const record = (tx: Tx, happening: Happening): Promise<number> => {
  const { actor, at, events = [], audit = [], receipt } = happening
  if (events.length > 0) tx.wake('events')
  const by = {
    at,
    actorId: actor.userId,
    actorName: actor.name,
    actorRole: actor.roles[0] ?? 'system',
    source: actor.source,
  }
  const entries = audit.map((entry) => {
    const masked = {
      ...entry,
      id: newId(),
      before: withoutPersonalData(entry.before ?? null),
      after: withoutPersonalData(entry.after ?? null),
      reason: withoutPersonalData(entry.reason ?? null),
    }
    return { ...masked, mac: tx.sign?.(auditText({ ...by, ...masked })) }
  })
  return tx.run({
    name: 'record',
    text: RECORD,
    values: [
      by.at,
      by.actorId,
      by.actorName,
      by.actorRole,
      by.source,
      JSON.stringify(events.map((event) => ({ id: newId(), ...event }))),
      JSON.stringify(entries),
      JSON.stringify(receipt ? [{ senderId: actor.userId, ...receipt }] : []),
    ],
  })
}

/** The first answer to a command that was sent before, with the digest of what it said. */
export const findReceipt = (
  tx: Tx,
  senderId: string,
  commandId: string,
): Promise<{ fingerprint: string; reply: unknown } | undefined> =>
  tx.first({
    name: 'receipt',
    text: 'SELECT fingerprint, reply FROM command_receipt WHERE sender_id = $1 AND command_id = $2',
    values: [senderId, commandId],
  })
