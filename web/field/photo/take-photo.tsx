import type { ComponentChildren, TargetedInputEvent } from 'preact'
import { useId, useState } from 'preact/hooks'
import { Icon } from '#web/field/ui/icon.tsx'
import { currentPosition } from '#web/field/ui/position.ts'
import { useText } from '#web/field/ui/text.ts'
import { type CaptureProblem, capture } from './capture.ts'
import { photoTexts } from './photo.text.ts'
import { addPhoto } from './photo-queue.ts'
import type { Shrinking } from './shrink.ts'
import './photo.css'

type Props = {
  readonly order: { readonly number: string; readonly prefecture: string }
  /** Kind of evidence; left out for a file that a form names itself. */
  readonly kind?: string
  /** The step of the visit that it proves. */
  readonly step?: string
  readonly shrinking: Shrinking
  readonly onAdded?: (id: string) => void
}

const PLACE_MS = 6_000

/** Two ways to a photo, side by side: the camera, and what is in the gallery already. */
export const TakePhoto = ({ order, kind, step, shrinking, onAdded }: Props) => {
  const t = useText(photoTexts)
  const [isPreparing, setIsPreparing] = useState(false)
  const [problem, setProblem] = useState<CaptureProblem | undefined>(undefined)
  const take = async (files: readonly File[], isCamera: boolean) => {
    setIsPreparing(true)
    setProblem(undefined)
    const position = currentPosition(PLACE_MS)
    for (const file of files) {
      const taken = await capture(file, { shrinking, isCamera })
      if (typeof taken === 'string') {
        setProblem(taken)
        continue
      }
      const { number, prefecture } = order
      const id = await addPhoto({ number, prefecture, kind, step, taken, position })
      onAdded?.(id)
    }
    setIsPreparing(false)
  }
  const isOff = isPreparing
  return (
    <>
      <div className="pair">
        <Pick label={t(isOff ? 'preparing' : 'take')} isOff={isOff} isCamera onPick={(files) => take(files, true)}>
          <Icon name="camera" size={22} />
        </Pick>
        <Pick label={t('gallery')} isOff={isOff} onPick={(files) => take(files, false)}>
          <Icon name="photo" size={22} />
        </Pick>
      </div>
      {problem && (
        <p className="refusal" role="alert">
          {t(problem)}
        </p>
      )}
    </>
  )
}

const Pick = ({
  label,
  isOff,
  isCamera = false,
  onPick,
  children,
}: {
  readonly label: string
  readonly isOff: boolean
  readonly isCamera?: boolean
  readonly onPick: (files: readonly File[]) => Promise<void>
  readonly children: ComponentChildren
}) => {
  const picked = (event: TargetedInputEvent<HTMLInputElement>) => {
    const input = event.currentTarget
    const files = [...(input.files ?? [])]
    // The same photo again is a change again.
    input.value = ''
    if (files.length > 0) void onPick(files)
  }
  const id = useId()
  const native = { id, type: 'file', accept: 'image/*', disabled: isOff, onChange: picked } as const
  return (
    <div className="photo-pick">
      {isCamera ? <input {...native} capture="environment" /> : <input {...native} multiple />}
      <label className="button" htmlFor={id} aria-disabled={isOff}>
        {children}
        <span className="button-words">{label}</span>
      </label>
    </div>
  )
}
