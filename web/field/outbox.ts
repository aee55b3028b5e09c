import type { CommandAnswer, QueuedCallCommand, QueuedOrderCommand } from '#core/sync/sync.contract.ts'
import type { Instant } from '#core/time.ts'
import { useStore } from '#web/field/ui/store.ts'
import { commandKey } from '#web/ui/api.ts'
import { seal, unseal } from './device-key.ts'
import { keeping } from './keeping.ts'
import { prepareSnapshot, type SnapshotChange } from './kept-parts.ts'
import type { CommandState, KeptCommand } from './local-db.ts'
import { readClocks } from './phone-clock.ts'
import { lastContact } from './phone-contact.ts'

type Given = 'id' | 'seq' | 'at' | 'lastContact' | 'after'
/** What is to be sent, before it has its number. */
export type NewCommand = Omit<QueuedOrderCommand, Given> | Omit<QueuedCallCommand, Given>

/** What lies sealed of a command. */
type Content = {
  readonly command: Omit<QueuedOrderCommand, 'id' | 'seq'> | Omit<QueuedCallCommand, 'id' | 'seq'>
  /** When it was done, by the server's time as the phone knew it. */
  readonly doneAt: Instant
  /** Whom it is about, for the list: 王先生. */
  readonly who: string | null
  readonly answer?: CommandAnswer
  readonly answeredAt?: Instant
}

export type OutboxItem = Content & { readonly id: string; readonly seq: number; readonly state: CommandState }

const SENT_SHOWN = 100
const CHANNEL = 'daiwei-outbox'

let items: readonly OutboxItem[] = []
const listeners = new Set<() => void>()
const channel = typeof BroadcastChannel === 'undefined' ? undefined : new BroadcastChannel(CHANNEL)

const show = (next: readonly OutboxItem[]): void => {
  items = [...next].sort((a, b) => a.seq - b.seq)
  for (const listener of listeners) listener()
}

const place = (id: string): string => `command ${id}`
const contentOf = ({ id: _, seq: __, state: ___, ...content }: OutboxItem): Content => content

/** The row as it is kept. */
const sealed = async (item: OutboxItem): Promise<KeptCommand> => {
  const open = keeping()
  if (!open) throw new Error('nothing is kept on this phone now')
  const { id, seq, state } = item
  return { id, owner: open.userId, seq, state, sealed: await seal(open.key, place(id), contentOf(item)) }
}

export const outboxItems = (): readonly OutboxItem[] => items
export const waitingItems = (): readonly OutboxItem[] => items.filter(({ state }) => state === 'waiting')
/** Not taken by the server: they wait, or the person has to decide about them. */
export const unsentItems = (): readonly OutboxItem[] =>
  items.filter(({ state }) => state === 'waiting' || state === 'refused')

/** Another page of this phone changed the outbox: it is read again by whoever listens here. */
export const onOtherPage = (listener: () => void): void => {
  channel?.addEventListener('message', listener)
}
const tellOtherPages = (): void => channel?.postMessage('changed')

/** Reads what was kept; a row that does not open belongs to a key that is gone, and stays where it is. */
export const loadOutbox = async (): Promise<void> => {
  const open = keeping()
  if (!open) return show([])
  const rows = await open.db.commands.where('owner').equals(open.userId).toArray()
  const found = await Promise.all(
    rows.map(async ({ id, seq, state, sealed: content }) => {
      const opened = await unseal<Content>(open.key, place(id), content).catch(() => undefined)
      return opened && { ...opened, id, seq, state }
    }),
  )
  show(found.filter((item) => item !== undefined))
}

export const forgetOutbox = (): void => show([])

/**
 * Keeps the command before anybody is told that it is done: when this returns, it survives a killed app. Throws where the phone is full.
 * `instead`: the refused command whose place it takes.
 */
