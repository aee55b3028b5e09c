import { useMemo, useState } from 'react'
import { orderNames } from '#core/work-orders/names.text.ts'
import type { OrderDetail } from '#core/work-orders/work-order.contract.ts'
import { workOrderTexts } from '#core/work-orders/work-order.text.ts'
import type { OrderAction } from '#core/work-orders/work-order.transitions.ts'
import { Button } from '#web/ui/button.tsx'
import { Card, CardRow } from '#web/ui/card.tsx'
import { useText } from '#web/ui/text.ts'
import { actionIcons, inReadingOrder, offersFor } from './action-icons.ts'
import { orderDetailTexts } from './order-detail.text.ts'

const FEW = 5

/** What this reader may do on the order, in words. */
export const useOffers = (order: OrderDetail) => {
  const say = useText(workOrderTexts)
  return useMemo(() => offersFor(order, say), [order, say])
}

/** 现在能办 and 现在不能办: every action of this reader's roles, and why one is not open. */
export const ActionsCard = ({
  order,
  onAct,
}: {
  readonly order: OrderDetail
  readonly onAct: (action: OrderAction) => void
}) => {
  const [t, names] = [useText(orderDetailTexts), useText(orderNames)]
  const [isWhole, setIsWhole] = useState(false)
  const offers = inReadingOrder(useOffers(order))
  const open = offers.filter((offer) => offer.refusal === null)
  const blocked = offers.filter((offer) => offer.refusal !== null)
  const hints: Partial<Record<OrderAction, string>> = {
    ...(order.urges > 0 ? { urge: t('can-hint-urge', { count: order.urges }) } : {}),
    ...((order.counters.reschedules ?? 0) > 0
      ? { reschedule: t('can-hint-reschedule', { count: order.counters.reschedules ?? 0 }) }
      : {}),
  }
  return (
    <Card title={t('can')} isFlush>
      {open.length === 0 && <p className="order-none">{t('can-none')}</p>}
      {open.map(({ action, needs }) => (
        <CardRow
          key={action}
          icon={actionIcons[action]}
          title={names(`action.${action}`)}
          end={<span className="hint">{hints[action] ?? (needs.includes('reason') ? t('can-hint-reason') : '')}</span>}
          onClick={() => onAct(action)}
        />
      ))}
      {blocked.length > 0 && <h3 className="order-subhead">{t('cannot')}</h3>}
      {(isWhole ? blocked : blocked.slice(0, FEW)).map(({ action, refusal }) => (
        <CardRow key={action} icon={actionIcons[action]} title={names(`action.${action}`)} why={refusal?.title} />
      ))}
      {blocked.length > FEW && (
        <div className="order-more">
          <Button kind="quiet" isSmall onClick={() => setIsWhole(!isWhole)}>
            {isWhole ? t('cannot-less') : t('cannot-more', { count: blocked.length - FEW })}
          </Button>
        </div>
      )}
    </Card>
  )
}
