import { useMemo, useState } from 'react'
import { type HeldRowItem, importRoutes } from '#core/import/import.contract.ts'
import { DataTable } from '#web/ui/data-table.tsx'
import { useFilters } from '#web/ui/filter-sentence.tsx'
import { Segments } from '#web/ui/inputs.tsx'
import { useAnswer, usePages } from '#web/ui/query.ts'
import { EmptyState, Loading } from '#web/ui/states.tsx'
import type { Column } from '#web/ui/table-columns.ts'
import { useText } from '#web/ui/text.ts'
import { useLiveRefresh } from '#web/ui/use-live.ts'
import { When } from '#web/ui/when.tsx'
import { HeldRowPanel } from './held-row-panel.tsx'
import { useImportKinds, useImportNames } from './import.queries.ts'
import { importScreenTexts } from './import-screen.text.ts'

/** Rows that were wrong when imported, until somebody mends or discards them. */
export const Holding = () => {
  const kinds = useImportKinds()?.filter((each) => each.isPermitted)
  const counts = useAnswer(importRoutes.heldCounts, {}).data
  const [search] = useFilters()
  if (!kinds || !counts) return <Loading rows={10} />
  const waiting = counts.find((each) => each.open > 0)?.kind
  const kind = kinds.find((each) => each.kind === (search.kind ?? waiting))?.kind ?? kinds[0]?.kind
  return kind ? <HeldRows key={kind} kind={kind} /> : null
}

/** A reason that names its field needs no heading. */
const said = (field: string, reason: string): string => (reason.includes(field) ? reason : `${field}: ${reason}`)

const HeldRows = ({ kind }: { readonly kind: HeldRowItem['kind'] }) => {
  const t = useText(importScreenTexts)
  const [search, setSearch] = useFilters()
  const { kindName, fieldName, fieldsOf } = useImportNames()
  const kinds = useImportKinds()?.filter((each) => each.isPermitted) ?? []
  const counts = useAnswer(importRoutes.heldCounts, {}).data
  const [open, setOpen] = useState<HeldRowItem | undefined>()
  const pages = usePages(importRoutes.heldRows, { query: { kind } })
  useLiveRefresh(['import.'], [importRoutes.heldRows, importRoutes.heldCounts])
  // biome-ignore lint/correctness/useExhaustiveDependencies: names change with the language, and so does t
  const columns = useMemo<readonly Column<HeldRowItem>[]>(
    () => [
      {
        key: 'row',
        title: t('import.held-row'),
        width: 150,
        isFixed: true,
        cell: (row) => <span className="clip">{`${row.sheet} ${row.row}`}</span>,
      },
      {
        key: 'problem',
        title: t('import.held-problem'),
        width: 340,
        grow: 1,
        cell: (row) => (
          <span className="clip late">
            {row.problems.map((problem) => said(fieldName(kind, problem.field), problem.reason)).join(' · ')}
          </span>
        ),
      },
      {
        key: 'content',
        title: t('import.held-content'),
        width: 340,
        grow: 1,
        cell: (row) => (
          <span className="clip">
            {fieldsOf(kind)
              .filter((field) => !field.isPersonal)
              .map((field) => row.content[field.field])
              .filter(Boolean)
              .join(' · ')}
          </span>
        ),
      },
      {
        key: 'file',
        title: t('import.file'),
        width: 180,
        cell: (row) => <span className="clip">{row.fileName}</span>,
      },
      { key: 'at', title: t('import.held-at'), width: 130, cell: (row) => <When at={row.createdAt} /> },
    ],
    [t, kindName(kind)],
  )
  return (
    <>
      <DataTable
        name="held-rows"
        label={t('import.tab.held')}
        columns={columns}
        pages={pages}
        keyOf={(row) => row.id}
        onOpen={setOpen}
        openKey={open?.id}
        empty={<EmptyState icon="tray" title={t('import.held-none')} text={t('import.held-none-text')} />}
        head={
          <Segments
            label={t('import.kind')}
            value={kind}
            onChange={(next) => setSearch({ ...search, kind: next })}
            choices={kinds.map((each) => {
              const waiting = counts?.find((count) => count.kind === each.kind)?.open ?? 0
              return {
                value: each.kind,
                label: waiting > 0 ? `${kindName(each.kind)} ${waiting}` : kindName(each.kind),
              }
            })}
          />
        }
      />
      {open && <HeldRowPanel key={open.id} row={open} onClose={() => setOpen(undefined)} />}
    </>
  )
}
