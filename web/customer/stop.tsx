import { useState } from 'preact/hooks'
import type { CustomerPage } from '#core/customer-link/customer-link.contract.ts'
import { sendResume, sendStop } from './client.ts'
import { Button, CallButton, Card, Frame, Part, Refused, Tag } from './parts.tsx'
import { goHome, type PageState } from './state.ts'
import { Stale } from './visit.tsx'
import { momentText, t } from './words.ts'

type Props = { readonly state: PageState; readonly page: CustomerPage }

/** Before it stops: what the press does, and a way back from a slip of the thumb. */
export const StopScreen = ({ state, page, why }: Props & { readonly why: 'neverAsked' | 'cancel' }) => {
  const [note, setNote] = useState('')
  const stop = async () => {
    const said = note.trim()
    if (await state.run(() => sendStop({ why, ...(said ? { note: said } : {}) }))) goHome()
  }
  return (
    <Frame
      title={t(`title.${why}`)}
      page={page}
      isInside
      foot={
        <>
          <Refused trouble={state.refused} />
          <Button kind="primary" isBusy={state.isBusy} onClick={() => void stop()}>
            {t(`stop-${why}`)}
          </Button>
          <Button onClick={goHome}>{t('stop-not')}</Button>
        </>
      }
    >
      <Card>
        <div class="part">
          <p class="big-words">{t(`stop-${why}-text`)}</p>
        </div>
      </Card>
      {why === 'cancel' && (
        <textarea
          rows={2}
          maxLength={500}
          placeholder={t('stop-why')}
          aria-label={t('stop-why')}
          value={note}
          onInput={(event) => setNote(event.currentTarget.value)}
        />
      )}
    </Frame>
  )
}

/** Stopped: what happens next, what to beware of, and the way back. */
export const StoppedScreen = ({ state, page }: Props) => {
  const { stopped, servicePhone, now } = page
  const why = stopped?.why ?? 'neverAsked'
  const isPast = stopped !== null && stopped.callBy < now
  return (
    <Frame
      title={t('title.verifying')}
      page={page}
      notice={<Stale state={state} />}
      foot={<CallButton phone={servicePhone}>{t('call-now', { phone: servicePhone })}</CallButton>}
    >
      <Card>
        <div class="part">
          <Tag tone="paused" icon="pause">
            {t('stopped-tag')}
          </Tag>
          <p class="big-words">{t(`stopped-${why}`)}</p>
        </div>
      </Card>
      <Card>
        <Part icon="phone" title={t('next')}>
          <p>
            {isPast
              ? t('next-late')
              : stopped && t('next-call', { time: momentText(stopped.callBy, now), phone: servicePhone })}{' '}
            {t('next-other')}
          </p>
        </Part>
        <Part icon="lock" title={t('careful')}>
          <p>{t('careful-text', { phone: servicePhone })}</p>
        </Part>
        <Part icon="file" title={t('number', { tail: page.numberTail })}>
          <p>{t('number-text')}</p>
        </Part>
      </Card>
      <Card>
        <div class="part">
          <h2>{t(why === 'cancel' ? 'resume-question-cancel' : 'resume-question')}</h2>
          <Refused trouble={state.refused} />
          {stopped?.isResumeAsked ? (
            <Tag tone="fine" icon="done">
              {t('resume-asked')}
            </Tag>
          ) : (
            <>
              <Button isBusy={state.isBusy} onClick={() => void state.run(sendResume)}>
                {t('resume')}
              </Button>
              <p class="soft">{t('resume-text')}</p>
            </>
          )}
        </div>
      </Card>
    </Frame>
  )
}
