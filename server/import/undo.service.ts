import { ok, type Result, refuse } from '#core/result.ts'
import type { Deps } from '#server/platform/deps.ts'
import { type Outcome, runCommand, type SentCommand } from '#server/platform/sent-command.ts'
import { findUndoObstacles, loadBatch, markUndone, undoRows } from './batch.store.ts'
import { entityOf } from './kinds.ts'
import { mayImport } from './permission.ts'
import { homeOf } from './take.service.ts'
import { targets } from './target.store.ts'

/**
 * Takes an import back: rows that it made go, rows that it changed get their former content. Refused when it is not applied,
 * when one of its rows was changed since (`import.undo-changed-since`) or is in use (`import.undo-in-use`), and for reports.
 */
export const undoImport = (deps: Deps, command: SentCommand, batchId: string): Promise<Result<{ batchId: string }>> =>
  runCommand(deps.db, command, async (tx): Promise<Result<Outcome<{ batchId: string }>>> => {
    const batch = await loadBatch(tx, batchId, true)
    if (!batch) return refuse('import.batch-unknown', { kind: 'notFound' })
    const refused = mayImport(command.actor, batch.kind)
    if (refused) return refused
    if (batch.kind === 'reports') return refuse('import.undo-reports', { kind: 'conflict' })
    if (batch.status !== 'applied') return refuse('import.undo-not-applied', { kind: 'conflict' })
    const target = targets[batch.kind]
    tx.act()
    const { made, changed, used } = await findUndoObstacles(tx, batch, target)
    const gone = (batch.result?.created ?? 0) - made
    if (changed + gone > 0) {
      return refuse('import.undo-changed-since', { kind: 'conflict', params: { count: changed + gone } })
    }
    if (used > 0) return refuse('import.undo-in-use', { kind: 'conflict', params: { count: used } })
    const own = entityOf(batch.kind).columns.filter((column) => !column.isElsewhere)
    await undoRows(tx, batchId, target, [...own.map((column) => column.name), ...Object.keys(target.filled)])
    await markUndone(tx, batchId, command.at)
    const subject = { prefecture: homeOf(command.actor), subjectType: 'importBatch', subjectId: batchId } as const
    return ok({
      reply: { batchId },
      events: [{ ...subject, kind: 'import.undone', data: { kind: batch.kind } }],
      audit: [
        { ...subject, action: 'import.undone', before: { kind: batch.kind, file: batch.fileName, created: made } },
      ],
    })
  })
