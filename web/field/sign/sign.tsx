import { useState } from 'preact/hooks'
import type { FieldChoices } from '#core/field/field.contract.ts'
import { confirmationRoutes } from '#core/visits/confirmation.contract.ts'
import { signers } from '#core/visits/confirmation.ts'
import { orderNames, returnNames } from '#core/work-orders/names.text.ts'
import { type OrderDetail, workOrderRoutes } from '#core/work-orders/work-order.contract.ts'
import { minus } from '#web/field/job/reading.ts'
import { customerTicks, readingsFor, type Satisfaction, seenText, useReturnDraft } from '#web/field/job/return-draft.ts'
import { useAct } from '#web/field/job/use-act.ts'
import { useChoices } from '#web/field/job/use-choices.ts'
import { useAnswer } from '#web/field/ui/answer.ts'
import { Button } from '#web/field/ui/button.tsx'
import { Card, CardBody, Facts } from '#web/field/ui/card.tsx'
import { Choices, MultiChoices, TextArea, TextField } from '#web/field/ui/inputs.tsx'
import { note } from '#web/field/ui/note.tsx'
import { go, goBack } from '#web/field/ui/router.ts'
import { Screen } from '#web/field/ui/screen.tsx'
import { EmptyState, ErrorState, Loading, Refusal } from '#web/field/ui/states.tsx'
import { useText } from '#web/field/ui/text.ts'
import { commandKey } from '#web/ui/api.ts'
import { serverNow } from '#web/ui/clock.ts'
import { clockText } from '#web/ui/time.ts'
import { FullText } from './full-text.tsx'
import { signTexts } from './sign.text.ts'
import { SignaturePad } from './signature-pad.tsx'
import { isSigned } from './stroke.ts'
import './sign.css'

const satisfactions = ['4', '3', '2', '1'] as const satisfies readonly Satisfaction[]

/** The screen that is handed to the customer: what was done, and their word and name under it; nothing of other orders, no way elsewhere. */
export const SignScreen = ({ number }: { readonly number: string }) => {
  const t = useText(signTexts)
  const answer = useAnswer(workOrderRoutes.detail, { params: { number } })
  const choices = useChoices(number)
  if (answer.data && choices.data) return <Sign order={answer.data} options={choices.data} />
  const error = answer.error ?? choices.error
  return (
    <Screen title={t('title')} back={backOf(number)} isForCustomer>
      {error ? <ErrorState error={error} onRetry={answer.refetch} /> : <Loading />}
    </Screen>
  )
}

const backOf = (number: string) => `/job/${encodeURIComponent(number)}/return` as const

