import { intakeRoutes } from '#core/intake/intake.contract.ts'
import { useMay } from '#web/console/session/session.queries.ts'
import { useFilters } from '#web/ui/filter-sentence.tsx'
import { Segments } from '#web/ui/inputs.tsx'
import { Page } from '#web/ui/page.tsx'
import { useAnswer } from '#web/ui/query.ts'
import { useText } from '#web/ui/text.ts'
import { useLiveRefresh } from '#web/ui/use-live.ts'
import { deskTexts } from './desk.text.ts'
import { ReportList } from './report-list.tsx'
import { TakeDesk } from './take-desk.tsx'
import { WaitingDesk } from './waiting-desk.tsx'
import './intake.css'

const ONE = { query: { limit: 1 } }

/** The intake desk: taking reports, deciding about those that nobody could place, and all of them as rows. */
export const IntakeDeskScreen = () => {
  const t = useText(deskTexts)
  const mayTake = useMay('intake.create')
  const [search, setSearch] = useFilters()
  const { data } = useAnswer(intakeRoutes.queue, ONE, { everySeconds: 60 })
  useLiveRefresh(['report.'], [intakeRoutes.queue])
  const view = search.view === 'all' ? 'all' : search.view === 'waiting' || !mayTake ? 'waiting' : 'desk'
  const waiting = data?.total ? t('view.waiting-count', { count: data.total }) : t('view.waiting')
  return (
    <Page
      title={t('title')}
      isFilled={view !== 'desk'}
      filters={
        <Segments
          label={t('views')}
          value={view}
          onChange={(next) => setSearch(next === 'desk' ? {} : { view: next })}
          choices={[
            ...(mayTake ? [{ value: 'desk' as const, label: t('view.desk') }] : []),
            { value: 'waiting', label: waiting },
            { value: 'all', label: t('view.all') },
          ]}
        />
      }
    >
      {view === 'desk' ? <TakeDesk /> : view === 'waiting' ? <WaitingDesk /> : <ReportList />}
    </Page>
  )
}
