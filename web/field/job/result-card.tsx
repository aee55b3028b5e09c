import { signers } from '#core/visits/confirmation.ts'
import { returnNames } from '#core/work-orders/names.text.ts'
import type { OrderDetail } from '#core/work-orders/work-order.contract.ts'
import { signTexts } from '#web/field/sign/sign.text.ts'
import { Card, CardBody } from '#web/field/ui/card.tsx'
import { useText } from '#web/field/ui/text.ts'
import { jobTexts } from './job.text.ts'
import { minus } from './reading.ts'

type Reading = { readonly kind?: unknown; readonly value?: unknown; readonly unit?: unknown }

/** What was returned, for whoever checks it. */
export const ResultCard = ({
  order,
  result,
}: {
  readonly order: OrderDetail
  readonly result: Readonly<Record<string, unknown>>
}) => {
  const [t, names, sign] = [useText(jobTexts), useText(returnNames), useText(signTexts)]
  const readings: readonly Reading[] = Array.isArray(result.readings) ? result.readings : []
  const signature = order.files.find((file) => file.fileId === result.signatureFileId)
  const signer = signers.find((each) => each === result.signedBy)
  const nameOf = (kind: string) =>
    `reading.${kind}` in returnNames ? names(`reading.${kind}` as 'reading.pingMs') : kind
  return (
    <Card title={t('result')}>
      <CardBody>
        <p>{String(result.done ?? '')}</p>
        {readings.map((reading) => (
          <p key={String(reading.kind)}>
            {nameOf(String(reading.kind))}{' '}
            <b>
              {minus(String(reading.value))} {String(reading.unit)}
            </b>
          </p>
        ))}
        {signature && (
          <div className="signed">
            <img src={signature.thumbnailUrl ?? signature.url} alt={t('result-signature')} height={80} />
            <span>{signer ? t('signed-by', { who: sign(`signer-${signer}`) }) : t('result-signature')}</span>
          </div>
        )}
        {typeof result.signatureException === 'string' && <p>{t('result-sign', { why: result.signatureException })}</p>}
      </CardBody>
    </Card>
  )
}
