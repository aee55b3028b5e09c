import type { Actor } from '#core/access/scope.ts'
import type { ImportKind, ImportResult } from '#core/import/import.ts'
import type { Result } from '#core/result.ts'
import type { Language } from '#core/text.ts'
import type { Instant } from '#core/time.ts'
import type { Deps } from '#server/platform/deps.ts'
import type { Plan } from './import-apply.store.ts'
import type { TakenSheet } from './read-file.ts'

/** A file whose rows stand in the staging table, and what is to be done with them. */
export type Staged = {
  readonly deps: Deps
  readonly actor: Actor
  readonly at: Instant
  readonly kind: ImportKind
  readonly batch: {
    readonly id: string
    readonly fileId: string | null
    readonly fileName: string
    readonly fileSha256: () => Promise<string>
  }
  readonly sheets: readonly TakenSheet[]
  readonly rows: number
  readonly isDryRun: boolean
  readonly isPartial: boolean
  readonly language: Language | undefined
  readonly onStep: (step: 'comparing' | 'writing') => void
}

export type ImportOutcome = {
  readonly batchId: string
  /** `checked`: a dry run · `refused`: something was wrong and nothing was changed. */
  readonly status: 'applied' | 'checked' | 'refused'
  readonly result: ImportResult & Readonly<Record<string, unknown>>
  readonly sheets: readonly TakenSheet[]
}

/** What a kind says about its staged rows once wrong ones are marked: what would happen, and how it is made to happen. */
export type Judged = {
  /** What the result says besides the counts. */
  readonly says: Readonly<Record<string, unknown>>
  plan(): Promise<Plan>
  apply(plan: Plan): Promise<Result<null>>
}
