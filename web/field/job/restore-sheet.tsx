import type { OrderDetail } from '#core/work-orders/work-order.contract.ts'
import { Button } from '#web/field/ui/button.tsx'
import { Choices, TextArea } from '#web/field/ui/inputs.tsx'
import { note } from '#web/field/ui/note.tsx'
import { Sheet } from '#web/field/ui/sheet.tsx'
import { FieldRefusal, Loaded, Refusal, refusalOf } from '#web/field/ui/states.tsx'
import { useText } from '#web/field/ui/text.ts'
import { dropDraft, useDraft } from './draft.ts'
import { jobTexts } from './job.text.ts'
import { ReasonChoices, reasonText } from './pick.tsx'
import type { Act } from './use-act.ts'
import { useChoices } from './use-choices.ts'

type Draft = { kind?: 'remote' | 'outside'; code?: string; more: string }

/** Restored without a visit: remotely or outside the home, how, and what proves it at the return. */
export const RestoreSheet = ({
  order,
  act,
  onClose,
}: {
  readonly order: OrderDetail
  readonly act: Act
  readonly onClose: () => void
}) => {
  const t = useText(jobTexts)
  const choices = useChoices(order.number)
  const place = `restore ${order.number}`
  const [draft, change] = useDraft<Draft>(place, { more: '' })
  const ways = draft.kind === 'remote' ? choices.data?.remoteFix : choices.data?.outsideFix
  const said = reasonText(ways ?? [], draft.code, draft.more)
  const save = async () => {
    if (!draft.kind) return
    const how = { ...(said ? { note: said } : {}), ...(draft.code ? { reasonCode: draft.code } : {}) }
    if (!(await act.run('restore', { kind: draft.kind, ...how }))) return
    dropDraft(place)
    note({ text: t('done') })
    onClose()
  }
  return (
    <Sheet
      title={t('restore-title')}
      onClose={onClose}
      foot={
        <>
          {act.error !== undefined && <Refusal error={act.error} />}
          <Button
            kind="primary"
            why={!draft.kind || said === '' ? t('choose-reason') : undefined}
            isBusy={act.running !== undefined}
            onClick={() => void save()}
          >
            {t('send-it')}
          </Button>
        </>
      }
    >
      <Choices
        label={t('restore-title')}
        columns={1}
        value={draft.kind}
        onChange={(kind) => change({ kind, code: '' })}
        choices={(['remote', 'outside'] as const).map((value) => ({ value, label: t(`restore-${value}`) }))}
      />
      <FieldRefusal error={act.error} field="kind" />
      {draft.kind && (
        <Loaded answer={choices}>
          {() => (
            <>
              <h2>{t('restore-how')}</h2>
              <ReasonChoices
                label={t('restore-how')}
                value={draft.code}
                reasons={ways ?? []}
                onChange={(code) => change({ code })}
              />
              <TextArea
                label={t('reason-more')}
                value={draft.more}
                error={refusalOf(act.error, 'note')}
                onChange={(more) => change({ more })}
              />
              <p className="small">{t('restore-proof')}</p>
            </>
          )}
        </Loaded>
      )}
    </Sheet>
  )
}
