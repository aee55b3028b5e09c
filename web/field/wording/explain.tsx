import { useState } from 'preact/hooks'
import {
  type CauseParty,
  type CauseStage,
  causeParties,
  causeStages,
  explanationFor,
  type FeedbackOwner,
  feedbackDueAt,
} from '#core/wording/explanation.rules.ts'
import { fill, placeholdersIn } from '#core/wording/fill.rules.ts'
import { wordingNames } from '#core/wording/names.text.ts'
import { textFor } from '#core/wording/pack.rules.ts'
import type { WordingInForce } from '#core/wording/wording.contract.ts'
import { type OrderDetail, workOrderRoutes } from '#core/work-orders/work-order.contract.ts'
import { dropDraft, useDraft } from '#web/field/job/draft.ts'
import { useAct } from '#web/field/job/use-act.ts'
import { useAnswer } from '#web/field/ui/answer.ts'
import { Card, CardBody } from '#web/field/ui/card.tsx'
import { Choices, TextField } from '#web/field/ui/inputs.tsx'
import { note } from '#web/field/ui/note.tsx'
import { goBack } from '#web/field/ui/router.ts'
import { Screen } from '#web/field/ui/screen.tsx'
import { Loaded, Refusal } from '#web/field/ui/states.tsx'
import { useLanguage, useText } from '#web/field/ui/text.ts'
import { useNow } from '#web/field/ui/when.tsx'
import { listed } from '#web/ui/language.ts'
import { whenText } from '#web/ui/time.ts'
import { ScriptCard } from './script-card.tsx'
import { useOrderValues, useWording } from './use-wording.ts'
import { wordingScreenTexts } from './wording.text.ts'

/** The cause in two taps, read aloud; what it promises is noted with it. (R-V18) */
export const ExplainScreen = ({ number }: { readonly number: string }) => {
  const t = useText(wordingScreenTexts)
  const order = useAnswer(workOrderRoutes.detail, { params: { number } })
  const wording = useWording()
  if (order.data && wording.data) return <Explain order={order.data} wording={wording.data} />
  return (
    <Screen title={t('to-explain')} back={`/job/${encodeURIComponent(number)}`}>
      <Loaded answer={order}>{() => <Loaded answer={wording}>{() => null}</Loaded>}</Loaded>
    </Screen>
  )
}

type Draft = {
  readonly party?: CauseParty
  readonly stage?: CauseStage
  readonly owner?: FeedbackOwner
  readonly cause: string
  readonly thirdParty: string
}

const Explain = ({ order, wording }: { readonly order: OrderDetail; readonly wording: WordingInForce }) => {
  const [t, names] = [useText(wordingScreenTexts), useText(wordingNames)]
  const [now, language] = [useNow(), useLanguage()]
  const act = useAct(order.number, order.version)
  const place = `cause ${order.number}`
  const [draft, change] = useDraft<Draft>(place, { cause: '', thirdParty: '' })
  const own = useOrderValues(order, wording)
  const [isSent, setSent] = useState(false)
  const { party, stage } = draft
  const back = `/job/${encodeURIComponent(order.number)}` as const
  const found = party && stage ? explanationFor({ party, stage }) : undefined
  const owners = (found?.owners ?? []).filter((each) => each !== 'customerManager' || order.customerManagerId !== null)
  const owner = draft.owner && owners.includes(draft.owner) ? draft.owner : owners[0]
  const dueAt = found && owner ? feedbackDueAt(found.moment, now, wording.feedback) : undefined
  const text = found && textFor(wording.pack, found.moment, order.line)
  const values = {
    ...own,
    cause: draft.cause,
    thirdParty: draft.thirdParty,
    time: dueAt ? whenText(dueAt, now, 'zh-CN') : undefined,
    feedbackBy: owner ? wordingNames[`feedbackOwner.${owner}`]['zh-CN'] : undefined,
  }
  const filled = text && fill(text.text, values)
  const asked = text ? placeholdersIn(text.text) : []
  const offer = order.actions.find((each) => each.action === 'explainCause')
  const gaps = (filled?.missing ?? []).map((name) => names(`placeholder.${name}`))
  const why =
    offer?.refusal?.title ??
    (!filled ? t('choose-first') : gaps.length > 0 ? t('fill-first', { what: listed(gaps) }) : undefined)
  const send = async () => {
    if (!found || !filled || !party || !stage || isSent) return
    setSent(true)
    const reply = await act.run('explainCause', {
      party,
      stage,
      case: found.case,
      text: filled.text,
      packVersion: wording.version,
      ...(owner ? { feedbackBy: owner } : {}),
    })
    setSent(false)
    if (!reply) return
    dropDraft(place)
    note({ text: t('noted', { which: found.case }) })
    goBack(back)
  }
  return (
    <Screen
      title={t('to-explain')}
      subtitle={order.customerName ?? order.number}
      back={back}
      above={act.error !== undefined && <Refusal error={act.error} />}
      primary={{
        children: t('explained'),
        icon: 'check',
        why,
        isBusy: act.running === 'explainCause',
        onClick: () => void send(),
      }}
    >
      <h2>{t('whose')}</h2>
      <Choices
        label={t('whose')}
        columns={4}
        value={party}
        onChange={(next) => change({ party: next })}
        choices={causeParties.map((value) => ({ value, label: names(`causeParty.${value}`) }))}
      />
      <h2>{t('how-far')}</h2>
      <Choices
        label={t('how-far')}
        columns={4}
        value={stage}
        onChange={(next) => change({ stage: next })}
        choices={causeStages.map((value) => ({ value, label: names(`causeStage.${value}`) }))}
      />
      {asked.includes('cause') && (
        <TextField
          label={t('cause')}
          isProse
          value={draft.cause}
          onChange={(cause) => change({ cause })}
          placeholder={t('cause-place')}
          maxLength={60}
        />
      )}
      {asked.includes('thirdParty') && (
        <TextField
          label={t('third')}
          isProse
          value={draft.thirdParty}
          onChange={(thirdParty) => change({ thirdParty })}
          placeholder={t('third-place')}
          maxLength={40}
        />
      )}
      {owners.length > 1 && (
        <>
          <h2>{t('answers')}</h2>
          <Choices
            label={t('answers')}
            columns={owners.length === 2 ? 2 : 3}
            value={owner}
            onChange={(next) => change({ owner: next })}
            choices={owners.map((value) => ({ value, label: names(`feedbackOwner.${value}`) }))}
          />
        </>
      )}
      {found ? (
        <ScriptCard
          wording={wording}
          moment={found.moment}
          line={order.line}
          values={values}
          title={t('tell')}
          aside={<small>{t('which', { which: found.case, moment: names(`moment.${found.moment}`) })}</small>}
          promise={
            owner && dueAt
              ? t('promise', { owner: names(`feedbackOwner.${owner}`), when: whenText(dueAt, now, language) })
              : undefined
          }
        />
      ) : (
        <Card title={t('tell')}>
          <CardBody>
            <p className="small">{t('choose-both')}</p>
          </CardBody>
        </Card>
      )}
    </Screen>
  )
}
