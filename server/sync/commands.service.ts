import type { BodyOf, ReplyOf } from '#core/contract.ts'
import { ok, type Refusal, type Result } from '#core/result.ts'
import { isPhoneRoute, phoneRoutes } from '#core/sync/phone-routes.ts'
import { dependsOnEarlier } from '#core/sync/policy.rules.ts'
import {
  type CommandAnswer,
  maxCommands,
  type QueuedCallCommand,
  type QueuedCommand,
  type QueuedOrderCommand,
  type syncRoutes,
} from '#core/sync/sync.contract.ts'
import type { AccessDeps } from '#server/access/index.ts'
import { codeOf, type Tx } from '#server/platform/db.ts'
import { type Http, isDatabaseAway } from '#server/platform/http.ts'
import { newId } from '#server/platform/new-id.ts'
import { record } from '#server/platform/record.store.ts'
import { decideQueued } from '#server/work-orders/index.ts'
import { expiryOf, heardFrom } from './device.service.ts'
import { findDevice, takeSeq } from './device.store.ts'
import {
  actionOf,
  answerOf,
  fingerprintOf,
  presentTime,
  problemFor,
  type Received,
  receivedOf,
  type Sender,
  saidOf,
  timeOfCall,
} from './queued.ts'
import { type FoundReceipt, findReceipts, isKeptAnswer, type KeptAnswer } from './receipt.store.ts'

type Body = BodyOf<typeof syncRoutes.commands>
type Reply = Omit<ReplyOf<typeof syncRoutes.commands>, 'snapshot'>

/** What is known of the phone's commands while a batch is looked at. */
type Batch = {
  readonly deps: AccessDeps
  readonly http: Pick<Http, 'ask'>
  readonly sender: Sender
  /** Answers of those that were received before, by id. */
  readonly receipts: Map<string, FoundReceipt>
  /** The number that is taken next. */
  expected: number
  isRevoked: boolean
}

/**
 * The commands of one phone in their order, each decided and answered by itself in a transaction of its own, exactly once: what came
 * before gets its first answer, what came too early waits (`later`), and after `maxCommands` the rest is left to the next request.
 * Refusals: `sync.device-unknown`, `sync.device-revoked`.
 */
export const takeCommands = async (
  deps: AccessDeps,
  http: Pick<Http, 'ask'>,
  sender: Sender,
  body: Body,
): Promise<Result<Reply>> => {
  const { actor, language, deviceId } = sender
  const serverAt = deps.clock.now()
  const device = await heardFrom(deps, actor, deviceId, serverAt)
  if (!device.ok) return device
  const received = body.commands.slice(0, maxCommands).map((given) => receivedOf(given, language))
  const batch: Batch = {
    deps,
    http,
    sender,
    receipts: await receiptsOf(deps, sender, received),
    expected: Math.max(device.value.lastSeq + 1, body.firstSeq),
    isRevoked: false,
  }
  const answerById = new Map<Received, CommandAnswer>()
  // In the phone's order, however the batch came to be put together.
  for (const each of [...received].sort((a, b) => (a.seq ?? 0) - (b.seq ?? 0))) {
    answerById.set(each, await answerFor(batch, each))
  }
  return ok({
    answers: received.flatMap((each) => answerById.get(each) ?? []),
    left: Math.max(0, body.commands.length - maxCommands),
    lastSeq: batch.expected - 1,
    serverAt,
    expiresAt: expiryOf(deps, serverAt),
  })
}

const receiptsOf = async (
  deps: AccessDeps,
  { actor }: Sender,
  received: readonly Received[],
): Promise<Map<string, FoundReceipt>> => {
  const ids = new Set<string>()
  for (const { id, command } of received) {
    ids.add(id)
    if (command.ok && command.value.after) ids.add(command.value.after.toLowerCase())
  }
  if (ids.size === 0) return new Map()
  const rows = await deps.db.withTransaction(actor.scope, (tx) => findReceipts(tx, actor.userId, [...ids]))
  return new Map(rows.map((row) => [row.commandId, row]))
}

