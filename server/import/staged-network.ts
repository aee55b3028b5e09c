import type { ImportContext } from '#core/import/import.ts'
import { bigramsOf, searchForm } from '#core/ledger/search-text.rules.ts'
import { countyOfNode, type NetworkNodeRow, networkNodeRows } from '#core/network/network-node-row.rules.ts'
import { prefectureOf } from '#core/organisation/region.ts'
import { plainColumn, type StagedEntity } from './staged.ts'

const countyOf = (row: NetworkNodeRow, context: ImportContext): string => {
  const county = countyOfNode(row, context)
  return 'value' in county ? county.value : ''
}

export const stagedNetwork: StagedEntity<NetworkNodeRow> = {
  kind: 'network',
  definition: networkNodeRows,
  key: 'code',
  prefectureOf: (row, context) => prefectureOf(countyOf(row, context)),
  columns: [
    plainColumn('code', 'text', 'code', { isCompared: false }),
    { name: 'county', type: 'text', field: 'county', isCompared: true, of: countyOf },
    plainColumn('name', 'text', 'name'),
    plainColumn('kind', 'text', 'kind'),
    plainColumn('parent_code', 'text', 'parentCode'),
    plainColumn('lon', 'double precision', 'lon'),
    plainColumn('lat', 'double precision', 'lat'),
    plainColumn('split_ratio', 'text', 'splitRatio'),
    plainColumn('parent_km', 'numeric', 'parentKm'),
    { name: 'bigrams', type: 'text[]', of: (row) => bigramsOf(searchForm(row.name)) },
  ],
}
