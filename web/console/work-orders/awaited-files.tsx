import type { OrderDetail } from '#core/work-orders/work-order.contract.ts'
import { Icon } from '#web/ui/icon.tsx'
import { numberText } from '#web/ui/number.ts'
import { useText } from '#web/ui/text.ts'
import { orderDetailTexts } from './order-detail.text.ts'
import { useOrderWords } from './order-words.ts'
import { evidenceName } from './timeline-card.tsx'

const isEvidence = (kind: string): boolean => kind !== 'evidence' && kind !== 'signature'

/** Proof that is named already and whose bytes are still on their way from a phone: whose, and how much of each is here. */
export const AwaitedFiles = ({ order }: { readonly order: Pick<OrderDetail, 'awaitedFiles'> }) => {
  const t = useText(orderDetailTexts)
  const words = useOrderWords()
  return order.awaitedFiles.map((file) => (
    <div key={file.fileId} className="order-line ink-2">
      <span className="row">
        <Icon name="clock" />
        {file.kind === 'signature'
          ? t('proof-signature')
          : isEvidence(file.kind)
            ? evidenceName(file.kind, words)
            : t('picture-other')}
      </span>
      <span className="hint">
        {t('awaited', {
          who: file.byName,
          time: words.when(file.takenAt),
          percent: numberText((file.received / file.bytes) * 100, 0),
        })}
      </span>
    </div>
  ))
}
