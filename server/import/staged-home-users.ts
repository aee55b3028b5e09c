import { type HomeUserRow, homeUserRows } from '#core/ledger/home-user-row.rules.ts'
import { homeUserPairs } from '#core/ledger/search-text.rules.ts'
import { addressKey } from '#core/organisation/address.rules.ts'
import { prefectureOf } from '#core/organisation/region.ts'
import { pinyinInitials } from '#server/platform/pinyin.ts'
import { onceForRow, plainColumn, type StagedEntity } from './staged.ts'

const keyOf = onceForRow<HomeUserRow, string>((row, { regions }) => addressKey(regions, row.address, row.county))

export const stagedHomeUsers: StagedEntity<HomeUserRow> = {
  kind: 'home-users',
  definition: homeUserRows,
  key: 'account',
  prefectureOf: (row) => prefectureOf(row.county),
  columns: [
    plainColumn('account', 'text', 'account', { isCompared: false }),
    plainColumn('county', 'text', 'county'),
    plainColumn('user_code', 'text', 'userCode', { whenNew: `''` }),
    plainColumn('name', 'text', 'name'),
    plainColumn('phone', 'text', 'phone'),
    plainColumn('community', 'text', 'community'),
    plainColumn('address', 'text', 'address', { isCompared: false }),
    {
      name: 'address_key',
      type: 'text',
      field: 'address',
      isCompared: true,
      of: keyOf,
    },
    plainColumn('bandwidth_mbps', 'integer', 'bandwidthMbps'),
    plainColumn('access_method', 'text', 'accessMethod'),
    plainColumn('box_code', 'text', 'boxCode'),
    plainColumn('onu_serial', 'text', 'onuSerial'),
    plainColumn('joined_on', 'date', 'joinedOn'),
    plainColumn('status', 'text', 'status', { whenNew: `'active'` }),
    plainColumn('customer_level', 'text', 'customerLevel'),
    { name: 'name_pinyin', type: 'text', of: (row) => pinyinInitials(row.name, 'person') },
    {
      name: 'bigrams',
      type: 'text[]',
      of: (row, context) => homeUserPairs({ ...row, addressKey: keyOf(row, context) }),
    },
  ],
}
