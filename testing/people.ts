import { asSystem } from '#server/access/index.ts'
import type { Deps } from '#server/platform/deps.ts'
import { newId } from '#server/platform/new-id.ts'

type Ground = Pick<Deps, 'db' | 'system'>
let count = 0

export type NewStation = { readonly companyId?: string; readonly county?: string; readonly name?: string }

/** Puts a station into the database: 铁通's in 南明 unless said otherwise. */
export const stationIn = async (deps: Ground, station: NewStation = {}): Promise<string> => {
  count += 1
  const id = newId()
  const { companyId = 'tietong', county = '520102', name = `驻点${count}` } = station
  await asSystem(deps, (tx) =>
    tx.run({
      text: `INSERT INTO station (id, company_id, prefecture, county, name, counties) VALUES ($1, $2, $3, $4, $5, $6)`,
      values: [id, companyId, `${county.slice(0, 4)}00`, county, name, [county]],
    }),
  )
  return id
}

export type NewStaff = {
  readonly companyId?: string
  readonly county?: string
  readonly stationId?: string
  readonly name?: string
  readonly post?: string
  readonly phone?: string
  readonly number?: string
}

/** Puts a person into the people's list: an engineer of 铁通 in 南明 unless said otherwise. */
export const staffIn = async (deps: Ground, staff: NewStaff = {}): Promise<string> => {
  count += 1
  const id = newId()
  const { companyId = 'tietong', county = '520102', name = `员工${count}`, post = 'engineer' } = staff
  await asSystem(deps, (tx) =>
    tx.run({
      text: `INSERT INTO staff (id, number, name, company_id, station_id, prefecture, county, post, phone, status, joined_on, updated_at)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, 'active', '2024-01-01', now())`,
      values: [
        id,
        staff.number ?? `T${String(count).padStart(5, '0')}`,
        name,
        companyId,
        staff.stationId ?? null,
        `${county.slice(0, 4)}00`,
        county,
        post,
        staff.phone ?? null,
      ],
    }),
  )
  return id
}
