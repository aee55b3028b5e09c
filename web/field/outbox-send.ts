import { type CommandAnswer, syncRoutes } from '#core/sync/sync.contract.ts'
import type { Instant } from '#core/time.ts'
import { endSession } from '#web/field/session/session.ts'
import { connection, heardFromServer, lostServer } from '#web/field/ui/connection.ts'
import { useStore } from '#web/field/ui/store.ts'
import { call } from '#web/ui/api.ts'
import { setServerNow } from '#web/ui/clock.ts'
import { type CallError, isCallError } from '#web/ui/problem.ts'
import { keeping, prolong, wipeKept } from './keeping.ts'
import { announceFilesOf } from './kept-files.ts'
import { forgetParts } from './kept-parts.ts'
import {
  forgetOutbox,
  loadOutbox,
  type OutboxItem,
  onOutbox,
  outboxItems,
  takeAnswers,
  waitingItems,
} from './outbox.ts'
import { asOneSender } from './outbox-lease.ts'
import { readClocks } from './phone-clock.ts'
import { keepContact, lastContact } from './phone-contact.ts'
import { registerPhone } from './register-phone.ts'

const FIRST_WAIT_MS = 2_000
const LONGEST_WAIT_MS = 60_000
/** A network that is dead without saying so. */
const PATIENCE_MS = 45_000
const BATCH = { online: 200, weak: 20, offline: 20 } as const

type Sending = {
  readonly isSending: boolean
  /** How long one command took last time, all in all. */
  readonly msEach: number | undefined
}

let sending: Sending = { isSending: false, msEach: undefined }
const listeners = new Set<() => void>()
const change = (part: Partial<Sending>): void => {
  sending = { ...sending, ...part }
  for (const listener of listeners) listener()
}

let attempt = 0
let timer: ReturnType<typeof setTimeout> | undefined
let running: Promise<boolean> | undefined
let isWantedAgain = false

/**
 * Sends what waits and asks what changed, now; one run at a time, and another after it when something came in meanwhile. Answers whether
 * the server was heard.
 */
export const syncNow = (): Promise<boolean> => {
  clearTimeout(timer)
  if (running) {
    isWantedAgain = true
    return running
  }
  running = run().finally(() => {
    running = undefined
    if (isWantedAgain) {
      isWantedAgain = false
      void syncNow()
    }
  })
  return running
}

/** The network is back, or somebody asks: the waiting time begins anew. */
export const syncSoon = (): Promise<boolean> => {
  attempt = 0
  return syncNow()
}

const again = (): void => {
  const wait = Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** attempt) * (0.75 + Math.random() / 2)
  attempt += 1
  clearTimeout(timer)
  timer = setTimeout(() => void syncNow(), wait)
}

const run = async (): Promise<boolean> => {
  const open = keeping()
  if (!open) return false
  change({ isSending: true })
  try {
    const wasMine = await asOneSender(open.db, async () => {
      await loadOutbox()
      await sendAll()
    })
    if (wasMine) attempt = 0
    else again()
    return wasMine
  } catch (error) {
    if (!(await isSettled(error))) again()
    return false
  } finally {
    change({ isSending: false })
  }
}

const afterwards = new Set<() => void>()
/** Called whenever everything that waited was sent: what may take long has its turn. */
export const onSynced = (listener: () => void): void => void afterwards.add(listener)
const tellSynced = (): void => {
  for (const listener of afterwards) listener()
}

/** Batch after batch, until nothing is left that can go; each brings what changed. */
const sendAll = async (): Promise<void> => {
  for (;;) {
    const batch = nextBatch()
    if (batch.length === 0) {
      tellSynced()
      return askSnapshot()
    }
    const answers = await sendBatch(batch)
    // The server had no time for the rest: after a while.
    if (!answers.some(({ outcome }) => outcome !== 'later')) throw new Error('the server had no time for what waits')
    if (waitingItems().length === 0) return tellSynced()
  }
}

