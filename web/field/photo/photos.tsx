import { useState } from 'preact/hooks'
import { returnNames } from '#core/work-orders/names.text.ts'
import type { OrderDetail, OrderFile } from '#core/work-orders/work-order.contract.ts'
import type { Act } from '#web/field/job/use-act.ts'
import { Button } from '#web/field/ui/button.tsx'
import { Card, CardBody } from '#web/field/ui/card.tsx'
import { useConnection } from '#web/field/ui/connection.ts'
import { Choices } from '#web/field/ui/inputs.tsx'
import { note } from '#web/field/ui/note.tsx'
import { Sheet } from '#web/field/ui/sheet.tsx'
import { Refusal } from '#web/field/ui/states.tsx'
import { useText } from '#web/field/ui/text.ts'
import { When } from '#web/field/ui/when.tsx'
import { isCallError } from '#web/ui/problem.ts'
import { photoTexts } from './photo.text.ts'
import { type PhotoState, removePhoto, sendPhotos, useWaitingPhotos } from './photo-queue.ts'
import type { Shrinking } from './shrink.ts'
import { TakePhoto } from './take-photo.tsx'

const kinds = ['photo', 'doorPlate', 'ontLights'] as const
type Kind = (typeof kinds)[number]

export const usePhotoKind = (): ((kind: string) => string) => {
  const names = useText(returnNames)
  return (kind) => (`proof.${kind}` in returnNames ? names(`proof.${kind}` as 'proof.photo') : kind)
}

/** Photos that prove the visit under way, of the order and those still on the phone. */
export const photosOf = (order: OrderDetail): readonly OrderFile[] => {
  const visit = order.visits.find((each) => each.endedAt === null)?.number
  return order.files.filter(
    (file) =>
      !file.isWithdrawn &&
      file.thumbnailUrl !== null &&
      file.kind !== 'signature' &&
      file.visit === (visit ?? file.visit),
  )
}

/** The photos of this visit: those that the order has, those on their way, and two ways to another. */
export const PhotosCard = ({
  order,
  act,
  mayAdd,
  shrinking,
}: {
  readonly order: OrderDetail
  readonly act: Act
  readonly mayAdd: boolean
  readonly shrinking: Shrinking | undefined
}) => {
  const t = useText(photoTexts)
  const nameOf = usePhotoKind()
  const [kind, setKind] = useState<Kind>('photo')
  const [open, setOpen] = useState<string | undefined>(undefined)
  const waiting = useWaitingPhotos(order.number)
  const files = photosOf(order)
  const count = files.length + waiting.length
  const shown = files.find((file) => file.fileId === open)
  const stuck = waiting.find((photo) => photo.id === open)
  if (count === 0 && !mayAdd) return null
  return (
    <Card title={t('photos')} aside={count > 0 && <small>{t('photos-count', { count })}</small>}>
      <CardBody>
        {count > 0 && (
          <div className="thumbs">
            {files.map((file) => (
              <button
                key={file.fileId}
                type="button"
                className="thumb"
                aria-label={t('photo-of', { kind: nameOf(file.kind) })}
                onClick={() => setOpen(file.fileId)}
              >
                <img src={file.thumbnailUrl ?? file.url} alt="" loading="lazy" />
                <span>{nameOf(file.kind)}</span>
              </button>
            ))}
            {waiting.map((photo) => (
              <WaitingThumb key={photo.id} photo={photo} onOpen={() => setOpen(photo.id)} />
            ))}
          </div>
        )}
        <SendState waiting={waiting} />
        {mayAdd && shrinking && (
          <>
            <Choices
              label={t('what')}
              columns={3}
              value={kind}
              onChange={setKind}
              choices={kinds.map((value) => ({ value, label: nameOf(value) }))}
            />
            <TakePhoto order={order} kind={kind} shrinking={shrinking} />
          </>
        )}
      </CardBody>
      {shown && (
        <PhotoSheet
          title={nameOf(shown.kind)}
          url={shown.url}
          file={shown}
          act={act}
          mayRemove={mayAdd}
          onClose={() => setOpen(undefined)}
        />
      )}
      {stuck && <StuckSheet photo={stuck} title={nameOf(stuck.kind ?? 'photo')} onClose={() => setOpen(undefined)} />}
    </Card>
  )
}

