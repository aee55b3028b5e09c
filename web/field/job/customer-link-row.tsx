import { linkedKinds } from '#core/customer-link/customer-link.ts'
import type { OrderDetail } from '#core/work-orders/work-order.contract.ts'
import type { OrderState } from '#core/work-orders/work-order.state.ts'
import { Card, CardRow } from '#web/field/ui/card.tsx'
import { useText } from '#web/field/ui/text.ts'
import { customerLinkScreenTexts } from './customer-link.text.ts'

const SHOWN: readonly OrderState[] = ['appointed', 'enRoute', 'arrived', 'inProgress', 'restored']

/** The way to the code at the door and to the page that the customer scans. */
export const CustomerLinkRow = ({ order }: { readonly order: OrderDetail }) => {
  const t = useText(customerLinkScreenTexts)
  const may = order.actions.some(({ action }) => action === 'addEvidence')
  if (!may || !SHOWN.includes(order.state) || !linkedKinds.includes(order.kind)) return null
  const isChecked = order.visits[order.visits.length - 1]?.evidence.some(({ kind }) => kind === 'identity') ?? false
  return (
    <Card>
      <CardRow
        icon={isChecked ? 'check' : 'person'}
        title={t('row')}
        text={t(isChecked ? 'row-checked' : 'row-text')}
        href={`#/job/${encodeURIComponent(order.number)}/customer`}
      />
    </Card>
  )
}
