/**
 * A region goes from one company to another from a day on (R-A3): what the old one had there ends the day before,
 * the new one gets the same areas for the rest of their periods, and the region itself where the old one held it only
 * through a wider entry. So no gap and no overlap appears, other companies' places stay theirs,
 * and the days before stay with whoever did the work.
 */
import { ok, type Result, refuse } from '#core/result.ts'
import { addDays, type Day, later } from '#core/time.ts'
import type { BusinessLine } from './organisation.ts'
import { isWithin } from './region.ts'
import { stretchesOf } from './responsibility.rules.ts'
import type { Responsibility } from './responsibility.ts'

export type Handover = {
  readonly region: string
  readonly line: BusinessLine
  readonly fromCompanyId: string
  readonly toCompanyId: string
  /** The new company's first day. */
  readonly from: Day
}

export type HandoverChanges = {
  /** Entries whose last day becomes the day before. */
  readonly ended: readonly { readonly id: string; readonly effectiveTo: Day }[]
  /** Entries of the old company that would have begun on that day or afterwards. */
  readonly dropped: readonly string[]
  /** The new company's entries, still without ids. */
  readonly added: readonly Omit<Responsibility, 'id'>[]
}

const LAST_DAY = '9999-12-30'

/**
 * What must change in the entries. Refusals: `organisation.handover-same-company`, `organisation.handover-nothing`
 * (the old company has nothing there from that day on).
 */
export const handOver = (entries: readonly Responsibility[], handover: Handover): Result<HandoverChanges> => {
  const { region, line, fromCompanyId, toCompanyId, from } = handover
  if (fromCompanyId === toCompanyId) return refuse('organisation.handover-same-company')
  const inside = entries.filter(
    (entry) =>
      entry.line === line &&
      entry.companyId === fromCompanyId &&
      isWithin(entry.region, region) &&
      (entry.effectiveTo ?? LAST_DAY) >= from,
  )
  const carved = stretchesOf(entries, { region }, line, from, LAST_DAY).filter(
    ({ entries: found }) =>
      found.every((entry) => entry.companyId === fromCompanyId && entry.region !== region) && found.length > 0,
  )
  if (inside.length + carved.length === 0)
    return refuse('organisation.handover-nothing', { params: { region, line, from } })
  return ok({
    ended: inside
      .filter((entry) => entry.effectiveFrom < from)
      .map((entry) => ({ id: entry.id, effectiveTo: addDays(from, -1) })),
    dropped: inside.filter((entry) => entry.effectiveFrom >= from).map((entry) => entry.id),
    added: [
      ...inside.map(({ id: _, ...entry }) => ({
        ...entry,
        companyId: toCompanyId,
        effectiveFrom: later(entry.effectiveFrom, from),
      })),
      ...carved.map((stretch) => ({
        companyId: toCompanyId,
        line,
        region,
        effectiveFrom: stretch.from,
        ...(stretch.to === LAST_DAY ? {} : { effectiveTo: stretch.to }),
      })),
    ],
  })
}

export type WideHandover = Omit<Handover, 'region' | 'line'> & {
  readonly regions: readonly string[]
  readonly lines: readonly BusinessLine[]
}

/**
 * Several regions and lines at once. Refusals: those of `handOver` where nothing at all is handed over, and `organisation.past`
 * when the day has passed, or an entry began today: who answered this morning stays so.
 */
export const handOverAll = (
  entries: readonly Responsibility[],
  handover: WideHandover,
  today: Day,
): Result<HandoverChanges & { readonly after: readonly Responsibility[] }> => {
  const { regions, lines, ...same } = handover
  if (same.from < today) return refuse('organisation.past', { kind: 'conflict', field: 'from', params: { today } })
  let after = entries
  let nothing: Result<HandoverChanges> | undefined
  // Wide regions first: what lies in them is handed over with them.
  for (const region of [...new Set(regions)].sort()) {
    for (const line of new Set(lines)) {
      const changes = handOver(after, { ...same, region, line })
      if (changes.ok) after = applyHandover(after, changes.value, (index) => `new ${region} ${line} ${index}`)
      else nothing ??= changes
    }
  }
  const left = new Map(after.map((entry) => [entry.id, entry]))
  const known = new Set(entries.map((entry) => entry.id))
  const ended = entries.flatMap((entry) => {
    const effectiveTo = left.get(entry.id)?.effectiveTo
    return effectiveTo !== undefined && effectiveTo !== entry.effectiveTo ? [{ id: entry.id, effectiveTo }] : []
  })
  const dropped = entries.filter((entry) => !left.has(entry.id))
  const added = after.filter((entry) => !known.has(entry.id)).map(({ id: _, ...entry }) => entry)
  if (added.length === 0 && nothing && !nothing.ok) return nothing
  if (dropped.some((entry) => entry.effectiveFrom <= today)) {
    return refuse('organisation.past', { kind: 'conflict', field: 'from', params: { today } })
  }
  return ok({ ended, dropped: dropped.map((entry) => entry.id), added, after })
}

/** The entries as they are after the changes; `nextId` names the new ones. */
export const applyHandover = (
  entries: readonly Responsibility[],
  changes: HandoverChanges,
  nextId: (index: number) => string,
): readonly Responsibility[] => {
  const lastDays = new Map(changes.ended.map((change) => [change.id, change.effectiveTo]))
  const kept = entries
    .filter((entry) => !changes.dropped.includes(entry.id))
    .map((entry) => {
      const effectiveTo = lastDays.get(entry.id)
      return effectiveTo === undefined ? entry : { ...entry, effectiveTo }
    })
  return [...kept, ...changes.added.map((entry, index) => ({ ...entry, id: nextId(index) }))]
}
