import { useState } from 'preact/hooks'
import { isSignDoubtful, rangeMissed, type Verdict } from '#core/visits/reading.rules.ts'
import type { VisitSteps } from '#core/visits/visits.contract.ts'
import { returnNames } from '#core/work-orders/names.text.ts'
import { type OrderDetail, workOrderRoutes } from '#core/work-orders/work-order.contract.ts'
import { dropDraft, useDraft } from '#web/field/job/draft.ts'
import { useOrderName } from '#web/field/job/order-line.tsx'
import { minus, numberOf, readingKinds } from '#web/field/job/reading.ts'
import { useAct } from '#web/field/job/use-act.ts'
import { ScanField } from '#web/field/scan/scan-field.tsx'
import { useAnswer } from '#web/field/ui/answer.ts'
import { Button } from '#web/field/ui/button.tsx'
import { Card, CardBody } from '#web/field/ui/card.tsx'
import { Choices, TextArea, TextField } from '#web/field/ui/inputs.tsx'
import { note } from '#web/field/ui/note.tsx'
import { goBack } from '#web/field/ui/router.ts'
import { Screen } from '#web/field/ui/screen.tsx'
import { Sheet } from '#web/field/ui/sheet.tsx'
import { ErrorState, Loading, Refusal } from '#web/field/ui/states.tsx'
import { useText } from '#web/field/ui/text.ts'
import { isLight, judgedFor, ReadingCard, unitOf } from './reading-card.tsx'
import { useVisitSteps } from './seen.ts'
import { visitFieldTexts } from './visit.text.ts'

/** One reading, judged as it is typed: what it means, the one next act, and going on with a reason. `kind` chosen here when absent. */
export const ReadingScreen = ({ number, kind }: { readonly number: string; readonly kind?: string }) => {
  const t = useText(visitFieldTexts)
  const [order, steps] = [useAnswer(workOrderRoutes.detail, { params: { number } }), useVisitSteps(number)]
  if (order.data && steps.data) return <Reading order={order.data} steps={steps.data} given={kind} />
  const error = order.error ?? steps.error
  return (
    <Screen title={t('reading')} subtitle={number} back={`/job/${encodeURIComponent(number)}`}>
      {error ? <ErrorState error={error} onRetry={order.refetch} /> : <Loading />}
    </Screen>
  )
}

type Draft = { kind?: string; value: string; instrument: string; isSignSaid: boolean; reason: string }
const EMPTY: Draft = { value: '', instrument: '', isSignSaid: false, reason: '' }

