import { Link } from '@tanstack/react-router'
import { insightRoutes } from '#core/insight/insight.contract.ts'
import { useCompanyNames, useRegionNames } from '#web/console/organisation/organisation.queries.ts'
import { Card } from '#web/ui/card.tsx'
import { useAnswer } from '#web/ui/query.ts'
import { StateTag } from '#web/ui/state-tag.tsx'
import { EmptyState, Loaded } from '#web/ui/states.tsx'
import { useText } from '#web/ui/text.ts'
import { Remaining } from '#web/ui/when.tsx'
import { todayTexts } from './today.text.ts'

const SHOWN = 8

/** What somebody should look at now, the highest on the ladder first. */
export const Alarms = () => {
  const t = useText(todayTexts)
  const regionName = useRegionNames()
  const companyName = useCompanyNames()
  const answer = useAnswer(insightRoutes.alarms, { query: { limit: SHOWN } })
  return (
    <Card isFlush title={t('today.alarms')} hint={answer.data ? String(answer.data.total) : ''}>
      <Loaded query={answer} rows={4}>
        {({ items }) =>
          items.length === 0 ? (
            <EmptyState title={t('today.alarms-none')} />
          ) : (
            <ul className="today-alarms">
              {items.map((alarm) => (
                <li key={`${alarm.kind} ${alarm.number}`}>
                  <StateTag tone={alarm.kind === 'manager' ? 'risk' : 'late'}>
                    {t(`today.alarm.${alarm.kind}`, { level: alarm.level })}
                  </StateTag>
                  <span className="clip">
                    {regionName(alarm.county)}{' '}
                    <Link to="/orders/$number" params={{ number: alarm.number }}>
                      {alarm.number}
                    </Link>{' '}
                    {alarm.companyId ? companyName(alarm.companyId) : ''}
                  </span>
                  {alarm.dueAt && <Remaining dueAt={alarm.dueAt} isCalm />}
                </li>
              ))}
            </ul>
          )
        }
      </Loaded>
    </Card>
  )
}
