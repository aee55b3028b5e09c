import { useMemo } from 'react'
import { insightRoutes, type Picture } from '#core/insight/insight.contract.ts'
import { backlogRatio, groupBy, onTimeShare, sumOf } from '#core/insight/picture.rules.ts'
import { Strip } from '#web/ui/card.tsx'
import { numberText, percentText } from '#web/ui/number.ts'
import { Column, Columns, Page } from '#web/ui/page.tsx'
import { useAnswer } from '#web/ui/query.ts'
import { Loaded } from '#web/ui/states.tsx'
import { useText } from '#web/ui/text.ts'
import { useLiveRefresh } from '#web/ui/use-live.ts'
import { Alarms } from './alarms.tsx'
import { Indices } from './indices.tsx'
import { LateMap } from './late-map.tsx'
import { Matrix } from './matrix.tsx'
import { MonthOnTime } from './month-on-time.tsx'
import { toOrders } from './to-orders.tsx'
import { todayTexts } from './today.text.ts'
import './today.css'

/** What is open, late and unassigned by prefecture and contractor, now; every number leads to its orders. */
export const TodayScreen = () => {
  const t = useText(todayTexts)
  const answer = useAnswer(insightRoutes.today, {}, { everySeconds: 30 })
  useLiveRefresh(['workOrder.'], [insightRoutes.today, insightRoutes.alarms])
  return (
    <Page title={t('today.title')} isLive updatedAt={answer.dataUpdatedAt}>
      <Loaded query={answer} rows={12}>
        {(picture) => (
          <>
            <Figures picture={picture} />
            <Columns sides="3fr 2fr">
              <Column>
                <Matrix picture={picture} />
                <Indices />
              </Column>
              <Column>
                <LateMap picture={picture} />
                <Alarms />
                <MonthOnTime />
              </Column>
            </Columns>
          </>
        )}
      </Loaded>
    </Page>
  )
}

const Figures = ({ picture }: { readonly picture: Picture }) => {
  const t = useText(todayTexts)
  const sum = useMemo(() => sumOf(picture.rows), [picture])
  const worst = useMemo(() => groupBy(picture.rows, (row) => row.prefecture).length, [picture])
  const share = onTimeShare(sum)
  const ratio = backlogRatio(sum)
  return (
    <Strip
      figures={[
        {
          key: 'open',
          label: t('today.open'),
          value: numberText(sum.open),
          note: worst ? '' : t('today.none'),
          link: toOrders({ view: 'open' }),
        },
        {
          key: 'risk',
          label: t('today.risk'),
          value: numberText(sum.risk),
          tone: 'risk',
          link: toOrders({ view: 'risk' }),
        },
        {
          key: 'late',
          label: t('today.late'),
          value: numberText(sum.late),
          tone: 'late',
          link: toOrders({ view: 'late' }),
        },
        {
          key: 'unassigned',
          label: t('today.unassigned'),
          value: numberText(sum.unassigned),
          link: toOrders({ view: 'unassigned' }),
        },
        {
          key: 'received',
          label: t('today.received'),
          value: numberText(sum.received),
          note: t('today.faults', { count: numberText(sum.receivedFaults) }),
          link: toOrders({ view: 'all', sort: '-created' }),
        },
        {
          key: 'archived',
          label: t('today.archived'),
          value: numberText(sum.archived),
          note: share === null ? '' : t('today.on-time-of', { share: percentText(share) }),
          link: toOrders({ sort: '-archived' }),
        },
        {
          key: 'backlog',
          label: t('today.backlog'),
          value: ratio === null ? '—' : numberText(ratio, 1),
          note: t('today.backlog-target', { target: picture.backlogTarget }),
        },
      ]}
    />
  )
}
