import { Link } from '@tanstack/react-router'
import { workOrderRoutes } from '#core/work-orders/work-order.contract.ts'
import { useMay } from '#web/console/session/session.queries.ts'
import { Card } from '#web/ui/card.tsx'
import { useAnswer } from '#web/ui/query.ts'
import { Loaded } from '#web/ui/states.tsx'
import { useText } from '#web/ui/text.ts'
import { Remaining } from '#web/ui/when.tsx'
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
