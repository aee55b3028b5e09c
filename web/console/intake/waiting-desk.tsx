import { useState } from 'react'
import { intakeRoutes, type WaitingReport } from '#core/intake/intake.contract.ts'
import { intakeTexts } from '#core/intake/intake.text.ts'
import { Button } from '#web/ui/button.tsx'
import { Card } from '#web/ui/card.tsx'
import { useFilters } from '#web/ui/filter-sentence.tsx'
import { Columns } from '#web/ui/page.tsx'
import { type Pages, useAnswer, usePages } from '#web/ui/query.ts'
import { useShortcut } from '#web/ui/shortcut.ts'
import { StateTag } from '#web/ui/state-tag.tsx'
import { EmptyState, ErrorState, Loading } from '#web/ui/states.tsx'
import { useText } from '#web/ui/text.ts'
import { useLiveRefresh } from '#web/ui/use-live.ts'
import { Ago, Remaining } from '#web/ui/when.tsx'
import { waitingTexts } from './waiting.text.ts'
import { WaitingReportPanel } from './waiting-report.tsx'

/** Reports that nobody could place, the oldest first: list on the left, the decision on the right. */
export const WaitingDesk = () => {
  const t = useText(waitingTexts)
  const pages = usePages(intakeRoutes.queue, { query: { limit: 50 } })
  const [search] = useFilters()
  const [wanted, setWanted] = useState(search.report)
  useLiveRefresh(['report.'], [intakeRoutes.queue])
  const { rows } = pages
  const listed = rows.findIndex(({ number }) => number === wanted)
  const at = Math.max(0, listed)
  // One that the list of all reports led to may wait further down than what is fetched.
  const isBeyond = wanted !== undefined && wanted === search.report && listed < 0 && !pages.isLoading
  const beyond = useAnswer(intakeRoutes.detail, { params: { number: wanted ?? '' } }, { isOn: isBeyond })
  const found = beyond.data?.number === wanted && beyond.data?.state === 'unmatched' ? beyond.data : undefined
  const report = isBeyond && found ? found : rows[at]
  const move = (step: number) => setWanted(rows[Math.min(rows.length - 1, Math.max(0, at + step))]?.number)
  useShortcut('j', () => move(1))
  useShortcut('k', () => move(-1))

  if (pages.isLoading || (isBeyond && beyond.isLoading)) return <Loading rows={6} />
  if (pages.error && rows.length === 0) return <ErrorState error={pages.error} onRetry={pages.retry} />
  if (!report)
    return (
      <Card>
        <EmptyState icon="done" title={t('none')} text={t('none-text')} />
      </Card>
    )
  return (
    <Columns sides="minmax(280px, 0.8fr) minmax(0, 2fr)">
      <List pages={pages} chosen={report.number} onChoose={setWanted} />
      <WaitingReportPanel key={report.number} report={report} />
    </Columns>
  )
}

type ListProps = {
  readonly pages: Pages<WaitingReport>
  readonly chosen: string
  readonly onChoose: (number: string) => void
}

const List = ({ pages, chosen, onChoose }: ListProps) => {
  const t = useText(waitingTexts)
  const names = useText(intakeTexts)
  return (
    <Card title={t('title')} hint={t('keys')} isFlush isFilled>
      {pages.rows.map((report) => (
        <button
          key={report.number}
          type="button"
          aria-current={report.number === chosen || undefined}
          className={`ui-row ui-row-button intake-waiting${report.number === chosen ? ' intake-one-active' : ''}`}
          onClick={() => onChoose(report.number)}
        >
          <span className="ui-row-words">
            <span className="spread">
              <b className="clip">{report.symptom}</b>
              <span className="hint">
                <Ago at={report.receivedAt} />
              </span>
            </span>
            <span className="ui-row-text clip">
              {[names(`intake.channel.${report.channel}`), report.callerPhone, report.account, report.address]
                .filter(Boolean)
                .join(' · ')}
            </span>
            <span className="row small">
              {report.candidates.length > 0 ? (
                <StateTag tone="fine">{t('candidates', { count: report.candidates.length })}</StateTag>
              ) : (
                <StateTag tone="paused">{t('no-candidates')}</StateTag>
              )}
              {report.followers > 0 && <StateTag tone="risk">{t('followers', { count: report.followers })}</StateTag>}
              {report.feedbackDueAt && !report.firstFeedbackAt && (
                <span className="ink-2">
                  {t('feedback')} <Remaining dueAt={report.feedbackDueAt} isCalm />
                </span>
              )}
            </span>
          </span>
        </button>
      ))}
      {pages.hasMore && (
        <div className="intake-note">
          <Button kind="quiet" onClick={pages.more} isBusy={pages.isLoadingMore}>
            {t('more')}
          </Button>
        </div>
      )}
    </Card>
  )
}
