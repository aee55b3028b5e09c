import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { type Alarm, insightRoutes } from '#core/insight/insight.contract.ts'
import type { PictureFilter } from '#core/insight/picture.rules.ts'
import { useCompanyNames, useShortNames } from '#web/console/organisation/organisation.queries.ts'
import { Button } from '#web/ui/button.tsx'
import { Card } from '#web/ui/card.tsx'
import { useAnswer } from '#web/ui/query.ts'
import { StateTag } from '#web/ui/state-tag.tsx'
import { EmptyState, Loaded } from '#web/ui/states.tsx'
import { useText } from '#web/ui/text.ts'
import { Remaining } from '#web/ui/when.tsx'
import { todayTexts } from './today.text.ts'

const FEW = 6
const MANY = 100

/** What somebody should look at now, the highest on the ladder first. */
export const Alarms = ({
  filter,
  few = FEW,
  isStill = false,
}: {
  readonly filter: PictureFilter
  readonly few?: number
  /** On the wall nobody asks for more. */
  readonly isStill?: boolean
}) => {
  const t = useText(todayTexts)
  const [limit, setLimit] = useState(few)
  const answer = useAnswer(insightRoutes.alarms, { query: { ...filter, limit } })
  const total = answer.data?.total ?? 0
  const aside =
    total > few && !isStill ? (
      <Button
        kind="quiet"
        isSmall
        isBusy={answer.isPlaceholderData}
        onClick={() => setLimit(limit === few ? MANY : few)}
      >
        {limit === few ? t('today.alarms-all', { count: total }) : t('today.alarms-few')}
      </Button>
    ) : undefined
  return (
    <Card
      isFlush
      title={t('today.alarms')}
      hint={total > 0 ? t('today.alarms-count', { count: total }) : ''}
      aside={aside}
    >
      <Loaded query={answer} rows={4}>
        {({ items }) =>
          items.length === 0 ? (
            <EmptyState icon="done" title={t('today.alarms-none')} text={t('today.alarms-none-text')} />
          ) : (
            <ul className="today-alarms">
              {items.map((alarm) => (
                <li key={`${alarm.kind} ${alarm.number}`}>
                  <StateTag tone={alarm.kind === 'late' ? 'late' : 'risk'}>
                    {t(`today.alarm.${alarm.kind}`, { level: alarm.level })}
                  </StateTag>
                  <Words alarm={alarm} />
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

const Words = ({ alarm }: { readonly alarm: Alarm }) => {
  const t = useText(todayTexts)
  const [place, companyName] = [useShortNames(), useCompanyNames()]
  const more =
    alarm.kind === 'massFault'
      ? t('today.alarm-mass', { open: alarm.openOrders, orders: alarm.orders })
      : alarm.kind === 'manager'
        ? (alarm.managerName ?? t('today.alarm-never'))
        : alarm.companyId
          ? companyName(alarm.companyId)
          : ''
  return (
    <span className="clip">
      {place(alarm.prefecture)} {place(alarm.county)}{' '}
      <Link to="/orders/$number" params={{ number: alarm.number }}>
        {alarm.number}
      </Link>{' '}
      {more}
    </span>
  )
}
