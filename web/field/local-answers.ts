import type { Route } from '#core/contract.ts'
import { isPhoneRoute, phoneRoutes } from '#core/sync/phone-routes.ts'
import type { LocalAnswers } from '#web/field/ui/answer.ts'
import { connection } from '#web/field/ui/connection.ts'
import { commandKey } from '#web/ui/api.ts'
import { serverNow } from '#web/ui/clock.ts'
import { currentLanguage } from '#web/ui/language.ts'
import { callErrorOf } from '#web/ui/problem.ts'
import { decideHere, onDecideHere } from './core-here.ts'
import { keeping } from './keeping.ts'
import { keptAnswer, onParts, questionName } from './kept-parts.ts'
import { enqueue, onOutbox, waitingItems } from './outbox.ts'
import { answerWithin, syncNow } from './outbox-send.ts'

type Reply = NonNullable<ReturnType<LocalAnswers['read']>>

/** Projected answers until something changes: a screen that is drawn anew gets the same object. */
let projected = new Map<string, Reply>()
const forget = (): void => {
  projected = new Map()
}
onOutbox(forget)
onParts(forget)
onDecideHere(forget)

/** With a network that answers, the server's word is waited for so long; after that the phone's own stands. */
export const ANSWER_WAIT_MS = 1_500

const read: LocalAnswers['read'] = (path, args) => {
  const kept = keptAnswer(path, args)
  if (!kept || waitingItems().length === 0) return kept
  const name = `${questionName(path, args)} ${currentLanguage()}`
  const known = projected.get(name)
  if (known) return known
  const reply = decideHere()?.projectAnswer(path, args.params ?? {}, kept.reply)
  if (reply === undefined) return kept
  const made = { reply, at: kept.at }
  projected.set(name, made)
  return made
}

const subscribe: LocalAnswers['subscribe'] = (changed) => {
  const ends = [onOutbox(changed), onParts(changed), onDecideHere(changed)]
  return () => {
    for (const end of ends) end()
  }
}

const refresh: LocalAnswers['refresh'] = async () =>
  // Without network what is kept is the answer; a server that does not say what changed is asked for the one thing.
  keeping() !== undefined && ((await syncNow()) || connection().state === 'offline')

const nameOf = (route: Route): string | undefined =>
  Object.entries(phoneRoutes).find(([, each]) => each.path === route.path && each.method === route.method)?.[0]

/** Queued, and with network answered by the server; without, the reply is what was given: screens that need more must not queue. */
const queue: LocalAnswers['queue'] = async (route, args) => {
  const name = nameOf(route)
  if (!keeping() || name === undefined || !isPhoneRoute(name)) return undefined
  const { params, body } = args as { params?: Record<string, unknown>; body?: Record<string, unknown> }
  const texts = Object.fromEntries(Object.entries(params ?? {}).map(([key, value]) => [key, String(value)]))
  const { id } = await enqueue(
    { kind: 'call', route: name, ...(params ? { params: texts } : {}), ...(body ? { body } : {}) },
    { doneAt: serverNow(), who: null },
    { id: commandKey() },
  )
  void syncNow()
  const item = connection().state === 'online' ? await answerWithin(id, ANSWER_WAIT_MS) : undefined
  if (item?.state === 'refused') throw callErrorOf(item.answer?.problem?.status ?? 422, item.answer?.problem)
  return item?.answer?.reply ?? { ...params, ...body }
}

export const localAnswers: LocalAnswers = { read, refresh, subscribe, queue }
