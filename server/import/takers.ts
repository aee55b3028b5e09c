import type { ImportKind } from '#core/import/import.ts'
import { peopleParameters } from '#core/people/people.parameters.ts'
import { ok, refuse } from '#core/result.ts'
import { dayOf } from '#core/time.ts'
import type { Tx } from '#server/platform/db.ts'
import {
  applyCertificates,
  applyPlan,
  comparePlan,
  findForeignRows,
  prepareLookups,
  settleLedger,
} from './import-apply.store.ts'
import { findWrongParents } from './import-network.store.ts'
import { findGivenCertificates, prepareVouched } from './import-staff.store.ts'
import { entityOf } from './kinds.ts'
import { reachOf } from './reading.ts'
import { takeReports } from './report-taker.ts'
import type { Judged, Staged } from './staging.ts'
import { targets } from './target.store.ts'

/** Judges the staged rows of a kind together: marks what is wrong in the light of the whole file and of what is stored. */
export const judgeStaged = (tx: Tx, staged: Staged): Promise<Judged> =>
  staged.kind === 'reports' ? takeReports(tx, staged) : judgeLedger(tx, staged, staged.kind)

const MANY_ROWS = 2000

/** A file that the operator's own people take in says what its network department gave; a contractor's proves nothing. (R-V6) */
const vouchedKinds = ({ deps, actor, at }: Staged): readonly string[] =>
  actor.isOperator
    ? deps.parameters
        .on(dayOf(at))
        .value(peopleParameters.certificateKinds)
        .value.flatMap(({ code, issuer }) => (issuer === 'operator' ? [code] : []))
    : []

const judgeLedger = async (tx: Tx, staged: Staged, kind: Exclude<ImportKind, 'reports'>): Promise<Judged> => {
  const entity = entityOf(kind)
  const target = targets[kind]
  await findForeignRows(tx, entity, target, reachOf(staged.actor, staged.kind))
  if (kind === 'network') await findWrongParents(tx)
  if (kind === 'staff') {
    await prepareVouched(tx, vouchedKinds(staged))
    await findGivenCertificates(tx)
  }
  return {
    says: {},
    plan: () => comparePlan(tx, entity, target),
    apply: async (plan) => {
      await prepareLookups(tx, target)
      const created = await applyPlan(tx, entity, target, staged.batch.id, staged.at)
      if (created !== plan.created) {
        return refuse('import.key-taken', { kind: 'conflict', params: { count: plan.created - created } })
      }
      if (kind === 'staff') await applyCertificates(tx)
      if (plan.created + plan.updated >= MANY_ROWS) await settleLedger(tx, target)
      return ok(null)
    },
  }
}
