import type { FieldChoices } from '#core/field/field.contract.ts'
import type { Instant } from '#core/time.ts'
import { orderNames } from '#core/work-orders/names.text.ts'
import type { OrderDetail } from '#core/work-orders/work-order.contract.ts'
import { Button } from '#web/field/ui/button.tsx'
import { Choices, TextArea } from '#web/field/ui/inputs.tsx'
import { note } from '#web/field/ui/note.tsx'
import { go } from '#web/field/ui/router.ts'
import { Sheet } from '#web/field/ui/sheet.tsx'
import { FieldRefusal, Loaded, Refusal, refusalOf } from '#web/field/ui/states.tsx'
import { useText } from '#web/field/ui/text.ts'
import { dropDraft, useDraft } from './draft.ts'
import { jobTexts } from './job.text.ts'
import { ReasonChoices, reasonText } from './pick.tsx'
import { TimePick } from './time-pick.tsx'
import type { Act } from './use-act.ts'
import { useChoices } from './use-choices.ts'

/** Acts that need a reason or a few words, and little else. */
export const askedActions = [
  'comeAgain',
  'reportProgress',
  'replySupervision',
  'handOver',
  'refuse',
  'handBack',
  'escalate',
  'failContractorCheck',
  'addNote',
] as const
export type Asked = (typeof askedActions)[number]

type Draft = {
  code?: string
  more: string
  desk?: 'data' | 'transmission'
  outcome?: 'comeAgain' | 'nobodyHome' | 'refused'
  at?: Instant
}

const lists = {
  refuse: 'refuse',
  comeAgain: 'comeAgain',
  handOver: 'handOver',
  handBack: 'handBack',
  failContractorCheck: 'checkFailed',
} as const satisfies Partial<Record<Asked, keyof FieldChoices>>
const hasList = (action: Asked): action is keyof typeof lists => action in lists
/** What was given away is no longer this person's to see. */
const GIVEN_AWAY: readonly Asked[] = ['refuse', 'handOver', 'handBack']

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
  const [t, names] = [useText(jobTexts), useText(orderNames)]
  const choices = useChoices(order.number)
  const place = `${action} ${order.number}`
  const [draft, change] = useDraft<Draft>(place, { more: '' })
  const reasons = hasList(action) ? choices.data?.[lists[action]] : undefined
  const reason = reasonText(reasons ?? [], draft.code, draft.more)
  const isNoteMissing =
    draft.more.trim() === '' && reasons?.find((each) => each.code === draft.code)?.proofs.includes('note') === true
  const isCodeMissing = (reasons?.length ?? 0) > 0 && !draft.code
  const why =
    action === 'handOver' && draft.desk === undefined
      ? t('which-desk')
      : action === 'comeAgain' && draft.outcome === undefined
        ? t('how-ended')
        : isCodeMissing
          ? t('choose-reason')
          : reason === ''
            ? t(reasons ? 'choose-reason' : 'write-more')
            : isNoteMissing
              ? t('write-more')
              : undefined
  const reasonCode = draft.code ?? ''
  const send = () => {
    switch (action) {
      case 'addNote':
      case 'reportProgress':
        return act.run(action, { note: reason })
      case 'replySupervision':
        return act.run(action, { text: reason })
      case 'escalate':
        return act.run(action, { reason })
      case 'failContractorCheck':
        return act.run(action, { reason, reasonCode })
      case 'refuse':
      case 'handBack':
        return act.run(action, { reason, reasonCode }, true)
      case 'handOver':
        return act.run(action, { reason, reasonCode, desk: draft.desk ?? 'data' }, true)
      case 'comeAgain':
        return act.run(action, {
          outcome: draft.outcome ?? 'comeAgain',
          reason,
          reasonCode,
          ...(draft.at && choices.data ? { from: draft.at, to: draft.at } : {}),
        })
    }
  }
  const save = async () => {
    if (!(await send())) return
    dropDraft(place)
    note({ text: t('done') })
    onClose()
    if (GIVEN_AWAY.includes(action)) go('/')
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
              <>
                <Choices
                  label={t('which-desk')}
                  columns={2}
                  value={draft.desk}
                  onChange={(desk) => change({ desk })}
                  choices={data.desks.map((value) => ({ value, label: names(`desk.${value}`) }))}
                />
                <FieldRefusal error={act.error} field="desk" />
              </>
            )}
            {action === 'comeAgain' && (
              <>
                <Choices
                  label={t('how-ended')}
                  columns={1}
                  value={draft.outcome}
                  onChange={(outcome) => change({ outcome, ...reasonOf(outcome, draft.code) })}
                  choices={(['comeAgain', 'nobodyHome', 'refused'] as const).map((value) => ({
                    value,
                    label: t(`outcome-${value}`),
                  }))}
                />
                <FieldRefusal error={act.error} field="outcome" />
              </>
            )}
            {reasons && !(action === 'comeAgain' && isSaidBy(draft.outcome)) && (
              <>
                <h2>{t('reason')}</h2>
                <ReasonChoices
                  label={t('reason')}
                  value={draft.code}
                  reasons={action === 'comeAgain' ? reasons.filter(({ code }) => !SAID.includes(code)) : reasons}
                  onChange={(next) => change({ code: next })}
                />
                <FieldRefusal error={act.error} field="reasonCode" />
              </>
            )}
            <TextArea
              label={t(reasons ? 'reason-more' : (LABELS[action] ?? 'reason'))}
              value={draft.more}
              error={refusalOf(act.error, 'reason', 'note', 'text')}
              onChange={(more) => change({ more })}
            />
            {action === 'comeAgain' && (
              <>
                <h2>{t('next-window')}</h2>
                <TimePick number={order.number} value={draft.at} onChange={(at) => change({ at })} />
                <FieldRefusal error={act.error} field="to" />
              </>
            )}
          </>
        )}
      </Loaded>
    </Sheet>
  )
}

const LABELS: Partial<Record<Asked, 'progress-what' | 'reply-what' | 'note-what'>> = {
  reportProgress: 'progress-what',
  replySupervision: 'reply-what',
  addNote: 'note-what',
}

/** Two of the ways in which a visit ends say their reason themselves. */
const reasonByOutcome: Readonly<Record<string, string>> = { nobodyHome: 'nobodyHome', refused: 'refusedEntry' }
const SAID = Object.values(reasonByOutcome)
const isSaidBy = (outcome: Draft['outcome']): boolean => outcome !== undefined && outcome in reasonByOutcome
const reasonOf = (outcome: Draft['outcome'], code: string | undefined): Partial<Draft> => {
  const said = outcome && reasonByOutcome[outcome]
  if (said) return { code: said }
  // A reason that another outcome has said for itself is not this one's.
  return code !== undefined && SAID.includes(code) ? { code: '' } : {}
}