const Sign = ({ order, options }: { readonly order: OrderDetail; readonly options: FieldChoices }) => {
  const [t, names] = [useText(signTexts), useText(orderNames)]
  const [draft, change] = useReturnDraft(order.number)
  const [isDone, setIsDone] = useState(false)
  const [isReading, setIsReading] = useState(false)
  const act = useAct(order.number, undefined)
  const known = useAnswer(confirmationRoutes.order, { params: { number: order.number } }).data
  const { taken, typed } = readingsFor(order, options, draft)
  const isUnhappy = draft.satisfaction !== undefined && Number(draft.satisfaction) <= (known?.lowSatisfaction ?? 1)
  const back = backOf(order.number)
  const { drawing, signer } = draft
  const why = !draft.done.trim()
    ? t('why-unfinished')
    : draft.satisfaction === undefined
      ? t('why-satisfaction')
      : signer === undefined
        ? t('why-signer')
        : !drawing || !isSigned(drawing)
          ? t('why-empty')
          : undefined
  const confirm = () => {
    if (!drawing || !signer) return
    const seen = seenText(order, options, draft)
    const signed = { signer, drawing, signedAt: serverNow(), seen, key: commandKey() }
    change({ signed, isUnsigned: false, isPaper: false, wish: undefined, drawing: undefined })
    setIsDone(true)
  }
  const comeAgain = async () => {
    const readings = [...taken, ...typed]
    const said = { mode: 'refused', satisfaction: Number(draft.satisfaction), wish: 'comeAgain' } as const
    const opinion = draft.opinion?.trim() ? { opinion: draft.opinion } : {}
    if (!(await act.run('confirmService', { ...said, ...opinion, done: draft.done.trim() || order.symptom, readings })))
      return
    change({ satisfaction: undefined, drawing: undefined, signed: undefined })
    note({ text: t('unsatisfied-noted') })
    go(`/job/${encodeURIComponent(order.number)}`)
  }
  if (isDone) {
    return (
      <Screen
        title={t('thanks')}
        primary={{ children: t('go-on'), icon: 'right', onClick: () => goBack(back) }}
        isForCustomer
      >
        <EmptyState icon="done" title={t('thanks')} text={t('thanks-text')} />
      </Screen>
    )
  }
  return (
    <div className="sign-screen whole">
      <Screen
        title={t('title')}
        subtitle={t('subtitle', { kind: names(`kind.${order.kind}`), number: order.number.slice(-4) })}
        back={back}
        isForCustomer
        aside={{ icon: 'file', label: t('full'), onClick: () => setIsReading(true) }}
        above={act.error !== undefined && <Refusal error={act.error} />}
        {...(isUnhappy ? {} : { primary: { children: t('confirm'), icon: 'check', why, onClick: confirm } as const })}
      >
        <div className="sign sign-choices">
          <div className="sign-choices">
            <Summary order={order} options={options} />
            <h2>{t('satisfaction')}</h2>
            <Choices
              label={t('satisfaction')}
              columns={4}
              value={draft.satisfaction}
              onChange={(satisfaction) => change({ satisfaction })}
              choices={satisfactions.map((value) => ({ value, label: t(`satisfaction-${value}`) }))}
            />
            {isUnhappy && (
              <Card title={t('sorry-title')}>
                <CardBody>
                  <p>{t('sorry-text')}</p>
                  <Button isBusy={act.running !== undefined} onClick={() => void comeAgain()}>
                    {t('wish-comeAgain')}
                  </Button>
                  <Button
                    onClick={() => {
                      change({ wish: 'feedback', isUnsigned: true, isPaper: false, drawing: undefined })
                      setIsDone(true)
                    }}
                  >
                    {t('wish-feedback')}
                  </Button>
                </CardBody>
              </Card>
            )}
            <TextArea label={t('opinion')} value={draft.opinion ?? ''} onChange={(opinion) => change({ opinion })} />
            {!isUnhappy && (
              <>
                <h2>{t('ticks')}</h2>
                <MultiChoices
                  label={t('ticks')}
                  columns={3}
                  value={draft.checks ?? []}
                  onChange={(checks) => change({ checks })}
                  choices={customerTicks.map((value) => ({ value, label: t(`tick-${value}`) }))}
                />
                <h2>{t('signer')}</h2>
                <Choices
                  label={t('signer')}
                  columns={4}
                  value={signer}
                  onChange={(next) => change({ signer: next })}
                  choices={signers.map((value) => ({ value, label: t(`signer-${value}`) }))}
                />
                <TextField
                  label={t('signer-name')}
                  value={draft.signerName ?? ''}
                  onChange={(signerName) => change({ signerName })}
                />
              </>
            )}
          </div>
          {!isUnhappy && (
            <div>
              <SignaturePad value={drawing} onChange={(next) => change({ drawing: next })} />
              <p className="small">{t('evidence')}</p>
              <Button
                kind="quiet"
                onClick={() => {
                  change({ isPaper: true, isUnsigned: false, wish: undefined })
                  goBack(back)
                }}
              >
                {t('paper')}
              </Button>
              <Button
                kind="quiet"
                onClick={() => {
                  change({ isUnsigned: true, isPaper: false, wish: undefined })
                  goBack(back)
                }}
              >
                {t('not-now')}
              </Button>
            </div>
          )}
        </div>
        {isReading && (
          <FullText
            order={order}
            known={known}
            done={draft.done}
            readings={[...taken, ...typed]}
            onClose={() => setIsReading(false)}
          />
        )}
      </Screen>
    </div>
  )
}

/** What the customer puts their name to. */
const Summary = ({ order, options }: { readonly order: OrderDetail; readonly options: FieldChoices }) => {
  const [t, names] = [useText(signTexts), useText(returnNames)]
  const [draft] = useReturnDraft(order.number)
  const { taken, typed } = readingsFor(order, options, draft)
  const visit = order.visits.find((each) => each.endedAt === null)
  const to = clockText(serverNow())
  const results = [...taken, ...typed].map(({ kind, value, unit }) => {
    const name = `reading.${kind}` in returnNames ? names(`reading.${kind}` as 'reading.pingMs') : kind
    return `${name} ${minus(value)} ${unit}`
  })
  return (
    <Card>
      <CardBody>
        <Facts
          items={[
            { label: t('symptom'), value: order.symptom },
            { label: t('done'), value: draft.done },
            { label: t('outcome'), value: <b>{[t('restored'), ...results].join('，')}</b> },
            {
              label: t('time'),
              value: visit?.arrivedAt
                ? t('time-text', { from: clockText(visit.arrivedAt), to })
                : t('time-done', { to }),
            },
          ]}
        />
      </CardBody>
    </Card>
  )
}
