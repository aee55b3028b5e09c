import type { OrderDetail } from '#core/work-orders/work-order.contract.ts'
import { Card, CardRow } from '#web/field/ui/card.tsx'
import { useText } from '#web/field/ui/text.ts'
import { wordingScreenTexts } from './wording.text.ts'

/** The way from a job to what is said on it. */
export const WordingCard = ({ order }: { readonly order: OrderDetail }) => {
  const t = useText(wordingScreenTexts)
  const place = encodeURIComponent(order.number)
  const said = order.events.reduce<unknown>(
    (last, event) => (event.kind === 'workOrder.causeExplained' ? event.data.case : last),
    undefined,
  )
  const mayExplain = order.actions.some(
    (each) => each.action === 'explainCause' && (each.refusal === null || said !== undefined),
  )
  return (
    <Card>
      <CardRow icon="message" title={t('to-phrases')} text={t('to-phrases-hint')} href={`#/job/${place}/phrases`} />
      {mayExplain && (
        <CardRow
          icon="question"
          title={t('to-explain')}
          text={typeof said === 'number' ? t('explained-case', { which: said }) : t('to-explain-hint')}
          href={`#/job/${place}/explain`}
        />
      )}
    </Card>
  )
}
