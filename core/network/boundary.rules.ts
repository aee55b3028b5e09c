/**
 * Who answers for a fault (R-A4): first what caused it, where the cause itself says so (a digger, ice, the customer's own router),
 * else whoever maintains the segment by the boundary table. A row for the contract goes before a general one,
 * and a row for the access method before one for all. It is a default that a person may change with a reason.
 */
import type { BusinessLine } from '#core/organisation/organisation.ts'
import { ok, type Result, refuse } from '#core/result.ts'
import { type BoundaryRow, type Party, type Segment, segments } from './boundary.ts'

export type FaultPlace = {
  readonly line: BusinessLine
  readonly segment: string
  readonly access?: string | undefined
  readonly contract?: string | undefined
}

/** Who maintains the segment. Refusal: `network.boundary-missing`. */
export const maintainerOf = (table: readonly BoundaryRow[], place: FaultPlace): Result<Party> => {
  const row = rowsFor(table, place)
    .filter((candidate) => candidate.segment === place.segment)
    .sort((a, b) => specificity(b) - specificity(a))[0]
  return row
    ? ok(row.party)
    : refuse('network.boundary-missing', { field: 'segment', params: { segment: place.segment } })
}

/** The default responsible party at a return. `causeParty` is the cause's own, `byBoundary` when it leaves that to the table. */
export const responsibleParty = (
  table: readonly BoundaryRow[],
  place: FaultPlace,
  causeParty: Party | 'byBoundary',
): Result<Party> => (causeParty === 'byBoundary' ? maintainerOf(table, place) : ok(causeParty))

/** The segments that exist for this line and access method, along the path: what a return may choose from. */
export const segmentsFor = (table: readonly BoundaryRow[], place: Omit<FaultPlace, 'segment'>): readonly Segment[] => {
  const found = new Set(rowsFor(table, place).map((row) => row.segment))
  return segments.filter((segment) => found.has(segment))
}

const rowsFor = (table: readonly BoundaryRow[], place: Omit<FaultPlace, 'segment'>): readonly BoundaryRow[] =>
  table.filter(
    (row) =>
      row.line === place.line &&
      (row.access === '*' || row.access === place.access) &&
      (row.contract === '*' || row.contract === place.contract),
  )

const specificity = (row: BoundaryRow): number => (row.contract === '*' ? 0 : 2) + (row.access === '*' ? 0 : 1)
