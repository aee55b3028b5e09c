import { bigramsOf, enterpriseLinePairs, homeUserPairs, searchForm } from '#core/ledger/search-text.rules.ts'
import { pinyinInitials } from '#server/platform/pinyin.ts'

type Row = Record<string, unknown>

const text = (value: unknown): string => (typeof value === 'string' ? value : '')

/** Fills in what the rows of the world are searched by, as an import does. */
export const fillSearchColumns = (tables: Readonly<Record<string, readonly Row[]>>): void => {
  for (const row of tables.home_user ?? []) {
    row.name_pinyin = pinyinInitials(text(row.name), 'person')
    row.bigrams = homeUserPairs({
      name: text(row.name),
      community: text(row.community),
      addressKey: text(row.address_key),
      phone: text(row.phone),
    })
  }
  for (const row of tables.enterprise_line ?? []) {
    row.name_pinyin = pinyinInitials(text(row.customer_name), 'organisation')
    row.bigrams = enterpriseLinePairs({
      customerName: text(row.customer_name),
      aAddressKey: text(row.a_address_key),
      zAddress: text(row.z_address),
      contactPhone: text(row.contact_phone),
    })
  }
  for (const row of tables.network_node ?? []) row.bigrams = bigramsOf(searchForm(text(row.name)))
  for (const row of tables.staff ?? []) row.name_pinyin = pinyinInitials(text(row.name), 'person')
}
