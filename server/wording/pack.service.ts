import type { Actor } from '#core/access/scope.ts'
import type { BodyOf, ReplyOf } from '#core/contract.ts'
import { ok, type Result, refuse } from '#core/result.ts'
import { type Day, dayOf, type Instant } from '#core/time.ts'
import { checkPack, differenceOf, withMarks } from '#core/wording/pack.rules.ts'
import type { WordingPack } from '#core/wording/pack.ts'
import type { wordingRoutes } from '#core/wording/wording.contract.ts'
import { wordingParameters } from '#core/wording/wording.parameters.ts'
import type { Tx } from '#server/platform/db.ts'
import type { Deps } from '#server/platform/deps.ts'
import { newId } from '#server/platform/new-id.ts'
import { runCommand, type SentCommand } from '#server/platform/sent-command.ts'
import { shippedPack } from './default-pack.ts'
import {
  countReaders,
  deleteDraft,
  findAcknowledgement,
  findCompanies,
  findDraft,
  findPack,
  findReaders,
  findSpeaker,
  findVersion,
  findVersions,
  insertAcknowledgement,
  insertPack,
  saveDraft,
  type VersionRow,
  withdrawPack,
} from './pack.store.ts'

type Routes = typeof wordingRoutes
export type InForce = { readonly version: number; readonly effectiveFrom: Day | null; readonly pack: WordingPack }

/** The pack of a company, else of the province, else what ships. */
export const packInForce = async (tx: Pick<Tx, 'rows'>, company: string, day: Day): Promise<InForce> => {
  const found = await findPack(tx, company, day)
  return found
    ? { version: found.version, effectiveFrom: found.effectiveFrom, pack: found.content }
    : { version: 0, effectiveFrom: null, pack: shippedPack() }
}

/** What the reader says to customers today, small enough for a phone to keep. */
export const readInForce = (deps: Deps, actor: Actor): Promise<ReplyOf<Routes['inForce']>> =>
  deps.db.withTransaction(actor.scope, async (tx) => {
    tx.act()
    const today = dayOf(deps.clock.now())
    const company = actor.scope.companyId ?? ''
    const [{ version, effectiveFrom, pack }, speaker] = await Promise.all([
      packInForce(tx, company, today),
      findSpeaker(tx, actor.userId),
    ])
    const acknowledged = await findAcknowledgement(tx, actor.userId, version)
    return {
      version,
      effectiveFrom,
      pack: { texts: [...pack.texts], words: [...pack.words] },
      feedback: deps.parameters.on(today).value(wordingParameters.feedback, { company }).value,
      speaker: speaker ?? { company: '', name: actor.name, number: '' },
      acknowledgedAt: acknowledged?.at ?? null,
    }
  })

/** Once for each version. Refusal: `wording.not-in-force`. */
export const acknowledge = async (
  deps: Deps,
  command: SentCommand,
  version: number,
): Promise<Result<{ acknowledgedAt: Instant }>> => {
  const { actor, at } = command
  return runCommand(deps.db, command, async (tx) => {
    const current = await packInForce(tx, actor.scope.companyId ?? '', dayOf(at))
    if (current.version !== version) return refuse('wording.not-in-force', { kind: 'conflict', params: { version } })
    return ok({ reply: { acknowledgedAt: await insertAcknowledgement(tx, actor.userId, version, at) } })
  })
}

const stateOf = (row: VersionRow, rows: readonly VersionRow[], today: Day) => {
  if (row.withdrawnAt) return 'withdrawn'
  if (row.effectiveFrom > today) return 'upcoming'
  const [current] = rows
    .filter((each) => !each.withdrawnAt && each.effectiveFrom <= today)
    .sort((a, b) =>
      a.effectiveFrom === b.effectiveFrom ? b.version - a.version : a.effectiveFrom < b.effectiveFrom ? 1 : -1,
    )
  return current === row ? 'inForce' : 'past'
}

