import { useMemo } from 'react'
import { healthReport, type Letter, letterDiscard, letterList, letterRetry } from '#core/jobs/health.contract.ts'
import { useRegionNames } from '#web/console/organisation/organisation.queries.ts'
import { useMay } from '#web/console/session/session.queries.ts'
import { Button } from '#web/ui/button.tsx'
import { Card, CardRow } from '#web/ui/card.tsx'
import { askConfirm } from '#web/ui/confirm.tsx'
import { DataTable } from '#web/ui/data-table.tsx'
import { useCommand, usePages } from '#web/ui/query.ts'
import { StateTag } from '#web/ui/state-tag.tsx'
import { EmptyState } from '#web/ui/states.tsx'
import type { Column } from '#web/ui/table-columns.ts'
import { useText } from '#web/ui/text.ts'
import { When } from '#web/ui/when.tsx'
import { healthScreenTexts } from './health.text.ts'

const CHANGED = [letterList, healthReport]

/** Events that a consumer gave up on: tried again or given up by a person, with a reason that is audited. */
export const Letters = () => {
  const t = useText(healthScreenTexts)
  const pages = usePages(letterList, { query: {} })
  const columns = useColumns()
  if (!pages.isLoading && !pages.error && pages.rows.length === 0) {
    return (
      <Card title={t('letters')} isFlush>
        <CardRow icon="done" tone="fine" title={t('letters-none')} text={t('letters-none-text')} />
      </Card>
    )
  }
  return (
    <Card title={t('letters')} hint={t('letters-hint')} isFlush>
      <div className="health-letters">
        <DataTable
          name="letters"
          label={t('letters')}
          columns={columns}
          pages={pages}
          keyOf={(row) => row.id}
          empty={<EmptyState title={t('letters-none')} />}
        />
      </div>
    </Card>
  )
}

const useColumns = (): readonly Column<Letter>[] => {
  const t = useText(healthScreenTexts)
  const regionName = useRegionNames()
  const why = useMay('health.act') ? undefined : t('letter.not-allowed')
  const { run: retry } = useCommand(letterRetry, { changes: CHANGED, done: t('letter.retried') })
  const { run: giveUp } = useCommand(letterDiscard, { changes: CHANGED, done: t('letter.discarded') })
  return useMemo(() => {
    const discard = async ({ id, kind }: Letter) => {
      const answer = await askConfirm({
        title: t('letter.discard-title'),
        text: t('letter.discard-text', { kind }),
        action: t('letter.discard'),
        isDangerous: true,
        reason: { minimum: 2 },
      })
      if (answer) await giveUp({ params: { id }, body: { reason: answer.reason } })
    }
    return [
      { key: 'at', title: t('letter.at'), width: 130, cell: (row) => <When at={row.at} /> },
      { key: 'kind', title: t('letter.kind'), width: 190, cell: (row) => <span className="clip">{row.kind}</span> },
      { key: 'consumer', title: t('letter.consumer'), width: 100, cell: (row) => row.consumer },
      { key: 'prefecture', title: t('letter.prefecture'), width: 110, cell: (row) => regionName(row.prefecture) },
      {
        key: 'attempts',
        title: t('letter.attempts'),
        width: 60,
        align: 'end',
        cell: (row) => <span className="number">{row.attempts}</span>,
      },
      {
        key: 'error',
        title: t('letter.error'),
        width: 240,
        grow: 1,
        cell: (row) => (
          <span className="clip" data-tip={row.error}>
            {row.error}
          </span>
        ),
      },
      {
        key: 'next',
        title: t('letter.next'),
        width: 130,
        cell: (row) =>
          row.retryAt === null ? (
            <StateTag tone="risk" isBare>
              {t('letter.waits')}
            </StateTag>
          ) : (
            <When at={row.retryAt} />
          ),
      },
      {
        key: 'acts',
        title: '',
        width: 160,
        isFixed: true,
        cell: (row) => (
          <span className="row">
            <Button isSmall why={why} onClick={() => void retry({ params: { id: row.id }, body: {} })}>
              {t('letter.retry')}
            </Button>
            <Button isSmall kind="danger" why={why} onClick={() => void discard(row)}>
              {t('letter.discard')}
            </Button>
          </span>
        ),
      },
    ]
  }, [t, regionName, why, retry, giveUp])
}
