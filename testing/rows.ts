import { asSystem } from '#server/access/index.ts'
import type { Deps } from '#server/platform/deps.ts'
import { newId } from '#server/platform/new-id.ts'

type Ground = Pick<Deps, 'db' | 'system'>
export type Row = Readonly<Record<string, unknown>>
let count = 0
const next = (): string => {
  count += 1
  return String(count).padStart(6, '0')
}
const prefectureOf = (county: string): string => `${county.slice(0, 4)}00`
const NOW = '2026-11-22T06:30:00.000Z'

/** Puts a row into a table as it is. */
export const rowIn = async (deps: Ground, table: string, row: Row): Promise<void> => {
  const columns = Object.keys(row)
  await asSystem(deps, (tx) =>
    tx.run({
      text: `INSERT INTO ${table} (${columns.join(', ')}) VALUES (${columns.map((_, index) => `$${index + 1}`).join(', ')})`,
      values: Object.values(row),
    }),
  )
}

export type Placed = Row & { readonly county?: string }

const inserted = async (deps: Ground, table: string, defaults: Row, row: Row): Promise<string> => {
  const made = { id: newId(), ...defaults, ...row }
  await rowIn(deps, table, made)
  return made.id
}

/** A row of the table with what it needs, in 南明 unless said otherwise; answers its id. */
export const homeUserIn = (deps: Ground, { county = '520102', ...row }: Placed = {}): Promise<string> => {
  const number = next()
  const place = { prefecture: prefectureOf(county), county, address: '花果园1栋1单元101', address_key: `key${number}` }
  const user = {
    user_code: `U${number}`,
    account: `A${number}`,
    name: '王小明',
    phone: `138${number.padStart(8, '0')}`,
  }
  return inserted(deps, 'home_user', { ...place, ...user, status: 'active', area_class: 'urban', updated_at: NOW }, row)
}

export const enterpriseLineIn = (deps: Ground, { county = '520102', ...row }: Placed = {}): Promise<string> => {
  const number = next()
  const line = { line_code: `L${number}`, customer_name: `某某科技${number}`, grade: 'A', service_kind: 'internet' }
  const place = { prefecture: prefectureOf(county), county, a_address: '中华路2号', a_address_key: `key${number}` }
  const rest = { contact_phone: '0851-85550001', status: 'active', area_class: 'urban', updated_at: NOW }
  return inserted(deps, 'enterprise_line', { ...line, ...place, ...rest }, row)
}

export const networkNodeIn = (deps: Ground, { county = '520102', ...row }: Placed = {}): Promise<string> => {
  const number = next()
  const node = { code: `N${number}`, name: `箱体${number}`, kind: 'box', updated_at: NOW }
  return inserted(deps, 'network_node', { prefecture: prefectureOf(county), county, ...node }, row)
}

export const orderIn = (deps: Ground, { county = '520102', ...row }: Placed = {}): Promise<string> => {
  const place = { prefecture: prefectureOf(county), county, area_class: 'urban', address: '花果园1栋1单元101' }
  const customer = { customer_name: '王小明', customer_phone: '13800000000', account: `A${next()}` }
  const state = { kind: 'fault', line: 'home', state: 'pendingAcceptance', is_open: true, holder_level: 'contractor' }
  const rest = { channel: 'hotline', symptom: '断网', source: 'test', created_by_name: '测试', company_id: 'tietong' }
  const at = { created_at: NOW, updated_at: NOW }
  return inserted(
    deps,
    'work_order',
    { number: `GY261122-${next()}`, ...place, ...customer, ...state, ...rest, ...at },
    row,
  )
}

export const reportIn = (deps: Ground, { county, ...row }: Placed = {}): Promise<string> => {
  const place = { prefecture: county ? prefectureOf(county) : '520000', county: county ?? null }
  const content = { channel: 'hotline', symptom: '断网', caller_phone: '13800000001', customer_name: '李小红' }
  const rest = { match_state: 'unmatched', source: 'test', created_by_name: '测试' }
  return inserted(
    deps,
    'report',
    { number: `RP${next()}`, received_at: NOW, created_at: NOW, ...place, ...content, ...rest },
    row,
  )
}
