import { prefectureOf } from '#core/organisation/region.ts'
import { type StaffRow, staffRows } from '#core/people/staff-row.rules.ts'
import { pinyinInitials } from '#server/platform/pinyin.ts'
import { plainColumn, type StagedEntity } from './staged.ts'

export const stagedStaff: StagedEntity<StaffRow> = {
  kind: 'staff',
  definition: staffRows,
  key: 'number',
  prefectureOf: (row) => prefectureOf(row.county),
  columns: [
    plainColumn('number', 'text', 'number', { isCompared: false }),
    plainColumn('county', 'text', 'county'),
    plainColumn('name', 'text', 'name'),
    plainColumn('company_id', 'text', 'companyId'),
    plainColumn('post', 'text', 'post'),
    plainColumn('phone', 'text', 'phone'),
    plainColumn('joined_on', 'date', 'joinedOn'),
    plainColumn('left_on', 'date', 'leftOn'),
    plainColumn('status', 'text', 'status', { whenNew: `'active'` }),
    {
      name: 'certificates',
      type: 'text[]',
      field: 'certificates',
      isCompared: true,
      isElsewhere: true,
      of: (row) => row.certificates,
    },
    plainColumn('valid_until', 'date', 'validUntil', { isElsewhere: true }),
    { name: 'name_pinyin', type: 'text', of: (row) => pinyinInitials(row.name, 'person') },
  ],
}
