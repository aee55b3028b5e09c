import { useState } from 'preact/hooks'
import { judgePower, type PowerLimits } from '#core/field/field.rules.ts'
import { returnNames } from '#core/work-orders/names.text.ts'
import type { OrderDetail } from '#core/work-orders/work-order.contract.ts'
import { Button } from '#web/field/ui/button.tsx'
import { Card, CardBody, CardRow, StateTag } from '#web/field/ui/card.tsx'
import { useText } from '#web/field/ui/text.ts'
import { When } from '#web/field/ui/when.tsx'
import { ReadingCard } from '#web/field/visit/reading-card.tsx'
import { useVisitSteps } from '#web/field/visit/seen.ts'
import { jobTexts } from './job.text.ts'
import { isReadingKind, minus, readingUnits } from './reading.ts'
import type { Act } from './use-act.ts'

const TONES = { good: 'fine', marginal: 'risk', weak: 'late', tooStrong: 'late' } as const

/** A measured light on its scale, what it means, and what to do. */
export const PowerReading = ({ dbm, limits }: { readonly dbm: number; readonly limits: PowerLimits }) => {
  const t = useText(jobTexts)
  const verdict = judgePower(dbm, limits)
  const [low, high] = [limits.weakDbm - 5, limits.strongDbm]
  const share = (at: number): number => Math.min(100, Math.max(0, ((at - low) / (high - low)) * 100))
  return (
    <div>
      <p className="order-top">
        <StateTag tone={TONES[verdict]}>{t(`verdict-${verdict}`)}</StateTag>
        <span className="measured">
          {minus(dbm)} <small>{readingUnits.onuRxDbm}</small>
        </span>
      </p>
      <div className="scale" aria-hidden="true">
        <span className="scale-weak" style={{ width: `${share(limits.weakDbm)}%` }} />
        <span className="scale-marginal" style={{ width: `${share(limits.acceptanceDbm) - share(limits.weakDbm)}%` }} />
        <span className="scale-good" style={{ width: `${100 - share(limits.acceptanceDbm)}%` }} />
        <i style={{ left: `${share(dbm)}%` }} />
        <small style={{ left: `${Math.max(16, share(limits.weakDbm) - 4)}%` }}>
          {t('limit-weak', { dbm: minus(limits.weakDbm) })}
        </small>
        <small style={{ left: `${share(limits.acceptanceDbm) + 18}%` }}>
          {t('limit-acceptance', { dbm: minus(limits.acceptanceDbm) })}
        </small>
      </div>
      <p>{t(`means-${verdict}`)}</p>
    </div>
  )
}

/** What was measured on this visit. */
export const ReadingsCard = ({
  order,
  act,
  onAdd,
}: {
  readonly order: OrderDetail
  readonly act: Act
  readonly onAdd: (() => void) | undefined
}) => {
  const [t, names] = [useText(jobTexts), useText(returnNames)]
  const [asked, setAsked] = useState<string | undefined>(undefined)
  const steps = useVisitSteps(order.number)
  const visit = order.visits.find((each) => each.endedAt === null)
  const readings = (visit?.evidence ?? []).filter((item) => item.value !== undefined)
  const last = readings.filter((item) => item.kind === 'onuRxDbm').pop()
  if (readings.length === 0) return null
  return (
    <Card title={t('readings')}>
      {typeof last?.value === 'number' && steps.data && (
        <CardBody>
          <ReadingCard order={order} steps={steps.data} kind="onuRxDbm" value={last.value} />
        </CardBody>
      )}
      {readings.map((item) => (
        <CardRow
          key={String(item.id)}
          icon="gauge"
          title={isReadingKind(item.kind) ? names(`reading.${item.kind}`) : String(item.kind)}
          text={typeof item.at === 'string' ? <When at={item.at} /> : undefined}
          end={
            <b>
              {minus(String(item.value))} {String(item.unit ?? '')}
            </b>
          }
          {...(onAdd ? { onClick: () => setAsked(String(item.id)) } : {})}
        />
      ))}
      {onAdd && (
        <CardBody>
          {asked !== undefined && (
            <Button
              icon="remove"
              kind="danger"
              isBusy={act.running === 'withdrawEvidence'}
              onClick={() => void act.run('withdrawEvidence', { evidenceId: asked }).then(() => setAsked(undefined))}
            >
              {t('reading-remove')}
            </Button>
          )}
          <Button icon="plus" onClick={onAdd}>
            {t('measure')}
          </Button>
        </CardBody>
      )}
    </Card>
  )
}
