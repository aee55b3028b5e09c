import type { ReactNode } from 'react'
import { useMemo } from 'react'
import { useRegionNames } from '#web/console/organisation/organisation.queries.ts'
import { DataTable } from '#web/ui/data-table.tsx'
import { useFilters } from '#web/ui/filter-sentence.tsx'
import type { Pages } from '#web/ui/query.ts'
import { SearchInput } from '#web/ui/search-input.tsx'
import type { Column } from '#web/ui/table-columns.ts'
import { useText } from '#web/ui/text.ts'
import { AddRowButton, NEW_ROW } from './edit-button.tsx'
import { ledgerScreenTexts } from './ledger.text.ts'
import { ImportButton, LedgerEmpty } from './ledger-empty.tsx'
import { ServiceState } from './service-state.tsx'

type Common = {
  readonly prefecture: string
  readonly county: string
  readonly bandwidthMbps: number | null
  readonly status: Parameters<typeof ServiceState>[0]['status']
}

/** Columns that home users and lines have alike. */
export const useLedgerColumns = () => {
  const t = useText(ledgerScreenTexts)
  const regionName = useRegionNames()
  return useMemo(
    () =>
      ({
        place: {
          key: 'place',
          title: t('ledger.place'),
          width: 160,
          cell: (row) => <span className="clip">{`${regionName(row.prefecture)} ${regionName(row.county)}`}</span>,
        },
        bandwidth: {
          key: 'bandwidth',
          title: t('ledger.bandwidth'),
          width: 90,
          align: 'end',
          cell: (row) => (
            <span className="number">
              {row.bandwidthMbps === null ? '—' : t('ledger.mbps', { count: row.bandwidthMbps })}
            </span>
          ),
        },
        status: {
          key: 'status',
          title: t('ledger.status'),
          width: 90,
          cell: (row) => <ServiceState status={row.status} />,
        },
      }) satisfies Readonly<Record<string, Column<Common>>>,
    [t, regionName],
  )
}

/** A ledger as a table: searched, opened at the right by `panel`, imported. */
export const LedgerTable = <Row,>({
  name,
  label,
  searchLabel,
  columns,
  pages,
  keyOf,
  panel,
  newRow,
}: {
  readonly name: string
  readonly label: string
  readonly searchLabel: string
  readonly columns: readonly Column<Row>[]
  readonly pages: Pages<Row>
  readonly keyOf: (row: Row) => string
  readonly panel: (key: string, onClose: () => void) => ReactNode
  readonly newRow: (onClose: () => void, onMade: (key: string) => void) => ReactNode
}) => {
  const [search, setSearch] = useFilters()
  const open = search.open
  const close = () => setSearch({ ...search, open: '' })
  return (
    <>
      <DataTable
        name={name}
        label={label}
        columns={columns}
        pages={pages}
        keyOf={keyOf}
        onOpen={(row) => setSearch({ ...search, open: keyOf(row) })}
        openKey={open}
        empty={<LedgerEmpty />}
        head={<SearchInput label={searchLabel} value={search.q ?? ''} onChange={(q) => setSearch({ ...search, q })} />}
        tools={
          <>
            <AddRowButton permission="ledger.edit" onClick={() => setSearch({ ...search, open: NEW_ROW })} />
            <ImportButton />
          </>
        }
      />
      {open === NEW_ROW && newRow(close, (key) => setSearch({ ...search, open: key }))}
      {open && open !== NEW_ROW && panel(open, close)}
    </>
  )
}
