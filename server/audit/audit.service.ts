import { z } from 'zod'
import type { Actor } from '#core/access/scope.ts'
import { type auditList, type auditState, verifiedSchema } from '#core/audit/audit.contract.ts'
import { auditTexts } from '#core/audit/audit.text.ts'
import type { QueryOf, ReplyOf } from '#core/contract.ts'
import { ok } from '#core/result.ts'
import { type Language, textOf } from '#core/text.ts'
import { addDays, startOfDay } from '#core/time.ts'
import { lastSeals, sealerState } from '#server/platform/audit/audit.store.ts'
import { readHeads } from '#server/platform/audit/seal.ts'
import { verifyAudit } from '#server/platform/audit/verify.ts'
import type { Deps } from '#server/platform/deps.ts'
import { startJob } from '#server/platform/jobs/jobs.store.ts'
import { type JobKind, jobKind } from '#server/platform/jobs/jobs.ts'
import { runCommand, type SentCommand } from '#server/platform/sent-command.ts'
import { auditPage } from './audit.list.view.ts'
import { lastVerification } from './audit.state.view.ts'
import { subjectsCalled, withNames } from './audit.subjects.view.ts'

const VERIFY = 'audit.verify'

export const listEntries = async (
  deps: Deps,
  actor: Actor,
  query: QueryOf<typeof auditList>,
  language: Language,
): Promise<ReplyOf<typeof auditList>> => {
  const { who, from, to, cursor, limit } = query
  const items = await auditPage(deps.db, actor.scope, {
    who,
    actions: listOf(query.action),
    subjectTypes: listOf(query.subjectType),
    subjects: query.subject === undefined ? undefined : await subjectsCalled(deps, actor.scope, query.subject),
    prefectures: listOf(query.prefecture),
    sources: listOf(query.source),
    fromAt: from && startOfDay(from),
    beforeAt: to && startOfDay(addDays(to, 1)),
    after: cursor === undefined ? undefined : cursorOf(cursor),
    limit: limit + 1,
  })
  const page = await withNames(deps, actor.scope, items.slice(0, limit), language)
  const last = page.at(-1)
  return { items: page, nextCursor: items.length > limit && last ? `${last.at}_${last.id}` : null }
}

const listOf = (text: string | undefined): readonly string[] | undefined => text?.split(',').filter(Boolean)

const CURSOR = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z)_([0-9a-f-]{36})$/

/** A cursor that is none begins anew. */
const cursorOf = (text: string): { at: string; id: string } | undefined => {
  const match = CURSOR.exec(text)
  return match?.[1] && match[2] ? { at: match[1], id: match[2] } : undefined
}

export const showState = async (deps: Deps, actor: Actor): Promise<ReplyOf<typeof auditState>> => {
  const [sealer, heads, last] = await Promise.all([
    deps.db.withTransaction(actor.scope, sealerState),
    deps.db.withTransaction(actor.scope, (tx) => lastSeals(tx, actor.scope.prefectures)),
    lastVerification(deps.db, actor.scope, VERIFY),
  ])
  return {
    unsealed: sealer.unsealed,
    oldestUnsealedAt: sealer.oldestAt,
    sealerRanAt: sealer.ranAt,
    heads,
    lastVerification: last ? { ...last, result: verifiedSchema.safeParse(last.result).data ?? null } : null,
  }
}

export const startVerification = (deps: Deps, command: SentCommand, language: Language) =>
  runCommand(deps.db, command, async (tx) => {
    const title = textOf(auditTexts, 'audit.verify-title', language)
    const jobId = await startJob(tx, command.actor, command.at, { kind: VERIFY, title, input: {} })
    return ok({ reply: { jobId } })
  })

/** Walks all chains; what does not fit stands in the job's result. */
export const verifyKind = (
  deps: Deps,
  key: { readonly sign: (text: string) => string; readonly headsFile: string },
): JobKind<Record<string, never>> =>
  jobKind({
    kind: VERIFY,
    input: z.object({}).strict() as z.ZodType<Record<string, never>>,
    whenLost: 'again',
    run: async (_input, { signal, progress }) =>
      verifyAudit({
        db: deps.db,
        scope: deps.system.actor().scope,
        sign: key.sign,
        heads: await readHeads(key.headsFile),
        signal,
        onProgress: (checked) => progress(checked),
      }),
  })
