import { useState } from 'preact/hooks'
import type { ItemState, StepState } from '#core/visits/steps.rules.ts'
import { mayBePutOff } from '#core/visits/steps.rules.ts'
import type { VisitSteps } from '#core/visits/visits.contract.ts'
import { visitNames } from '#core/visits/visits.text.ts'
import { type OrderDetail, workOrderRoutes } from '#core/work-orders/work-order.contract.ts'
import type { ActionInput } from '#core/work-orders/work-order.inputs.ts'
import { dropDraft, useDraft } from '#web/field/job/draft.ts'
import { useOrderName } from '#web/field/job/order-line.tsx'
import { useAct } from '#web/field/job/use-act.ts'
import { useChoices } from '#web/field/job/use-choices.ts'
import { useAnswer } from '#web/field/ui/answer.ts'
import { Card, CardBody, CardRow, StateTag } from '#web/field/ui/card.tsx'
import { note } from '#web/field/ui/note.tsx'
import { goBack } from '#web/field/ui/router.ts'
import { Screen } from '#web/field/ui/screen.tsx'
import { EmptyState, ErrorState, Loading, Refusal } from '#web/field/ui/states.tsx'
import { useLanguage, useText } from '#web/field/ui/text.ts'
import { listed } from '#web/ui/language.ts'
import { MaterialsCard } from './materials.tsx'
import { ResourceChangeLink } from './resource-link.tsx'
import { type Said, SaySheet } from './say-sheet.tsx'
import { statesOf, useVisitSteps } from './seen.ts'
import { ItemRow, StepPhotos } from './step-items.tsx'
import { visitFieldTexts } from './visit.text.ts'
import './visit.css'

/** One step of the visit: its items to tick, photograph, scan, measure or write; or why it is not done. */
export const StepScreen = ({ number, code }: { readonly number: string; readonly code: string }) => {
  const t = useText(visitFieldTexts)
  const [order, steps] = [useAnswer(workOrderRoutes.detail, { params: { number } }), useVisitSteps(number)]
  const back = `/job/${encodeURIComponent(number)}` as const
  if (order.data && steps.data) {
    const states = statesOf(order.data, steps.data.steps)
    const index = states.findIndex(({ step }) => step.code === code)
    const state = states[index]
    if (state) {
      return (
        <Step order={order.data} steps={steps.data} state={state} place={{ number: index + 1, all: states.length }} />
      )
    }
    return (
      <Screen title={t('step')} subtitle={number} back={back}>
        <EmptyState title={t('no-step')} />
      </Screen>
    )
  }
  const error = order.error ?? steps.error
  return (
    <Screen title={t('step')} subtitle={number} back={back}>
      {error ? <ErrorState error={error} onRetry={order.refetch} /> : <Loading />}
    </Screen>
  )
}

type Draft = { ticked: readonly string[]; values: Readonly<Record<string, string>> }
type Records = ActionInput<'recordStep'>['records']

