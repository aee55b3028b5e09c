import { useEffect, useState } from 'preact/hooks'
import type { CustomerPage, PageWindow } from '#core/customer-link/customer-link.contract.ts'
import { type RescheduleReason, rescheduleReasons } from '#core/customer-link/customer-link.ts'
import { dayOf } from '#core/time.ts'
import { fetchWindows, sendReschedule, type Trouble } from './client.ts'
import { Button, CallButton, Card, Choices, Frame, Icon, Refused } from './parts.tsx'
import { goHome, type PageState } from './state.ts'
import { dayName, dayWithWeekday, spanText, t } from './words.ts'

const FEW = 3

/** Another time among those that can really be kept; full ones stay, with their reason. */
export const TimeScreen = ({ state, page }: { readonly state: PageState; readonly page: CustomerPage }) => {
  const [windows, setWindows] = useState<readonly PageWindow[]>()
  const [trouble, setTrouble] = useState<Trouble>()
  const [chosen, setChosen] = useState<PageWindow>()
  const [reason, setReason] = useState<RescheduleReason>()
  const load = () => {
    setTrouble(undefined)
    void fetchWindows().then((answer) => {
      if (answer.ok) setWindows(answer.value.items)
      else setTrouble(answer.trouble)
    })
  }
  useEffect(load, [])

  const { now, appointment, visitor } = page
  const move = async () => {
    if (!chosen || !reason) return
    const isDone = await state.run(() => sendReschedule({ from: chosen.from, to: chosen.to, reason }))
    if (isDone) return goHome()
    // Somebody may have been faster: which are still free.
    setChosen(undefined)
    load()
  }
  const days = [...new Set(windows?.map(({ from }) => dayOf(from)))]
  const isNow = (window: PageWindow) =>
    appointment !== null && window.from <= appointment.from && appointment.to <= window.to
  const isAnyOpen = windows?.some((window) => window.isOpen && !isNow(window)) ?? true
  const why = chosen ? (reason ? undefined : t('choose-reason')) : t('choose-time')
  return (
    <Frame
      title={t('title.time')}
      isInside
      aside={t('changes-left', { count: page.reschedulesLeft })}
      foot={
        <>
          <Refused trouble={state.refused} />
          {isAnyOpen ? (
            <>
              {chosen ? (
                <>
                  <h2>{t('why-change')}</h2>
                  <Choices
                    label={t('why-change')}
                    columns={3}
                    choices={rescheduleReasons.map((value) => ({ value, text: t(`reason.${value}`) }))}
                    chosen={reason ? [reason] : []}
                    onChoose={setReason}
                  />
                </>
              ) : (
                <p class="soft">{t('call-before')}</p>
              )}
              <Button kind="primary" why={why} isBusy={state.isBusy} onClick={() => void move()}>
                {chosen && t('move-to', { time: `${dayName(chosen.from, now)} ${spanText(chosen.from, chosen.to)}` })}
              </Button>
            </>
          ) : (
            <CallButton phone={page.servicePhone}>{t('call-service', { phone: page.servicePhone })}</CallButton>
          )}
        </>
      }
    >
      {appointment && (
        <Card>
          <div class="part">
            <p class="soft">{t('now')}</p>
            <p>
              <b>
                {dayName(appointment.from, now)} {spanText(appointment.from, appointment.to)}
                {visitor && ` · ${t('visitor-name', { name: visitor.name })}`}
              </b>
            </p>
          </div>
        </Card>
      )}
      {trouble && (
        <>
          <Refused trouble={trouble} />
          <Button onClick={load}>{t('retry')}</Button>
        </>
      )}
      {!windows && !trouble && <p class="soft centre">{t('loading')}</p>}
      {!isAnyOpen && <p class="big-words">{t('no-windows')}</p>}
      {days.map((day) => (
        <section key={day}>
          <h2 class="day">{dayWithWeekday(windows?.find(({ from }) => dayOf(from) === day)?.from ?? now, now)}</h2>
          <fieldset class="windows" aria-label={day}>
            {windows
              ?.filter(({ from }) => dayOf(from) === day)
              .map((window) => (
                <WindowChoice
                  key={window.from}
                  window={window}
                  isNow={isNow(window)}
                  isChosen={chosen?.from === window.from}
                  onChoose={() => {
                    state.forget()
                    setChosen(window)
                  }}
                />
              ))}
          </fieldset>
        </section>
      ))}
    </Frame>
  )
}

const WindowChoice = ({
  window,
  isNow,
  isChosen,
  onChoose,
}: {
  readonly window: PageWindow
  readonly isNow: boolean
  readonly isChosen: boolean
  readonly onChoose: () => void
}) => {
  const { isOpen, reason, left } = window
  const isFree = isOpen && !isNow
  const note = isNow
    ? t('now-window')
    : isOpen
      ? left !== null && left <= FEW
        ? t('open-left', { count: left })
        : t('open-window')
      : t(`closed.${reason ?? 'full'}`)
  return (
    <label class={`window ${isChosen ? 'on' : ''} ${isFree ? '' : 'shut'}`}>
      <input type="radio" name="window" checked={isChosen} disabled={!isFree} onChange={onChoose} />
      <span class="window-time">{spanText(window.from, window.to)}</span>
      <span class="window-note">
        {isChosen ? (
          <>
            <Icon name="check" size={20} /> {t('chosen')}
          </>
        ) : (
          note
        )}
      </span>
    </label>
  )
}
