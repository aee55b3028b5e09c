import { Link } from '@tanstack/react-router'
import type { OwnOrder } from '#core/work-orders/own-customers.contract.ts'
import { OrderStateTag } from '#web/console/work-orders/order-state.tsx'
import { useOrderWords } from '#web/console/work-orders/order-words.ts'
import { Button } from '#web/ui/button.tsx'
import { Icon } from '#web/ui/icon.tsx'
import { StateTag } from '#web/ui/state-tag.tsx'
import { useLanguage, useText } from '#web/ui/text.ts'
import { durationText } from '#web/ui/time.ts'
import { Remaining, useNow, When } from '#web/ui/when.tsx'
import { customersTexts } from './customers.text.ts'
import type { OwnAction } from './own-order-action.tsx'
import { isProgressLate } from './own-orders.ts'

/** An open order of a customer: its limit, what the customer was told at each step, and what is to be told next. */
export const OwnOrderCard = ({
  order,
  onAct,
}: {
  readonly order: OwnOrder
  readonly onAct: (action: OwnAction) => void
}) => {
  const t = useText(customersTexts)
  const words = useOrderWords()
  const who = order.staffName ?? order.stationName ?? words.places.companyName(order.companyId ?? undefined)
  return (
    <section className="ui-card customers-order">
      <header>
        <Link to="/orders/$number" params={{ number: order.number }} className="strong">
          {order.number}
        </Link>
        <OrderStateTag state={order.state} />
        {order.grade && <StateTag tone="plain">{order.grade}</StateTag>}
        {order.urges > 0 && <span className="hint">{t('urged', { count: order.urges })}</span>}
        <span className="ui-card-aside">{order.dueAt && <Remaining dueAt={order.dueAt} />}</span>
      </header>
      <div className="customers-order-body">
        <p className="customers-order-what">
          <b>{order.customer}</b>
          <span className="ink-2">
            {[order.lineCode, order.symptom, who ? t('holder', { who }) : ''].filter(Boolean).join(' · ')}
          </span>
        </p>
        <Told order={order} />
        <div className="row customers-order-acts">
          <Button isSmall icon="urge" onClick={() => onAct('urge')}>
            {t('urge')}
          </Button>
          <Button
            isSmall
            icon="done"
            why={order.restoredAt === null ? t('confirm-wait') : undefined}
            onClick={() => onAct('confirmRestored')}
          >
            {t('confirm')}
          </Button>
          <Link to="/orders/$number" params={{ number: order.number }}>
            {t('open')}
          </Link>
        </div>
      </div>
    </section>
  )
}

/** Acceptance, progress, restoration, cause, the customer's word: a tick for what is there, and when. */
const Told = ({ order }: { readonly order: OwnOrder }) => {
  const t = useText(customersTexts)
  const words = useOrderWords()
  const [now, language] = [useNow(), useLanguage()]
  const { progress, nextProgress, confirmed } = order
  const isLate = isProgressLate(order, now)
  const steps: readonly {
    key: 'accepted' | 'restored' | 'cause' | 'confirmed'
    isThere: boolean
    what: React.ReactNode
  }[] = [
    { key: 'restored', isThere: order.restoredAt !== null, what: order.restoredAt && <When at={order.restoredAt} /> },
    { key: 'cause', isThere: order.cause !== null, what: order.cause && words.cause(order.cause) },
    {
      key: 'confirmed',
      isThere: confirmed !== null,
      what: confirmed && (
        <span className={confirmed.outcome === 'broken' ? 'late' : 'fine'}>
          {words.name('confirmed', confirmed.outcome)} <When at={confirmed.at} />
        </span>
      ),
    },
  ]
  return (
    <dl className="customers-told">
      <Step name={t('told.accepted')} isThere={order.acceptedAt !== null}>
        {order.acceptedAt && <When at={order.acceptedAt} />}
      </Step>
      <Step
        name={t('told.progress')}
        isThere={progress.count > 0 && !isLate}
        {...(isLate ? { tone: 'risk' as const } : {})}
      >
        <span>
          {progress.count === 0 ? t('progress-none') : t('progress-count', { count: progress.count })}
          {progress.lastAt && (
            <>
              {' · '}
              <When at={progress.lastAt} />
            </>
          )}
          {progress.lastNote && <q className="ink-2">{progress.lastNote}</q>}
        </span>
        {nextProgress && (
          <span className={isLate ? 'risk' : 'ink-2'}>
            {t('progress-due')} <When at={nextProgress.dueAt} />{' '}
            <span className="hint">
              {t('progress-every', { time: durationText(nextProgress.everyMinutes, language) })}
            </span>
          </span>
        )}
      </Step>
      {steps.map(({ key, isThere, what }) => (
        <Step key={key} name={t(`told.${key}`)} isThere={isThere}>
          {what}
        </Step>
      ))}
    </dl>
  )
}

const Step = ({
  name,
  isThere,
  tone = 'fine',
  children,
}: {
  readonly name: string
  readonly isThere: boolean
  readonly tone?: 'fine' | 'risk'
  readonly children?: React.ReactNode
}) => {
  const t = useText(customersTexts)
  const isSaid = isThere || tone === 'risk'
  return (
    <div>
      <dt className={isSaid ? tone : 'ink-2'}>
        <Icon name={tone === 'risk' ? 'alert' : isThere ? 'done' : 'open'} size={14} />
        <span>{name}</span>
      </dt>
      <dd>{children || <span className="ink-2">{t('not-yet')}</span>}</dd>
    </div>
  )
}