const Step = ({
  order,
  steps,
  state,
  place,
}: {
  readonly order: OrderDetail
  readonly steps: VisitSteps
  readonly state: StepState
  readonly place: { readonly number: number; readonly all: number }
}) => {
  const [t, names, language, nameOf] = [useText(visitFieldTexts), useText(visitNames), useLanguage(), useOrderName()]
  const act = useAct(order.number, order.version)
  const choices = useChoices(order.number)
  const key = `step ${order.number} ${state.step.code}`
  const [draft, change] = useDraft<Draft>(key, { ticked: [], values: {} })
  const [saying, setSaying] = useState<Said | undefined>(undefined)
  const { step, items } = state
  const job = `/job/${encodeURIComponent(order.number)}` as const
  const offer = order.actions.find(({ action }) => action === 'recordStep')
  const mayRecord = offer?.refusal === null
  const isOpen = (each: ItemState) => each.outcome === 'open'
  const open = items.filter(isOpen)
  const ticks = open.filter(({ item }) => item.proof === 'tick')
  const isTicked = ({ item }: ItemState) => draft.ticked.includes(item.code)
  const textOf = ({ item }: ItemState) => draft.values[item.code]?.trim() ?? ''
  const written = open.filter((each) => textOf(each) !== '')
  const some = ticks.filter(isTicked)
  const isPart = some.length > 0 && some.length < ticks.length
  const waiting = open.filter(
    (each) => each.item.isRequired && !['tick', 'signature'].includes(each.item.proof) && textOf(each) === '',
  )
  const what = (list: readonly ItemState[]) => listed(list.map(({ item }) => item.name[language]))

  const send = async (records: Records, isDone: boolean) => {
    if (!(await act.run('recordStep', { records }))) return
    dropDraft(key)
    change({ ticked: [], values: {} })
    note({ text: t('kept') })
    if (isDone) goBack(job)
  }
  const finish = () => {
    const codes = isPart ? some.map(({ item }) => item.code) : []
    const whole = isPart || ticks.length === 0 ? [] : [{ step: step.code, outcome: 'done' as const }]
    const records: Records = [
      ...whole,
      ...codes.map((item) => ({ step: step.code, item, outcome: 'done' as const })),
      ...written.map((each) => ({
        ...{ step: step.code, item: each.item.code, outcome: 'done' as const, value: textOf(each) },
      })),
    ]
    void send(records, !isPart && waiting.length === 0)
  }
  const hasSomething = ticks.length > 0 || written.length > 0
  const isConditional = items.every(({ item }) => item.isConditional)
  const said = state.state === 'skipped' || state.state === 'notApplicable' || state.state === 'later'

  return (
    <Screen
      title={`${place.number} ${step.name[language]}`}
      subtitle={`${t('step-of', place)} · ${nameOf(order)}`}
      back={job}
      above={
        <>
          {act.error !== undefined && saying === undefined && <Refusal error={act.error} />}
          {waiting.length > 0 && mayRecord && <p className="small">{t('still-open', { items: what(waiting) })}</p>}
        </>
      }
      {...(mayRecord && hasSomething
        ? {
            primary: {
              children: isPart
                ? t('keep-ticked', { count: some.length })
                : t(ticks.length > some.length ? 'all-done' : 'finish-step'),
              icon: 'check',
              isBusy: act.running !== undefined,
              onClick: finish,
            } as const,
          }
        : { primary: { children: t('back-to-job'), onClick: () => goBack(job) } })}
    >
      {!mayRecord && (
        <p className="small" role="status">
          {offer?.refusal?.title ?? t('not-yet')}
        </p>
      )}
      {said && (
        <Card tone="risk">
          <CardBody>
            <StateTag tone="risk">{names(`step-state.${state.state}`)}</StateTag>
            <SaidWhy items={items} steps={steps} />
          </CardBody>
        </Card>
      )}
      <Card>
        {items.map((each) => (
          <ItemRow
            key={each.item.code}
            order={order}
            state={each}
            isTicked={isTicked(each)}
            value={draft.values[each.item.code] ?? ''}
            isOff={!mayRecord}
            onTick={() =>
              change({
                ticked: isTicked(each)
                  ? draft.ticked.filter((code) => code !== each.item.code)
                  : [...draft.ticked, each.item.code],
              })
            }
            onUntick={() => void send([{ step: step.code, item: each.item.code, outcome: 'open' }], false)}
            onValue={(value) => change({ values: { ...draft.values, [each.item.code]: value } })}
          />
        ))}
      </Card>
      {items.some(({ item }) => item.proof === 'photo') && (
        <StepPhotos order={order} step={step} mayAdd={mayRecord} shrinking={choices.data?.photo} />
      )}
      {step.code === 'work' && <MaterialsCard order={order} mayAdd={mayRecord} />}
      {step.code === 'resources' && <ResourceChangeLink order={order} />}
      {mayRecord && (
        <Card>
          {said ? (
            <CardRow
              icon="undo"
              title={t('undo-said')}
              onClick={() => void send([{ step: step.code, outcome: 'open' }], false)}
            />
          ) : (
            <>
              {mayBePutOff(step.code) && (
                <CardRow icon="calendar" title={t('put-off')} onClick={() => setSaying('later')} />
              )}
              {isConditional && (
                <CardRow icon="ban" title={t('not-applicable')} onClick={() => setSaying('notApplicable')} />
              )}
              <CardRow icon="close" title={t('skip')} text={t('skip-seen')} onClick={() => setSaying('skipped')} />
            </>
          )}
        </Card>
      )}
      {saying && (
        <SaySheet
          number={order.number}
          said={saying}
          steps={steps}
          error={act.error}
          isBusy={act.running !== undefined}
          onClose={() => {
            setSaying(undefined)
            act.forget()
          }}
          onSay={(more) => void send([{ step: step.code, outcome: saying, ...more }], true)}
        />
      )}
    </Screen>
  )
}

/** Why the step was not done, in the words of whoever said so. */
const SaidWhy = ({ items, steps }: { readonly items: readonly ItemState[]; readonly steps: VisitSteps }) => {
  const record = items.find(({ outcome }) => outcome !== 'done' && outcome !== 'open')?.record
  if (!record) return null
  const all = [...steps.reasons.skipped, ...steps.reasons.notApplicable, ...steps.reasons.later]
  return <p>{[all.find(({ code }) => code === record.reasonCode)?.name, record.reason].filter(Boolean).join('：')}</p>
}
