import { Link } from '@tanstack/react-router'
import { orderNames } from '#core/work-orders/names.text.ts'
import { workOrderRoutes } from '#core/work-orders/work-order.contract.ts'
import { useMay } from '#web/console/session/session.queries.ts'
import { Card } from '#web/ui/card.tsx'
import { useAnswer } from '#web/ui/query.ts'
import { Loaded } from '#web/ui/states.tsx'
import { useText } from '#web/ui/text.ts'
import { Remaining, When } from '#web/ui/when.tsx'
import { ledgerScreenTexts } from './ledger.text.ts'

/** What is being done for this customer now. */
export const OpenOrders = ({ account }: { readonly account: string }) => {
  const t = useText(ledgerScreenTexts)
  const mayRead = useMay('work-orders.read')
  const answer = useAnswer(
    workOrderRoutes.list,
    { query: { account, view: 'open' as const, limit: 20 } },
    { isOn: mayRead },
  )
  if (!mayRead) return null
  return (
    <Card title={t('ledger.orders')}>
      <Loaded query={answer} rows={1}>
        {({ items }) =>
          items.length === 0 ? (
            <p className="hint">{t('ledger.no-orders')}</p>
          ) : (
            <ul className="stack">
              {items.map((order) => (
                <li key={order.number} className="spread">
                  <Link to="/orders/$number" params={{ number: order.number }} className="number">
                    {order.number}
                  </Link>
                  <Remaining dueAt={order.dueAt} isCalm />
                </li>
              ))}
            </ul>
          )
        }
      </Loaded>
    </Card>
  )
}

const EARLIER = 20

/** What was done for this customer before, the latest first. */
export const EarlierOrders = ({ account }: { readonly account: string }) => {
  const t = useText(ledgerScreenTexts)
  const state = useText(orderNames)
  const mayRead = useMay('work-orders.read')
  const query = { account, view: 'all' as const, sort: '-created' as const, limit: EARLIER }
  const answer = useAnswer(workOrderRoutes.list, { query }, { isOn: mayRead })
  if (!mayRead) return null
  return (
    <Card title={t('ledger.earlier-orders')}>
      <Loaded query={answer} rows={2}>
        {({ items }) => {
          const closed = items.filter((order) => !order.isOpen)
          return closed.length === 0 ? (
            <p className="hint">{t('ledger.no-earlier-orders')}</p>
          ) : (
            <ul className="stack">
              {closed.map((order) => (
                <li key={order.number} className="spread">
                  <Link to="/orders/$number" params={{ number: order.number }} className="number">
                    {order.number}
                  </Link>
                  <span className="ink-2">
                    <When at={order.createdAt} /> · {state(`state.${order.state}`)}
                  </span>
                </li>
              ))}
            </ul>
          )
        }}
      </Loaded>
    </Card>
  )
}
