import { addDays, addMinutes, dayOf, earlier, type Instant, startOfDay } from '#core/time.ts'
import { returnNames } from '#core/work-orders/names.text.ts'
import type { OrderDetail } from '#core/work-orders/work-order.contract.ts'
import { photoTexts } from '#web/field/photo/photo.text.ts'
import { removePhoto, usePhotos } from '#web/field/photo/photo-queue.ts'
import { SendState } from '#web/field/photo/photos.tsx'
import { TakePhoto } from '#web/field/photo/take-photo.tsx'
import { Button } from '#web/field/ui/button.tsx'
import { Choices, MultiChoices, TextArea } from '#web/field/ui/inputs.tsx'
import { note } from '#web/field/ui/note.tsx'
import { Sheet } from '#web/field/ui/sheet.tsx'
import { FieldRefusal, Loaded, Refusal, refusalOf } from '#web/field/ui/states.tsx'
import { useLanguage, useText } from '#web/field/ui/text.ts'
import { useNow } from '#web/field/ui/when.tsx'
import { whenText } from '#web/ui/time.ts'
import { dropDraft, readDraft, useDraft } from './draft.ts'
import { jobTexts } from './job.text.ts'
import { ReasonChoices, reasonText } from './pick.tsx'
import type { Act } from './use-act.ts'
import { useChoices } from './use-choices.ts'

type Draft = { cause?: string; until?: Instant; evidence: readonly string[]; files: readonly string[]; more: string }
const MORNING = 9 * 60
const DAYS = [1, 2, 3, 7] as const
/** Proofs that can be looked at: one of them is attached. */
const SEEN: readonly string[] = ['photo', 'message', 'notice']

/** Asks to stop the clocks: cause of the table, until when, with which proof. */
export const SuspensionSheet = ({
  order,
  act,
  onClose,
}: {
  readonly order: OrderDetail
  readonly act: Act
  readonly onClose: () => void
}) => {
  const [t, names, photos] = [useText(jobTexts), useText(returnNames), useText(photoTexts)]
  const [now, language] = [useNow(), useLanguage()]
  const choices = useChoices(order.number)
  const place = `suspension ${order.number}`
  const [draft, change] = useDraft<Draft>(place, { evidence: [], files: [], more: '' })
  const pauses = choices.data?.pauses ?? []
  const pause = pauses.find((each) => each.code === draft.cause)
  const longest = pause && addMinutes(now, pause.maxMinutes)
  const ends = DAYS.map((days) => addMinutes(startOfDay(addDays(dayOf(now), days)), MORNING))
    .map((at) => (longest ? earlier(at, longest) : at))
    .filter((at, index, all) => all.indexOf(at) === index)
  const files = usePhotos().filter((photo) => draft.files.includes(photo.id))
  const isSeen = files.length > 0 || !draft.evidence.some((kind) => SEEN.includes(kind))
  const isProven = pause?.evidence.every((group) => group.some((kind) => draft.evidence.includes(kind))) ?? false
  const why = !pause
    ? t('choose-reason')
    : draft.until === undefined
      ? t('pause-until')
      : !isProven
        ? t('pause-evidence-missing')
        : !isSeen
          ? t('pause-files-missing')
          : files.some((photo) => photo.fileId === undefined)
            ? t('pause-files-sending')
            : undefined
  const save = async () => {
    if (!pause || !draft.until) return
    const reason = reasonText(pauses, pause.code, draft.more)
    const input = {
      cause: pause.code,
      reason,
      until: draft.until,
      evidence: [...draft.evidence],
      evidenceFileIds: files.flatMap(({ fileId }) => fileId ?? []),
    }
    if (!(await act.run('requestSuspension', input))) return
    for (const { id } of files) void removePhoto(id)
    dropDraft(place)
    note({ text: t('done') })
    onClose()
  }
  return (
    <Sheet
      title={t('more-requestSuspension')}
      onClose={onClose}
      foot={
        <>
          {act.error !== undefined && <Refusal error={act.error} />}
          <Button kind="primary" why={why} isBusy={act.running !== undefined} onClick={() => void save()}>
            {t('send-it')}
          </Button>
        </>
      }
    >
      <Loaded answer={choices}>
        {(data) => (
          <>
            <ReasonChoices
              label={t('pause-cause')}
              value={draft.cause}
              reasons={pauses}
              onChange={(cause) => change({ cause, evidence: [] })}
            />
            <FieldRefusal error={act.error} field="cause" />
            {pause && (
              <>
                <h2>{t('pause-until')}</h2>
                <Choices
                  label={t('pause-until')}
                  columns={2}
                  value={draft.until}
                  onChange={(until) => change({ until })}
                  choices={ends.map((at) => ({ value: at, label: whenText(at, now, language) }))}
                />
                <FieldRefusal error={act.error} field="until" />
                {pause.evidence.length > 0 && <h2>{t('pause-evidence')}</h2>}
                <MultiChoices
                  label={t('pause-evidence')}
                  columns={2}
                  value={draft.evidence}
                  onChange={(evidence) => change({ evidence })}
                  choices={[...new Set(pause.evidence.flat())].map((value) => ({
                    value,
                    label: `proof.${value}` in returnNames ? names(`proof.${value}` as 'proof.photo') : value,
                  }))}
                />
                <FieldRefusal error={act.error} field="evidence" />
                <h2>{t('pause-files')}</h2>
                {files.length > 0 && (
                  <div className="thumbs">
                    {files.map((photo) => (
                      <button key={photo.id} type="button" className="thumb" onClick={() => void removePhoto(photo.id)}>
                        <img src={photo.url} alt="" />
                        <span>{photos('remove')}</span>
                      </button>
                    ))}
                  </div>
                )}
                <SendState waiting={files.filter((photo) => photo.fileId === undefined)} />
                <TakePhoto
                  order={order}
                  shrinking={data.photo}
                  onAdded={(id) => change({ files: [...(readDraft<Draft>(place)?.files ?? []), id] })}
                />
                <FieldRefusal error={act.error} field="evidenceFileIds" />
                <TextArea
                  label={t('reason-more')}
                  value={draft.more}
                  error={refusalOf(act.error, 'reason')}
                  onChange={(more) => change({ more })}
                />
              </>
            )}
          </>
        )}
      </Loaded>
    </Sheet>
  )
}
