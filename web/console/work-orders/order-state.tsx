import { orderNames } from '#core/work-orders/names.text.ts'
import type { OrderState } from '#core/work-orders/work-order.state.ts'
import { StateTag, type Tone } from '#web/ui/state-tag.tsx'
import { useText } from '#web/ui/text.ts'

const tones: Partial<Record<OrderState, Tone>> = {
  restored: 'fine',
  returned: 'fine',
  archived: 'fine',
  suspensionRequested: 'paused',
  suspended: 'paused',
  verifying: 'paused',
  handBackRequested: 'paused',
  cancelled: 'paused',
  voided: 'paused',
}

/** How far an order is, as a word. Whether it is late is another matter and stands with its remaining time. */
export const OrderStateTag = ({ state, isBare }: { readonly state: OrderState; readonly isBare?: boolean }) => {
  const t = useText(orderNames)
  return (
    <StateTag tone={tones[state] ?? 'plain'} isBare={isBare ?? false}>
      {t(`state.${state}`)}
    </StateTag>
  )
}
