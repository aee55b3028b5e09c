import type { OrderDetail } from '#core/work-orders/work-order.contract.ts'
import { Card, Facts } from '#web/ui/card.tsx'
import { Masked } from '#web/ui/masked.tsx'
import { useText } from '#web/ui/text.ts'
import { TimeWindow } from '#web/ui/when.tsx'
import { holderName } from './holders-card.tsx'
import { orderDetailTexts } from './order-detail.text.ts'
import { useOrderReveal } from './order-reveal.queries.ts'
import { useOrderWords } from './order-words.ts'

const HIDDEN = '****'

/** Who has the order, who goes, when. */
export const PeopleCard = ({ order }: { readonly order: OrderDetail }) => {
  const t = useText(orderDetailTexts)
  const words = useOrderWords()
  const reveal = useOrderReveal(false)
  const { holder, visits } = order
  // Whoever the order was taken from while it waited is not who goes.
  const last = visits.at(-1)
  const engineer = order.staffName ?? (last?.outcome === 'withdrawn' ? null : last?.leadName || null)
  return (
    <Card title={t('people')}>
      <Facts
        items={[
          { label: t('people.holder'), value: <b>{holderName(holder, words)}</b> },
          {
            label: t('people.engineer'),
            value: order.isInPool ? (
              t('people.pool')
            ) : engineer ? (
              <span className="row">
                {engineer}
                {order.staffId && !order.isAccepted && <span className="hint">{t('people.waiting')}</span>}
              </span>
            ) : (
              <span className="ink-2">{t('people.nobody')}</span>
            ),
          },
          ...(order.staffId && reveal
            ? [
                {
                  label: t('people.phone'),
                  value: (
                    <Masked
                      value={HIDDEN}
                      label={t('people.phone')}
                      reasons={[`${t('people.engineer')} ${order.number}`]}
                      reveal={reveal('staff', order.staffId, 'phone')}
                    />
                  ),
                },
              ]
            : []),
          ...(order.helpers.length > 0
            ? [{ label: t('people.helpers'), value: t('people.helpers-count', { count: order.helpers.length }) }]
            : []),
          ...(order.stationName ? [{ label: t('people.station'), value: order.stationName }] : []),
          ...(order.companyId
            ? [{ label: t('people.company'), value: words.places.companyName(order.companyId) }]
            : []),
          ...(order.desk ? [{ label: t('people.desk'), value: words.name('desk', order.desk) }] : []),
          ...(order.appointmentFrom && order.appointmentTo
            ? [
                {
                  label: t('people.appointment'),
                  value: <TimeWindow from={order.appointmentFrom} to={order.appointmentTo} />,
                },
              ]
            : []),
          ...(visits.length > 1
            ? [{ label: t('people.visits'), value: t('people.visits-count', { count: visits.length }) }]
            : []),
        ]}
      />
    </Card>
  )
}
