import { prefectureOf } from '#core/organisation/region.ts'
import { type StaffRow, staffRows } from '#core/people/staff-row.rules.ts'
import { pinyinInitials } from '#server/ledger/index.ts'
import { plainColumn, type StagedEntity } from './staged.ts'

export const stagedStaff: StagedEntity<StaffRow> = {
  kind: 'staff',
  definition: staffRows,
  key: 'staff_no',
  columns: [
    plainColumn('staff_no', 'text', 'staffNo', { isCompared: false }),
    { name: 'prefecture', type: 'text', of: (row) => prefectureOf(row.county) },
    plainColumn('county', 'text', 'county'),
    plainColumn('name', 'text', 'name'),
    plainColumn('company_id', 'text', 'companyId'),
    plainColumn('post', 'text', 'post'),
    plainColumn('phone', 'text', 'phone'),
    plainColumn('joined_on', 'date', 'joinedOn'),
    plainColumn('left_on', 'date', 'leftOn'),
    plainColumn('status', 'text', 'status', { whenNew: `'active'` }),
    { name: 'certificates', type: 'text[]', field: 'certificates', isCompared: true, of: (row) => row.certificates },
    plainColumn('valid_until', 'date', 'validUntil'),
    { name: 'name_pinyin', type: 'text', of: (row) => pinyinInitials(row.name, 'person') },
  ],
}
