import type { ReplyOf } from '#core/contract.ts'
import type { byHandRoutes, RowHistory } from '#core/import/by-hand.contract.ts'
import type { ImportKind } from '#core/import/import.ts'
import { useCompanyNames, useRegionNames } from '#web/console/organisation/organisation.queries.ts'
import { Card } from '#web/ui/card.tsx'
import { Loaded } from '#web/ui/states.tsx'
import { useText } from '#web/ui/text.ts'
import { Timeline } from '#web/ui/timeline.tsx'
import { useImportNames } from './import.queries.ts'
import { rowFormTexts } from './row-form.text.ts'

type Entry = RowHistory['items'][number]
type Answer = {
  readonly data: ReplyOf<typeof byHandRoutes.homeUser.history> | undefined
  readonly error: unknown
  readonly refetch: () => unknown
}

/** What changed the row, when and by whom: imports and edits by hand, the latest first. */
export const RowHistoryCard = ({ kind, answer }: { readonly kind: ImportKind; readonly answer: Answer }) => {
  const t = useText(rowFormTexts)
  const companyName = useCompanyNames()
  return (
    <Card title={t('row.history')}>
      <Loaded query={answer} rows={3}>
        {({ items }) =>
          items.length === 0 ? (
            <p className="hint">{t('row.history-none')}</p>
          ) : (
            <Timeline
              entries={items.map((entry, index) => ({
                key: String(items.length - index),
                at: entry.at,
                icon: entry.origin === 'file' ? 'upload' : 'edit',
                title: t(titleOf(entry)),
                text: <What kind={kind} entry={entry} />,
                who: entry.byName ?? companyName(entry.companyId),
              }))}
            />
          )
        }
      </Loaded>
    </Card>
  )
}

const titleOf = ({ isCreation, origin }: Entry) =>
  isCreation ? (`row.history-made-${origin}` as const) : (`row.history-${origin}` as const)

const What = ({ kind, entry }: { readonly kind: ImportKind; readonly entry: Entry }) => {
  const t = useText(rowFormTexts)
  const { fieldName } = useImportNames()
  const regionName = useRegionNames()
  const shown = (field: string, text: string | null) =>
    text === null ? '—' : field === 'county' ? regionName(text) : text
  return (
    <>
      {entry.changes.map(({ field, before, after }) => (
        <div key={field} className="wrap">
          {before === after
            ? t('row.history-hidden', { field: fieldName(kind, field) })
            : t('row.history-change', {
                field: fieldName(kind, field),
                before: shown(field, before),
                after: shown(field, after),
              })}
        </div>
      ))}
      {entry.fileName && <div className="wrap">{t('row.history-completed', { file: entry.fileName })}</div>}
      {entry.reason && <div className="wrap">{entry.reason}</div>}
      {entry.undoneAt && <div>{t('row.history-undone')}</div>}
    </>
  )
}