export const enqueue = async (
  command: NewCommand,
  about: Pick<Content, 'doneAt' | 'who'> & Partial<Pick<Content['command'], 'at' | 'lastContact'>>,
  { id = commandKey(), instead }: { readonly id?: string; readonly instead?: string | undefined } = {},
): Promise<OutboxItem> => {
  const open = keeping()
  if (!open) throw new Error('nothing is kept on this phone now')
  const { doneAt, who, at = readClocks(), lastContact: contact = lastContact() } = about
  const before = command.kind === 'order' ? [...waitingOf(command.number)].pop() : undefined
  const content: Content = {
    ...{ doneAt, who },
    command: {
      ...command,
      at,
      ...(contact ? { lastContact: contact } : {}),
      ...(before ? { after: before.id } : {}),
    },
  }
  const row = await sealed({ ...content, id, seq: 0, state: 'waiting' })
  const { db, userId } = open
  let seq = 0
  await db.transaction('rw', [db.commands, db.accounts], async () => {
    const account = await db.accounts.get(userId)
    seq = (account?.lastSeq ?? 0) + 1
    await db.accounts.update(userId, { lastSeq: seq })
    if (instead !== undefined) await db.commands.delete(instead)
    await db.commands.add({ ...row, seq })
  })
  const item: OutboxItem = { ...content, id, seq, state: 'waiting' }
  show([...items.filter((each) => each.id !== instead), item])
  tellOtherPages()
  return item
}

/** The waiting actions on one order, in their order. */
export const waitingOf = (number: string): readonly OutboxItem[] =>
  waitingItems().filter(({ command }) => command.kind === 'order' && command.number === number)

const STATE_BY_OUTCOME = { done: 'done', kept: 'kept', refused: 'refused' } as const

/** Writes down what the server answered, together with what it says the orders are like now: one step, or none of it. */
export const takeAnswers = async (
  answers: readonly CommandAnswer[],
  snapshot: Parameters<typeof prepareSnapshot>[0] | null,
  answeredAt: Instant,
): Promise<void> => {
  const open = keeping()
  if (!open) return
  const byId = new Map(answers.map((answer) => [answer.id, answer]))
  const changed = items.flatMap((item) => {
    const answer = byId.get(item.id)
    if (!answer || answer.outcome === 'later' || item.state !== 'waiting') return []
    return [{ ...item, state: STATE_BY_OUTCOME[answer.outcome], answer, answeredAt }]
  })
  const rows = await Promise.all(changed.map(sealed))
  const change: SnapshotChange | undefined = snapshot ? await prepareSnapshot(snapshot) : undefined
  const { db } = open
  const ids = new Set(changed.map(({ id }) => id))
  const next = [...items.filter(({ id }) => !ids.has(id)), ...changed]
  const old = oldOnes(next)
  await db.transaction('rw', [db.commands, db.accounts, db.parts], async () => {
    await db.commands.bulkPut(rows)
    await db.commands.bulkDelete([...old])
    await change?.write()
  })
  change?.show()
  // What was put in while this was written is not lost from view.
  const late = items.filter(({ id }) => !next.some((each) => each.id === id))
  show([...next.filter(({ id }) => !old.has(id)), ...late])
  if (changed.length > 0 || change) tellOtherPages()
}

/** Of what was sent only the last ones are shown. */
const oldOnes = (all: readonly OutboxItem[]): ReadonlySet<string> => {
  const sent = all.filter(({ state }) => state === 'done').sort((a, b) => a.seq - b.seq)
  return new Set(sent.slice(0, Math.max(0, sent.length - SENT_SHOWN)).map(({ id }) => id))
}

/** Changes one that the server answered; `undefined` takes it away: the person's own decision, never ours. */
export const settleItem = async (id: string, state: 'handed' | undefined): Promise<void> => {
  const open = keeping()
  const item = items.find((each) => each.id === id)
  if (!open || !item || item.state === 'waiting') return
  if (state) await open.db.commands.put(await sealed({ ...item, state }))
  else await open.db.commands.delete(id)
  show(items.flatMap((each) => (each.id === id ? (state ? [{ ...each, state }] : []) : [each])))
  tellOtherPages()
}

export const onOutbox = (changed: () => void): (() => void) => {
  listeners.add(changed)
  return () => {
    listeners.delete(changed)
  }
}

export const useOutbox = (): readonly OutboxItem[] => useStore(onOutbox, outboxItems)