const answerFor = async (batch: Batch, received: Received): Promise<CommandAnswer> => {
  const { command, seq, id } = received
  if (batch.isRevoked) return refused(batch, id, revoked)
  if (seq === undefined) return refused(batch, id, command.ok ? passed : command.refusal)
  const before = command.ok ? repeatedOf(batch, command.value) : undefined
  if (before) {
    if (seq === batch.expected) batch.expected = seq + 1
    return before
  }
  if (seq > batch.expected) return answerOf(id, 'later')
  if (seq < batch.expected) return refused(batch, id, command.ok ? passed : command.refusal)
  const answer = command.ok ? await take(batch, command.value) : await keepRefused(batch, { id, seq }, command.refusal)
  if (!batch.isRevoked && answer.outcome !== 'later') batch.expected = seq + 1
  return answer
}

const passed: Refusal = { code: 'sync.passed', kind: 'conflict' }
const revoked: Refusal = { code: 'sync.device-revoked', kind: 'forbidden' }
const afterRefused: Refusal = { code: 'sync.after-refused', kind: 'conflict' }

const refused = ({ deps, sender }: Batch, id: string, refusal: Refusal, more: Partial<CommandAnswer> = {}) =>
  answerOf(id, 'refused', { problem: problemFor(deps, refusal, sender.language), ...more })

/** The answer that the same command got before. */
const repeatedOf = (batch: Batch, command: QueuedCommand): CommandAnswer | undefined => {
  const receipt = batch.receipts.get(command.id)
  if (!receipt) return undefined
  if (receipt.fingerprint !== fingerprintOf(command)) {
    return refused(batch, command.id, { code: 'platform.command-reused', kind: 'conflict' })
  }
  if (isKeptAnswer(receipt.reply)) return { ...receipt.reply.queued, isRepeated: true }
  return answerOf(command.id, 'done', { reply: receipt.reply, isRepeated: true })
}

/** Whether what this one waits for was refused. */
const isBroken = (batch: Batch, { after }: QueuedCommand): boolean => {
  const reply = after && batch.receipts.get(after.toLowerCase())?.reply
  return isKeptAnswer(reply) && reply.isBroken
}

/** Whether somebody else was faster with the same command, or the phone was revoked just now. */
const takenMeanwhile = Symbol('taken')

const take = async (batch: Batch, command: QueuedCommand): Promise<CommandAnswer> => {
  try {
    const answer = command.kind === 'order' ? await takeAction(batch, command) : await takeCall(batch, command)
    if (answer !== takenMeanwhile) return answer
  } catch (error) {
    // The same command by another way at the same time.
    if (codeOf(error) === '23505') return meanwhile(batch, command)
    if (isPassing(error)) throw error
    // What nobody expected must not stand in the way of all that comes after it.
    const reference = newId()
    batch.deps.log.error({ err: error, reference, command: command.id, kind: command.kind }, 'failure')
    return keepRefused(batch, command, { code: 'platform.failure', params: { reference } })
  }
  return meanwhile(batch, command)
}

/** The database is away or too busy: the whole batch is sent again. */
const isPassing = (error: unknown): boolean => isDatabaseAway(error) || /^(?:40|53|55|57)/.test(codeOf(error))

const meanwhile = async (batch: Batch, command: QueuedCommand): Promise<CommandAnswer> => {
  const { deps, sender } = batch
  const { userId, scope } = sender.actor
  const [device, rows] = await deps.db.withTransaction(scope, async (tx) =>
    Promise.all([findDevice(tx, userId, sender.deviceId), findReceipts(tx, userId, [command.id])]),
  )
  for (const row of rows) batch.receipts.set(row.commandId, row)
  if (device?.revokedAt) batch.isRevoked = true
  return repeatedOf(batch, command) ?? refused(batch, command.id, batch.isRevoked ? revoked : passed)
}