/** A sentence for what is under way or stuck, and the one thing to do. */
export const SendState = ({ waiting }: { readonly waiting: readonly PhotoState[] }) => {
  const t = useText(photoTexts)
  const isOffline = useConnection().state === 'offline'
  if (waiting.length === 0) return null
  // The first that fails for want of a network stops the rest: they wait as it does.
  if (waiting.some((photo) => photo.isSending || (photo.error === undefined && !isOffline))) {
    return (
      <p className="small" role="status">
        {t('sending-all', { count: waiting.length })}
      </p>
    )
  }
  return (
    <>
      <p className="small" role="status">
        {t('still-waiting', { count: waiting.length })}
      </p>
      <Button icon="refresh" onClick={() => void sendPhotos()}>
        {t('retry')}
      </Button>
    </>
  )
}

const WaitingThumb = ({ photo, onOpen }: { readonly photo: PhotoState; readonly onOpen: () => void }) => {
  const t = useText(photoTexts)
  const isRefused = isCallError(photo.error) && photo.error.kind !== 'not-reached'
  return (
    <button type="button" className="thumb thumb-waiting" onClick={onOpen}>
      <img src={photo.url} alt="" />
      <span>
        {photo.isSending
          ? t('sending', { percent: Math.round(photo.share * 100) })
          : t(photo.error === undefined ? 'waiting' : isRefused ? 'refused' : 'failed')}
      </span>
      {photo.isSending && <i style={{ width: `${photo.share * 100}%` }} />}
    </button>
  )
}

const PhotoSheet = ({
  title,
  url,
  file,
  act,
  mayRemove,
  onClose,
}: {
  readonly title: string
  readonly url: string
  readonly file: OrderFile
  readonly act: Act
  readonly mayRemove: boolean
  readonly onClose: () => void
}) => {
  const t = useText(photoTexts)
  const [isSure, setIsSure] = useState(false)
  const { evidenceId } = file
  const remove = async () => {
    if (!isSure) return setIsSure(true)
    if (evidenceId === null || !(await act.run('withdrawEvidence', { evidenceId }))) return
    note({ text: t('removed') })
    onClose()
  }
  return (
    <Sheet
      title={title}
      onClose={() => {
        act.forget()
        onClose()
      }}
      foot={
        mayRemove &&
        evidenceId !== null && (
          <>
            {act.error !== undefined && <Refusal error={act.error} />}
            <Button
              icon="remove"
              kind="danger"
              hint={isSure ? t('remove-hint') : undefined}
              isBusy={act.running === 'withdrawEvidence'}
              onClick={() => void remove()}
            >
              {t(isSure ? 'remove-really' : 'remove')}
            </Button>
          </>
        )
      }
    >
      <img className="photo-full" src={url} alt={title} />
      <p className="small">
        <When at={file.takenAt} /> · {file.byName} · {t(file.position ? 'with-place' : 'no-place')}
      </p>
    </Sheet>
  )
}

/** One that the order does not have: why, again, or away with it. */
const StuckSheet = ({
  photo,
  title,
  onClose,
}: {
  readonly photo: PhotoState
  readonly title: string
  readonly onClose: () => void
}) => {
  const t = useText(photoTexts)
  return (
    <Sheet
      title={title}
      onClose={onClose}
      foot={
        <>
          {photo.error !== undefined && <Refusal error={photo.error} />}
          <Button icon="refresh" isBusy={photo.isSending} onClick={() => void sendPhotos()}>
            {t('retry')}
          </Button>
          <Button
            icon="remove"
            kind="danger"
            onClick={() => {
              void removePhoto(photo.id)
              onClose()
            }}
          >
            {t('remove')}
          </Button>
        </>
      }
    >
      <img className="photo-full" src={photo.url} alt={title} />
      <p className="small">
        <When at={photo.takenAt} /> · {t(photo.position ? 'with-place' : 'no-place')}
      </p>
    </Sheet>
  )
}
