import type { Actor } from '#core/access/scope.ts'
import { ok, type Refused, type Result, refuse } from '#core/result.ts'
import type { Instant } from '#core/time.ts'
import { codeOf, type Database, type Tx } from './db.ts'
import { type AuditRow, type EventRow, findReceipt, record } from './record.store.ts'

/** Who commands, when, and the sender's id of the command with a digest of what it says. */
export type SentCommand = {
  readonly actor: Actor
  readonly at: Instant
  readonly commandId?: string | undefined
  readonly fingerprint?: string
}

export type Outcome<T> = {
  readonly reply: T
  readonly events?: readonly EventRow[]
  readonly audit?: readonly AuditRow[]
}

/**
 * The one write path: `work` loads, decides and saves under the actor's scope; its events, audit entries and receipt go into the
 * same transaction. A refusal rolls back whatever `work` wrote. The same command twice acts once and gets the first answer.
 */
export const runCommand = async <T>(
  db: Database,
  command: SentCommand,
  work: (tx: Tx) => Promise<Result<Outcome<T>>>,
): Promise<Result<T>> => {
  const { actor, at, commandId, fingerprint = '' } = command
  /** What the same command got before. Asked only when it could matter: nearly every command is new. */
  const answered = (): Promise<Result<T> | undefined> =>
    db.withTransaction(actor.scope, async (tx) => {
      const first = commandId ? await findReceipt(tx, actor.userId, commandId) : undefined
      if (!first) return undefined
      // The same text got this reply from the same route.
      if (first.fingerprint === fingerprint) return ok(first.reply as T)
      return refuse('platform.command-reused', { kind: 'conflict' })
    })
  try {
    return await db.withTransaction(actor.scope, async (tx) => {
      const result = await work(tx)
      if (!result.ok) throw rollBackWith(result)
      const { reply, events, audit } = result.value
      if (commandId || events?.length || audit?.length) {
        tx.act()
        // Travels with the COMMIT, which reports its failure.
        void record(tx, {
          actor,
          at,
          ...(events ? { events } : {}),
          ...(audit ? { audit } : {}),
          ...(commandId ? { receipt: { commandId, fingerprint, reply } } : {}),
        })
      }
      return ok(reply)
    })
  } catch (error) {
    const refused = refusedIn(error)
    // A refusal may be the echo of the same command's own effect.
    if (refused) return (await answered()) ?? refused
    const first = isSecondReceipt(error) ? await answered() : undefined
    if (first) return first
    throw error
  }
}

const refusedByError = new WeakMap<Error, Refused>()

const rollBackWith = (refused: Refused): Error => {
  const error = new Error(refused.refusal.code)
  refusedByError.set(error, refused)
  return error
}

const refusedIn = (error: unknown): Refused | undefined =>
  error instanceof Error ? refusedByError.get(error) : undefined

const isSecondReceipt = (error: unknown): boolean =>
  codeOf(error) === '23505' &&
  error instanceof Error &&
  'constraint' in error &&
  error.constraint === 'command_receipt_pkey'
