import { useState } from 'preact/hooks'
import { nextActionOf } from '#core/field/field.rules.ts'
import { type OrderDetail, workOrderRoutes } from '#core/work-orders/work-order.contract.ts'
import type { OrderAction } from '#core/work-orders/work-order.transitions.ts'
import { useAnswer } from '#web/field/ui/answer.ts'
import { Button } from '#web/field/ui/button.tsx'
import { Card, CardBody } from '#web/field/ui/card.tsx'
import { useConnection } from '#web/field/ui/connection.ts'
import { note } from '#web/field/ui/note.tsx'
import { go } from '#web/field/ui/router.ts'
import { Screen } from '#web/field/ui/screen.tsx'
import { ErrorState, Loading, Refusal } from '#web/field/ui/states.tsx'
import { useLanguage, useText } from '#web/field/ui/text.ts'
import { useLiveRefresh } from '#web/field/ui/use-live.ts'
import { useNow } from '#web/field/ui/when.tsx'
import { whenText } from '#web/ui/time.ts'
import { ArriveSheet } from './arrive-sheet.tsx'
import { CheckSheet, RestoreSheet } from './decide-sheets.tsx'
import { jobTexts } from './job.text.ts'
import { MoreSheet } from './more-sheet.tsx'
import { orderWords } from './order.text.ts'
import { IconLine, OrderRemaining, OrderTag, Promised, useOrderName } from './order-line.tsx'
import { Place } from './place.tsx'
import { ReadingSheet, ReadingsCard } from './readings.tsx'
import { StepList } from './steps.tsx'
import { useAct } from './use-act.ts'
import { usePosition } from './use-position.ts'
import './job.css'

export const JobScreen = ({ number }: { readonly number: string }) => {
  const t = useText(jobTexts)
  const answer = useAnswer(workOrderRoutes.detail, { params: { number } })
  useLiveRefresh('workOrder.')
  if (answer.data) return <Job order={answer.data} />
  return (
    <Screen title={t('job')} subtitle={number} back="/">
      {answer.error ? <ErrorState error={answer.error} onRetry={answer.refetch} /> : <Loading />}
    </Screen>
  )
}

type Open = 'more' | 'arrive' | 'restore' | 'reading' | 'checkFailed' | undefined

