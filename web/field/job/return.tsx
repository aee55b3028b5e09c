import { useState } from 'preact/hooks'
import type { ReplyOf } from '#core/contract.ts'
import type { fieldRoutes } from '#core/field/field.contract.ts'
import { type OrderDetail, workOrderRoutes } from '#core/work-orders/work-order.contract.ts'
import { useAnswer } from '#web/field/ui/answer.ts'
import { Card, CardBody, CardRow } from '#web/field/ui/card.tsx'
import { Choices, TextArea, TextField } from '#web/field/ui/inputs.tsx'
import { note } from '#web/field/ui/note.tsx'
import { go } from '#web/field/ui/router.ts'
import { Screen } from '#web/field/ui/screen.tsx'
import { ErrorState, Loading, Refusal } from '#web/field/ui/states.tsx'
import { useText } from '#web/field/ui/text.ts'
import { CauseSheet } from './cause-sheet.tsx'
import { dropDraft, useDraft } from './draft.ts'
import { jobTexts } from './job.text.ts'
import { useOrderName } from './order-line.tsx'
import { ReasonChoices, reasonText } from './pick.tsx'
import { isReadingKind, measuredOf, PowerReading, readingUnits } from './readings.tsx'
import { returnTexts } from './return.text.ts'
import { useAct } from './use-act.ts'
import { useChoices } from './use-choices.ts'
import './job.css'

type Options = ReplyOf<typeof fieldRoutes.choices>

export const ReturnScreen = ({ number }: { readonly number: string }) => {
  const t = useText(returnTexts)
  const answer = useAnswer(workOrderRoutes.detail, { params: { number } })
  const choices = useChoices(number)
  if (answer.data && choices.data) return <Return order={answer.data} options={choices.data} />
  const error = answer.error ?? choices.error
  const retry = () => {
    answer.refetch()
    choices.refetch()
  }
  return (
    <Screen title={t('title')} subtitle={number} back={`/job/${encodeURIComponent(number)}`}>
      {error ? <ErrorState error={error} onRetry={retry} /> : <Loading />}
    </Screen>
  )
}

type Draft = {
  cause?: string
  segment?: string
  done: string
  readings: Readonly<Record<string, string>>
  callLog: string
  satisfaction?: '1' | '2' | '3' | '4'
  noSignature?: string
  signatureMore: string
}

/** How the service came back decides what proves it: on site a reading and a signature, otherwise a call log. */
const restoredHow = (order: OrderDetail): 'onSite' | 'remote' | 'outside' => {
  const said = [...order.events].reverse().find((event) => event.kind.endsWith('restored'))?.data.kind
  return said === 'remote' || said === 'outside' ? said : 'onSite'
}

