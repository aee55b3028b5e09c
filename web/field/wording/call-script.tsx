import { useState } from 'preact/hooks'
import type { Moment } from '#core/wording/moments.ts'
import { wordingNames } from '#core/wording/names.text.ts'
import type { OrderDetail } from '#core/work-orders/work-order.contract.ts'
import { Choices } from '#web/field/ui/inputs.tsx'
import { Loaded } from '#web/field/ui/states.tsx'
import { useText } from '#web/field/ui/text.ts'
import { ScriptCard } from './script-card.tsx'
import { useOrderValues, useWording } from './use-wording.ts'
import { wordingScreenTexts } from './wording.text.ts'

/** Which call it is: the exact time is the second; who was never called hears the first. (R-V1) */
const momentOf = (order: OrderDetail): Moment => {
  const isInstallation = order.kind === 'installation' || order.kind === 'relocation'
  const isSecond = order.events.some(
    (event) => event.kind === 'workOrder.contacted' || event.kind === 'workOrder.appointed',
  )
  if (isSecond) return isInstallation ? 'secondCallInstallation' : 'secondCallFault'
  return isInstallation ? 'firstCallInstallation' : 'firstCallFault'
}

/** Which script was read, as the log of the call keeps it: the moment and the version of the wording. */
export const useScriptId = (order: OrderDetail): string => `${momentOf(order)}@${useWording().data?.version ?? 0}`

/** What to say on this call, and when the customer answers otherwise. */
export const CallScript = ({
  order,
  name,
  when,
}: {
  readonly order: OrderDetail
  /** In full, while it is revealed. */
  readonly name: string | null | undefined
  /** The time that was chosen, in the customer's language. */
  readonly when: string | undefined
}) => {
  const [t, names] = [useText(wordingScreenTexts), useText(wordingNames)]
  const answer = useWording()
  const values = useOrderValues(order, answer.data, name)
  const usual = momentOf(order)
  const [moment, setMoment] = useState<Moment>(usual)
  return (
    <Loaded answer={answer}>
      {(wording) => (
        <>
          <Choices
            label={t('phrases')}
            columns={3}
            value={moment}
            onChange={setMoment}
            choices={([usual, 'inconvenient', 'neverAsked'] as const).map((value) => ({
              value,
              label:
                value === usual
                  ? t('usual')
                  : t(value === 'inconvenient' ? 'answer-inconvenient' : 'answer-neverAsked'),
            }))}
          />
          <ScriptCard
            wording={wording}
            moment={moment}
            line={order.line}
            values={{ ...values, time: when ?? values.time }}
            title={names(`moment.${moment}`)}
          />
        </>
      )}
    </Loaded>
  )
}