const Job = ({ order }: { readonly order: OrderDetail }) => {
  const [t, words, nameOf] = [useText(jobTexts), useText(orderWords), useOrderName()]
  const [now, language] = [useNow(), useLanguage()]
  const [open, setOpen] = useState<Open>(undefined)
  const act = useAct(order.number, order.version)
  const position = usePosition()
  const isOffline = useConnection().state === 'offline'
  const place = encodeURIComponent(order.number)
  const offer = (action: OrderAction) => order.actions.find((each) => each.action === action)
  const may = (action: OrderAction) => offer(action)?.refusal === null
  const isCheck = order.state === 'pendingContractorCheck' && may('passContractorCheck')
  const next = isCheck ? 'passContractorCheck' : nextActionOf(order.state, order.isInPool)
  const offered = next && offer(next)
  const close = () => {
    setOpen(undefined)
    act.forget()
  }

  const arrive = async () => {
    const fix = await position.find()
    if (!fix) return setOpen('arrive')
    const reply = await act.run('arrive', { position: fix })
    if (reply) note({ text: words('state-arrived') })
    else setOpen('arrive')
  }
  const simply = async (action: 'accept' | 'grab' | 'depart' | 'start' | 'resume' | 'passContractorCheck') => {
    if (await act.run(action, {})) note({ text: t('done') })
  }
  const proceed = () => {
    switch (next) {
      case undefined:
        return
      case 'appoint':
        return go(`/job/${place}/call`)
      case 'return':
        return go(`/job/${place}/return`)
      case 'arrive':
        return void arrive()
      case 'restore':
        return void act.run('restore', { kind: 'onSite' }).then((reply) => reply && note({ text: t('done') }))
      default:
        return void simply(next)
    }
  }

  return (
    <Screen
      title={nameOf(order)}
      subtitle={order.number}
      back="/"
      aside={{ icon: 'more', label: t('more'), onClick: () => setOpen('more') }}
      above={
        open === undefined && (
          <>
            {act.error !== undefined && <Refusal error={act.error} />}
            {isCheck && <Button onClick={() => setOpen('checkFailed')}>{t('check-fail')}</Button>}
            {order.state === 'inProgress' && may('addEvidence') && (
              <Button icon="gauge" onClick={() => setOpen('reading')}>
                {t('measure')}
              </Button>
            )}
          </>
        )
      }
      {...(next && offered
        ? {
            primary: {
              children:
                next === 'passContractorCheck'
                  ? t('check-pass')
                  : position.isFinding
                    ? t('locating')
                    : words(`next-${next}`),
              icon: ICONS[next],
              isBusy: act.running !== undefined || position.isFinding,
              why: offered.refusal?.title ?? (isOffline ? t('no-network') : undefined),
              onClick: proceed,
            } as const,
          }
        : {})}
    >
      <Card>
        <CardBody>
          <p className="order-top">
            <OrderTag state={order.state} />
            <OrderRemaining order={order} />
          </p>
          <p className="order-name">{order.symptom}</p>
          {order.description && <p>{order.description}</p>}
          <IconLine icon="clock">
            <Promised order={order} />
            <br />
            <small>
              {t('reported', { when: whenText(order.createdAt, now, language) })}{' '}
              {order.urges > 0 && `· ${words('urged', { count: order.urges })}`}
            </small>
          </IconLine>
          <Place order={order} />
        </CardBody>
      </Card>
      {!next && order.isOpen && (
        <p className="small" role="status">
          {t('not-yours')}
        </p>
      )}
      {order.result && <ResultCard result={order.result} />}
      <StepList order={order} />
      <ReadingsCard order={order} onAdd={may('addEvidence') ? () => setOpen('reading') : undefined} />
      {open === 'more' && (
        <MoreSheet
          order={order}
          act={act}
          onClose={close}
          onOther={(other) => {
            act.forget()
            if (other === 'call') return go(`/job/${place}/call`)
            setOpen(other === 'arrive' ? undefined : other)
            if (other === 'arrive') void arrive()
          }}
        />
      )}
      {open === 'arrive' && <ArriveSheet order={order} act={act} position={position} onClose={close} />}
      {open === 'restore' && <RestoreSheet act={act} onClose={close} />}
      {open === 'reading' && <ReadingSheet order={order} act={act} onClose={close} />}
      {open === 'checkFailed' && <CheckSheet act={act} onClose={close} />}
    </Screen>
  )
}

const ICONS = {
  accept: 'check',
  grab: 'plus',
  appoint: 'phone',
  depart: 'navigate',
  arrive: 'pin',
  start: 'play',
  restore: 'check',
  return: 'sign',
  resume: 'play',
  passContractorCheck: 'check',
} as const

const ResultCard = ({ result }: { readonly result: Readonly<Record<string, unknown>> }) => {
  const t = useText(jobTexts)
  const readings = Array.isArray(result.readings) ? result.readings : []
  return (
    <Card title={t('result')}>
      <CardBody>
        <p>{String(result.done ?? '')}</p>
        {readings.map((reading: { kind?: unknown; value?: unknown; unit?: unknown }) => (
          <p key={String(reading.kind)}>
            {String(reading.kind) in READING_KEYS
              ? t(`kind-${String(reading.kind) as ReadingKind}`)
              : String(reading.kind)}{' '}
            <b>
              {String(reading.value)} {String(reading.unit)}
            </b>
          </p>
        ))}
        {typeof result.signatureException === 'string' && <p>{t('result-sign', { why: result.signatureException })}</p>}
      </CardBody>
    </Card>
  )
}

type ReadingKind = 'onuRxDbm' | 'pingLossPercent' | 'downloadMbps' | 'pingMs'
const READING_KEYS: Readonly<Record<ReadingKind, true>> = {
  onuRxDbm: true,
  pingLossPercent: true,
  downloadMbps: true,
  pingMs: true,
}
