import { useState } from 'preact/hooks'
import { judgePower, type PowerLimits } from '#core/field/field.rules.ts'
import { returnNames } from '#core/work-orders/names.text.ts'
import type { OrderDetail } from '#core/work-orders/work-order.contract.ts'
import { Button } from '#web/field/ui/button.tsx'
import { Card, CardBody, CardRow, StateTag } from '#web/field/ui/card.tsx'
import { Choices, TextField } from '#web/field/ui/inputs.tsx'
import { note } from '#web/field/ui/note.tsx'
import { Sheet } from '#web/field/ui/sheet.tsx'
import { Refusal, refusalOf } from '#web/field/ui/states.tsx'
import { useText } from '#web/field/ui/text.ts'
import { When } from '#web/field/ui/when.tsx'
import { dropDraft, useDraft } from './draft.ts'
import { jobTexts } from './job.text.ts'
import { isReadingKind, measuredOf, minus, type ReadingKind, readingKinds, readingUnits } from './reading.ts'
import type { Act } from './use-act.ts'
import { useChoices } from './use-choices.ts'

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
  const choices = useChoices(order.number)
  const visit = order.visits.find((each) => each.endedAt === null)
  const readings = (visit?.evidence ?? []).filter((item) => item.value !== undefined)
  const last = readings.filter((item) => item.kind === 'onuRxDbm').pop()
  if (readings.length === 0) return null
  return (
    <Card title={t('readings')}>
      {typeof last?.value === 'number' && choices.data && (
        <CardBody>
          <PowerReading dbm={last.value} limits={choices.data.onuPower} />
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

/** One reading: what, how much, and at once what it means. */
export const ReadingSheet = ({
  order,
  act,
  onClose,
}: {
  readonly order: OrderDetail
  readonly act: Act
  readonly onClose: () => void
}) => {
  const [t, names] = [useText(jobTexts), useText(returnNames)]
  const choices = useChoices(order.number)
  const place = `reading ${order.number}`
  const required = choices.data?.readings.find(isReadingKind)
  const [draft, change] = useDraft<{ kind?: ReadingKind; value: string }>(place, { value: '' })
  const kind = draft.kind ?? required ?? 'onuRxDbm'
  const value = measuredOf(kind, draft.value)
  const save = async () => {
    if (value === undefined || !(await act.run('addEvidence', { kind, value, unit: readingUnits[kind] }))) return
    dropDraft(place)
    note({ text: t('noted') })
    onClose()
  }
  return (
    <Sheet
      title={t('reading-title')}
      onClose={onClose}
      foot={
        <>
          {act.error !== undefined && <Refusal error={act.error} />}
          <Button
            kind="primary"
            why={value === undefined ? t('reading-number') : undefined}
            isBusy={act.running !== undefined}
            onClick={() => void save()}
          >
            {t('reading-save')}
          </Button>
        </>
      }
    >
      <Choices
        label={t('reading-kind')}
        columns={2}
        value={kind}
        onChange={(next) => change({ kind: next })}
        choices={readingKinds.map((each) => ({ value: each, label: names(`reading.${each}`) }))}
      />
      <TextField
        label={t('reading-value')}
        inputMode="decimal"
        unit={readingUnits[kind]}
        value={draft.value}
        error={refusalOf(act.error, 'value', 'kind')}
        onChange={(text) => change({ value: text })}
      />
      {kind === 'onuRxDbm' && value !== undefined && choices.data && (
        <PowerReading dbm={value} limits={choices.data.onuPower} />
      )}
    </Sheet>
  )
}
