import { orderNames } from '#core/work-orders/names.text.ts'
import type { OrderDetail } from '#core/work-orders/work-order.contract.ts'
import { Button } from '#web/field/ui/button.tsx'
import { TextArea } from '#web/field/ui/inputs.tsx'
import { note } from '#web/field/ui/note.tsx'
import { Sheet } from '#web/field/ui/sheet.tsx'
import { Loaded, Refusal, refusalOf } from '#web/field/ui/states.tsx'
import { useText } from '#web/field/ui/text.ts'
import { dropDraft, useDraft } from './draft.ts'
import { jobTexts } from './job.text.ts'
import { ReasonChoices, reasonText } from './pick.tsx'
import type { Act } from './use-act.ts'
import { useChoices } from './use-choices.ts'
import type { Finder } from './use-position.ts'

/** Sign-in without a position, or too far from the address: the reason goes to the station head. */
export const ArriveSheet = ({
  order,
  act,
  position,
  onClose,
}: {
  readonly order: OrderDetail
  readonly act: Act
  readonly position: Finder
  readonly onClose: () => void
}) => {
  const [t, names] = [useText(jobTexts), useText(orderNames)]
  const choices = useChoices(order.number)
  const [draft, change] = useDraft<{ code?: string; more: string }>(`arrive ${order.number}`, { more: '' })
  const reasons = choices.data?.noSignIn ?? []
  const exception = reasonText(reasons, draft.code, draft.more)
  const sign = async (input: Parameters<typeof act.run<'arrive'>>[1]) => {
    if (!(await act.run('arrive', input))) return
    dropDraft(`arrive ${order.number}`)
    note({ text: names('state.arrived') })
    onClose()
  }
  return (
    <Sheet
      title={t(position.last === undefined ? 'arrive-title' : 'arrive-far')}
      onClose={onClose}
      foot={
        <>
          {act.error !== undefined && <Refusal error={act.error} />}
          <Button
            icon="pin"
            isBusy={position.isFinding}
            onClick={() => void position.find().then((fix) => fix && sign({ position: fix }))}
          >
            {t('try-position')}
          </Button>
          <Button
            kind="primary"
            why={exception === '' ? t('choose-reason') : undefined}
            isBusy={act.running !== undefined}
            onClick={() =>
              void sign({
                exception,
                ...(draft.code ? { reasonCode: draft.code } : {}),
                ...(position.last ? { position: position.last } : {}),
              })
            }
          >
            {t('sign-in-so')}
          </Button>
        </>
      }
    >
      {position.last === undefined && <p className="strong">{t('no-position')}</p>}
      <p>{t('arrive-text')}</p>
      <Loaded answer={choices}>
        {() => (
          <>
            <ReasonChoices
              label={t('reason')}
              value={draft.code}
              reasons={reasons}
              onChange={(code) => change({ code })}
            />
            <TextArea
              label={t('reason-more')}
              value={draft.more}
              error={refusalOf(act.error, 'exception')}
              onChange={(more) => change({ more })}
            />
          </>
        )}
      </Loaded>
    </Sheet>
  )
}
