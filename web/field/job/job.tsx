import { useState } from 'preact/hooks'
import { nextActionOf } from '#core/field/field.rules.ts'
import { safetyNames } from '#core/safety/safety.text.ts'
import { textOf } from '#core/text.ts'
import { putOffOf } from '#core/visits/steps.rules.ts'
import { orderNames } from '#core/work-orders/names.text.ts'
import { type OrderDetail, workOrderRoutes } from '#core/work-orders/work-order.contract.ts'
import type { OrderState } from '#core/work-orders/work-order.state.ts'
import type { OrderAction } from '#core/work-orders/work-order.transitions.ts'
import { PhotosCard } from '#web/field/photo/photos.tsx'
import { HazardsCard } from '#web/field/safety/hazards-card.tsx'
import { isPositionNoticeDue } from '#web/field/safety/own-safety.ts'
import { StopWork } from '#web/field/safety/stop-work.tsx'
import { useSession } from '#web/field/session/session.ts'
import { AssignSheet } from '#web/field/team/assign-sheet.tsx'
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
import { visitOf } from '#web/field/visit/seen.ts'
import { VisitStepList } from '#web/field/visit/step-list.tsx'
import { visitFieldTexts } from '#web/field/visit/visit.text.ts'
import { WordingCard } from '#web/field/wording/wording-card.tsx'
import { listed } from '#web/ui/language.ts'
import { whenText, windowText } from '#web/ui/time.ts'
import { ArriveSheet } from './arrive-sheet.tsx'
import { CustomerLinkRow } from './customer-link-row.tsx'
import { jobTexts } from './job.text.ts'
import { MoreSheet } from './more-sheet.tsx'
import { orderWords } from './order.text.ts'
import { IconLine, OrderRemaining, OrderTag, Promised, PromiseTag, useOrderName } from './order-line.tsx'
import { Place } from './place.tsx'
import { ReadingsCard } from './readings.tsx'
import { ReasonSheet } from './reason-sheet.tsx'
import { RestoreSheet } from './restore-sheet.tsx'
import { ResultCard } from './result-card.tsx'
import { restoredHow } from './return-draft.ts'
import { StepList } from './steps.tsx'
import { mayActOffline, useAct } from './use-act.ts'
import { useChoices } from './use-choices.ts'
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

type Open = 'more' | 'arrive' | 'restore' | 'checkFailed' | 'assign' | undefined
/** Where a photo proves something of the visit. */
const WITH_PHOTOS: readonly OrderState[] = ['enRoute', 'arrived', 'inProgress', 'restored']
/** Somebody else's turn: no greyed button for what is never this reader's. */
const NOT_MINE: readonly string[] = ['work-orders.not-yours', 'work-orders.no-permission']
const isOffered = (offered: OrderDetail['actions'][number] | undefined): boolean =>
  offered !== undefined && !NOT_MINE.includes(offered.refusal?.code ?? '')

