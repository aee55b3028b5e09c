import type { Actor, Scope } from '#core/access/scope.ts'
import type { ImportKind } from '#core/import/import.ts'
import { ok, type Result, refuse } from '#core/result.ts'
import type { Instant } from '#core/time.ts'
import type { Tx } from '#server/platform/db.ts'
import type { Deps } from '#server/platform/deps.ts'
import {
  applyCertificates,
  applyPlan,
  comparePlan,
  findForeignRows,
  type Plan,
  prepareLookups,
} from './import-apply.store.ts'
import { findWrongParents } from './import-network.store.ts'
import type { StagedEntity } from './staged.ts'
import { targets } from './target.store.ts'

export type TakeInput = {
  readonly deps: Deps
  readonly actor: Actor
  readonly entity: StagedEntity
  readonly batchId: string
  readonly at: Instant
  readonly plan: Plan
}

/** What happens with a kind's staged rows: judged together, compared with what is stored, written. */
export type Taker = {
  judge(tx: Tx, entity: StagedEntity, scope: Scope): Promise<void>
  plan(tx: Tx, entity: StagedEntity): Promise<Plan>
  /** Gives what the result says besides the counts. */
  apply(tx: Tx, input: TakeInput): Promise<Result<Readonly<Record<string, unknown>>>>
}

const ledgerTaker = (kind: Exclude<ImportKind, 'reports'>): Taker => {
  const target = targets[kind]
  return {
    judge: async (tx, entity, scope) => {
      await findForeignRows(tx, entity, target, scope)
      if (kind === 'network') await findWrongParents(tx)
    },
    plan: (tx, entity) => comparePlan(tx, entity, target),
    apply: async (tx, { entity, batchId, at, plan }) => {
      await prepareLookups(tx, target)
      const created = await applyPlan(tx, entity, target, batchId, at)
      if (created !== plan.created) {
        return refuse('import.key-taken', { kind: 'conflict', params: { count: plan.created - created } })
      }
      if (kind === 'staff') await applyCertificates(tx)
      return ok({})
    },
  }
}

export const takerOf = (kind: ImportKind): Taker => {
  if (kind === 'reports') throw new Error('not here')
  return ledgerTaker(kind)
}
