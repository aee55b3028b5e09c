import type { OrderDetail } from '#core/work-orders/work-order.contract.ts'
import { Card, Facts } from '#web/ui/card.tsx'
import { listed } from '#web/ui/language.ts'
import { useText } from '#web/ui/text.ts'
import { orderDetailTexts } from './order-detail.text.ts'
import { proofValue, readingsOf } from './order-proof.ts'
import { useOrderWords } from './order-words.ts'
import { evidenceName } from './timeline-card.tsx'

const textIn = (data: Readonly<Record<string, unknown>> | null | undefined, key: string): string | undefined => {
  const value = data?.[key]
  return typeof value === 'string' && value !== '' ? value : undefined
}

/** What somebody must answer before anything else: a request, a suspension in force, a supervision. */
export const OrderNotes = ({ order }: { readonly order: OrderDetail }) => {
  const t = useText(orderDetailTexts)
  const words = useOrderWords()
  const { pending, suspension, supervision } = order
  const approver = textIn(pending, 'approver')
  const reply = supervision?.reply as Readonly<Record<string, unknown>> | undefined
  return (
    <>
      {pending && (
        <Card
          title={t('pending')}
          tone="risk"
          hint={t('pending-by', {
            name: textIn(pending, 'requestedByName') ?? '',
            time: words.when(textIn(pending, 'requestedAt') ?? order.now),
          })}
        >
          <p className="strong">
            {pending.kind === 'suspension'
              ? t('pending-suspension', { until: words.when(textIn(pending, 'until') ?? order.now) })
              : t('pending-handBack')}
            {' · '}
            {pending.kind === 'suspension'
              ? words.pauseCause(textIn(pending, 'cause') ?? '')
              : words.reason(textIn(pending, 'reasonCode') ?? '', 'handBack')}
          </p>
          <p>{textIn(pending, 'reason')}</p>
          {approver && <p className="ink-2">{t('pending-approver', { role: words.name('approver', approver) })}</p>}
        </Card>
      )}
      {suspension && (
        <Card title={t('suspended')}>
          <p>
            {t('suspended-until', {
              cause: words.pauseCause(textIn(suspension, 'cause') ?? ''),
              until: words.when(textIn(suspension, 'until') ?? order.now),
            })}
          </p>
        </Card>
      )}
      {supervision && (
        <Card
          title={t('supervision')}
          {...(reply ? {} : { tone: 'risk' as const })}
          hint={t('supervision-due', {
            name: textIn(supervision, 'byName') ?? '',
            time: words.when(textIn(supervision, 'replyDueAt') ?? order.now),
          })}
        >
          <p>{textIn(supervision, 'note')}</p>
          {reply && (
            <p className="ink-2">
              {t('supervision-replied', {
                name: textIn(reply, 'byName') ?? '',
                time: words.when(textIn(reply, 'at') ?? order.now),
                text: textIn(reply, 'text') ?? '',
              })}
            </p>
          )}
        </Card>
      )}
    </>
  )
}

/** What was found and done, as it was handed in. */
export const ResultCard = ({ order }: { readonly order: OrderDetail }) => {
  const t = useText(orderDetailTexts)
  const words = useOrderWords()
  const { result } = order
  if (!result) return null
  const some = (label: string, value: string | undefined, isWide = false) => (value ? [{ label, value, isWide }] : [])
  const readings = readingsOf(order).map(
    (reading) => `${evidenceName(reading.kind, words)} ${proofValue(reading) ?? ''}`,
  )
  const signer = textIn(result, 'signedBy')
  const satisfaction = `satisfaction.${String(result.satisfaction ?? '')}`
  return (
    <Card title={t('result')}>
      <Facts
        columns={2}
        items={[
          ...some(t('result.cause'), words.cause(textIn(result, 'cause') ?? ''), true),
          ...some(t('result.done'), textIn(result, 'done'), true),
          ...some(t('result.kind'), words.name('result', textIn(result, 'kind') ?? '')),
          ...some(t('result.segment'), words.name('segment', textIn(result, 'segment') ?? '')),
          ...some(t('result.party'), words.name('party', textIn(result, 'party') ?? '')),
          ...some(
            t('result.satisfaction'),
            satisfaction in orderDetailTexts ? t(satisfaction as 'satisfaction.1') : undefined,
          ),
          ...some(t('result.readings'), listed(readings), true),
          ...some(t('result.callLog'), textIn(result, 'callLog'), true),
          ...some(
            t('result.signature'),
            textIn(result, 'signatureException') ?? (signer && words.name('signer', signer)),
            true,
          ),
        ]}
      />
    </Card>
  )
}

/** The reports that were joined in this order, when it was more than one. */
export const ReportsCard = ({ order }: { readonly order: OrderDetail }) => {
  const t = useText(orderDetailTexts)
  const words = useOrderWords()
  if (order.reports.length < 2) return null
  return (
    <Card title={t('reports')} isFlush hint={t('reports-hint', { count: order.reports.length })}>
      {order.reports.map((report) => (
        <div key={report.number} className="order-line">
          <span className="clip">
            {report.symptom} <span className="hint">{words.name('channel', report.channel)}</span>
          </span>
          <span className="ink-2">{words.when(report.receivedAt)}</span>
        </div>
      ))}
    </Card>
  )
}