const Job = ({ order }: { readonly order: OrderDetail }) => {
  const [t, words, names, nameOf] = [useText(jobTexts), useText(orderWords), useText(orderNames), useOrderName()]
  const choices = useChoices(order.number)
  const [now, language, { user }] = [useNow(), useLanguage(), useSession()]
  const [open, setOpen] = useState<Open>(undefined)
  const act = useAct(order.number, order.version)
  const position = usePosition()
  const isOffline = useConnection().state === 'offline'
  const isHelper = user.staffId !== undefined && order.helpers.includes(user.staffId)
  const place = encodeURIComponent(order.number)
  const offer = (action: OrderAction) => order.actions.find((each) => each.action === action)
  const may = (action: OrderAction) => offer(action)?.refusal === null
  const isCheck = order.state === 'pendingContractorCheck' && may('passContractorCheck')
  const usual = isCheck ? 'passContractorCheck' : nextActionOf(order.state, order.isInPool)
  const isMine = usual !== undefined && isOffered(offer(usual))
  const next = isMine ? usual : may('assign') ? 'assign' : undefined
  const offered = next && offer(next)
  const mayProve = may('addEvidence') && WITH_PHOTOS.includes(order.state)
  // What was put off is done on another visit, and the order returned after it.
  const putOff = next === 'return' && may('comeAgain') ? putOffOf(visitOf(order))[0] : undefined
  const visiting = useText(visitFieldTexts)
  const close = () => {
    setOpen(undefined)
    act.forget()
  }

  const arrive = async () => {
    // Of who has not acknowledged it none is taken: the sign-in says so, and nobody is asked for a reason.
    if (isPositionNoticeDue()) {
      const exception = textOf(safetyNames, 'absence.notAcknowledged', language)
      if (await act.run('arrive', { exception })) note({ text: names('state.arrived') })
      return
    }
    const fix = await position.find()
    if (!fix) return setOpen('arrive')
    const reply = await act.run('arrive', { position: fix })
    if (reply) note({ text: names('state.arrived') })
    else setOpen('arrive')
  }
  const simply = async (action: 'accept' | 'grab' | 'depart' | 'start' | 'resume' | 'passContractorCheck') => {
    if (await act.run(action, {})) note({ text: t('done') })
  }
  const endFor = async ({ from, to }: { readonly from: string; readonly to: string }) => {
    const reason = visiting('put-off-to', { when: windowText(from, to, now, language) })
    const ended = { outcome: 'comeAgain', reasonCode: 'testPutOff', reason, from, to } as const
    if (await act.run('comeAgain', ended)) note({ text: t('done') })
  }
  const proceed = () => {
    switch (next) {
      case undefined:
        return
      case 'assign':
        return setOpen('assign')
      case 'appoint':
        return go(`/job/${place}/call`)
      case 'return':
        if (putOff) return void endFor(putOff)
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
            {order.state === 'inProgress' && mayProve && (
              <Button icon="gauge" onClick={() => go(`/job/${place}/reading`)}>
                {t('measure')}
              </Button>
            )}
          </>
        )
      }
      {...(next && offered
        ? {
            primary: {
              children: putOff
                ? visiting('come-again', { when: windowText(putOff.from, putOff.to, now, language) })
                : next === 'passContractorCheck'
                  ? t('check-pass')
                  : next === 'assign'
                    ? t(order.state === 'pendingTake' ? 'assign-again' : 'assign-it')
                    : position.isFinding
                      ? t('locating')
                      : next === 'return' && restoredHow(order) !== 'onSite'
                        ? t('return-bare')
                        : words(`next-${next}`),
              icon: ICONS[next],
              isBusy: act.running !== undefined || position.isFinding,
              why:
                offered.refusal?.title ??
                (isOffline && !mayActOffline(order.number, next) ? t('no-network') : undefined),
              onClick: proceed,
            } as const,
          }
        : {})}
    >
      <Card>
        <CardBody>
          <p className="order-top">
            <span className="tags">
              <OrderTag state={order.state} />
              <PromiseTag order={order} />
            </span>
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
          {order.staffName && !isMine && <IconLine icon="person">{t('lead', { name: order.staffName })}</IconLine>}
          {order.helperNames.length > 0 && (
            <IconLine icon="people">{t('crew', { names: listed(order.helperNames) })}</IconLine>
          )}
        </CardBody>
      </Card>
      {!next && order.isOpen && (
        <p className="small" role="status">
          {isHelper ? t('you-go-along', { name: order.staffName ?? '' }) : t('not-yours')}
        </p>
      )}
      <StopWork order={order} act={act} />
      {order.isOpen && <HazardsCard order={order} act={act} />}
      {order.result && <ResultCard order={order} result={order.result} />}
      <VisitStepList order={order} corner={undefined} otherwise={<StepList order={order} />} />
      <WordingCard order={order} />
      <ReadingsCard order={order} act={act} onAdd={mayProve ? () => go(`/job/${place}/reading`) : undefined} />
      <CustomerLinkRow order={order} />
      <PhotosCard order={order} act={act} mayAdd={mayProve} shrinking={choices.data?.photo} />
      {open === 'more' && (
        <MoreSheet
          order={order}
          act={act}
          onClose={close}
          onOther={(other) => {
            act.forget()
            if (other === 'call') return go(`/job/${place}/call`)
            if (other === 'reading') return go(`/job/${place}/reading`)
            setOpen(other === 'arrive' ? undefined : other)
            if (other === 'arrive') void arrive()
          }}
        />
      )}
      {open === 'arrive' && <ArriveSheet order={order} act={act} position={position} onClose={close} />}
      {open === 'restore' && <RestoreSheet order={order} act={act} onClose={close} />}
      {open === 'checkFailed' && <ReasonSheet order={order} act={act} action="failContractorCheck" onClose={close} />}
      {open === 'assign' && <AssignSheet order={order} isMove={false} onClose={close} />}
    </Screen>
  )
}

const ICONS = {
  assign: 'person',
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
