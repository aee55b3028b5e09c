import 'fake-indexeddb/auto'
import { beforeEach, describe, expect, it } from 'vitest'
import type { Session } from '#core/access/access.contract.ts'
import type { CommandAnswer, Snapshot } from '#core/sync/sync.contract.ts'
import { commandKey } from '#web/ui/api.ts'
import { keepFor, keeping, lock, lockWhenOver, prolong, takeUpLast, wipeKept } from './keeping.ts'
import { keptAnswer, loadParts } from './kept-parts.ts'
import { localDb } from './local-db.ts'
import { enqueue, loadOutbox, outboxItems, settleItem, takeAnswers, unsentItems, waitingItems } from './outbox.ts'

const NOW = new Date().toISOString()
const inHours = (hours: number): string => new Date(Date.now() + hours * 3_600_000).toISOString()
const KEY = btoa(String.fromCharCode(...Array.from({ length: 32 }, (_, index) => index)))

const sessionOf = (id: string) => ({ user: { id, name: '吴启明' }, mustChangePassword: false }) as unknown as Session
const register =
  (key: string | null = KEY, lastSeq = 0) =>
  async () => ({ key, expiresAt: inHours(48), lastSeq })
const note = (text: string) => ({ kind: 'order', number: 'GY1', action: 'addNote', input: { note: text } }) as const
const put = (text: string) => enqueue(note(text), { doneAt: NOW, who: '王**' })
const answer = (id: string, outcome: CommandAnswer['outcome']): CommandAnswer => ({
  ...{ id, outcome, order: null, reply: null, changed: null, conflicts: [], time: null, isRepeated: false },
  problem: outcome === 'refused' ? { title: '工单已撤销', status: 409, code: 'work-orders.wrong-state' } : null,
})
const snapshot = (part: Partial<Snapshot>): Snapshot => ({
  ...{ expiresAt: inHours(48), serverAt: NOW, checkpoint: 'c1', isWhole: false, parts: [], removed: [] },
  ...{ orders: [], lastSeq: 0 },
  ...part,
})

let user = ''
beforeEach(async () => {
  user = commandKey()
  await keepFor(sessionOf(user), register())
  await loadParts()
  await loadOutbox()
})

describe('what was put into the outbox', () => {
  it('survives a killed app, and lies there sealed', async () => {
    const { id } = await put('皮线断在三楼')
    const row = await (await localDb())?.commands.get(id)
    expect(row?.state).toBe('waiting')
    expect(Buffer.from(row?.sealed.data ?? new ArrayBuffer(0)).includes(Buffer.from('皮线'))).toBe(false)
    await loadOutbox()
    expect(outboxItems().map(({ command }) => command)).toMatchObject([note('皮线断在三楼')])
  })

  it('has numbers without a gap, however many are put in at once', async () => {
    await Promise.all(Array.from({ length: 20 }, (_, index) => put(String(index))))
    expect(outboxItems().map(({ seq }) => seq)).toEqual(Array.from({ length: 20 }, (_, index) => index + 1))
  })

  it('goes on after the last number that the server knows, on a phone that lost its own count', async () => {
    await keepFor(sessionOf(commandKey()), register(KEY, 41))
    await loadOutbox()
    expect((await put('x')).seq).toBe(42)
  })

  it('names the one before it about the same order', async () => {
    const first = await put('1')
    expect((await put('2')).command.after).toBe(first.id)
  })
})

describe('the server’s answers', () => {
  it('are taken together with what the orders are like now, and what was refused stays until the person decides', async () => {
    const [a, b, c] = [await put('a'), await put('b'), await put('c')]
    const part = { kind: 'answer', id: 'p', number: null, path: '/api/v1/x', args: {}, reply: { is: 'new' } } as const
    const answers = [answer(a.id, 'done'), answer(b.id, 'refused'), answer(c.id, 'later')]
    await takeAnswers(answers, snapshot({ parts: [part] }), NOW)
    await loadOutbox()
    await loadParts()
    expect(outboxItems().map(({ state }) => state)).toEqual(['done', 'refused', 'waiting'])
    expect(keptAnswer('/api/v1/x', {})?.reply).toEqual({ is: 'new' })
    expect((await (await localDb())?.accounts.get(user))?.checkpoint).toBe('c1')
    // An answer that comes twice changes nothing.
    await takeAnswers([answer(b.id, 'done')], null, NOW)
    expect(unsentItems().map(({ id }) => id)).toEqual([b.id, c.id])
    await settleItem(c.id, undefined)
    expect(waitingItems()).toHaveLength(1)
    await settleItem(b.id, undefined)
    await loadOutbox()
    expect(unsentItems().map(({ id }) => id)).toEqual([c.id])
  })

  it('a whole snapshot takes everything else away, the session stays', async () => {
    const part = (id: string) => ({ kind: 'shared', id, name: id, value: 1 }) as const
    await takeAnswers([], snapshot({ parts: [part('old'), part('kept')] }), NOW)
    await takeAnswers([], snapshot({ isWhole: true, parts: [part('kept')] }), NOW)
    const rows = await (await localDb())?.parts.where('owner').equals(user).primaryKeys()
    expect(rows?.map(([, id]) => id).sort()).toEqual(['kept', 'own session'])
  })
})

describe('the key', () => {
  it('opens the app without network until its time is over, then everything is locked and nothing is lost', async () => {
    await put('没发出去的')
    expect(await takeUpLast()).toMatchObject({ user: { id: user } })
    expect(await lockWhenOver()).toBe(false)
    await prolong(inHours(-1))
    expect(await lockWhenOver()).toBe(true)
    expect([keeping(), await takeUpLast()]).toEqual([undefined, undefined])
    await loadOutbox()
    expect(outboxItems()).toEqual([])
    // Signed in again: the server gives the same key.
    await keepFor(sessionOf(user), register())
    await loadOutbox()
    expect(outboxItems().map(({ command }) => command)).toMatchObject([note('没发出去的')])
  })

  it('expired while the app was closed, it is forgotten at the next start', async () => {
    await prolong(inHours(-1))
    expect(await takeUpLast()).toBe('expired')
    expect((await (await localDb())?.accounts.get(user))?.key).toBeUndefined()
  })

  it('another key does not open it', async () => {
    await put('x')
    await lock()
    await keepFor(sessionOf(user), register(btoa('y'.repeat(32))))
    await loadOutbox()
    expect(outboxItems()).toEqual([])
  })

  it('cannot be read out of the browser', async () => {
    await expect(crypto.subtle.exportKey('raw', keeping()?.key as CryptoKey)).rejects.toThrow()
  })

  it('a revoked phone is wiped', async () => {
    await put('x')
    await lock()
    expect(await keepFor(sessionOf(user), register(null))).toBe('revoked')
    expect(await (await localDb())?.commands.where('owner').equals(user).count()).toBe(0)
  })

  it('whoever signs out leaves nothing, another account on the phone keeps its own', async () => {
    await put('mine')
    const other = commandKey()
    await keepFor(sessionOf(other), register())
    await loadOutbox()
    await put('theirs')
    await wipeKept()
    const rows = await (await localDb())?.commands.toArray()
    expect([rows?.some(({ owner }) => owner === user), rows?.some(({ owner }) => owner === other)]).toEqual([
      true,
      false,
    ])
  })
})
