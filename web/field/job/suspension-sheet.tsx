import { addDays, addMinutes, dayOf, earlier, type Instant, startOfDay } from '#core/time.ts'
import type { OrderDetail } from '#core/work-orders/work-order.contract.ts'
import { Button } from '#web/field/ui/button.tsx'
import { Choices, MultiChoices, TextArea } from '#web/field/ui/inputs.tsx'
import { note } from '#web/field/ui/note.tsx'
import { Sheet } from '#web/field/ui/sheet.tsx'
import { Loaded, Refusal } from '#web/field/ui/states.tsx'
import { useLanguage, useText } from '#web/field/ui/text.ts'
import { useNow } from '#web/field/ui/when.tsx'
import { whenText } from '#web/ui/time.ts'
import { dropDraft, useDraft } from './draft.ts'
import { jobTexts } from './job.text.ts'
import { ReasonChoices, reasonText } from './pick.tsx'
import type { Act } from './use-act.ts'
import { useChoices } from './use-choices.ts'

type Draft = { cause?: string; until?: Instant; evidence: readonly string[]; more: string }
const MORNING = 9 * 60
const DAYS = [1, 2, 3, 7] as const
const known = ['callRecord', 'message', 'photo', 'notice', 'resourceReply'] as const
const isKnown = (kind: string): kind is (typeof known)[number] => known.some((each) => each === kind)

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
  const t = useText(jobTexts)
  const [now, language] = [useNow(), useLanguage()]
  const choices = useChoices(order.number)
  const place = `suspension ${order.number}`
  const [draft, change] = useDraft<Draft>(place, { evidence: [], more: '' })
  const pauses = choices.data?.pauses ?? []
  const pause = pauses.find((each) => each.code === draft.cause)
  const longest = pause && addMinutes(now, pause.maxMinutes)
  const ends = DAYS.map((days) => addMinutes(startOfDay(addDays(dayOf(now), days)), MORNING))
    .map((at) => (longest ? earlier(at, longest) : at))
    .filter((at, index, all) => all.indexOf(at) === index)
  const isProven = pause?.evidence.every((group) => group.some((kind) => draft.evidence.includes(kind))) ?? false
  const why = !pause
    ? t('choose-reason')
    : draft.until === undefined
      ? t('pause-until')
      : isProven
        ? undefined
        : t('pause-evidence-missing')
  const save = async () => {
    if (!pause || !draft.until) return
    const reason = reasonText(pauses, pause.code, draft.more)
    const input = { cause: pause.code, reason, until: draft.until, evidence: [...draft.evidence] }
    if (!(await act.run('requestSuspension', input))) return
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
        {() => (
          <>
            <ReasonChoices
              label={t('pause-cause')}
              value={draft.cause}
              reasons={pauses}
              onChange={(cause) => change({ cause, evidence: [] })}
            />
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
                {pause.evidence.length > 0 && <h2>{t('pause-evidence')}</h2>}
                <MultiChoices
                  label={t('pause-evidence')}
                  columns={2}
                  value={draft.evidence}
                  onChange={(evidence) => change({ evidence })}
                  choices={[...new Set(pause.evidence.flat())].map((value) => ({
                    value,
                    label: isKnown(value) ? t(`evidence-${value}`) : value,
                  }))}
                />
                <TextArea label={t('reason-more')} value={draft.more} onChange={(more) => change({ more })} />
              </>
            )}
          </>
        )}
      </Loaded>
    </Sheet>
  )
}
