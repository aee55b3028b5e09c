import { type EnterpriseLineRow, enterpriseLineRows } from '#core/ledger/enterprise-line-row.rules.ts'
import { bigramsOf, placeOfKey, searchForm } from '#core/ledger/search-text.rules.ts'
import { addressKey } from '#core/organisation/address.rules.ts'
import { prefectureOf } from '#core/organisation/region.ts'
import { pinyinInitials } from '#server/ledger/index.ts'
import { plainColumn, type StagedEntity } from './staged.ts'

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
      of: (row, { regions }) => addressKey(regions, row.aAddress, row.county),
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
      of: (row, { regions }) =>
        bigramsOf(
          searchForm(row.customerName),
          placeOfKey(addressKey(regions, row.aAddress, row.county)),
          searchForm(row.zAddress ?? ''),
        ),
    },
  ],
}
