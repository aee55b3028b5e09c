import { homeUserPairs } from '#core/ledger/search-text.rules.ts'
import { addressKey } from '#core/organisation/address.rules.ts'
import { prefectureOf } from '#core/organisation/region.ts'
import { asSystem } from '#server/access/index.ts'
import type { Deps } from '#server/platform/deps.ts'
import { newId } from '#server/platform/new-id.ts'
import { pinyinInitials } from '#server/platform/pinyin.ts'

type Ground = Pick<Deps, 'db' | 'system' | 'clock' | 'regions'>
let count = 0

export type NewHomeUser = {
  readonly county?: string
  readonly account?: string
  readonly name?: string
  readonly phone?: string
  readonly address?: string
}
export type LedgerUser = Required<NewHomeUser> & { readonly id: string }

/** Puts a home user into the ledger: in 南明 unless said otherwise. */
export const homeUserIn = async (deps: Ground, user: NewHomeUser = {}): Promise<LedgerUser> => {
  count += 1
  const made = {
    id: newId(),
    county: '520102',
    account: `gz5201${String(10_000_000 + count * 137)}`,
    name: '王小明',
    phone: `1398500${String(count).padStart(4, '0')}`,
    address: `贵州省贵阳市南明区测试路${count}号幸福里${count}栋1单元101`,
    ...user,
  }
  const key = addressKey(deps.regions, made.address, made.county)
  await asSystem(deps, (tx) =>
    tx.run({
      text: `INSERT INTO home_user (prefecture, id, user_code, account, name, phone, county, address, address_key, status, area_class, updated_at,
               name_pinyin, bigrams)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, 'active', 'urban', $10, $11, $12)`,
      values: [
        prefectureOf(made.county),
        made.id,
        `U${made.account}`,
        made.account,
        made.name,
        made.phone,
        made.county,
        made.address,
        key,
        deps.clock.now(),
        pinyinInitials(made.name, 'person'),
        homeUserPairs({ ...made, addressKey: key }),
      ],
    }),
  )
  return made
}

export type NewLine = {
  readonly county?: string
  readonly code?: string
  readonly managerUserId?: string
  readonly phone?: string
}

/** Puts an enterprise line into the ledger: in 南明 unless said otherwise. */
export const enterpriseLineIn = async (
  deps: Ground,
  line: NewLine = {},
): Promise<NewLine & { readonly id: string; readonly code: string }> => {
  count += 1
  const made = { id: newId(), county: '520102', code: `ZX5201020${String(1000 + count)}`, ...line }
  const address = `贵阳市南明区商务路${count}号`
  await asSystem(deps, (tx) =>
    tx.run({
      text: `INSERT INTO enterprise_line (prefecture, id, line_code, customer_name, grade, service_kind, a_address, a_address_key, county,
               manager_user_id, contact_phone, status, area_class, updated_at)
             VALUES ($1, $2, $3, '测试银行', 'AAA', 'internet', $4, $5, $6, $7, $8, 'active', 'urban', $9)`,
      values: [
        prefectureOf(made.county),
        made.id,
        made.code,
        address,
        addressKey(deps.regions, address, made.county),
        made.county,
        made.managerUserId ?? null,
        made.phone ?? null,
        deps.clock.now(),
      ],
    }),
  )
  return made
}
