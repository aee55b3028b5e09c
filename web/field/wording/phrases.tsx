import { useState } from 'preact/hooks'
import { type Moment, type MomentGroup, momentsOf, positionOf } from '#core/wording/moments.ts'
import { wordingNames } from '#core/wording/names.text.ts'
import { type OrderDetail, workOrderRoutes } from '#core/work-orders/work-order.contract.ts'
import { useAnswer } from '#web/field/ui/answer.ts'
import { Choices } from '#web/field/ui/inputs.tsx'
import { Screen } from '#web/field/ui/screen.tsx'
import { Loaded } from '#web/field/ui/states.tsx'
import { useText } from '#web/field/ui/text.ts'
import { ScriptCard } from './script-card.tsx'
import { useOrderValues, useWording } from './use-wording.ts'
import { wordingScreenTexts } from './wording.text.ts'

const GROUPS = ['visit', 'call', 'complaint'] as const satisfies readonly MomentGroup[]
/** The first call belongs to the kind of order that it is about. */
const isFor = (moment: Moment, isInstallation: boolean): boolean =>
  moment.endsWith('Installation') ? isInstallation : moment.endsWith('CallFault') ? !isInstallation : true

/** The sentences of the visit in their order, with this order's words. */
export const PhrasesScreen = ({ number }: { readonly number: string }) => {
  const t = useText(wordingScreenTexts)
  const answer = useAnswer(workOrderRoutes.detail, { params: { number } })
  return (
    <Screen title={t('phrases')} subtitle={t('phrases-text')} back={`/job/${encodeURIComponent(number)}`}>
      <Loaded answer={answer}>{(order) => <Phrases order={order} />}</Loaded>
    </Screen>
  )
}

const Phrases = ({ order }: { readonly order: OrderDetail }) => {
  const [t, names] = [useText(wordingScreenTexts), useText(wordingNames)]
  const answer = useWording()
  const values = useOrderValues(order, answer.data)
  const [group, setGroup] = useState<(typeof GROUPS)[number]>('visit')
  const isInstallation = order.kind === 'installation' || order.kind === 'relocation'
  return (
    <Loaded answer={answer}>
      {(wording) => (
        <>
          <Choices
            label={t('phrases')}
            columns={3}
            value={group}
            onChange={setGroup}
            choices={GROUPS.map((value) => ({ value, label: t(`group-${value}`) }))}
          />
          {momentsOf[group]
            .filter((moment) => isFor(moment, isInstallation))
            .map((moment) => (
              <ScriptCard
                key={moment}
                wording={wording}
                moment={moment}
                line={order.line}
                values={values}
                title={group === 'visit' ? `${positionOf(moment)} ${names(`moment.${moment}`)}` : undefined}
              />
            ))}
        </>
      )}
    </Loaded>
  )
}