const nextBatch = (): readonly OutboxItem[] => waitingItems().slice(0, BATCH[connection().state])

const sendBatch = async (batch: readonly OutboxItem[]): Promise<readonly CommandAnswer[]> => {
  const open = keeping()
  const [first] = batch
  if (!open || !first) return []
  const contact = lastContact()
  const account = await open.db.accounts.get(open.userId)
  const commands = batch.map(({ id, seq, command }) => ({ ...command, id, seq }))
  await patiently((signal) => announceFilesOf(batch, signal))
  const startedAt = performance.now()
  const reply = await patiently((signal) =>
    call(
      syncRoutes.commands,
      {
        body: {
          deviceId: open.deviceId,
          sent: readClocks(),
          ...(contact ? { lastContact: contact } : {}),
          firstSeq: first.seq,
          commands,
          checkpoint: account?.checkpoint ?? '',
        },
      },
      { signal },
    ),
  )
  change({ msEach: (performance.now() - startedAt) / batch.length })
  await hear(reply)
  await takeAnswers(reply.answers, reply.snapshot, reply.serverAt)
  return reply.answers
}

const askSnapshot = async (): Promise<void> => {
  const open = keeping()
  if (!open) return
  const { checkpoint } = (await open.db.accounts.get(open.userId)) ?? {}
  const query = { device: open.deviceId, ...(checkpoint ? { checkpoint } : {}) }
  const snapshot = await patiently((signal) => call(syncRoutes.snapshot, { query }, { signal }))
  await hear(snapshot)
  await takeAnswers([], snapshot, snapshot.serverAt)
}

const hear = async ({ serverAt, expiresAt }: { serverAt: Instant; expiresAt: Instant }): Promise<void> => {
  setServerNow(serverAt)
  await keepContact(serverAt, readClocks())
  await prolong(expiresAt)
}

const patiently = async <T>(ask: (signal: AbortSignal) => Promise<T>): Promise<T> => {
  const control = new AbortController()
  const limit = setTimeout(() => control.abort(), PATIENCE_MS)
  const startedAt = Date.now()
  try {
    const reply = await ask(control.signal)
    heardFromServer(Date.now() - startedAt)
    return reply
  } catch (error) {
    if (!isCallError(error) || error.kind === 'not-reached') lostServer()
    throw error
  } finally {
    clearTimeout(limit)
  }
}

/** Whether trying again by itself would not help. */
const isSettled = async (error: unknown): Promise<boolean> => {
  if (!isCallError(error)) return false
  if (error.kind === 'signed-out') return true
  if (error.code === 'sync.device-revoked') {
    await wipeKept()
    forgetParts()
    forgetOutbox()
    endSession('revoked')
    return true
  }
  if (error.code === 'sync.device-unknown') await registerAgain(error)
  return false
}

/** The server was set up anew and does not know this phone. */
const registerAgain = async (unknown: CallError): Promise<void> => {
  const open = keeping()
  if (!open) return
  const registered = await registerPhone(open.deviceId).catch(() => undefined)
  if (registered?.key === null) throw unknown
}

/** What the server said to a command, when it says so in time. */
export const answerWithin = (id: string, ms: number): Promise<OutboxItem | undefined> =>
  new Promise((resolve) => {
    const find = () => outboxItems().find((item) => item.id === id && item.state !== 'waiting')
    const end = (item: OutboxItem | undefined) => {
      stop()
      clearTimeout(limit)
      resolve(item)
    }
    const stop = onOutbox(() => {
      const item = find()
      if (item) end(item)
    })
    const limit = setTimeout(() => end(find()), ms)
  })

const subscribe = (changed: () => void): (() => void) => {
  listeners.add(changed)
  return () => {
    listeners.delete(changed)
  }
}

export const useSending = (): Sending => useStore(subscribe, () => sending)
