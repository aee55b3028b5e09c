import { judgePower, type PowerLimits } from '#core/field/field.rules.ts'
import type { OrderDetail } from '#core/work-orders/work-order.contract.ts'
import { Button } from '#web/field/ui/button.tsx'
import { Card, CardBody, CardRow, StateTag } from '#web/field/ui/card.tsx'
import { Choices, TextField } from '#web/field/ui/inputs.tsx'
import { note } from '#web/field/ui/note.tsx'
import { Sheet } from '#web/field/ui/sheet.tsx'
import { Refusal } from '#web/field/ui/states.tsx'
import { useText } from '#web/field/ui/text.ts'
import { When } from '#web/field/ui/when.tsx'
import { dropDraft, useDraft } from './draft.ts'
import { jobTexts } from './job.text.ts'
import type { Act } from './use-act.ts'
import { useChoices } from './use-choices.ts'

export const readingUnits = { onuRxDbm: 'dBm', pingLossPercent: '%', downloadMbps: 'Mbps', pingMs: 'ms' } as const
export type ReadingKind = keyof typeof readingUnits
export const readingKinds = Object.keys(readingUnits) as ReadingKind[]
export const isReadingKind = (kind: unknown): kind is ReadingKind => readingKinds.some((each) => each === kind)

/** A number as people type it: −23.8, -23.8, 23，8. */
export const numberOf = (text: string): number | undefined => {
  const plain = text
    .trim()
    .replace(/[−–－]/g, '-')
    .replace(/[，,。]/g, '.')
  return /^-?\d+(\.\d+)?$/.test(plain) ? Number(plain) : undefined
}
/** Light is always below zero at a customer: who leaves out the sign means it. */
export const measuredOf = (kind: ReadingKind, text: string): number | undefined => {
  const value = numberOf(text)
  return value !== undefined && kind === 'onuRxDbm' && value > 0 ? -value : value
}

const TONES = { good: 'fine', marginal: 'risk', weak: 'late', tooStrong: 'late' } as const

/** A measured light on its scale, what it means, and what to do. */
export const PowerReading = ({ dbm, limits }: { readonly dbm: number; readonly limits: PowerLimits }) => {
  const t = useText(jobTexts)
  const verdict = judgePower(dbm, limits)
  const [low, high] = [limits.weakDbm - 5, limits.strongDbm]
  const share = (at: number): number => Math.min(100, Math.max(0, ((at - low) / (high - low)) * 100))
  const minus = (value: number) => String(value).replace('-', '−')
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
  onAdd,
}: {
  readonly order: OrderDetail
  readonly onAdd: (() => void) | undefined
}) => {
  const t = useText(jobTexts)
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
          title={isReadingKind(item.kind) ? t(`kind-${item.kind}`) : String(item.kind)}
          text={typeof item.at === 'string' ? <When at={item.at} /> : undefined}
          end={
            <b>
              {String(item.value).replace('-', '−')} {String(item.unit ?? '')}
            </b>
          }
        />
      ))}
      {onAdd && (
        <CardBody>
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
  const t = useText(jobTexts)
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
        choices={readingKinds.map((each) => ({ value: each, label: t(`kind-${each}`) }))}
      />
      <TextField
        label={t('reading-value')}
        inputMode="text"
        unit={readingUnits[kind]}
        value={draft.value}
        onChange={(text) => change({ value: text })}
      />
      {kind === 'onuRxDbm' && value !== undefined && choices.data && (
        <PowerReading dbm={value} limits={choices.data.onuPower} />
      )}
    </Sheet>
  )
}
