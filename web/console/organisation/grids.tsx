import { useMemo } from 'react'
import { type GridItem, organisationRoutes } from '#core/organisation/organisation.contract.ts'
import { businessLines } from '#core/organisation/organisation.ts'
import { DataTable } from '#web/ui/data-table.tsx'
import { useFilters } from '#web/ui/filter-sentence.tsx'
import { listed } from '#web/ui/language.ts'
import { usePages } from '#web/ui/query.ts'
import { StateTag } from '#web/ui/state-tag.tsx'
import { EmptyState } from '#web/ui/states.tsx'
import type { Column } from '#web/ui/table-columns.ts'
import { useText } from '#web/ui/text.ts'
import { useLiveRefresh } from '#web/ui/use-live.ts'
import { GridPanel, NewGrid } from './grid-panel.tsx'
import { useRegionNames } from './organisation.queries.ts'
import { organisationScreenTexts } from './organisation-screen.text.ts'
import { AddButton, queryOfPlace, RegisterHead } from './register-head.tsx'

/** Grids (网格) with who looks after them (包片), and whether they count as town or country. */
export const Grids = () => {
  const t = useText(organisationScreenTexts)
  const [search, setSearch] = useFilters()
  const pages = usePages(organisationRoutes.grids, { query: queryOfPlace(search) })
  useLiveRefresh(['grid.', 'staff.'], [organisationRoutes.grids])
  const columns = useColumns()
  const open = search.open
  const close = () => setSearch({ ...search, open: '' })
  const row = pages.rows.find((each) => each.id === open)
  return (
    <>
      <DataTable
        name="grids"
        label={t('organisation.grids')}
        columns={columns}
        pages={pages}
        keyOf={(each) => each.id}
        onOpen={(each) => setSearch({ ...search, open: each.id })}
        openKey={open}
        empty={<EmptyState title={t('organisation.none')} text={t('organisation.none-grids')} />}
        head={<RegisterHead />}
        tools={<AddButton label={t('organisation.add-grid')} permission="organisation.edit" isOperatorOnly />}
      />
      {open === 'new' && <NewGrid onClose={close} />}
      {row && <GridPanel key={row.id} row={row} onClose={close} />}
    </>
  )
}

const useColumns = () => {
  const t = useText(organisationScreenTexts)
  const regionName = useRegionNames()
  return useMemo<readonly Column<GridItem>[]>(
    () => [
      {
        key: 'name',
        title: t('organisation.grid'),
        width: 200,
        isFixed: true,
        cell: (row) => <span className="clip">{row.name}</span>,
      },
      {
        key: 'region',
        title: t('organisation.region'),
        width: 200,
        cell: (row) => <span className="clip">{`${regionName(row.prefecture)} ${regionName(row.county)}`}</span>,
      },
      { key: 'area', title: t('organisation.area'), width: 80, cell: (row) => t(`organisation.${row.areaClass}`) },
      {
        key: 'station',
        title: t('organisation.station'),
        width: 160,
        cell: (row) => <span className="clip">{row.station?.name ?? '—'}</span>,
      },
      ...businessLines.map((line) => ({
        key: `owner-${line}`,
        title: t(`organisation.owner.${line}`),
        width: 140,
        cell: (row: GridItem) => {
          const owner = row.owners.find((each) => each.line === line)
          return owner ? (
            <span className="clip">{owner.staffName}</span>
          ) : (
            <StateTag tone="risk" isBare>
              {t('organisation.no-owner')}
            </StateTag>
          )
        },
      })),
      {
        key: 'communities',
        title: t('organisation.communities'),
        width: 220,
        grow: 1,
        cell: (row) => <span className="clip ink-2">{listed(row.communities)}</span>,
      },
    ],
    [t, regionName],
  )
}
