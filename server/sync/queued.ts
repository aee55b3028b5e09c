import { createHash } from 'node:crypto'
import type { Actor } from '#core/access/scope.ts'
import { ok, type Refusal, type Result, refuse } from '#core/result.ts'
import { type EffectiveTime, effectiveTime } from '#core/sla/device-time.ts'
import { deviceToleranceParameter, maxOfflineParameter } from '#core/sla/sla.parameters.ts'
import {
  type CommandAnswer,
  type Contact,
  commandSchema,
  type QueuedCommand,
  type Reading,
} from '#core/sync/sync.contract.ts'
import type { Language } from '#core/text.ts'
import { dayOf, type Instant } from '#core/time.ts'
import { type ActionInput, actionInputs } from '#core/work-orders/work-order.inputs.ts'
import { type OrderAction, orderActions, transitionOf } from '#core/work-orders/work-order.transitions.ts'
import type { Deps } from '#server/platform/deps.ts'
import { problemOf, refusalOfZod } from '#server/platform/problem.ts'

/** Who sent the batch, from which phone, and what it said of its clocks. */
export type Sender = {
  readonly actor: Actor
  readonly language: Language
  readonly deviceId: string
  readonly sent: Reading
  readonly lastContact: Contact | undefined
}

/** As it was sent, with what is wrong with it where it is no command. */
export type Received = {
  readonly id: string
  /** Its place among the phone's commands; without one it has none and is refused by itself. */
  readonly seq: number | undefined
  readonly command: Result<QueuedCommand>
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/i

export const receivedOf = (given: unknown, language: Language): Received => {
  const { id, seq } = (typeof given === 'object' && given !== null ? given : {}) as { id?: unknown; seq?: unknown }
  const parsed = commandSchema.safeParse(given)
  const isNumbered = typeof seq === 'number' && Number.isSafeInteger(seq) && seq > 0
  return {
    id: typeof id === 'string' && UUID.test(id) ? id.toLowerCase() : String(id ?? '').slice(0, 64),
    seq: isNumbered ? seq : undefined,
    command: parsed.success
      ? ok({ ...parsed.data, id: parsed.data.id.toLowerCase() })
      : refusalOfZod(parsed.error, 'body', language),
  }
}

const isAction = (name: string): name is OrderAction =>
  (orderActions as readonly string[]).includes(name) && transitionOf(name as OrderAction).by.length > 0

/** What the action takes, checked by its own schema. Refusals: `sync.unknown-action`, `platform.invalid`. */
export const actionOf = (
  { action, input }: { readonly action: string; readonly input: unknown },
  language: Language,
): Result<{ readonly action: OrderAction; readonly input: ActionInput<OrderAction> }> => {
  if (!isAction(action)) return refuse('sync.unknown-action', { field: 'action', params: { action } })
  const parsed = actionInputs[action].safeParse(input)
  return parsed.success
    ? ok({ action, input: parsed.data as ActionInput<OrderAction> })
    : refusalOfZod(parsed.error, 'body', language)
}

/** What a command says, whenever and from whichever phone it is sent. */
export const fingerprintOf = (command: QueuedCommand): string => {
  const said =
    command.kind === 'order'
      ? [command.kind, command.number, command.action, command.input]
      : [command.kind, command.route, command.params ?? null, command.body ?? null]
  return createHash('sha256').update(JSON.stringify(said)).digest('base64url')
}

/** What the phone says of when it was done; the batch's last contact counts unless the command has its own. */
export const saidOf = (command: Pick<QueuedCommand, 'at' | 'lastContact'>, sender: Sender) => {
  const lastContact = command.lastContact ?? sender.lastContact
  return {
    done: readingOf(command.at),
    sent: readingOf(sender.sent),
    ...(lastContact
      ? { lastContact: { serverAt: lastContact.serverAt, reading: readingOf(lastContact.reading) } }
      : {}),
  }
}

const readingOf = ({ deviceAt, steadyMs, bootId }: Reading) => ({
  deviceAt,
  ...(steadyMs === undefined ? {} : { steadyMs }),
  ...(bootId === undefined ? {} : { bootId }),
})

/** When a call was done: by the figures of the whole province, because it may be about no order. */
export const timeOfCall = (
  deps: Deps,
  command: Pick<QueuedCommand, 'at' | 'lastContact'>,
  sender: Sender,
  now: Instant,
): EffectiveTime => {
  const figures = deps.parameters.on(dayOf(now))
  return effectiveTime(
    { ...saidOf(command, sender), receivedAt: now },
    {
      toleranceMinutes: figures.value(deviceToleranceParameter).value,
      maxOfflineMinutes: figures.value(maxOfflineParameter).value,
    },
  )
}

export const answerOf = (
  id: string,
  outcome: CommandAnswer['outcome'],
  more: Partial<CommandAnswer> = {},
): CommandAnswer => ({
  id,
  outcome,
  order: null,
  reply: null,
  problem: null,
  changed: null,
  conflicts: [],
  time: null,
  isRepeated: false,
  ...more,
})

export const problemFor = (deps: Deps, refusal: Refusal, language: Language): CommandAnswer['problem'] => {
  const { type: _, params, errors, ...problem } = problemOf(refusal, deps.texts, language)
  return {
    ...problem,
    ...(params ? { params: { ...params } } : {}),
    ...(errors ? { errors: errors.map((error) => ({ ...error })) } : {}),
  }
}

export const presentTime = (time: EffectiveTime | undefined): CommandAnswer['time'] =>
  time ? { at: time.at, flag: time.flag ?? null, outsideMinutes: time.outsideMinutes } : null
