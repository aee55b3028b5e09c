import type { OrderItem } from '#core/work-orders/work-order.contract.ts'
import { Button } from '#web/ui/button.tsx'
import { Card } from '#web/ui/card.tsx'
import type { Pages } from '#web/ui/query.ts'
import { StateTag } from '#web/ui/state-tag.tsx'
import { useText } from '#web/ui/text.ts'
import { Remaining } from '#web/ui/when.tsx'
import { checksTexts } from './checks.text.ts'

export type CheckState = 'pendingContractorCheck' | 'pendingQualityCheck' | 'pendingCallback'

/** What waits, the nearest limit first. */
export const CheckQueue = ({
  pages,
  chosen,
  onChoose,
}: {
  readonly pages: Pages<OrderItem>
  readonly chosen: string
  readonly onChoose: (number: string) => void
}) => {
  const t = useText(checksTexts)
  return (
    <Card
      title={t('queue')}
      hint={String(pages.rows.length)}
      aside={<span className="hint">{t('keys')}</span>}
      isFlush
      isFilled
    >
      {pages.rows.map((row) => (
        <button
          key={row.number}
          type="button"
          aria-current={row.number === chosen || undefined}
          className="ui-row ui-row-button checks-one"
          onClick={() => onChoose(row.number)}
        >
          <span className="ui-row-words">
            <span className="spread">
              <b>{row.number}</b>
              {row.dueAt && <Remaining dueAt={row.dueAt} isCalm />}
            </span>
            <span className="ui-row-text clip">
              {[row.symptom, row.customerName, row.staffName].filter(Boolean).join(' · ')}
            </span>
            <span className="row small checks-state">
              <StateTag tone="plain">{t(row.state as CheckState)}</StateTag>
              {row.reworks > 0 && <StateTag tone="risk">{t('reworked', { count: row.reworks })}</StateTag>}
            </span>
          </span>
        </button>
      ))}
      {pages.hasMore && (
        <div className="checks-more">
          <Button kind="quiet" onClick={pages.more} isBusy={pages.isLoadingMore}>
            {t('more')}
          </Button>
        </div>
      )}
    </Card>
  )
}