const companyOr = async (tx: Tx, company: string): Promise<Result<readonly { id: string; name: string }[]>> => {
  const companies = await findCompanies(tx)
  return company === '' || companies.some(({ id }) => id === company)
    ? ok(companies)
    : refuse('wording.company-unknown', { field: 'company', params: { company } })
}

/** The editor's ground: versions, what holds, the draft. */
export const readVersions = (deps: Deps, actor: Actor, company: string): Promise<Result<ReplyOf<Routes['versions']>>> =>
  deps.db.withTransaction(actor.scope, async (tx) => {
    tx.act()
    const known = await companyOr(tx, company)
    if (!known.ok) return known
    const today = dayOf(deps.clock.now())
    const [rows, current, draft] = await Promise.all([
      findVersions(tx, company),
      packInForce(tx, company, today),
      findDraft(tx, company),
    ])
    const readers = new Map(
      (await countReaders(tx, [current.version, ...rows.map(({ version }) => version)])).map((each) => [
        each.version,
        each.readers,
      ]),
    )
    return ok({
      items: rows.map((row) => ({
        ...row,
        state: stateOf(row, rows, today),
        readers: readers.get(row.version) ?? 0,
      })),
      inForce: { version: current.version, pack: current.pack, readers: readers.get(current.version) ?? 0 },
      draft: draft ?? null,
      companies: [...known.value],
    })
  })

/** One version with who acknowledged it; 0 is what ships. Refusal: `wording.unknown-version`. */
export const readVersion = (deps: Deps, actor: Actor, version: number): Promise<Result<ReplyOf<Routes['version']>>> =>
  deps.db.withTransaction(actor.scope, async (tx) => {
    tx.act()
    const [found, readers] = await Promise.all([
      version === 0 ? { content: shippedPack() } : findVersion(tx, version),
      findReaders(tx, version),
    ])
    return found ? ok({ version, pack: found.content, readers }) : unknownVersion(version)
  })

const unknownVersion = (version: number) => refuse('wording.unknown-version', { kind: 'notFound', params: { version } })

/** What the draft stands on: itself, else what holds. */
const baseOf = async (tx: Tx, company: string, today: Day) => {
  const draft = await findDraft(tx, company, true)
  const current = await packInForce(tx, company, today)
  return { draft, current, base: draft?.pack ?? current.pack }
}

const changedBy = (by: string) => refuse('wording.draft-changed', { kind: 'conflict', params: { by } })

/** Keeps a draft, with honest marks. Refusals: `wording.invalid`, `wording.draft-changed`, `wording.company-unknown`. */
export const keepDraft = async (
  deps: Deps,
  command: SentCommand,
  { company, pack, revision }: BodyOf<Routes['saveDraft']>,
  mark: 'edited' | 'source',
): Promise<Result<{ revision: number; texts: number; words: number; changed: number }>> => {
  const { actor, at } = command
  return runCommand(deps.db, command, async (tx) => {
    tx.act()
    const known = await companyOr(tx, company)
    if (!known.ok) return known
    const checked = checkPack(pack)
    if (!checked.ok) return checked
    const { draft, base } = await baseOf(tx, company, dayOf(at))
    if ((draft?.revision ?? 0) !== revision) return changedBy(draft?.editedByName ?? '–')
    const marked = withMarks(pack, base, mark)
    if ((await saveDraft(tx, company, revision, marked, actor.name, at)) === 0) return changedBy('–')
    const { texts, words } = differenceOf(base, marked)
    const prefecture = await provinceOf(deps)
    const changes = { texts: texts.map(({ key }) => key), words: words.map(({ key }) => key) }
    return ok({
      reply: {
        revision: revision + 1,
        texts: marked.texts.length,
        words: marked.words.length,
        changed: texts.length + words.length,
      },
      audit: [
        mark === 'source'
          ? {
              prefecture,
              action: 'wording.imported',
              ...subjectOf(company),
              after: { ...changes, revision: revision + 1 },
            }
          : {
              prefecture,
              action: 'wording.edited',
              ...subjectOf(company),
              after: { ...changes, revision: revision + 1 },
            },
      ],
    })
  })
}

