import type { QueuedOrderCommand } from '#core/sync/sync.contract.ts'
import { enqueue, type NewCommand, type OutboxItem, settleItem } from '#web/field/outbox.ts'
import { syncSoon } from '#web/field/outbox-send.ts'

/** The same content with a number of its own, at the end; done when it was first done. */
export const sendAgain = async (item: OutboxItem): Promise<void> => {
  const { command, doneAt, who } = item
  const { at, lastContact, after: _, ...given } = command
  const bare = { ...given }
  // The order may have gone on: the server decides on it as it is then.
  if ('baseVersion' in bare) delete (bare as { baseVersion?: QueuedOrderCommand['baseVersion'] }).baseVersion
  await enqueue(bare as NewCommand, { doneAt, who, at, ...(lastContact ? { lastContact } : {}) }, { instead: item.id })
  void syncSoon()
}

/** The content goes into the order's timeline as a note for the station head; the item stays, marked so. */
export const handToHead = async (item: OutboxItem, note: string): Promise<void> => {
  if (item.command.kind !== 'order') return
  const { number } = item.command
  await enqueue({ kind: 'order', number, action: 'addNote', input: { note } }, { doneAt: item.doneAt, who: item.who })
  await settleItem(item.id, 'handed')
  void syncSoon()
}
