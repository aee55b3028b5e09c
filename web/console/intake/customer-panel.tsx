import { Link } from '@tanstack/react-router'
import type { CustomerCard } from '#core/intake/desk.contract.ts'
import { networkRoutes } from '#core/network/network.contract.ts'
import { networkTexts } from '#core/network/network.text.ts'
import { minutesBetween } from '#core/time.ts'
import { useReveal } from '#web/console/access/reveal.queries.ts'
import { ServiceState } from '#web/console/ledger/service-state.tsx'
import { useMay } from '#web/console/session/session.queries.ts'
import { OrderStateTag } from '#web/console/work-orders/order-state.tsx'
import { Card, Facts } from '#web/ui/card.tsx'
import { Masked } from '#web/ui/masked.tsx'
import { useAnswer } from '#web/ui/query.ts'
import { EmptyState } from '#web/ui/states.tsx'
import { useText } from '#web/ui/text.ts'
import { Duration, When } from '#web/ui/when.tsx'
import { useCauseNames } from './desk.queries.ts'
import { deskTexts } from './desk.text.ts'

/** The customer, the way of their line, and what there was before. */
export const CustomerPanel = ({
  customer,
  isUnknown,
  isUnasked,
}: {
  readonly customer: CustomerCard | undefined
  /** The report is taken for somebody whom the ledger does not have. */
  readonly isUnknown: boolean
  /** The ledger could not be asked whether it has them. */
  readonly isUnasked: boolean
}) => {
  const t = useText(deskTexts)
  const key = !isUnknown ? 'customer.none' : isUnasked ? 'customer.unasked' : 'customer.unknown'
  if (!customer)
    return (
      <Card title={t('customer.title')}>
        <EmptyState icon={isUnknown ? 'question' : 'person'} title={t(key)} text={t(`${key}-text`)} />
      </Card>
    )
  return (
    <>
      <Who customer={customer} />
      <History customer={customer} />
    </>
  )
}

const Who = ({ customer }: { readonly customer: CustomerCard }) => {
  const t = useText(deskTexts)
  const { line, grade, bandwidthMbps, since } = customer
  const isHome = line === 'home'
  const reveal = useReveal(isHome ? 'homeUser' : 'enterpriseLine', customer.id, true)
  const masked = (field: 'name' | 'phone' | 'address', value: string | null) =>
    value ? (
      <Masked
        value={value}
        label={t(`what.${field}`)}
        reasons={[t('customer.reason-call'), t('customer.reason-place')]}
        {...(reveal ? { reveal: reveal(field) } : {})}
      />
    ) : (
      '—'
    )
  const facts = [
    { label: t('what.name'), value: masked('name', customer.name) },
    { label: t(isHome ? 'what.account' : 'customer.line-code'), value: customer.account },
    { label: t('what.phone'), value: masked('phone', customer.phone) },
    {
      label: t('customer.bandwidth'),
      value:
        [
          bandwidthMbps === null ? undefined : `${bandwidthMbps}M`,
          since ? t('customer.since', { since: since.slice(0, 7) }) : undefined,
        ]
          .filter(Boolean)
          .join('，') || '—',
    },
    { label: t('what.address'), value: masked('address', customer.address), isWide: true },
    { label: t('customer.grid'), value: [customer.place, customer.gridName].filter(Boolean).join(' · ') },
    isHome
      ? { label: t('customer.box'), value: customer.boxCode ?? '—' }
      : { label: t('customer.manager'), value: customer.managerName ?? '—' },
  ]
  return (
    <Card
      title={t('customer.title')}
      hint={[t(`customer.${line}`), grade].filter(Boolean).join(' · ')}
      aside={
        <>
          <ServiceState status={customer.status} />
          <Link to="/ledger" search={{ q: customer.account } as never}>
            {t('customer.ledger')}
          </Link>
        </>
      }
    >
      <Facts columns={2} labelWidth={70} items={facts} />
      {isHome && <Way account={customer.account} />}
    </Card>
  )
}

/** The way of the line from the room to the box, in one line. */
const Way = ({ account }: { readonly account: string }) => {
  const kind = useText(networkTexts)
  const mayRead = useMay('network.read')
  const { data } = useAnswer(networkRoutes.homeUserPath, { params: { account } }, { isOn: mayRead })
  if (!mayRead || !data || data.account !== account || data.path.length === 0) return null
  return (
    <ol className="intake-way">
      {data.path.toReversed().map((node) => (
        <li key={node.code} data-tip={node.code}>
          <b>{kind(`network.kind.${node.kind}`)}</b>
          <span className="hint clip">{node.name}</span>
        </li>
      ))}
    </ol>
  )
}

const History = ({ customer }: { readonly customer: CustomerCard }) => {
  const t = useText(deskTexts)
  const { orders, ordersInYear, reportsInYear } = customer
  const causeName = useCauseNames(orders.some(({ cause }) => cause !== null))
  return (
    <Card
      title={t('history.title')}
      hint={t('history.year')}
      aside={
        <span className="small ink-2">{t('history.counts', { orders: ordersInYear, reports: reportsInYear })}</span>
      }
      isFlush
    >
      {orders.length === 0 ? (
        <p className="hint intake-note">{t('history.none')}</p>
      ) : (
        <table className="ui-plain-table intake-history">
          <thead>
            <tr>
              <th>{t('history.when')}</th>
              <th>{t('history.order')}</th>
              <th>{t('history.what')}</th>
              <th>{t('history.cause')}</th>
              <th className="number">{t('history.took')}</th>
            </tr>
          </thead>
          <tbody>
            {orders.map((order) => (
              <tr key={order.number}>
                <td>
                  <When at={order.createdAt} />
                </td>
                <td>
                  <Link to="/orders/$number" params={{ number: order.number }}>
                    {order.number}
                  </Link>
                </td>
                <td className="clip">
                  {order.symptom}
                  {order.parent && (
                    <span className="small">
                      {' '}
                      <Link to="/orders/$number" params={{ number: order.parent }}>
                        {t('history.parent', { number: order.parent })}
                      </Link>
                    </span>
                  )}
                </td>
                <td className="clip">
                  {order.cause && !order.isOpen ? causeName(order.cause) : <OrderStateTag state={order.state} />}
                </td>
                <td className="number">
                  {order.closedAt ? <Duration minutes={minutesBetween(order.createdAt, order.closedAt)} /> : '—'}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </Card>
  )
}
