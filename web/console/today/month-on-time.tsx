import { insightRoutes, type OnTimeRow } from '#core/insight/insight.contract.ts'
import type { PictureFilter } from '#core/insight/picture.rules.ts'
import { dayOf } from '#core/time.ts'
import { useCompanyNames, useRegionNames } from '#web/console/organisation/organisation.queries.ts'
import { Card } from '#web/ui/card.tsx'
import { serverNow } from '#web/ui/clock.ts'
import { numberText, percentText } from '#web/ui/number.ts'
import { useAnswer } from '#web/ui/query.ts'
import { EmptyState, Loaded } from '#web/ui/states.tsx'
import { useText } from '#web/ui/text.ts'
import { todayTexts } from './today.text.ts'

/** The month's archived orders in time by contractor and prefecture, from the roll-up. */
export const MonthOnTime = ({ filter }: { readonly filter: PictureFilter }) => {
  const t = useText(todayTexts)
  const regionName = useRegionNames()
  const companyName = useCompanyNames()
  const month = dayOf(serverNow()).slice(0, 7)
  const answer = useAnswer(insightRoutes.onTime, { query: { ...filter, month } })
  return (
    <Card isFlush title={t('today.month')} hint={month}>
      <Loaded query={answer} rows={6}>
        {({ rows }) =>
          rows.length === 0 ? (
            <EmptyState title={t('today.month-none')} />
          ) : (
            <table className="ui-plain-table">
              <thead>
                <tr>
                  <th>{t('today.company')}</th>
                  <th>{t('today.prefecture')}</th>
                  <th className="number">{t('today.orders')}</th>
                  <th className="number">{t('today.in-time')}</th>
                </tr>
              </thead>
              <tbody>
                {byCompany(rows).map((row) => (
                  <tr key={`${row.companyId} ${row.prefecture}`}>
                    <td>{companyName(row.companyId)}</td>
                    <td>{regionName(row.prefecture)}</td>
                    <td className="number">{numberText(row.orders)}</td>
                    <td className="number strong">{percentText(row.onTime / row.orders)}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          )
        }
      </Loaded>
    </Card>
  )
}

type Line = Pick<OnTimeRow, 'companyId' | 'prefecture' | 'orders' | 'onTime'>

const byCompany = (rows: readonly OnTimeRow[]): readonly Line[] => {
  const lines = new Map<string, Line>()
  for (const { companyId, prefecture, orders, onTime } of rows) {
    const key = `${companyId} ${prefecture}`
    const known = lines.get(key)
    lines.set(key, {
      companyId,
      prefecture,
      orders: orders + (known?.orders ?? 0),
      onTime: onTime + (known?.onTime ?? 0),
    })
  }
  return [...lines.values()].sort((a, b) => a.onTime / a.orders - b.onTime / b.orders)
}
