import { Link, useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { orderNames } from '#core/work-orders/names.text.ts'
import { type OrderDetail, workOrderRoutes } from '#core/work-orders/work-order.contract.ts'
import type { OrderAction } from '#core/work-orders/work-order.transitions.ts'
import { CallsCard } from '#web/console/appointments/calls-card.tsx'
import { VisitStepsCard } from '#web/console/visits/visit-steps.tsx'
import { OrderFindings } from '#web/console/wording/order-findings.tsx'
import { Button, IconButton } from '#web/ui/button.tsx'
import { Icon } from '#web/ui/icon.tsx'
import { Column, Columns, Page } from '#web/ui/page.tsx'
import { isCallError } from '#web/ui/problem.ts'
import { useAnswer } from '#web/ui/query.ts'
import { StateTag } from '#web/ui/state-tag.tsx'
import { EmptyState, Loaded } from '#web/ui/states.tsx'
import { useText } from '#web/ui/text.ts'
import { toast } from '#web/ui/toast.tsx'
import { uiTexts } from '#web/ui/ui.text.ts'
import { useLive } from '#web/ui/use-live.ts'
import { useNow } from '#web/ui/when.tsx'
import { actionIcons, nextAction } from './action-icons.ts'
import { ActionDialog } from './actions/action-dialog.tsx'
import { ActionsCard, useOffers } from './actions-card.tsx'
import { ClocksCard } from './clocks-card.tsx'
import { ConfirmationCard } from './confirmation-card.tsx'
import { CustomerCard } from './customer-card.tsx'
import { CustomerPageCard } from './customer-page-card.tsx'
import { HoldersCard } from './holders-card.tsx'
import { orderDetailTexts } from './order-detail.text.ts'
import { OrderNotes, ReportsCard, ResultCard } from './order-notes.tsx'
import { OrderStateTag } from './order-state.tsx'
import { PathCard } from './path-card.tsx'
import { PeopleCard } from './people-card.tsx'
import { ProofCard } from './proof-card.tsx'
import { TimelineCard } from './timeline-card.tsx'
import './order-detail.css'

/** One order with its clocks, holders, proof and timeline, and what this reader may do now. */
export const OrderDetailScreen = () => {
  const t = useText(orderDetailTexts)
  const { number = '' } = useParams({ strict: false })
  const answer = useAnswer(workOrderRoutes.detail, { params: { number } })
  const order = answer.data?.number === number ? answer.data : undefined
  useLive(['workOrder.'], (event) => {
    if (event.number === number || event.kind === 'live.reset') void answer.refetch()
  })
  const isUnknown = isCallError(answer.error) && answer.error.kind === 'not-found'
  return (
    <Page title={t('title')} isLive updatedAt={answer.dataUpdatedAt}>
      {isUnknown ? (
        <EmptyState
          icon={order ? 'done' : 'question'}
          title={t(order ? 'gone' : 'not-found', { number })}
          text={t(order ? 'gone-text' : 'not-found-text')}
          action={<Link to="/orders">{t('back')}</Link>}
        />
      ) : (
        <Loaded query={{ ...answer, data: order }} rows={12}>
          {(data) => <OrderPage order={data} />}
        </Loaded>
      )}
    </Page>
  )
}

const OrderPage = ({ order }: { readonly order: OrderDetail }) => {
  const [action, setAction] = useState<OrderAction | undefined>(undefined)
  return (
    <>
      <OrderHead order={order} onAct={setAction} />
      <Columns sides="336px minmax(0, 1fr) 376px">
        <Column>
          <ClocksCard order={order} />
          <HoldersCard order={order} />
          <ProofCard order={order} />
          <ConfirmationCard order={order} />
          <VisitStepsCard order={order} />
        </Column>
        <Column>
          <OrderFindings number={order.number} />
          <OrderNotes order={order} />
          <ResultCard order={order} />
          <PathCard order={order} />
          <TimelineCard events={order.events} />
        </Column>
        <Column>
          <CustomerCard order={order} />
          <CustomerPageCard order={order} />
          <CallsCard order={order} />
          <PeopleCard order={order} />
          <ReportsCard order={order} />
          <ActionsCard order={order} onAct={setAction} />
        </Column>
      </Columns>
      {action && <ActionDialog key={action} order={order} action={action} onClose={() => setAction(undefined)} />}
    </>
  )
}

const OrderHead = ({
  order,
  onAct,
}: {
  readonly order: OrderDetail
  readonly onAct: (action: OrderAction) => void
}) => {
  const [t, ui, names] = [useText(orderDetailTexts), useText(uiTexts), useText(orderNames)]
  const now = useNow()
  const open = useOffers(order).flatMap(({ action, refusal }) => (refusal === null ? [action] : []))
  const next = nextAction(open)
  const isLate = order.isOpen && order.dueAt !== null && order.dueAt < now
  const isRisk = order.isOpen && !isLate && order.warnAt !== null && order.warnAt <= now
  const copy = () =>
    void navigator.clipboard?.writeText(order.number).then(() => toast({ tone: 'fine', title: ui('copied') }))
  return (
    <div className="order-head">
      <Link to="/orders" className="order-back">
        <Icon name="left" size={14} /> {t('back')}
      </Link>
      <h2>{order.number}</h2>
      <IconButton icon="copy" label={ui('copy')} onClick={copy} size={14} />
      {isLate && <StateTag tone="late">{t('late')}</StateTag>}
      {isRisk && <StateTag tone="risk">{t('risk')}</StateTag>}
      <OrderStateTag state={order.state} />
      {order.escalationLevel > 0 && <StateTag tone="late">{t('level-tag', { level: order.escalationLevel })}</StateTag>}
      {order.reworks > 0 && <StateTag tone="risk">{t('rework-tag', { count: order.reworks })}</StateTag>}
      {order.urges > 0 && <StateTag tone="plain">{t('urged-times', { count: order.urges })}</StateTag>}
      <span className="order-sentence">
        {[
          names(`line.${order.line}`),
          names(`kind.${order.kind}`),
          order.symptom,
          names(`area.${order.areaClass}`),
          ...(order.bandwidthMbps ? [`${order.bandwidthMbps}M`] : []),
        ].join(' · ')}
        {order.parent && (
          <>
            {' · '}
            <Link to="/orders/$number" params={{ number: order.parent }}>
              {t('parent', { number: order.parent })}
            </Link>
          </>
        )}
        {order.repeats && (
          <>
            {' · '}
            <Link to="/orders/$number" params={{ number: order.repeats }}>
              {t('repeats', { number: order.repeats })}
            </Link>
          </>
        )}
        {order.externalNumber && ` · ${t('external', { number: order.externalNumber })}`}
      </span>
      <span className="order-tools no-print">
        <span className="hint">{t('version', { version: order.version })}</span>
        <Button icon="print" onClick={() => print()}>
          {t('print')}
        </Button>
        {next && (
          <Button kind="primary" icon={actionIcons[next]} onClick={() => onAct(next)}>
            {names(`action.${next}`)}
          </Button>
        )}
      </span>
    </div>
  )
}
