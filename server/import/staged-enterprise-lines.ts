import { type EnterpriseLineRow, enterpriseLineRows } from '#core/ledger/enterprise-line-row.rules.ts'
import { enterpriseLinePairs } from '#core/ledger/search-text.rules.ts'
import { addressKey } from '#core/organisation/address.rules.ts'
import { prefectureOf } from '#core/organisation/region.ts'
import { pinyinInitials } from '#server/platform/pinyin.ts'
import { onceForRow, plainColumn, type StagedEntity } from './staged.ts'

const keyOf = onceForRow<EnterpriseLineRow, string>((row, { regions }) => addressKey(regions, row.aAddress, row.county))

export const stagedEnterpriseLines: StagedEntity<EnterpriseLineRow> = {
  kind: 'enterprise-lines',
  definition: enterpriseLineRows,
  key: 'line_code',
  prefectureOf: (row) => prefectureOf(row.county),
  columns: [
    plainColumn('line_code', 'text', 'lineCode', { isCompared: false }),
    plainColumn('county', 'text', 'county'),
    plainColumn('customer_name', 'text', 'customerName'),
    plainColumn('grade', 'text', 'grade'),
    plainColumn('service_kind', 'text', 'serviceKind'),
    plainColumn('bandwidth_mbps', 'integer', 'bandwidthMbps'),
    plainColumn('a_address', 'text', 'aAddress', { isCompared: false }),
    {
      name: 'a_address_key',
      type: 'text',
      field: 'aAddress',
      isCompared: true,
      of: keyOf,
    },
    plainColumn('z_address', 'text', 'zAddress'),
    plainColumn('manager_name', 'text', 'managerName'),
    plainColumn('contact_phone', 'text', 'contactPhone'),
    plainColumn('opened_on', 'date', 'openedOn'),
    plainColumn('status', 'text', 'status', { whenNew: `'active'` }),
    { name: 'name_pinyin', type: 'text', of: (row) => pinyinInitials(row.customerName, 'organisation') },
    {
      name: 'bigrams',
      type: 'text[]',
      of: (row, context) => enterpriseLinePairs({ ...row, aAddressKey: keyOf(row, context) }),
    },
  ],
}
