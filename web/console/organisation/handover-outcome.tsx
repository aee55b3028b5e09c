import { Link } from '@tanstack/react-router'
import type { ReplyOf } from '#core/contract.ts'
import type { HandoverStep, handoverRoutes } from '#core/organisation/handover.contract.ts'
import { dayOf } from '#core/time.ts'
import { Card } from '#web/ui/card.tsx'
import { listed } from '#web/ui/language.ts'
import { StateTag } from '#web/ui/state-tag.tsx'
import { ErrorState, Loading } from '#web/ui/states.tsx'
import { useLanguage, useText } from '#web/ui/text.ts'
import { dayText } from '#web/ui/time.ts'
import { useNow } from '#web/ui/when.tsx'
import { handoverTexts } from './handover.text.ts'
import { IssueList } from './issue-list.tsx'
import { useCompanyNames, useRegionNames } from './organisation.queries.ts'
import { organisationScreenTexts } from './organisation-screen.text.ts'
import './organisation.css'

type Outcome = ReplyOf<typeof handoverRoutes.preview>
type Asked = {
  readonly data: Outcome | undefined
  readonly error: unknown
  readonly isPlaceholderData: boolean
  readonly refetch: () => unknown
}

/** What a handover moves: entries by region and line; and what stays: open orders, stations, people. */
export const HandoverOutcome = ({
  answer,
  fromCompanyId,
}: {
  readonly answer: Asked
  readonly fromCompanyId: string
}) => {
  if (answer.error) return <ErrorState error={answer.error} onRetry={() => void answer.refetch()} />
  if (!answer.data || answer.isPlaceholderData) return <Loading rows={8} />
  const { data } = answer
  return (
    <>
      <Steps steps={data.steps} />
      <Issues data={data} />
      <Orders orders={data.orders} companyId={fromCompanyId} />
      <Stations data={data} />
    </>
  )
}

const TONES = { ended: 'paused', dropped: 'paused', added: 'fine' } as const

const Steps = ({ steps }: { readonly steps: readonly HandoverStep[] }) => {
  const t = useText(handoverTexts)
  const own = useText(organisationScreenTexts)
  const regionName = useRegionNames()
  const companyName = useCompanyNames()
  const [language, today] = [useLanguage(), dayOf(useNow())]
  const say = (day: string | null) => (day === null ? '' : dayText(day, today, language))
  const words = ({ kind, effectiveFrom, effectiveTo }: HandoverStep) => {
    if (kind === 'ended') return t('handover.ended', { day: say(effectiveTo) })
    if (kind === 'dropped') return t('handover.dropped')
    const day = say(effectiveFrom)
    return effectiveTo === null
      ? t('handover.added', { day })
      : t('handover.added-until', { day, until: say(effectiveTo) })
  }
  return (
    <Card title={t('handover.steps')}>
      <ul className="organisation-issues">
        {steps.map((step) => (
          <li
            key={`${step.kind} ${step.region} ${step.grid?.id ?? ''} ${step.line} ${step.companyId} ${step.effectiveFrom}`}
          >
            <StateTag tone={TONES[step.kind]} isBare>
              {companyName(step.companyId)}
            </StateTag>
            <span>
              {regionName(step.region)} {step.grid?.name} · {own(`organisation.${step.line}`)}
            </span>
            <span className="ink-2 number">{words(step)}</span>
          </li>
        ))}
      </ul>
    </Card>
  )
}

const Issues = ({ data: { made, ended, issues } }: { readonly data: Outcome }) => {
  const t = useText(handoverTexts)
  const left = issues.length - made.length
  return (
    <Card title={t('handover.issues')}>
      <div className="stack">
        {made.length > 0 && <IssueList items={made} />}
        {ended.length > 0 && <IssueList items={ended} isEnded />}
        {issues.length === 0 && (
          <div>
            <StateTag tone="fine">{t('handover.issues-none')}</StateTag>
          </div>
        )}
        {left > 0 && <p className="ink-2">{t('handover.issues-left', { count: left })}</p>}
      </div>
    </Card>
  )
}

const Orders = ({ orders, companyId }: { readonly orders: Outcome['orders']; readonly companyId: string }) => {
  const t = useText(handoverTexts)
  const own = useText(organisationScreenTexts)
  const regionName = useRegionNames()
  return (
    <Card title={t('handover.orders')}>
      {orders.length === 0 ? (
        <p className="hint">{t('handover.orders-none')}</p>
      ) : (
        <div className="stack">
          <ul className="organisation-issues">
            {orders.map(({ prefecture, line, open, underWay }) => (
              <li key={`${prefecture} ${line}`}>
                <Link to="/orders" search={{ prefecture, company: companyId } as never}>
                  {regionName(prefecture)} · {own(`organisation.${line}`)}
                </Link>
                <span className="number">{t('handover.orders-move', { count: open - underWay })}</span>
                <span className="ink-2 number">{t('handover.orders-stay', { count: underWay })}</span>
              </li>
            ))}
          </ul>
          <p className="hint">{t('handover.orders-text')}</p>
        </div>
      )}
    </Card>
  )
}

const Stations = ({ data: { stations, unserved, ownedGrids } }: { readonly data: Outcome }) => {
  const t = useText(handoverTexts)
  const regionName = useRegionNames()
  const companyName = useCompanyNames()
  return (
    <Card title={t('handover.stations')}>
      <div className="stack">
        {unserved.length > 0 && (
          <p className="late">{t('handover.unserved', { counties: listed(unserved.map(regionName)) })}</p>
        )}
        {stations.length === 0 ? (
          <p className="hint">{t('handover.stations-none')}</p>
        ) : (
          <ul className="organisation-issues">
            {stations.map((station) => (
              <li key={station.id}>
                <span>{companyName(station.companyId)}</span>
                <span>
                  {station.name} · {regionName(station.county)}
                </span>
                <span className="ink-2 number">{t('handover.people', { count: station.staffCount })}</span>
              </li>
            ))}
          </ul>
        )}
        {ownedGrids > 0 && <p>{t('handover.grids', { count: ownedGrids })}</p>}
        <p className="hint">{t('handover.stations-text')}</p>
      </div>
    </Card>
  )
}
