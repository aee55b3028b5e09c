import type { ChecklistStep } from '#core/visits/checklist.ts'
import type { ItemState } from '#core/visits/steps.rules.ts'
import { visitNames } from '#core/visits/visits.text.ts'
import type { OrderDetail } from '#core/work-orders/work-order.contract.ts'
import { minus } from '#web/field/job/reading.ts'
import { useWaitingPhotos } from '#web/field/photo/photo-queue.ts'
import { SendState } from '#web/field/photo/photos.tsx'
import type { Shrinking } from '#web/field/photo/shrink.ts'
import { TakePhoto } from '#web/field/photo/take-photo.tsx'
import { ScanField } from '#web/field/scan/scan-field.tsx'
import { Card, CardBody, CardRow } from '#web/field/ui/card.tsx'
import { Icon } from '#web/field/ui/icon.tsx'
import { TextField } from '#web/field/ui/inputs.tsx'
import { useLanguage, useText } from '#web/field/ui/text.ts'
import { visitOf } from './seen.ts'
import { visitFieldTexts } from './visit.text.ts'

/** One item by its proof rule. */
export const ItemRow = ({
  order,
  state: { item, outcome, record, proofs },
  isTicked,
  value,
  isOff,
  onTick,
  onUntick,
  onValue,
}: {
  readonly order: OrderDetail
  readonly state: ItemState
  readonly isTicked: boolean
  readonly value: string
  readonly isOff: boolean
  readonly onTick: () => void
  readonly onUntick: () => void
  readonly onValue: (value: string) => void
}) => {
  const [t, names, language] = [useText(visitFieldTexts), useText(visitNames), useLanguage()]
  const name = item.name[language]
  const isDone = outcome === 'done'
  const optional = item.isRequired ? undefined : t('optional')
  const said = outcome === 'done' || outcome === 'open' ? optional : names(`step-state.${outcome}`)
  switch (item.proof) {
    case 'tick':
      return (
        <label className="tick-line">
          <input type="checkbox" checked={isDone || isTicked} disabled={isOff} onChange={isDone ? onUntick : onTick} />
          <span className="tick-box">{(isDone || isTicked) && <Icon name="check" size={20} />}</span>
          <span>
            {name}
            {said && <small>{said}</small>}
          </span>
        </label>
      )
    case 'reading': {
      const last = proofs[proofs.length - 1]
      return (
        <CardRow
          icon="gauge"
          title={name}
          text={said}
          end={last ? <b>{minus(String(last.value))}</b> : t('take')}
          {...(isOff
            ? {}
            : { href: `#/job/${encodeURIComponent(order.number)}/reading/${encodeURIComponent(item.reading ?? '')}` })}
        />
      )
    }
    case 'scan':
    case 'text':
      if (isDone || isOff) {
        return <CardRow icon={item.proof === 'scan' ? 'scan' : 'edit'} title={name} text={said} end={record?.value} />
      }
      return (
        <CardBody>
          {item.proof === 'scan' ? (
            <ScanField
              label={optional ? `${name} · ${optional}` : name}
              what={item.code === 'box' ? 'box' : 'serial'}
              value={value}
              onChange={onValue}
            />
          ) : (
            <TextField label={name} value={value} onChange={onValue} maxLength={500} />
          )}
        </CardBody>
      )
    case 'photo': {
      return (
        <CardRow
          icon="camera"
          title={name}
          text={said}
          end={isDone ? <Icon name="check" size={20} label={names('step-state.done')} /> : names(`by.${item.proof}`)}
        />
      )
    }
    case 'signature':
      return <CardRow icon="sign" title={name} text={isDone ? undefined : t('sign-at-return')} />
  }
}

/** The photos of a step, what they may show and what not, and two ways to another. */
export const StepPhotos = ({
  order,
  step,
  mayAdd,
  shrinking,
}: {
  readonly order: OrderDetail
  readonly step: ChecklistStep
  readonly mayAdd: boolean
  readonly shrinking: Shrinking | undefined
}) => {
  const [t, language] = [useText(visitFieldTexts), useLanguage()]
  const waiting = useWaitingPhotos(order.number).filter((photo) => photo.step === step.code)
  const ids = new Set(
    (visitOf(order)?.evidence ?? []).filter((each) => each.step === step.code).map((each) => each.fileId),
  )
  const files = order.files.filter((file) => ids.has(file.fileId) && !file.isWithdrawn)
  return (
    <Card title={t('photos-of-step')}>
      <CardBody>
        {step.photo && (
          <>
            <p className="small">{t('photo-may', { what: step.photo.may[language] })}</p>
            <p className="small">{t('photo-not', { what: step.photo.not[language] })}</p>
          </>
        )}
        {files.length + waiting.length > 0 && (
          <div className="thumbs">
            {files.map((file) => (
              <a key={file.fileId} className="thumb" href={file.url} target="_blank" rel="noreferrer">
                <img src={file.thumbnailUrl ?? file.url} alt={t('photos-of-step')} loading="lazy" />
              </a>
            ))}
            {waiting.map((photo) => (
              <span key={photo.id} className="thumb thumb-waiting">
                <img src={photo.url} alt={t('photos-of-step')} />
              </span>
            ))}
          </div>
        )}
        <SendState waiting={waiting} />
        {mayAdd && shrinking && <TakePhoto order={order} kind="photo" step={step.code} shrinking={shrinking} />}
      </CardBody>
    </Card>
  )
}
