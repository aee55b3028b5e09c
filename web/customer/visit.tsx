import type { CustomerPage } from '#core/customer-link/customer-link.contract.ts'
import { Complaints } from './complain.tsx'
import { Button, CallButton, Card, Frame, Icon, Refused, Tag } from './parts.tsx'
import type { PageState } from './state.ts'
import { clockText, dayName, momentText, spanText, t } from './words.ts'

const steps = ['agreed', 'onTheWay', 'here', 'repaired'] as const

const Progress = ({ page }: { readonly page: CustomerPage }) => {
  const times = [page.agreedAt, page.departedAt, page.arrivedAt, page.repairedAt]
  const current = (steps as readonly string[]).indexOf(page.phase)
  return (
    <ol class="progress" aria-label={t('progress')}>
      {steps.map((step, index) => {
        const [at, isDone] = [times[index], index < current]
        return (
          <li
            key={step}
            class={isDone ? 'done' : index === current ? 'current' : ''}
            aria-current={index === current ? 'step' : undefined}
          >
            <i>{isDone && <Icon name="check" size={18} />}</i>
            <b>{t(`step.${step}`)}</b>
            {at && index <= current && <small>{clockText(at)}</small>}
            {isDone && <span class="unseen">{t('step.done')}</span>}
          </li>
        )
      })}
    </ol>
  )
}

const TimeCard = ({ page }: { readonly page: CustomerPage }) => {
  const { appointment, lateUntil, now, phase } = page
  if (phase === 'paused') {
    return (
      <Card>
        <div class="part">
          <Tag tone="paused" icon="pause">
            {t('title.paused')}
          </Tag>
          <p>{t('paused-text')}</p>
          {page.pausedUntil && <p class="soft">{t('paused-until', { time: momentText(page.pausedUntil, now) })}</p>}
        </div>
      </Card>
    )
  }
  if (!appointment) {
    return (
      <Card>
        <div class="part">
          <p class="big-words">{t('no-time')}</p>
        </div>
      </Card>
    )
  }
  return (
    <Card>
      <div class="part">
        <p class="soft">{t('visit-time', { day: dayName(appointment.from, now) })}</p>
        <p class="time-line">
          <span class="time">{spanText(appointment.from, appointment.to)}</span>
          {appointment.toleranceMinutes > 0 && <span>{t('around', { minutes: appointment.toleranceMinutes })}</span>}
          {phase !== 'here' &&
            (lateUntil ? (
              <Tag tone="risk" icon="clock">
                {t('late-until', { time: clockText(lateUntil) })}
              </Tag>
            ) : (
              phase === 'onTheWay' && (
                <Tag tone="fine" icon="done">
                  {t('on-time')}
                </Tag>
              )
            ))}
        </p>
        {lateUntil && phase !== 'here' && <p class="soft">{t('late-text')}</p>}
        <Progress page={page} />
      </div>
    </Card>
  )
}

const VisitorCard = ({ page }: { readonly page: CustomerPage }) => {
  const { visitor, doorCode, operator } = page
  if (!visitor) return null
  return (
    <Card>
      <div class="part visitor">
        <span class="face" aria-hidden="true">
          {[...visitor.name][0]}
        </span>
        <div>
          <h2>{t('visitor-name', { name: visitor.name })}</h2>
          <p>{t('badge', { badge: visitor.badge })}</p>
          <p class="soft">{t('company', { company: visitor.company, operator })}</p>
        </div>
      </div>
      {doorCode && (
        <div class="part code-line">
          <div>
            <h2>{t('door-code')}</h2>
            <p class="soft">{t('door-code-hint')}</p>
          </div>
          <output class="code" aria-label={[...doorCode].join(' ')}>
            {doorCode}
          </output>
        </div>
      )}
    </Card>
  )
}

const readyKinds = ['fault', 'installation', 'relocation', 'change', 'removal', 'complaintVisit'] as const

const WhyCard = ({ page }: { readonly page: CustomerPage }) => {
  const { kind, symptom, reportedAt, now } = page
  const ready = readyKinds.find((each) => each === kind)
  const words = { time: momentText(reportedAt, now), symptom }
  return (
    <Card>
      <dl class="part facts">
        <dt>{t('why')}</dt>
        <dd>{t(kind === 'fault' || kind === 'complaintVisit' ? 'why-text' : 'why-asked', words)}</dd>
        {ready && (
          <>
            <dt>{t('ready')}</dt>
            <dd>{t(`ready.${ready}`)}</dd>
          </>
        )}
        <dt>{t('never')}</dt>
        <dd>{t('never-text')}</dd>
      </dl>
    </Card>
  )
}

/** Before it is repaired: who comes, when, why, how far it is. */
export const VisitScreen = ({ state, page }: { readonly state: PageState; readonly page: CustomerPage }) => {
  const { can, visitor, servicePhone } = page
  const go = (name: string) => () => {
    state.forget()
    location.hash = name
  }
  return (
    <Frame
      title={t(`title.${page.phase}`)}
      page={page}
      notice={<Stale state={state} />}
      foot={
        <>
          <Refused trouble={state.refused} />
          {visitor?.phone ? (
            <CallButton phone={visitor.phone}>{t('call-engineer')}</CallButton>
          ) : (
            <CallButton phone={servicePhone}>{t('call-service', { phone: servicePhone })}</CallButton>
          )}
          {can.stop && (
            <div class="two">
              {page.appointment && page.phase !== 'here' && (
                <Button why={can.reschedule ? undefined : t('no-change-left')} onClick={go('time')}>
                  {t('change-time')}
                </Button>
              )}
              <Button onClick={go('cancel')}>{t('title.cancel')}</Button>
            </div>
          )}
          {can.stop && (
            <Button kind="quiet" icon="question" onClick={go('neverAsked')}>
              {t('title.neverAsked')}
            </Button>
          )}
        </>
      }
    >
      <TimeCard page={page} />
      <VisitorCard page={page} />
      <WhyCard page={page} />
      <Complaints page={page} />
      <p class="soft centre">{t('number', { tail: page.numberTail })}</p>
      <Button kind="quiet" onClick={go('complain')}>
        {t('complain')}
      </Button>
    </Frame>
  )
}

export const CancelledScreen = ({ state, page }: { readonly state: PageState; readonly page: CustomerPage }) => (
  <Frame
    title={t('title.cancelled')}
    page={page}
    notice={<Stale state={state} />}
    foot={<CallButton phone={page.servicePhone}>{t('call-service', { phone: page.servicePhone })}</CallButton>}
  >
    <Card>
      <div class="part">
        <p class="big-words">{t('cancelled-text')}</p>
        <p class="soft">{t('number', { tail: page.numberTail })}</p>
      </div>
    </Card>
    <Complaints page={page} />
  </Frame>
)

/** What is shown is old: it says how old. */
export const Stale = ({ state }: { readonly state: PageState }) =>
  state.trouble && state.page ? (
    <p class="stale" role="status">
      <Icon name="off" size={20} />
      {state.trouble.kind === 'lost' ? t('offline-stale', { time: clockText(state.page.now) }) : t('busy-text')}
    </p>
  ) : null
