import { maskAddress, maskName } from '#core/access/masking.rules.ts'
import type { FieldOrder } from '#core/field/field.contract.ts'
import { nextActionOf } from '#core/field/field.rules.ts'
import { metresBetween } from '#core/position.ts'

/** A row of `ORDER_COLUMNS`. */
export type FieldRow = Omit<FieldOrder, 'distanceMetres' | 'next'> & {
  readonly staffId: string | null
  readonly staffName: string | null
  readonly isInPool: boolean
  readonly lon: number | null
  readonly lat: number | null
  readonly stationLon: number | null
  readonly stationLat: number | null
}

const distanceOf = ({ lon, lat, stationLon, stationLat }: FieldRow): number | null =>
  lon === null || lat === null || stationLon === null || stationLat === null
    ? null
    : Math.round(metresBetween({ lon, lat }, { lon: stationLon, lat: stationLat }))

/** Whoever holds the phone in the street sees no name and no door in a list. */
export const presentFieldOrder = (row: FieldRow): FieldOrder => ({
  number: row.number,
  kind: row.kind,
  line: row.line,
  state: row.state,
  customerName: maskName(row.customerName) ?? null,
  address: maskAddress(row.address) ?? null,
  symptom: row.symptom,
  grade: row.grade,
  appointmentFrom: row.appointmentFrom,
  appointmentTo: row.appointmentTo,
  dueAt: row.dueAt,
  warnAt: row.warnAt,
  createdAt: row.createdAt,
  distanceMetres: distanceOf(row),
  urges: row.urges,
  next: nextActionOf(row.state, row.isInPool) ?? null,
  version: row.version,
})
