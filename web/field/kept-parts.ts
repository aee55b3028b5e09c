import type { FieldChoices } from '#core/field/field.contract.ts'
import { fieldRoutes } from '#core/field/field.contract.ts'
import type { KeptOrder } from '#core/field/projection.rules.ts'
import type { KeptParts } from '#core/sync/phone-context.ts'
import type { Part, Snapshot } from '#core/sync/sync.contract.ts'
import type { SentOrder } from '#core/sync/sync.ts'
import type { Instant } from '#core/time.ts'
import { type VisitSteps, visitRoutes } from '#core/visits/visits.contract.ts'
import { seal, unseal } from './device-key.ts'
import { keeping } from './keeping.ts'

/** A part with the time at which the server gave it. */
type Known = { readonly part: Part; readonly at: Instant }
export type KeptAnswer = { readonly reply: unknown; readonly at: Instant }

const OWN = 'own '
let known = new Map<string, Known>()
let orders = new Map<string, SentOrder>()
let answers = new Map<string, KeptAnswer>()
let shared = new Map<string, unknown>()

const listeners = new Set<() => void>()

/** What is kept has changed. */
export const onParts = (changed: () => void): (() => void) => {
  listeners.add(changed)
  return () => {
    listeners.delete(changed)
  }
}

type Args = {
  readonly params?: Readonly<Record<string, unknown>> | undefined
  readonly query?: Readonly<Record<string, unknown>> | undefined
}

/** Empty values are left out and names sorted, so that the same question has the same name on phone and server. */
const plain = (values: Readonly<Record<string, unknown>> = {}): string =>
  JSON.stringify(
    Object.entries(values)
      .filter(([, value]) => value !== undefined && value !== null && value !== '')
      .map(([name, value]) => [name, String(value)])
      .sort(([a = ''], [b = '']) => (a < b ? -1 : 1)),
  )

export const questionName = (path: string, args: Args): string => `${path} ${plain(args.params)} ${plain(args.query)}`

const arrange = (): void => {
  orders = new Map()
  answers = new Map()
  shared = new Map()
  for (const { part, at } of known.values()) {
    if (part.kind === 'order') orders.set(part.number, part.value)
    else if (part.kind === 'shared') shared.set(part.name, part.value)
    else answers.set(questionName(part.path, part.args), { reply: part.reply, at })
  }
  for (const listener of listeners) listener()
}

/** Reads what was kept into memory; a part that does not open is as if it had not been there, and the next snapshot is a whole one. */
export const loadParts = async (): Promise<void> => {
  const open = keeping()
  known = new Map()
  if (open) {
    const rows = await open.db.parts.where('owner').equals(open.userId).toArray()
    const found = await Promise.all(
      rows
        .filter(({ id }) => !id.startsWith(OWN))
        .map(async ({ id, sealed }) => [id, await unseal<Known>(open.key, id, sealed).catch(() => undefined)] as const),
    )
    for (const [id, part] of found) {
      if (part) known.set(id, part)
      else await open.db.accounts.update(open.userId, { checkpoint: undefined })
    }
  }
  arrange()
}

export const forgetParts = (): void => {
  known = new Map()
  arrange()
}

export type SnapshotChange = {
  /** Puts it into the database; to be called inside a transaction over `parts` and `accounts`. */
  readonly write: () => Promise<void>
  /** Shows it. */
  readonly show: () => void
}

/** What a snapshot changes, sealed and ready to be written together with the answers that came with it. */
export const prepareSnapshot = async (snapshot: Snapshot): Promise<SnapshotChange | undefined> => {
  const open = keeping()
  if (!open) return undefined
  const { db, userId, key } = open
  const at = snapshot.serverAt
  const rows = await Promise.all(
    snapshot.parts.map(async (part) => ({
      owner: userId,
      id: part.id,
      sealed: await seal(key, part.id, { part, at }),
    })),
  )
  const fresh = new Set(rows.map(({ id }) => id))
  const gone = snapshot.isWhole ? [...known.keys()].filter((id) => !fresh.has(id)) : snapshot.removed
  return {
    write: async () => {
      if (snapshot.isWhole) {
        const stale = await db.parts.where('owner').equals(userId).primaryKeys()
        await db.parts.bulkDelete(stale.filter(([, id]) => !id.startsWith(OWN) && !fresh.has(id)))
      } else await db.parts.bulkDelete(gone.map((id): [string, string] => [userId, id]))
      await db.parts.bulkPut(rows)
      await db.accounts.update(userId, { checkpoint: snapshot.checkpoint })
    },
    show: () => {
      const next = new Map(known)
      for (const id of gone) next.delete(id)
      for (const part of snapshot.parts) next.set(part.id, { part, at })
      known = next
      arrange()
    },
  }
}

export const keptAnswer = (path: string, args: Args): KeptAnswer | undefined => answers.get(questionName(path, args))

export const keptOrderNumbers = (): readonly string[] => [...orders.keys()]

/** Everything that deciding on this order takes, when the phone has all of it. */
export const keptOrder = (number: string): KeptOrder | undefined => {
  const sent = orders.get(number)
  const rules = sent && shared.get(sent.rules)
  const [me, calendar, reasons] = ['me', 'calendar', 'reasons'].map((name) => shared.get(name))
  if (!sent || !me || !calendar || !rules || !reasons) return undefined
  const choices = keptAnswer(fieldRoutes.choices.path, { params: { number } })?.reply as FieldChoices | undefined
  const parts = { me, calendar, rules, reasons } as KeptParts
  const visit = keptAnswer(visitRoutes.steps.path, { params: { number } })?.reply as VisitSteps | undefined
  const plan = visit?.checklist ? { ...visit, checklist: visit.checklist } : undefined
  return { sent, parts, causes: choices?.causes ?? [], plan }
}