const subjectOf = (company: string) => ({ subjectType: 'wording', subjectId: company || 'province' }) as const
const provinceOf = async (deps: Pick<Deps, 'system'>): Promise<string> =>
  deps.system.actor().scope.prefectures.find((code) => code.endsWith('0000')) ?? ''

/** Refusals: `wording.no-draft`, `wording.draft-changed`. */
export const discardDraft = async (
  deps: Deps,
  command: SentCommand,
  { company, revision }: BodyOf<Routes['discardDraft']>,
): Promise<Result<{ revision: number }>> =>
  runCommand(deps.db, command, async (tx) => {
    const draft = await findDraft(tx, company, true)
    if (!draft) return refuse('wording.no-draft', { kind: 'conflict' })
    if (draft.revision !== revision) return changedBy(draft.editedByName)
    await deleteDraft(tx, company)
    return ok({
      reply: { revision: 0 },
      audit: [
        {
          prefecture: await provinceOf(deps),
          action: 'wording.discarded',
          ...subjectOf(company),
          before: { revision },
        },
      ],
    })
  })

/** The draft from a day on. Refusals: `wording.no-draft`, `wording.past`, `wording.unchanged`, `wording.draft-changed`, `wording.invalid`. */
export const publish = async (
  deps: Deps,
  command: SentCommand,
  { company, revision, effectiveFrom, reason }: BodyOf<Routes['publish']>,
): Promise<Result<{ version: number }>> => {
  const { actor, at } = command
  return runCommand(deps.db, command, async (tx) => {
    tx.act()
    const today = dayOf(at)
    if (effectiveFrom < today) {
      return refuse('wording.past', { field: 'effectiveFrom', params: { day: effectiveFrom, today } })
    }
    const { draft, current } = await baseOf(tx, company, today)
    if (!draft) return refuse('wording.no-draft', { kind: 'conflict' })
    if (draft.revision !== revision) return changedBy(draft.editedByName)
    const checked = checkPack(draft.pack)
    if (!checked.ok) return checked
    const { texts, words } = differenceOf(current.pack, draft.pack)
    if (texts.length + words.length === 0) return refuse('wording.unchanged', { kind: 'conflict' })
    const stored = { company, effectiveFrom, content: draft.pack, reason }
    const version = await insertPack(tx, { ...stored, by: actor.userId, byName: actor.name, at })
    await deleteDraft(tx, company)
    const prefecture = await provinceOf(deps)
    return ok({
      reply: { version },
      events: [
        {
          prefecture,
          subjectType: 'wording',
          subjectId: newId(),
          kind: 'wording.published',
          data: { version, company, effectiveFrom },
        },
      ],
      audit: [
        {
          prefecture,
          action: 'wording.published',
          ...subjectOf(company),
          before: { version: current.version },
          after: { version, effectiveFrom, texts: texts.map(({ key }) => key), words: words.map(({ key }) => key) },
          reason,
        },
      ],
    })
  })
}

/** Takes back what no day has seen. Refusals: `wording.unknown-version`, `wording.in-force`. */
export const withdraw = async (
  deps: Deps,
  command: SentCommand,
  version: number,
  reason: string,
): Promise<Result<{ version: number }>> => {
  const { at } = command
  return runCommand(deps.db, command, async (tx) => {
    const found = await findVersion(tx, version)
    if (!found || found.withdrawnAt) return unknownVersion(version)
    if (found.effectiveFrom <= dayOf(at)) return refuse('wording.in-force', { kind: 'conflict', params: { version } })
    await withdrawPack(tx, version, at)
    return ok({
      reply: { version },
      audit: [
        {
          prefecture: await provinceOf(deps),
          action: 'wording.withdrawn',
          ...subjectOf(found.company),
          before: { version, effectiveFrom: found.effectiveFrom },
          reason,
        },
      ],
    })
  })
}
