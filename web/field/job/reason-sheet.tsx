import { addMinutes, type Instant } from '#core/time.ts'
import type { OrderDetail } from '#core/work-orders/work-order.contract.ts'
import { Button } from '#web/field/ui/button.tsx'
import { Choices, TextArea } from '#web/field/ui/inputs.tsx'
import { note } from '#web/field/ui/note.tsx'
import { go } from '#web/field/ui/router.ts'
import { Sheet } from '#web/field/ui/sheet.tsx'
import { Loaded, Refusal } from '#web/field/ui/states.tsx'
import { useText } from '#web/field/ui/text.ts'
import { dropDraft, useDraft } from './draft.ts'
import { jobTexts } from './job.text.ts'
import { ReasonChoices, reasonText } from './pick.tsx'
import { TimePick } from './time-pick.tsx'
import type { Act } from './use-act.ts'
import { useChoices } from './use-choices.ts'

type Asked = 'comeAgain' | 'refuse' | 'handOver' | 'addNote' | 'replySupervision'
type Draft = {
  code?: string
  more: string
  desk?: 'data' | 'transmission'
  outcome?: 'comeAgain' | 'nobodyHome' | 'refused'
  at?: Instant
}

/** Acts that need a reason, and little else. */
export const ReasonSheet = ({
  order,
  act,
  action,
  onClose,
}: {
  readonly order: OrderDetail
  readonly act: Act
  readonly action: Asked
  readonly onClose: () => void
}) => {
  const t = useText(jobTexts)
  const choices = useChoices(order.number)
  const place = `${action} ${order.number}`
  const [draft, change] = useDraft<Draft>(place, { more: '' })
  const reasons =
    action === 'refuse' ? choices.data?.refuse : action === 'comeAgain' ? choices.data?.comeAgain : undefined
  const reason = reasonText(reasons ?? [], draft.code, draft.more)
  const why =
    action === 'handOver' && draft.desk === undefined
      ? t('which-desk')
      : action === 'comeAgain' && draft.outcome === undefined
        ? t('how-ended')
        : reason === ''
          ? t(reasons ? 'choose-reason' : 'write-more')
          : undefined
  const send = () => {
    switch (action) {
      case 'addNote':
        return act.run('addNote', { note: reason })
      case 'replySupervision':
        return act.run('replySupervision', { text: reason })
      case 'refuse':
        return act.run('refuse', { reason, ...(draft.code ? { reasonCode: draft.code } : {}) })
      case 'handOver':
        return act.run('handOver', { reason, desk: draft.desk ?? 'data' })
      case 'comeAgain':
        return act.run('comeAgain', {
          outcome: draft.outcome ?? 'comeAgain',
          reason,
          ...(draft.at && choices.data
            ? { from: draft.at, to: addMinutes(draft.at, choices.data.appointmentMinutes) }
            : {}),
        })
    }
  }
  const save = async () => {
    if (!(await send())) return
    dropDraft(place)
    note({ text: t('done') })
    onClose()
    // What was given away is no longer this person's to see.
    if (action === 'refuse' || action === 'handOver') go('/')
  }
  return (
    <Sheet
      title={t(`more-${action}`)}
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
            {action === 'handOver' && (
              <Choices
                label={t('which-desk')}
                columns={2}
                value={draft.desk}
                onChange={(desk) => change({ desk })}
                choices={data.desks.map((value) => ({ value, label: t(`desk-${value}`) }))}
              />
            )}
            {action === 'comeAgain' && (
              <Choices
                label={t('how-ended')}
                columns={3}
                value={draft.outcome}
                onChange={(outcome) => change({ outcome })}
                choices={(['comeAgain', 'nobodyHome', 'refused'] as const).map((value) => ({
                  value,
                  label: t(`outcome-${value}`),
                }))}
              />
            )}
            {reasons && (
              <ReasonChoices
                label={t('reason')}
                value={draft.code}
                reasons={reasons}
                onChange={(code) => change({ code })}
              />
            )}
            <TextArea
              label={t(reasons ? 'reason-more' : 'reason')}
              value={draft.more}
              onChange={(more) => change({ more })}
            />
            {action === 'comeAgain' && (
              <>
                <h2>{t('next-window')}</h2>
                <TimePick value={draft.at} onChange={(at) => change({ at })} />
              </>
            )}
          </>
        )}
      </Loaded>
    </Sheet>
  )
}
