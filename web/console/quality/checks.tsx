import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { workOrderRoutes } from '#core/work-orders/work-order.contract.ts'
import { useMay } from '#web/console/session/session.queries.ts'
import { Card } from '#web/ui/card.tsx'
import { useFilters } from '#web/ui/filter-sentence.tsx'
import { Segments } from '#web/ui/inputs.tsx'
import { Page } from '#web/ui/page.tsx'
import { usePages } from '#web/ui/query.ts'
import { useShortcut } from '#web/ui/shortcut.ts'
import { EmptyState, ErrorState, Loading } from '#web/ui/states.tsx'
import { useText } from '#web/ui/text.ts'
import { useLiveRefresh } from '#web/ui/use-live.ts'
import { CheckItem } from './check-item.tsx'
import { CheckQueue, type CheckState } from './check-queue.tsx'
import { checksTexts } from './checks.text.ts'
import './checks.css'

/** Returned orders that wait for this reader's check or callback: the queue, the evidence beside the rules, the answer. */
export const ChecksScreen = () => {
  const t = useText(checksTexts)
  const [search, setSearch] = useFilters()
  const may = {
    pendingContractorCheck: useMay('work-orders.contractorCheck'),
    pendingQualityCheck: useMay('work-orders.qualityCheck'),
    pendingCallback: useMay('work-orders.callBack'),
  }
  const states = (Object.keys(may) as CheckState[]).filter((state) => may[state])
  const only = states.find((state) => state === search.state)
  const pages = usePages(workOrderRoutes.list, { query: { state: only ?? states.join(',') } })
  const [wanted, setWanted] = useState<string | undefined>(search.order)
  useLiveRefresh(['workOrder.'], [workOrderRoutes.list])
  const { rows } = pages
  const at = Math.max(
    0,
    rows.findIndex(({ number }) => number === wanted),
  )
  const chosen = rows[at]
  const move = (step: number) => setWanted(rows[Math.min(rows.length - 1, Math.max(0, at + step))]?.number)
  useShortcut('j', () => move(1))
  useShortcut('k', () => move(-1))
  return (
    <Page
      title={t('title')}
      isFilled
      isLive
      updatedAt={pages.updatedAt}
      {...(states.length > 1
        ? {
            filters: (
              <>
                <Segments
                  label={t('which')}
                  value={only ?? 'all'}
                  onChange={(state) => {
                    setWanted(undefined)
                    setSearch(state === 'all' ? {} : { state })
                  }}
                  choices={[
                    { value: 'all' as const, label: t('all') },
                    ...states.map((state) => ({ value: state, label: t(state) })),
                  ]}
                />
                {may.pendingQualityCheck && <Link to="/checks/wording">{t('words-found')}</Link>}
              </>
            ),
          }
        : {})}
    >
      {pages.isLoading ? (
        <Loading rows={8} />
      ) : pages.error && rows.length === 0 ? (
        <ErrorState error={pages.error} onRetry={pages.retry} />
      ) : !chosen ? (
        <Card>
          <EmptyState icon="done" title={t('none')} text={t('none-text')} />
        </Card>
      ) : (
        <div className="checks-desk">
          <CheckQueue pages={pages} chosen={chosen.number} onChoose={setWanted} />
          <CheckItem
            key={chosen.number}
            number={chosen.number}
            // The next one comes up by itself; at the end of the queue the one before.
            onDone={() => setWanted((rows[at + 1] ?? rows[at - 1])?.number)}
          />
        </div>
      )}
    </Page>
  )
}
