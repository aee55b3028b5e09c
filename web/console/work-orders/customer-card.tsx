import { Link } from '@tanstack/react-router'
import { addDays, dayOf, startOfDay } from '#core/time.ts'
import { type OrderDetail, workOrderRoutes } from '#core/work-orders/work-order.contract.ts'
import { Card, Facts } from '#web/ui/card.tsx'
import { Masked } from '#web/ui/masked.tsx'
import { useAnswer } from '#web/ui/query.ts'
import { StateTag } from '#web/ui/state-tag.tsx'
import { useText } from '#web/ui/text.ts'
import { When } from '#web/ui/when.tsx'
import { orderDetailTexts } from './order-detail.text.ts'
import { useIsInHand, useOrderReveal } from './order-reveal.queries.ts'
import { useOrderWords } from './order-words.ts'

type Item = { readonly label: string; readonly value: React.ReactNode }

/** For whom: masked, each look in full with its reason; what else this customer had of late. */
export const CustomerCard = ({ order }: { readonly order: OrderDetail }) => {
  const t = useText(orderDetailTexts)
  const words = useOrderWords()
  const isOwn = useIsInHand(order)
  const reveal = useOrderReveal(isOwn)
  const reasons = [t('reveal-reason-call'), t('reveal-reason-check'), t('reveal-reason-complaint')]
  const masked = (field: 'name' | 'phone' | 'address', value: string | null): Item => ({
    label: t(`customer.${field}`),
    value:
      value === null ? (
        '—'
      ) : (
        <Masked
          value={value}
          label={t(`customer.${field}`)}
          reasons={reasons}
          {...(reveal ? { reveal: reveal('workOrder', order.number, field) } : {})}
          {...(isOwn ? { standingReason: order.number } : {})}
        />
      ),
  })
  const some = (label: Item['label'], value: React.ReactNode): readonly Item[] =>
    value === null || value === undefined || value === '' ? [] : [{ label, value }]
  return (
    <Card
      title={t('customer')}
      hint={order.grade && <StateTag tone="plain">{order.grade}</StateTag>}
      {...(reveal ? { aside: <span className="hint">{t(isOwn ? 'customer-note-hand' : 'customer-note')}</span> } : {})}
    >
      <Facts
        items={[
          masked('name', order.customerName),
          masked('phone', order.customerPhone),
          ...some(t(order.line === 'home' ? 'customer.account' : 'customer.line'), order.account),
          masked('address', order.address),
          ...some(t('customer.bandwidth'), order.bandwidthMbps && `${order.bandwidthMbps}M`),
          ...some(t('customer.box'), order.boxCode),
          ...some(t('customer.preferred'), order.preferredAt && words.when(order.preferredAt)),
          ...some(t('customer.says'), order.description),
          ...(order.line === 'enterprise'
            ? [
                {
                  label: t('customer.manager'),
                  value: order.customerManagerName ?? <span className="risk">{t('customer.manager-missing')}</span>,
                },
              ]
            : []),
          ...(order.account
            ? [{ label: t('customer.recent'), value: <Recent order={order} account={order.account} /> }]
            : []),
        ]}
      />
    </Card>
  )
}

/** Other orders of this account in the last ninety days. */
const Recent = ({ order, account }: { readonly order: OrderDetail; readonly account: string }) => {
  const t = useText(orderDetailTexts)
  const createdFrom = startOfDay(addDays(dayOf(order.now), -90))
  const query = { account, view: 'all' as const, sort: '-created' as const, createdFrom, limit: 50 }
  const answer = useAnswer(workOrderRoutes.list, { query })
  if (!answer.data) return null
  const others = answer.data.items.filter((item) => item.number !== order.number)
  const [last] = others
  if (!last) return <span className="ink-2">{t('customer.recent-none')}</span>
  return (
    <span>
      <Link to="/orders" search={{ account, view: 'all', sort: '-created', createdFrom } as never}>
        {t('customer.recent-some', { count: others.length })}
      </Link>
      {' · '}
      <Link to="/orders/$number" params={{ number: last.number }}>
        <When at={last.createdAt} />
      </Link>
    </span>
  )
}
