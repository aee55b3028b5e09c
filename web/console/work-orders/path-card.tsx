import { networkRoutes } from '#core/network/network.contract.ts'
import { networkTexts } from '#core/network/network.text.ts'
import type { OrderDetail } from '#core/work-orders/work-order.contract.ts'
import { useMay } from '#web/console/session/session.queries.ts'
import { Card } from '#web/ui/card.tsx'
import { numberText } from '#web/ui/number.ts'
import { useAnswer } from '#web/ui/query.ts'
import { useText } from '#web/ui/text.ts'
import { orderDetailTexts } from './order-detail.text.ts'
import { proofsOf, proofValue } from './order-proof.ts'

/** The light's way from the OLT to the customer's ONU, as the network's data know it, with what was measured on site. */
export const PathCard = ({ order }: { readonly order: OrderDetail }) => {
  const [t, kinds] = [useText(orderDetailTexts), useText(networkTexts)]
  const mayRead = useMay('network.read')
  const account = order.line === 'home' ? order.account : null
  const answer = useAnswer(
    networkRoutes.homeUserPath,
    { params: { account: account ?? '' } },
    { isOn: mayRead && account !== null },
  )
  const path = answer.data?.path ?? []
  if (!answer.data || path.length === 0) return null
  const { kmToOlt, split, onuSerial } = answer.data
  const light = proofsOf(order).findLast((proof) => proof.kind === 'onuRxDbm')
  const steps = [...path].reverse()
  return (
    <Card
      title={t('path')}
      {...(kmToOlt === null || split === null ? {} : { hint: t('path-hint', { split, km: numberText(kmToOlt, 1) }) })}
    >
      <ol className="order-path">
        {steps.map((node) => (
          <li key={node.code} data-tip={node.code}>
            <i aria-hidden="true" />
            <b>{kinds(`network.kind.${node.kind}`)}</b>
            <span className="clip">{node.name}</span>
            <span className="hint">
              {[node.splitRatio, node.parentKm === null ? null : t('path-km', { km: numberText(node.parentKm, 2) })]
                .filter(Boolean)
                .join(' · ')}
            </span>
          </li>
        ))}
        <li>
          <i aria-hidden="true" />
          <b>{t('path-onu')}</b>
          <span className="clip">{onuSerial ?? ''}</span>
          {light && (
            <span className="strong" data-tip={t('path-reading')}>
              {proofValue(light)}
            </span>
          )}
        </li>
      </ol>
    </Card>
  )
}