const Reading = ({
  order,
  steps,
  given,
}: {
  readonly order: OrderDetail
  readonly steps: VisitSteps
  readonly given: string | undefined
}) => {
  const [t, names, nameOf] = [useText(visitFieldTexts), useText(returnNames), useOrderName()]
  const act = useAct(order.number, order.version)
  const place = `reading ${order.number} ${given ?? ''}`
  const [draft, change] = useDraft<Draft>(place, EMPTY)
  const [isGoingOn, setIsGoingOn] = useState(false)
  const required = order.requiredReadings.find((each) => readingKinds.some((kind) => kind === each))
  const kind = given ?? draft.kind ?? required ?? readingKinds[0] ?? 'onuRxDbm'
  const typed = numberOf(draft.value)
  const { ranges } = steps.readings
  const isDoubtful = typed !== undefined && !draft.isSignSaid && isSignDoubtful(kind, typed, ranges)
  const missed = typed === undefined ? undefined : rangeMissed(kind, typed, ranges)
  const value = isDoubtful || missed ? undefined : typed
  const judged = value === undefined ? undefined : judgedFor(order, steps, kind, value)
  const isWell = judged === undefined || judged.verdict === 'good'
  const title = `reading.${kind}` in returnNames ? names(`reading.${kind}` as 'reading.pingMs') : kind
  const unit = unitOf(steps, kind)
  const why =
    typed === undefined
      ? t('value-wrong')
      : isDoubtful
        ? t('sign-doubt', { value: minus(-Math.abs(typed)) })
        : undefined

  const keep = async (reason?: string) => {
    if (value === undefined) return
    const instrument = draft.instrument.trim()
    const extra = { ...(instrument ? { instrument } : {}), ...(reason ? { note: reason } : {}) }
    if (!(await act.run('addEvidence', { kind, value, unit, ...extra }))) return
    dropDraft(place)
    note({ text: t('kept') })
    goBack(`/job/${encodeURIComponent(order.number)}`)
  }
  const again = () => change({ value: '', isSignSaid: false })
  const impossible =
    missed && typed !== undefined
      ? t('value-impossible', { value: minus(typed), unit, min: minus(missed.min), max: minus(missed.max) })
      : undefined

  return (
    <Screen
      title={title}
      subtitle={nameOf(order)}
      back={`/job/${encodeURIComponent(order.number)}`}
      above={
        <>
          {act.error !== undefined && <Refusal error={act.error} />}
          {!isWell && judged && (
            <p>
              <b>{t('first-do')}</b>
              {t(FIRST[firstOf(kind, judged.verdict)])}
            </p>
          )}
        </>
      }
      primary={
        isWell
          ? {
              children: t('keep-reading'),
              icon: 'check',
              why: why ?? impossible,
              isBusy: act.running !== undefined,
              onClick: () => void keep(),
            }
          : {
              children: t(isLight(kind) && judged?.verdict !== 'tooStrong' ? 'again-light' : 'again'),
              icon: 'refresh',
              onClick: again,
            }
      }
    >
      <Card>
        <CardBody>
          {given === undefined && (
            <Choices
              label={t('which-reading')}
              columns={2}
              value={kind}
              onChange={(next) => change({ kind: next, value: '', isSignSaid: false })}
              choices={readingKinds.map((each) => ({ value: each, label: names(`reading.${each}`) }))}
            />
          )}
          <TextField
            label={t('value')}
            inputMode={isLight(kind) ? 'text' : 'decimal'}
            unit={unit}
            value={draft.value}
            hint={isLight(kind) ? t('value-hint') : undefined}
            error={impossible ?? (draft.value.trim() !== '' && typed === undefined ? t('value-wrong') : undefined)}
            onChange={(text) => change({ value: text, isSignSaid: false })}
          />
          {isDoubtful && typed !== undefined && (
            <div role="alert">
              <p className="strong">{t('sign-doubt', { value: `${minus(-typed)} ${unit}` })}</p>
              <div className="pair">
                <Button icon="check" onClick={() => change({ value: minus(-typed) })}>
                  {t('sign-yes', { value: minus(-typed) })}
                </Button>
                {!missed && (
                  <Button onClick={() => change({ isSignSaid: true })}>{t('sign-no', { value: typed })}</Button>
                )}
              </div>
            </div>
          )}
          <ScanField
            label={t('instrument')}
            what="instrument"
            value={draft.instrument}
            onChange={(text) => change({ instrument: text })}
          />
        </CardBody>
      </Card>
      {value !== undefined && (
        <Card>
          <CardBody>
            <ReadingCard order={order} steps={steps} kind={kind} value={value} />
          </CardBody>
        </Card>
      )}
      {!isWell && (
        <Button kind="quiet" onClick={() => setIsGoingOn(true)}>
          {t('go-on')}
        </Button>
      )}
      {isGoingOn && (
        <Sheet
          title={t('go-on-title')}
          onClose={() => setIsGoingOn(false)}
          foot={
            <>
              {act.error !== undefined && <Refusal error={act.error} />}
              <Button
                kind="primary"
                why={draft.reason.trim() === '' ? t('go-on-why') : undefined}
                isBusy={act.running !== undefined}
                onClick={() => void keep(draft.reason.trim())}
              >
                {t('go-on-send')}
              </Button>
            </>
          }
        >
          <TextArea label={t('go-on-why')} value={draft.reason} onChange={(reason) => change({ reason })} />
        </Sheet>
      )}
    </Screen>
  )
}

const FIRST = { light: 'first-light', strong: 'first-strong', speed: 'first-speed', ping: 'first-ping' } as const
const firstOf = (kind: string, verdict: Verdict): keyof typeof FIRST => {
  if (isLight(kind)) return verdict === 'tooStrong' ? 'strong' : 'light'
  return kind.startsWith('speed') ? 'speed' : 'ping'
}
