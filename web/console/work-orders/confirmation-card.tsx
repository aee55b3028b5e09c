import { confirmationRoutes, type OrderConfirmation } from '#core/visits/confirmation.contract.ts'
import { returnNames } from '#core/work-orders/names.text.ts'
import type { OrderDetail } from '#core/work-orders/work-order.contract.ts'
import { Card } from '#web/ui/card.tsx'
import { useAnswer } from '#web/ui/query.ts'
import { useText } from '#web/ui/text.ts'
import { confirmationCardTexts } from './confirmation-card.text.ts'
import { useOrderWords } from './order-words.ts'

const textIn = (value: unknown): string | undefined => (typeof value === 'string' && value !== '' ? value : undefined)

/** What the customer confirmed: how, by whom, with which opinion; its document with the hash that the audit holds too. */
export const ConfirmationCard = ({ order }: { readonly order: OrderDetail }) => {
  const { data } = useAnswer(confirmationRoutes.order, { params: { number: order.number } })
  if (!data?.confirmation) return null
  return <Given order={order} data={data} given={data.confirmation} />
}

const Given = ({
  order,
  data,
  given,
}: {
  readonly order: OrderDetail
  readonly data: OrderConfirmation
  readonly given: Readonly<Record<string, unknown>>
}) => {
  const [t, names, words] = [useText(confirmationCardTexts), useText(returnNames), useOrderWords()]
  const mode = textIn(given.mode) ?? 'refused'
  const signer = textIn(given.signer)
  const satisfaction = data.paper?.typed?.satisfaction ?? given.satisfaction
  const signature = order.files.find(({ fileId }) => fileId === given.signatureFileId)
  const [document] = data.documents
  const lines: readonly (readonly [string, string | undefined])[] = [
    [t('number'), data.number],
    [t('mode'), names(`confirmationMode.${mode}` as 'confirmationMode.signed')],
    [
      t('signer'),
      [textIn(given.signerName), signer && names(`signer.${signer}` as 'signer.other')].filter(Boolean).join(' · '),
    ],
    [t('why'), textIn(given.why)],
    [t('call-proof'), textIn(given.callProof)],
    [
      t('satisfaction'),
      typeof satisfaction === 'number' ? names(`satisfied.${satisfaction}` as 'satisfied.4') : undefined,
    ],
    [t('opinion'), data.paper?.typed?.opinion ?? textIn(given.opinion)],
    [
      t('form'),
      data.paper ? `${data.paper.number} ${t(data.paper.typedAt ? 'form-typed' : 'form-waiting')}` : undefined,
    ],
  ]
  return (
    <Card title={t('title')} hint={textIn(given.at) && words.when(textIn(given.at) ?? '')} isFlush>
      {lines.map(([label, value]) =>
        value === undefined || value === '' ? null : (
          <div key={label} className="order-line">
            <span>{label}</span>
            <span className="ink-2 clip" data-tip={value}>
              {value}
            </span>
          </div>
        ),
      )}
      {(signature?.thumbnailUrl || data.paper?.photoUrl) && (
        <div className="order-pictures">
          <a href={signature?.url ?? data.paper?.photoUrl ?? ''} target="_blank" rel="noreferrer">
            <img
              src={signature?.thumbnailUrl ?? `${data.paper?.photoUrl}?size=thumbnail`}
              alt={t(signature ? 'signature' : 'form')}
              className="always-light"
              height={72}
            />
          </a>
        </div>
      )}
      {document && (
        <div className="order-line">
          <span>
            {document.state === 'made' && document.url ? (
              <a href={document.url}>{t('document', { kilobytes: Math.ceil((document.bytes ?? 0) / 1000) })}</a>
            ) : (
              t(`document-${document.state}`)
            )}
          </span>
          <span className="ink-2 clip" data-tip={document.sha256 ?? undefined}>
            {document.sha256 ? `SHA-256 ${document.sha256.slice(0, 12)}…` : ''}
          </span>
        </div>
      )}
    </Card>
  )
}
