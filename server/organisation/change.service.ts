import type { AuditedAction, AuditedSubject } from '#core/audited.text.ts'
import type { Region } from '#core/organisation/region.ts'
import { type Refused, type Result, refuse } from '#core/result.ts'
import type { Tx } from '#server/platform/db.ts'
import type { Deps } from '#server/platform/deps.ts'
import { type Outcome, runCommand, type SentCommand } from '#server/platform/sent-command.ts'
import { type Directory, directoryOf, forgetDirectory } from './directory.ts'

export type Service = Pick<Deps, 'db' | 'clock'>

/** What a change of the organisation leaves behind: its event and its audit entry say the same. */
export type Change<T> = {
  readonly reply: T
  readonly kind: AuditedAction
  readonly prefecture: string
  readonly subjectType: AuditedSubject
  readonly subjectId: string
  /** Companies and regions have no uuid and so no events. */
  readonly hasEvent?: boolean
  readonly before: unknown
  readonly after: unknown
  readonly reason: string
}

/** One change through the one write path; every process sees it within five seconds, this one at once. */
export const change = async <T>(
  deps: Service,
  command: SentCommand,
  work: (tx: Tx, directory: Directory) => Promise<Result<Change<T>>>,
): Promise<Result<T>> => {
  const directory = await directoryOf(deps)
  const changed = await runCommand(deps.db, command, async (tx): Promise<Result<Outcome<T>>> => {
    const done = await work(tx, directory)
    if (!done.ok) return done
    const { reply, kind, prefecture, subjectType, subjectId, before, after, reason } = done.value
    const subject = { prefecture, subjectType, subjectId }
    const isEvent = done.value.hasEvent !== false
    return {
      ok: true,
      value: {
        reply,
        events: isEvent ? [{ ...subject, kind, data: {} }] : [],
        audit: [{ ...subject, action: kind, before, after, reason }],
      },
    }
  })
  forgetDirectory(deps)
  return changed
}

export const staleOf = (what: string, present: number, sent: number): Refused | undefined =>
  present === sent
    ? undefined
    : refuse('platform.stale', { kind: 'conflict', params: { what, by: '–', version: present } })

export const regionName = (regions: readonly Region[], code: string): string =>
  regions.find((region) => region.code === code)?.name ?? code

/** Where a page ended: county, name and id. */
export const cursorOf = (row: { county: string; name: string; id: string } | undefined): string | null =>
  row ? Buffer.from(JSON.stringify([row.county, row.name, row.id])).toString('base64url') : null

/** Nothing for a cursor that is none: the list then begins at its beginning. */
export const afterCursor = (cursor: string | undefined): readonly [string, string, string] | undefined => {
  if (cursor === undefined) return undefined
  try {
    const found: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'))
    return isCursor(found) ? found : undefined
  } catch {
    return undefined
  }
}

const UUID = /^[0-9a-f-]{36}$/
const isCursor = (found: unknown): found is readonly [string, string, string] =>
  Array.isArray(found) &&
  found.length === 3 &&
  found.every((part) => typeof part === 'string' && !part.includes('\0')) &&
  UUID.test(found[2])
