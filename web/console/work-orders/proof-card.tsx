import type { OrderDetail } from '#core/work-orders/work-order.contract.ts'
import { Card } from '#web/ui/card.tsx'
import { Icon } from '#web/ui/icon.tsx'
import { useText } from '#web/ui/text.ts'
import { AwaitedFiles } from './awaited-files.tsx'
import { orderDetailTexts } from './order-detail.text.ts'
import { OrderPictures } from './order-pictures.tsx'
import { missingReadings, proofsOf, proofValue } from './order-proof.ts'
import { useOrderWords } from './order-words.ts'
import { evidenceName } from './timeline-card.tsx'

/** What proves the work, and what a return still needs. */
export const ProofCard = ({ order }: { readonly order: OrderDetail }) => {
  const t = useText(orderDetailTexts)
  const words = useOrderWords()
  // What is only a picture stands among the pictures.
  const proofs = proofsOf(order).filter((proof) => proof.fileId === undefined || proof.value !== undefined)
  const missing = missingReadings(order)
  const { result } = order
  const exception = typeof result?.signatureException === 'string' ? result.signatureException : undefined
  const isSigned = typeof result?.signatureFileId === 'string'
  const isSignatureDue = order.isOpen && !result
  const shownElsewhere = proofsOf(order).length - proofs.length
  const count = proofs.length + shownElsewhere + (isSigned || exception ? 1 : 0)
  const gaps = missing.length + (isSignatureDue ? 1 : 0)
  return (
    <Card
      title={t('proof')}
      isFlush
      hint={gaps > 0 ? t('proof-hint', { count, missing: gaps }) : t('proof-hint-all', { count })}
    >
      {order.files.length > 0 && (
        <div className="order-pictures">
          <OrderPictures order={order} files={order.files} />
        </div>
      )}
      <AwaitedFiles order={order} />
      {proofs.map((proof) => (
        <div key={proof.key} className="order-line">
          <span className="row">
            <span className="fine">
              <Icon name="done" />
            </span>
            {evidenceName(proof.kind, words)}
          </span>
          <span className="ink-2 clip" data-tip={proof.note}>
            {proofValue(proof) ?? proof.note ?? (proof.at && words.when(proof.at))}
          </span>
        </div>
      ))}
      {(isSigned || exception) && (
        <div className="order-line">
          <span className="row">
            <span className={isSigned ? 'fine' : 'risk'}>
              <Icon name={isSigned ? 'sign' : 'alert'} />
            </span>
            {t('proof-signature')}
          </span>
          <span className="ink-2 clip" data-tip={exception}>
            {isSigned ? t('proof-signed') : t('proof-exception', { reason: exception ?? '' })}
          </span>
        </div>
      )}
      {missing.map((kind) => (
        <Missing key={kind} name={evidenceName(kind, words)} why={t('proof-missing')} />
      ))}
      {isSignatureDue && <Missing name={t('proof-signature')} why={t('proof-after')} />}
      {count + gaps === 0 && <p className="order-none">{t('proof-none')}</p>}
    </Card>
  )
}

const Missing = ({ name, why }: { readonly name: string; readonly why: string }) => (
  <div className="order-line ink-2">
    <span className="row">
      <i className="order-missing" aria-hidden="true" />
      {name}
    </span>
    <span className="hint">{why}</span>
  </div>
)
