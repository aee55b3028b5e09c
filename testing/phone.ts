import type { BodyOf } from '#core/contract.ts'
import type { CommandAnswer, Contact, QueuedCommand, Reading, Snapshot } from '#core/sync/sync.contract.ts'
import { syncRoutes } from '#core/sync/sync.contract.ts'
import type { OrderAction } from '#core/work-orders/work-order.transitions.ts'
import { newId } from '#server/platform/new-id.ts'
import type { Answer } from './call.ts'
import type { Client } from './server.ts'

type Batch = BodyOf<typeof syncRoutes.commands>
type Sent = Partial<Pick<QueuedCommand, 'id' | 'at' | 'after' | 'lastContact'>> & { readonly baseVersion?: number }

/** A phone without screens: it counts its commands, and sends them as it is told to. */
export type Phone = {
  readonly id: string
  readonly client: Client
  /** Queues; answers the command. */
  readonly act: (number: string, action: OrderAction, input?: object, sent?: Sent) => QueuedCommand
  readonly call: (route: string, body: object, sent?: Sent) => QueuedCommand
  /** What has no answer yet. */
  readonly outbox: readonly QueuedCommand[]
  readonly batchOf: (commands: readonly unknown[], more?: Partial<Batch>) => Batch
  readonly send: (batch: Batch) => Promise<Answer<{ readonly answers: readonly CommandAnswer[] }>>
  /** Sends what it has, takes the answers, and gives them back. */
  readonly sync: (more?: Partial<Batch>) => Promise<readonly CommandAnswer[]>
  readonly hear: (answers: readonly CommandAnswer[]) => void
  readonly snapshot: (checkpoint?: string) => Promise<Answer<Snapshot>>
}

export const phoneOf = async (client: Client, id = newId(), now = () => new Date().toISOString()): Promise<Phone> => {
  const registered = await client.call(syncRoutes.register, { body: { id, name: '测试手机', platform: 'android' } })
  if (registered.status !== 200) throw new Error(`the phone is not registered: ${JSON.stringify(registered.problem)}`)
  let outbox: QueuedCommand[] = []
  let seq = registered.body.lastSeq
  let lastContact: Contact | undefined
  const readingNow = (): Reading => ({ deviceAt: now() })
  const queue = <C extends QueuedCommand>(command: Omit<C, 'id' | 'seq' | 'at'>, sent: Sent): QueuedCommand => {
    seq += 1
    const made = { id: newId(), seq, at: readingNow(), ...command, ...sent } as unknown as QueuedCommand
    outbox.push(made)
    return made
  }
  const phone: Phone = {
    id,
    client,
    act: (number, action, input = {}, sent = {}) =>
      queue<QueuedCommand & { kind: 'order' }>(
        { kind: 'order', number, action, input: input as Record<string, unknown> },
        sent,
      ),
    call: (route, body, sent = {}) =>
      queue<QueuedCommand & { kind: 'call' }>({ kind: 'call', route, body: body as Record<string, unknown> }, sent),
    get outbox() {
      return outbox
    },
    batchOf: (commands, more = {}) => ({
      deviceId: id,
      sent: readingNow(),
      firstSeq: outbox[0]?.seq ?? seq + 1,
      commands: [...commands],
      ...(lastContact ? { lastContact } : {}),
      ...more,
    }),
    send: (batch) => client.call(syncRoutes.commands, { body: batch }),
    hear: (answers) => {
      const answered = new Set(answers.filter(({ outcome }) => outcome !== 'later').map((answer) => answer.id))
      outbox = outbox.filter((command) => !answered.has(command.id))
    },
    sync: async (more) => {
      const answer = await client.call(syncRoutes.commands, { body: phone.batchOf(outbox, more) })
      if (answer.status !== 200) throw new Error(`the batch was refused: ${JSON.stringify(answer.problem)}`)
      lastContact = { serverAt: answer.body.serverAt, reading: readingNow() }
      phone.hear(answer.body.answers)
      return answer.body.answers
    },
    snapshot: (checkpoint) =>
      client.call(syncRoutes.snapshot, { query: { device: id, ...(checkpoint === undefined ? {} : { checkpoint }) } }),
  }
  return phone
}