const takeAction = async (
  batch: Batch,
  command: QueuedOrderCommand,
): Promise<CommandAnswer | typeof takenMeanwhile> => {
  const { deps, sender } = batch
  const parsed = actionOf(command, sender.language)
  if (!parsed.ok) return keepRefused(batch, command, parsed.refusal)
  const { action } = parsed.value
  const isAfterRefused = isBroken(batch, command)
  if (isAfterRefused && dependsOnEarlier(action)) return keepRefused(batch, command, afterRefused)
  const { actor, deviceId } = sender
  const said = saidOf(command, sender)
  return deps.db.withPlannedTransaction(actor.scope, async (tx) => {
    const taking = takeSeq(tx, actor.userId, deviceId, command.seq)
    const { number, baseVersion, id } = command
    const deciding = decideQueued(deps, tx, actor, { ...parsed.value, id, number, baseVersion, said })
    if ((await taking) === 0) {
      await deciding
      return takenMeanwhile
    }
    const outcome = await deciding
    const time = presentTime(outcome.time)
    const changed = outcome.changed ?? null
    if (outcome.is === 'refused') {
      const answer = refused(batch, id, outcome.refusal, { time, changed })
      keepAnswer(batch, tx, command, { queued: answer, isBroken: true })
      return answer
    }
    const answer = answerOf(id, outcome.is, { order: outcome.reply, time, changed, conflicts: [...outcome.conflicts] })
    const reply: KeptAnswer = { queued: answer, isBroken: isAfterRefused }
    outcome.save(receiptFor(batch, command, reply))
    return answer
  })
}

const receiptFor = (batch: Batch, command: QueuedCommand, reply: KeptAnswer) => {
  const receipt = { commandId: command.id, fingerprint: fingerprintOf(command), reply }
  batch.receipts.set(command.id, receipt)
  return receipt
}

const keepAnswer = ({ deps, ...batch }: Batch, tx: Tx, command: QueuedCommand, reply: KeptAnswer): void => {
  tx.act()
  const receipt = receiptFor({ deps, ...batch }, command, reply)
  void record(tx, { actor: batch.sender.actor, at: deps.clock.now(), receipt })
}

/** Refused before any order was looked at; it had its turn all the same. */
const keepRefused = async (
  batch: Batch,
  command: QueuedCommand | { readonly id: string; readonly seq: number },
  refusal: Refusal,
): Promise<CommandAnswer> => {
  const answer = refused(batch, command.id, refusal)
  const { deps, sender } = batch
  const { actor, deviceId } = sender
  const taken = await deps.db.withTransaction(actor.scope, async (tx) => {
    const taking = takeSeq(tx, actor.userId, deviceId, command.seq)
    if ((await taking) === 0) return 0
    if ('kind' in command) keepAnswer(batch, tx, command, { queued: answer, isBroken: true })
    return 1
  })
  if (taken === 1 || !('kind' in command)) return answer
  return meanwhile(batch, command)
}

/** A route that acts in a transaction of its own and leaves its own receipt under the command's id. */
const takeCall = async (batch: Batch, command: QueuedCallCommand): Promise<CommandAnswer | typeof takenMeanwhile> => {
  const { deps, http, sender } = batch
  const { actor, language, deviceId } = sender
  const { route: name, params, body } = command
  if (!isPhoneRoute(name)) {
    return keepRefused(batch, command, { code: 'sync.unknown-route', field: 'route', params: { route: name } })
  }
  const time = timeOfCall(deps, command, sender, deps.clock.now())
  const fingerprint = fingerprintOf(command)
  const result = await http.ask(phoneRoutes[name], {
    ...{ actor, language, params, body, fingerprint },
    ...{ commandId: command.id, actedAt: time.at },
  })
  if (!result.ok) return keepRefused(batch, command, result.refusal)
  batch.receipts.set(command.id, { commandId: command.id, fingerprint, reply: result.value })
  const taken = await deps.db.withTransaction(actor.scope, (tx) => takeSeq(tx, actor.userId, deviceId, command.seq))
  return taken === 0 ? takenMeanwhile : answerOf(command.id, 'done', { reply: result.value, time: presentTime(time) })
}
