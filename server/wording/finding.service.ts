import { isRoleName, roleOf } from '#core/access/role.ts'
import type { Actor } from '#core/access/scope.ts'
import type { BodyOf, QueryOf, ReplyOf } from '#core/contract.ts'
import { ok, type Result, refuse } from '#core/result.ts'
import { type Day, dayOf } from '#core/time.ts'
import { type WordMatcher, wordMatcher } from '#core/wording/forbidden.rules.ts'
import type { wordingRoutes } from '#core/wording/wording.contract.ts'
import { wordingParameters } from '#core/wording/wording.parameters.ts'
import { findingsIn, writtenIn, writtenKinds } from '#core/wording/written.rules.ts'
import type { Tx } from '#server/platform/db.ts'
import type { Deps } from '#server/platform/deps.ts'
import type { Consumer } from '#server/platform/events/consumers.ts'
import type { EventRecord } from '#server/platform/events/events.store.ts'
import { newId } from '#server/platform/new-id.ts'
import { record } from '#server/platform/record.store.ts'
import { runCommand, type SentCommand } from '#server/platform/sent-command.ts'
import {
  decideFinding,
  findFinding,
  findingsPage,
  findOrdersOfEvents,
  holdFinding,
  insertFindings,
  type NewFinding,
  type OrderOfEvent,
} from './finding.store.ts'
import { packInForce } from './pack.service.ts'

type Routes = typeof wordingRoutes
type Matching = { readonly version: number; readonly match: WordMatcher }

/** Looks for forbidden words in what staff wrote, and brings them to quality. */
export const findingConsumer = (deps: Pick<Deps, 'system' | 'parameters'>): Consumer => {
  const matcherByVersion = new Map<number, Matching>()
  const matchingFor = async (tx: Tx, company: string, day: Day): Promise<Matching> => {
    const { version, pack } = await packInForce(tx, company, day)
    const known = matcherByVersion.get(version)
    if (known) return known
    const made = { version, match: wordMatcher(pack.words) }
    matcherByVersion.set(version, made)
    return made
  }
  return {
    name: 'wording',
    kinds: writtenKinds,
    from: 'now',
    handle: async (batch, { tx, now }) => {
      const written = batch
        .filter((event) => event.subjectType === 'workOrder' && isRoleName(event.actorRole))
        .map((event) => ({ event, texts: writtenIn(event.kind, event.data) }))
        .filter(({ texts }) => texts.length > 0)
      if (written.length === 0) return
      const keys = written.map(({ event }) => ({ prefecture: event.prefecture, id: event.subjectId }))
      const unique = [...new Map(keys.map((key) => [key.id, key])).values()]
      const orders = new Map((await findOrdersOfEvents(tx, unique)).map((order) => [order.id, order]))
      const today = dayOf(now)
      const matchings = new Map<string, Matching>()
      const findings: NewFinding[] = []
      for (const { event, texts } of written) {
        const order = orders.get(event.subjectId)
        if (!order) continue
        const company = companyOfAuthor(event, order)
        const matching = matchings.get(company) ?? (await matchingFor(tx, company, today))
        matchings.set(company, matching)
        const from = deps.parameters.on(today).value(wordingParameters.findingFrom, { company }).value
        for (const hit of findingsIn(texts, matching.match, from)) {
          findings.push({
            id: newId(),
            ...placeOf(order),
            ...authorOf(event),
            word: hit.word,
            found: hit.found,
            class: hit.class,
            severity: hit.severity,
            excerpt: hit.excerpt,
            from: hit.at[0],
            to: hit.at[1],
            packVersion: matching.version,
          })
        }
      }
      const [first] = findings
      if (!first || (await insertFindings(tx, findings)) === 0) return
      const events = [...new Set(findings.map(({ prefecture }) => prefecture))].map((prefecture) => ({
        prefecture,
        subjectType: 'wording',
        subjectId: newId(),
        kind: 'wording.found',
        data: {},
      }))
      await record(tx, { actor: deps.system.actor(), at: now, events })
    },
  }
}

const companyOfAuthor = ({ actorRole }: EventRecord, { companyId }: OrderOfEvent): string =>
  isRoleName(actorRole) && roleOf(actorRole).side === 'contractor' ? (companyId ?? '') : ''

const placeOf = ({ id, ...order }: OrderOfEvent) => ({ ...order, orderId: id })

const authorOf = (event: EventRecord) => ({
  eventId: event.id,
  eventKind: event.kind,
  at: event.at,
  authorId: event.actorId,
  authorName: event.actorName,
  authorRole: event.actorRole,
})

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/

/** What was found, newest first, in the reader's scope. */
export const readFindings = (
  deps: Deps,
  actor: Actor,
  { state, severity, order, limit, cursor }: QueryOf<Routes['findings']>,
): Promise<ReplyOf<Routes['findings']>> =>
  deps.db.withTransaction(actor.scope, async (tx) => {
    // A cursor that is none begins anew.
    const after = cursor !== undefined && UUID.test(cursor) ? cursor : undefined
    const rows = await findingsPage(tx, { state, severity, order, cursor: after, limit: limit + 1 })
    const items = rows.slice(0, limit)
    return { items, nextCursor: rows.length > limit ? (items.at(-1)?.id ?? null) : null }
  })

/** Confirmed or dismissed, once. Refusals: `wording.finding-unknown`, `wording.finding-decided`, `wording.own-finding`. */
export const judgeFinding = async (
  deps: Deps,
  command: SentCommand,
  id: string,
  { verdict, reason }: BodyOf<Routes['decideFinding']>,
): Promise<Result<ReplyOf<Routes['decideFinding']>>> => {
  const { actor, at } = command
  return runCommand(deps.db, command, async (tx) => {
    const held = await holdFinding(tx, id)
    if (!held) return refuse('wording.finding-unknown', { kind: 'notFound' })
    if (held.verdict) {
      return refuse('wording.finding-decided', { kind: 'conflict', params: { by: held.decidedByName ?? '' } })
    }
    if (held.authorId === actor.userId) return refuse('wording.own-finding', { kind: 'forbidden' })
    await decideFinding(tx, held.prefecture, id, { verdict, reason, byName: actor.name, at })
    const reply = await findFinding(tx, held.prefecture, id)
    if (!reply) return refuse('wording.finding-unknown', { kind: 'notFound' })
    return ok({
      reply,
      audit: [
        {
          prefecture: held.prefecture,
          action:
            verdict === 'confirmed' ? ('wording.finding-confirmed' as const) : ('wording.finding-dismissed' as const),
          subjectType: 'workOrder',
          subjectId: held.number,
          before: null,
          after: { word: reply.word, verdict },
          reason,
        },
      ],
    })
  })
}
