import { existsSync } from 'node:fs'
import { readFile, statfs } from 'node:fs/promises'
import path from 'node:path'
import { z } from 'zod'
import type { Scope } from '#core/access/scope.ts'
import type { AuditedAction } from '#core/audited.text.ts'
import type { QueryOf, ReplyOf } from '#core/contract.ts'
import type { Health, Letter, letterList } from '#core/jobs/health.contract.ts'
import { healthProblems } from '#core/jobs/health.rules.ts'
import { platformParameters } from '#core/platform.parameters.ts'
import { ok, type Result, refuse } from '#core/result.ts'
import { addDays, dayOf, instantOf } from '#core/time.ts'
import { SEALER, sealerState } from '#server/platform/audit/audit.store.ts'
import { BACKUP_FACT } from '#server/platform/backup/note.ts'
import type { Tx } from '#server/platform/db.ts'
import type { Deps } from '#server/platform/deps.ts'
import type { Facts } from '#server/platform/facts.ts'
import { isDemoInstance } from '#server/platform/instance-clock.ts'
import { repoRoot } from '#server/platform/paths.ts'
import { runCommand, type SentCommand } from '#server/platform/sent-command.ts'
import { consumerStates, databaseState, periodicStates, queueStates } from './health.state.view.ts'
import { discardLetter, openLetters, retryLetter } from './letter.store.ts'

export type HealthDeps = Deps & { readonly facts: Facts; readonly config: { readonly dataDir: string } }

/** The state of the installation, asked as the system: it concerns every prefecture. */
export const reportHealth = async (deps: HealthDeps): Promise<Health> => {
  const at = deps.clock.now()
  const read = <T>(work: (tx: Tx) => Promise<T>): Promise<T> =>
    deps.db.withTransaction(deps.system.actor().scope, (tx) => {
      tx.act()
      return work(tx)
    })
  const [database, consumers, sealer, periodics, queues, disk, files, product] = await Promise.all([
    read(databaseState),
    read((tx) => consumerStates(tx, SEALER)),
    read(sealerState),
    read(periodicStates),
    read((tx) => queueStates(tx, `${addDays(at.slice(0, 10), -1)}${at.slice(10)}`)),
    diskState(deps.config.dataDir),
    filesState(deps),
    productVersion(),
  ])
  const { postgres, migration, ...sizes } = database
  const { totalCount, idleCount, waitingCount } = deps.db.pool
  const state = {
    at,
    versions: { product, node: process.versions.node, postgres, migration },
    instance: {
      isDemo: isDemoInstance(deps.facts),
      clockOffsetMs: deps.clock.offsetMs,
      upSeconds: Math.round(process.uptime()),
      memoryMegabytes: Math.round(process.memoryUsage.rss() / 1_048_576),
    },
    database: { ...sizes, pool: { total: totalCount, idle: idleCount, waiting: waitingCount } },
    consumers,
    sealer,
    periodics: periodics.flatMap(({ isLeader, isHeld: _held, ...task }) => (isLeader ? [] : [task])),
    ...queues,
    disk,
    files,
    backup: backupSchema.safeParse(deps.facts.get(BACKUP_FACT)).data ?? null,
  }
  const isLed = periodics.some((row) => row.isLeader && row.isHeld)
  const problems = healthProblems({ ...state, isLed, machineAt: instantOf(Date.now()) }, limitsOf(deps, at))
  return { ...state, problems: [...problems] }
}

const limitsOf = (deps: Deps, at: string) => {
  const parameters = deps.parameters.on(dayOf(at))
  return {
    consumerLagSeconds: parameters.value(platformParameters.consumerLagSeconds).value,
    sealerLagSeconds: parameters.value(platformParameters.sealerLagSeconds).value,
    minFreeGigabytes: parameters.value(platformParameters.minFreeGigabytes).value,
    maxBackupAgeHours: parameters.value(platformParameters.maxBackupAgeHours).value,
  }
}

const backupSchema = z.object({ at: z.string(), file: z.string(), bytes: z.number() })

const diskState = async (dataDir: string): Promise<Health['disk']> => {
  const { bavail, blocks, bsize } = await statfs(existsSync(dataDir) ? dataDir : path.dirname(dataDir))
  return { freeBytes: bavail * bsize, totalBytes: blocks * bsize }
}

const FILES_WAIT_MS = 3_000

const filesState = async ({ files: { driver } }: Deps): Promise<Health['files']> => {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error('no answer')), FILES_WAIT_MS)
  })
  try {
    await Promise.race([driver.check(), late])
    return { driver: driver.name, error: null }
  } catch (error) {
    return { driver: driver.name, error: error instanceof Error ? error.message || error.name : String(error) }
  } finally {
    clearTimeout(timer)
  }
}

let version: string | undefined
const productVersion = async (): Promise<string> => {
  version ??= z
    .object({ version: z.string() })
    .parse(JSON.parse(await readFile(path.join(repoRoot, 'package.json'), 'utf8'))).version
  return version
}

export const listLetters = async (
  deps: Deps,
  scope: Scope,
  { consumer, cursor, limit }: QueryOf<typeof letterList>,
): Promise<ReplyOf<typeof letterList>> => {
  const items = await deps.db.withTransaction(scope, (tx) => openLetters(tx, { consumer, cursor, limit: limit + 1 }))
  const page = items.slice(0, limit)
  return { items: page, nextCursor: items.length > limit ? (page.at(-1)?.id ?? null) : null }
}

export const retry = (deps: Deps, command: SentCommand, id: string) =>
  settle(deps, command, 'deadLetter.retry', undefined, (tx) => retryLetter(tx, id))

export const discard = (deps: Deps, command: SentCommand, id: string, reason: string) =>
  settle(deps, command, 'deadLetter.discard', reason, (tx) => discardLetter(tx, id, command.at))

const settle = (
  deps: Deps,
  command: SentCommand,
  action: AuditedAction,
  reason: string | undefined,
  change: (tx: Tx) => Promise<Letter | undefined>,
): Promise<Result<Record<string, never>>> =>
  runCommand(deps.db, command, async (tx) => {
    const letter = await change(tx)
    if (!letter) return refuse('jobs.letter-not-found', { kind: 'notFound' })
    const { prefecture, id, consumer, kind, subjectType, subjectId, error } = letter
    return ok({
      reply: {},
      audit: [
        {
          prefecture,
          action,
          subjectType: 'deadLetter',
          subjectId: id,
          before: { consumer, kind, subjectType, subjectId, error },
          reason,
        },
      ],
    })
  })
