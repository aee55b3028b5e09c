import { useState } from 'preact/hooks'
import { addMinutes, type Instant } from '#core/time.ts'
import type { VisitSteps } from '#core/visits/visits.contract.ts'
import { ReasonChoices } from '#web/field/job/pick.tsx'
import { TimePick } from '#web/field/job/time-pick.tsx'
import { Button } from '#web/field/ui/button.tsx'
import { TextArea } from '#web/field/ui/inputs.tsx'
import { Sheet } from '#web/field/ui/sheet.tsx'
import { Refusal } from '#web/field/ui/states.tsx'
import { useLanguage, useText } from '#web/field/ui/text.ts'
import { useNow } from '#web/field/ui/when.tsx'
import { windowText } from '#web/ui/time.ts'
import { visitFieldTexts } from './visit.text.ts'

export type Said = 'skipped' | 'notApplicable' | 'later'
type More = { reasonCode: string; reason?: string; from?: Instant; to?: Instant }

const TITLES = { skipped: 'skip-title', notApplicable: 'not-applicable-title', later: 'put-off-title' } as const
const HINTS = { skipped: 'skip-seen', notApplicable: 'skip-seen', later: 'put-off-hint' } as const

/** Why a step is not done now; what is put off gets its time at once. */
export const SaySheet = ({
  number,
  said,
  steps,
  error,
  isBusy,
  onSay,
  onClose,
}: {
  readonly number: string
  readonly said: Said
  readonly steps: VisitSteps
  readonly error: unknown
  readonly isBusy: boolean
  readonly onSay: (more: More) => void
  readonly onClose: () => void
}) => {
  const t = useText(visitFieldTexts)
  const [now, language] = [useNow(), useLanguage()]
  const [code, setCode] = useState<string | undefined>(undefined)
  const [reason, setReason] = useState('')
  const [from, setFrom] = useState<Instant | undefined>(undefined)
  const to = from && addMinutes(from, steps.appointmentMinutes)
  const needsWords = steps.reasons[said].find((each) => each.code === code)?.proofs.includes('note') ?? false
  const isTimed = said !== 'later' || from !== undefined
  const why = !isTimed
    ? t('choose-time')
    : code === undefined || (needsWords && reason.trim() === '')
      ? t('choose-reason')
      : undefined
  return (
    <Sheet
      title={t(TITLES[said])}
      onClose={onClose}
      foot={
        <>
          {error !== undefined && <Refusal error={error} />}
          <Button
            kind="primary"
            why={why}
            isBusy={isBusy}
            onClick={() => {
              if (code === undefined) return
              const words = reason.trim()
              onSay({ reasonCode: code, ...(words ? { reason: words } : {}), ...(from && to ? { from, to } : {}) })
            }}
          >
            {from && to ? t('put-off-to', { when: windowText(from, to, now, language) }) : t('confirm-it')}
          </Button>
        </>
      }
    >
      <p className="small">{t(HINTS[said])}</p>
      {said === 'later' && <TimePick number={number} value={from} onChange={setFrom} />}
      <ReasonChoices label={t(TITLES[said])} value={code} reasons={steps.reasons[said]} onChange={setCode} />
      <TextArea label={t('reason-more')} value={reason} onChange={setReason} />
    </Sheet>
  )
}
