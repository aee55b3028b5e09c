import { useState } from 'preact/hooks'
import { fileUpload } from '#core/file.contract.ts'
import type { OrderConfirmation } from '#core/visits/confirmation.contract.ts'
import { confirmationNumber } from '#core/visits/confirmation.ts'
import { checkFormNumber } from '#core/visits/paper-form.rules.ts'
import type { OrderDetail } from '#core/work-orders/work-order.contract.ts'
import { workOrderTexts } from '#core/work-orders/work-order.text.ts'
import { keepFile } from '#web/field/kept-files.ts'
import { capture } from '#web/field/photo/capture.ts'
import { photoTexts } from '#web/field/photo/photo.text.ts'
import type { Shrinking } from '#web/field/photo/shrink.ts'
import { StateTag } from '#web/field/ui/card.tsx'
import { TextField } from '#web/field/ui/inputs.tsx'
import { useText } from '#web/field/ui/text.ts'
import { commandKey, upload } from '#web/ui/api.ts'
import { serverNow } from '#web/ui/clock.ts'
import { signTexts } from './sign.text.ts'
import '#web/field/photo/photo.css'

export type PaperDraft = { readonly formNumber?: string | undefined; readonly formPhotoId?: string | undefined }

/** Which form may not be used, in words; nothing while the phone does not know the station's numbers. */
export const formProblem = (
  number: string,
  order: OrderDetail,
  known: OrderConfirmation | undefined,
): keyof typeof workOrderTexts | undefined => {
  const visit = order.visits.find((each) => each.endedAt === null)?.number ?? 1
  const checked = checkFormNumber(number, known?.forms ?? NONE, confirmationNumber(order.number, visit))
  if (checked.ok) return undefined
  const { code } = checked.refusal
  if (code !== 'work-orders.form-number-needed' && known === undefined) return undefined
  return code as keyof typeof workOrderTexts
}
const NONE = { ranges: [], used: [] }

/** Signed on a numbered form: its number and its photo. */
export const PaperPart = ({
  order,
  known,
  shrinking,
  draft,
  error,
  change,
}: {
  readonly order: OrderDetail
  readonly known: OrderConfirmation | undefined
  readonly shrinking: Shrinking
  readonly draft: PaperDraft
  readonly error: string | undefined
  readonly change: (part: PaperDraft) => void
}) => {
  const [t, photo, refusals] = [useText(signTexts), useText(photoTexts), useText(workOrderTexts)]
  const [problem, setProblem] = useState<string | undefined>(undefined)
  const [isBusy, setIsBusy] = useState(false)
  const wrong = draft.formNumber ? formProblem(draft.formNumber, order, known) : undefined
  const take = async (file: File | undefined) => {
    if (!file) return
    setIsBusy(true)
    setProblem(undefined)
    try {
      const taken = await capture(file, { shrinking, isCamera: true })
      if (typeof taken === 'string') return setProblem(photo(taken))
      const about = { purpose: 'evidence', prefecture: order.prefecture } as const
      const own = await keepFile(taken.blob, { ...about, takenAt: serverNow(), name: 'form.jpg' })
      change({ formPhotoId: own ?? (await sendNow(taken.blob, about)) })
    } catch {
      setProblem(t('photo-not-sent'))
    } finally {
      setIsBusy(false)
    }
  }
  return (
    <>
      <TextField
        label={t('form-number')}
        hint={t('form-number-hint')}
        value={draft.formNumber ?? ''}
        error={error ?? (wrong && refusals(wrong, { number: draft.formNumber ?? '', order: '' }))}
        onChange={(formNumber) => change({ formNumber })}
      />
      <div className="photo-pick">
        <input
          id="form-photo"
          type="file"
          accept="image/*"
          capture="environment"
          disabled={isBusy}
          onChange={(event) => void take(event.currentTarget.files?.[0])}
        />
        <label className="button" htmlFor="form-photo">
          <span className="button-words">{t(draft.formPhotoId ? 'form-photo-again' : 'form-photo')}</span>
        </label>
      </div>
      {draft.formPhotoId && <StateTag tone="fine">{t('form-photo-there')}</StateTag>}
      {problem && (
        <p className="refusal" role="alert">
          {problem}
        </p>
      )}
    </>
  )
}

const sendNow = async (
  blob: Blob,
  about: { readonly purpose: 'evidence'; readonly prefecture: string },
): Promise<string> => {
  const form = new FormData()
  form.append('file', blob, 'form.jpg')
  const { id } = await upload(fileUpload, { query: { ...about, deviceAt: serverNow() }, form }, { key: commandKey() })
  return id
}