const Return = ({ order, options }: { readonly order: OrderDetail; readonly options: Options }) => {
  const [t, job, nameOf] = [useText(returnTexts), useText(jobTexts), useOrderName()]
  const act = useAct(order.number, order.version)
  const place = `return ${order.number}`
  const [draft, change] = useDraft<Draft>(place, { done: '', readings: {}, callLog: '', signatureMore: '' })
  const [isPicking, setIsPicking] = useState(false)
  const kind = restoredHow(order)
  const isOnSite = kind === 'onSite'
  const cause = options.causes.find((each) => each.code === draft.cause)
  const segment = draft.segment ?? cause?.segments[0]
  const visit = order.visits.find((each) => each.endedAt === null)
  const taken = new Set((visit?.evidence ?? []).filter((item) => item.value !== undefined).map((item) => item.kind))
  const missing = isOnSite ? options.readings.filter(isReadingKind).filter((each) => !taken.has(each)) : []
  const measured = missing.flatMap((each) => {
    const value = measuredOf(each, draft.readings[each] ?? '')
    return value === undefined ? [] : [{ kind: each, value, unit: readingUnits[each] }]
  })
  const exception = reasonText(options.noSignature, draft.noSignature, draft.signatureMore)
  const why = !cause
    ? t('need-cause')
    : !draft.done.trim()
      ? t('need-done')
      : measured.length < missing.length
        ? t('need-reading')
        : isOnSite && exception === ''
          ? t('need-sign')
          : !isOnSite && !draft.callLog.trim()
            ? t('need-call')
            : undefined
  const send = async () => {
    if (!cause || !segment) return
    const reply = await act.run('return', {
      kind,
      cause: cause.code,
      segment,
      done: draft.done,
      readings: measured,
      ...(draft.callLog.trim() ? { callLog: draft.callLog } : {}),
      ...(isOnSite ? { signatureException: exception } : {}),
      ...(draft.satisfaction ? { satisfaction: Number(draft.satisfaction) } : {}),
    })
    if (!reply) return
    dropDraft(place)
    note({ text: t('sent') })
    go('/')
  }
  const offered = order.actions.find((each) => each.action === 'return')
  return (
    <Screen
      title={t('title')}
      subtitle={nameOf(order)}
      back={`/job/${encodeURIComponent(order.number)}`}
      above={act.error !== undefined && <Refusal error={act.error} />}
      primary={{
        children: t('send'),
        icon: 'check',
        why: offered?.refusal?.title ?? why,
        isBusy: act.running !== undefined,
        onClick: () => void send(),
      }}
    >
      <Card>
        <CardRow
          icon="search"
          title={cause ? cause.names[cause.names.length - 1] : t('cause-none')}
          text={cause ? cause.names.slice(0, -1).join(' · ') : t('cause')}
          end={cause ? t('cause-change') : undefined}
          onClick={() => setIsPicking(true)}
        />
      </Card>
      {cause && cause.segments.length > 1 && (
        <>
          <h2>{t('segment')}</h2>
          <Choices
            label={t('segment')}
            columns={3}
            value={segment}
            onChange={(next) => change({ segment: next })}
            choices={cause.segments.map((value) => ({ value, label: t(`segment-${value}` as 'segment-drop') }))}
          />
        </>
      )}
      <TextArea label={t('done')} hint={t('done-hint')} value={draft.done} onChange={(done) => change({ done })} />
      {missing.map((each) => {
        const value = measuredOf(each, draft.readings[each] ?? '')
        return (
          <Card key={each}>
            <CardBody>
              <TextField
                label={t('reading', { kind: job(`kind-${each}`) })}
                unit={readingUnits[each]}
                value={draft.readings[each] ?? ''}
                onChange={(text) => change({ readings: { ...draft.readings, [each]: text } })}
              />
              {each === 'onuRxDbm' && value !== undefined && <PowerReading dbm={value} limits={options.onuPower} />}
            </CardBody>
          </Card>
        )
      })}
      {!isOnSite && <TextArea label={t('callLog')} value={draft.callLog} onChange={(callLog) => change({ callLog })} />}
      <h2>{t('satisfaction')}</h2>
      <Choices
        label={t('satisfaction')}
        columns={4}
        value={draft.satisfaction}
        onChange={(satisfaction) => change({ satisfaction })}
        choices={(['4', '3', '2', '1'] as const).map((value) => ({ value, label: t(`satisfaction-${value}`) }))}
      />
      {isOnSite && (
        <>
          <h2>{t('signature')}</h2>
          <p className="small">{t('signature-why')}</p>
          <ReasonChoices
            label={t('signature-why')}
            value={draft.noSignature}
            reasons={options.noSignature}
            onChange={(noSignature) => change({ noSignature })}
          />
          <TextField
            label={t('signature-more')}
            value={draft.signatureMore}
            onChange={(signatureMore) => change({ signatureMore })}
          />
        </>
      )}
      {isPicking && (
        <CauseSheet
          causes={options.causes}
          onClose={() => setIsPicking(false)}
          onChoose={({ code, segments }) => {
            change({ cause: code, segment: segments[0] ?? '' })
            setIsPicking(false)
          }}
        />
      )}
    </Screen>
  )
}
