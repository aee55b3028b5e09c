import type { ImportKind } from '#core/import/import.ts'

/** The table that a kind is written to, and what is filled in there that the file does not say. */
export type Target = {
  readonly kind: Exclude<ImportKind, 'reports'>
  readonly table: 'home_user' | 'enterprise_line' | 'network_node' | 'staff'
  /** Which stored row `h` is meant by a staged row `s`. */
  readonly match: string
  /** A staged row may be new while its key is taken in another prefecture: such a row cannot move. */
  readonly isBoundToPrefecture: boolean
  /** Tables of this transaction and of reference that `filled` draws on. */
  readonly joins: string
  /** Columns that are filled in, with their SQL. */
  readonly filled: Readonly<Record<string, string>>
  /** Where the staged row says of what `filled` depends on what the row `h` says: then what is filled in there stays. */
  readonly filledAsBefore?: string
  /** More that makes a row changed, besides its compared columns. */
  readonly differsToo?: string
  /** The image of a row `h` that undo restores. */
  readonly image: string
  /** Rows that make use of a row `h`: while there is one, the row cannot be taken back. */
  readonly usedBy: readonly string[]
}

const ledgerMatch = (key: string): string => `h.prefecture = s.prefecture AND h.${key} = s.${key}`

export const targets: Readonly<Record<Target['kind'], Target>> = {
  'home-users': {
    kind: 'home-users',
    table: 'home_user',
    match: ledgerMatch('account'),
    isBoundToPrefecture: true,
    joins:
      'JOIN region g ON g.code = s.county LEFT JOIN grid_place p ON p.county = s.county AND p.community = s.community',
    filled: { grid_id: 'p.grid_id', area_class: 'coalesce(p.area_class, g.area_class)' },
    filledAsBefore: 'h.county = s.county AND h.community IS NOT DISTINCT FROM s.community',
    image: 'to_jsonb(h)',
    usedBy: [
      'SELECT 1 FROM report u WHERE u.prefecture = h.prefecture AND u.home_user_id = h.id',
      'SELECT 1 FROM work_order u WHERE u.prefecture = h.prefecture AND u.home_user_id = h.id',
    ],
  },
  'enterprise-lines': {
    kind: 'enterprise-lines',
    table: 'enterprise_line',
    match: ledgerMatch('line_code'),
    isBoundToPrefecture: true,
    joins:
      'JOIN region g ON g.code = s.county LEFT JOIN line_manager lm ON lm.name = s.manager_name AND lm.prefecture = s.prefecture',
    filled: { manager_user_id: 'lm.user_id', area_class: 'g.area_class' },
    filledAsBefore: 'h.county = s.county AND h.manager_name IS NOT DISTINCT FROM s.manager_name',
    image: 'to_jsonb(h)',
    usedBy: [
      'SELECT 1 FROM report u WHERE u.prefecture = h.prefecture AND u.enterprise_line_id = h.id',
      'SELECT 1 FROM work_order u WHERE u.prefecture = h.prefecture AND u.enterprise_line_id = h.id',
    ],
  },
  network: {
    kind: 'network',
    table: 'network_node',
    match: ledgerMatch('code'),
    isBoundToPrefecture: true,
    joins: '',
    filled: {},
    image: 'to_jsonb(h)',
    usedBy: [
      `SELECT 1 FROM network_node u WHERE u.prefecture = h.prefecture AND u.parent_code = h.code
        AND u.import_batch_id IS DISTINCT FROM h.import_batch_id`,
    ],
  },
  staff: {
    kind: 'staff',
    table: 'staff',
    match: 'h.number = s.number',
    isBoundToPrefecture: false,
    joins: 'LEFT JOIN only_station b ON b.company_id = s.company_id AND b.county = s.county',
    filled: { station_id: 'b.station_id' },
    differsToo: `EXISTS (SELECT 1 FROM unnest(s.certificates) AS wanted(kind) WHERE NOT EXISTS (
      SELECT 1 FROM certificate c WHERE c.staff_id = h.id AND c.kind = wanted.kind AND c.valid_to = s.valid_until
        AND (c.issuer = 'operator' OR NOT EXISTS (SELECT 1 FROM vouched v WHERE v.kind = c.kind))))`,
    image: `to_jsonb(h) || jsonb_build_object('certificates',
      coalesce((SELECT jsonb_agg(to_jsonb(c)) FROM certificate c WHERE c.staff_id = h.id), '[]'))`,
    usedBy: [
      'SELECT 1 FROM visit u WHERE u.lead_staff_id = h.id',
      'SELECT 1 FROM work_order u WHERE u.staff_id = h.id OR h.id = ANY (u.crew)',
      'SELECT 1 FROM grid_owner u WHERE u.staff_id = h.id',
      'SELECT 1 FROM app_user u WHERE u.staff_id = h.id',
    ],
  },
}
