import { useState } from 'preact/hooks'
import { safetyNames } from '#core/safety/safety.text.ts'
import { stopMeasures, stopReasons } from '#core/safety/stop.ts'
import { orderNames } from '#core/work-orders/names.text.ts'
import { type OrderDetail, workOrderRoutes } from '#core/work-orders/work-order.contract.ts'
import { dropDraft, useDraft } from '#web/field/job/draft.ts'
import { TimePick } from '#web/field/job/time-pick.tsx'
import type { Act } from '#web/field/job/use-act.ts'
import { useAnswer } from '#web/field/ui/answer.ts'
import { Button } from '#web/field/ui/button.tsx'
import { Card, CardBody } from '#web/field/ui/card.tsx'
import { Icon } from '#web/field/ui/icon.tsx'
import { Choices, TextArea } from '#web/field/ui/inputs.tsx'
import { note } from '#web/field/ui/note.tsx'
import { Sheet } from '#web/field/ui/sheet.tsx'
import { Refusal, refusalOf } from '#web/field/ui/states.tsx'
import { useText } from '#web/field/ui/text.ts'
import { safetyFieldTexts } from './safety.text.ts'
import './safety.css'

type Props = { readonly order: OrderDetail; readonly act: Act }
const isOpen = (order: OrderDetail, action: 'stopWork' | 'reviewStop'): boolean =>
  order.actions.some((each) => each.action === action && each.refusal === null)

/** 停工 不扣分: always in view of who is on the job; and once stopped, what is waited for. */
export const StopWork = ({ order, act }: Props) => {
  const [t, names] = [useText(safetyFieldTexts), useText(safetyNames)]
  const [open, setOpen] = useState<'stop' | 'review' | undefined>(undefined)
  const close = () => {
    setOpen(undefined)
    act.forget()
  }
  const { stop } = order
  return (
    <>
      {stop && (
        <Card tone="late" title={t('stopped', { why: names(`stopReason.${stop.reason}`) })}>
          <CardBody>
            <p>{stop.note}</p>
            <p className="small">{t('stopped-text', { who: stop.byName })}</p>
            {isOpen(order, 'reviewStop') && (
              <Button kind="primary" icon="shield" onClick={() => setOpen('review')}>
                {t('review')}
              </Button>
            )}
          </CardBody>
        </Card>
      )}
      {isOpen(order, 'stopWork') && (
        <button type="button" className="stop-button" onClick={() => setOpen('stop')}>
          <Icon name="stop" size={22} />
          {t('stop')} <small>{t('stop-hint')}</small>
        </button>
      )}
      {open === 'stop' && <StopSheet order={order} act={act} onClose={close} />}
      {open === 'review' && <ReviewSheet order={order} act={act} onClose={close} />}
    </>
  )
}

type Reason = (typeof stopReasons)[number]

const StopSheet = ({ order, act, onClose }: Props & { readonly onClose: () => void }) => {
  const [t, names] = [useText(safetyFieldTexts), useText(safetyNames)]
  const place = `stopWork ${order.number}`
  const [draft, change] = useDraft<{ reason?: Reason; note: string }>(place, { note: '' })
  const why = draft.reason === undefined ? t('stop-choose') : draft.note.trim() === '' ? t('stop-write') : undefined
  const save = async () => {
    if (!draft.reason || !(await act.run('stopWork', { reason: draft.reason, note: draft.note.trim() }))) return
    dropDraft(place)
    note({ text: t('stop-done') })
    onClose()
  }
  return (
    <Sheet
      title={t('stop-title')}
      onClose={onClose}
      foot={
        <>
          {act.error !== undefined && <Refusal error={act.error} />}
          <Button kind="danger" icon="stop" why={why} isBusy={act.running !== undefined} onClick={() => void save()}>
            {t('stop-do')}
          </Button>
        </>
      }
    >
      <p>{t('stop-text')}</p>
      <h2>{t('stop-why')}</h2>
      <Choices
        label={t('stop-why')}
        columns={2}
        value={draft.reason}
        onChange={(reason) => change({ reason })}
        choices={stopReasons.map((value) => ({ value, label: names(`stopReason.${value}`) }))}
      />
      <TextArea
        label={t('stop-note')}
        value={draft.note}
        placeholder={t('stop-note-place')}
        hint={t('photo-after')}
        error={refusalOf(act.error, 'note')}
        onChange={(text) => change({ note: text })}
      />
    </Sheet>
  )
}

type Measure = (typeof stopMeasures)[number]

const ReviewSheet = ({ order, act, onClose }: Props & { readonly onClose: () => void }) => {
  const [t, names, orders] = [useText(safetyFieldTexts), useText(safetyNames), useText(orderNames)]
  const [measure, setMeasure] = useState<Measure | undefined>(undefined)
  const [helper, setHelper] = useState<string | undefined>(undefined)
  const [desk, setDesk] = useState<'data' | 'transmission' | undefined>(undefined)
  const [at, setAt] = useState<string | undefined>(undefined)
  const [reason, setReason] = useState('')
  const people = useAnswer(workOrderRoutes.candidates, { params: { number: order.number } })
  const isWhole =
    measure !== undefined &&
    (measure !== 'secondPerson' || helper) &&
    (measure !== 'secondLine' || desk) &&
    reason.trim() !== ''
  const save = async () => {
    if (!measure) return
    const done = await act.run('reviewStop', {
      ...{ measure, reason: reason.trim() },
      ...(measure === 'secondPerson' && helper ? { helpers: [helper] } : {}),
      ...(measure === 'secondLine' && desk ? { desk } : {}),
      ...(measure === 'comeAgain' && at ? { from: at, to: at } : {}),
    })
    if (!done) return
    note({ text: t('review-done') })
    onClose()
  }
  return (
    <Sheet
      title={t('review')}
      onClose={onClose}
      foot={
        <>
          {act.error !== undefined && <Refusal error={act.error} />}
          <Button
            kind="primary"
            why={isWhole ? undefined : t('review-how')}
            isBusy={act.running !== undefined}
            onClick={() => void save()}
          >
            {t('review')}
          </Button>
        </>
      }
    >
      <h2>{t('review-how')}</h2>
      <Choices
        label={t('review-how')}
        columns={2}
        value={measure}
        onChange={setMeasure}
        choices={stopMeasures.map((value) => ({ value, label: names(`measure.${value}`) }))}
      />
      {measure === 'secondPerson' && (
        <Choices
          label={t('review-who')}
          columns={2}
          value={helper}
          onChange={setHelper}
          choices={(people.data?.candidates ?? [])
            .filter(({ staffId }) => staffId !== order.staffId)
            .map(({ staffId, name, number }) => ({ value: staffId, label: name, text: number }))}
        />
      )}
      {measure === 'secondLine' && (
        <Choices
          label={t('review-desk')}
          columns={2}
          value={desk}
          onChange={setDesk}
          choices={(['data', 'transmission'] as const).map((value) => ({ value, label: orders(`desk.${value}`) }))}
        />
      )}
      {measure === 'comeAgain' && <TimePick number={order.number} value={at} onChange={setAt} />}
      <TextArea label={t('review-why')} value={reason} onChange={setReason} />
    </Sheet>
  )
}
