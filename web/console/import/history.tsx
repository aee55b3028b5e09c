import { useMemo } from 'react'
import { importRoutes } from '#core/import/import.contract.ts'
import { Button } from '#web/ui/button.tsx'
import { DataTable } from '#web/ui/data-table.tsx'
import { type RowOf, usePages } from '#web/ui/query.ts'
import { StateTag } from '#web/ui/state-tag.tsx'
import { EmptyState } from '#web/ui/states.tsx'
import type { Column } from '#web/ui/table-columns.ts'
import { useText } from '#web/ui/text.ts'
import { useLiveRefresh } from '#web/ui/use-live.ts'
import { When } from '#web/ui/when.tsx'
import { useImportKinds, useImportNames } from './import.queries.ts'
import { importScreenTexts } from './import-screen.text.ts'
import { useUndo } from './verdict-step.tsx'

type Line = NonNullable<RowOf<typeof importRoutes.list>>

const TONES = {
  draft: 'plain',
  running: 'plain',
  applied: 'fine',
  refused: 'risk',
  failed: 'late',
  undone: 'paused',
} as const

const isStored = (status: Line['status']): boolean => status === 'applied' || status === 'undone'

/** What was imported by whom, and the way back. */
export const History = () => {
  const t = useText(importScreenTexts)
  const { kindName } = useImportNames()
  const kinds = useImportKinds()
  const { ask } = useUndo()
  const pages = usePages(importRoutes.list, { query: {} })
  useLiveRefresh(['import.', 'job.'], [importRoutes.list])
  const count = (key: 'created' | 'updated' | 'held', title: string): Column<Line> => ({
    key,
    title,
    width: 90,
    align: 'end',
    // Of a check or a refusal only the wrong rows are a fact: nothing was new or changed.
    cell: (row) => (
      <span className="number">{(key === 'held' || isStored(row.status) ? row.counts?.[key] : undefined) ?? '—'}</span>
    ),
  })
  // biome-ignore lint/correctness/useExhaustiveDependencies: names change with the language, and so does t
  const columns = useMemo<readonly Column<Line>[]>(
    () => [
      { key: 'at', title: t('import.at'), width: 140, isFixed: true, cell: (row) => <When at={row.createdAt} /> },
      { key: 'kind', title: t('import.kind'), width: 110, cell: (row) => kindName(row.kind) },
      {
        key: 'file',
        title: t('import.file'),
        width: 240,
        grow: 1,
        cell: (row) => <span className="clip">{row.fileName}</span>,
      },
      {
        key: 'status',
        title: t('import.status'),
        width: 100,
        cell: (row) => (
          <StateTag tone={TONES[row.status]} isBare>
            {t(`import.status.${row.status}`)}
          </StateTag>
        ),
      },
      count('created', t('import.created')),
      count('updated', t('import.updated')),
      count('held', t('import.wrong-rows')),
      { key: 'by', title: t('import.by'), width: 150, cell: (row) => row.createdByName },
      {
        key: 'undo',
        title: '',
        width: 110,
        cell: (row) =>
          row.status === 'applied' && row.kind !== 'reports' ? (
            <Button
              isSmall
              why={kinds?.find((each) => each.kind === row.kind)?.isPermitted ? undefined : t('import.kind-why')}
              onClick={() => void ask(row.id)}
            >
              {t('import.undo')}
            </Button>
          ) : null,
      },
    ],
    [t, kinds],
  )
  return (
    <DataTable
      name="imports"
      label={t('import.tab.history')}
      columns={columns}
      pages={pages}
      keyOf={(row) => row.id}
      empty={<EmptyState icon="history" title={t('import.history-none')} />}
    />
  )
}
