import { useState } from 'preact/hooks'
import type { CustomerPage } from '#core/customer-link/customer-link.contract.ts'
import { type RatingTick, ratingTicks } from '#core/customer-link/customer-link.ts'
import { confirmationUrl, sendBroken, sendRating } from './client.ts'
import { Complaints } from './complain.tsx'
import { Button, Card, Choices, Frame, Icon, Refused, Tag } from './parts.tsx'
import { goHome, type PageState } from './state.ts'
import { Stale } from './visit.tsx'
import { clockText, momentText, t } from './words.ts'

type Props = { readonly state: PageState; readonly page: CustomerPage }

const levels = [4, 3, 2, 1] as const

/** Afterwards: what was done, the confirmation, an opinion. */
export const AfterScreen = ({ state, page }: Props) => {
  const { rating, can } = page
  const [isEditing, setEditing] = useState(false)
  const [level, setLevel] = useState<number | undefined>(rating?.level)
  const [ticks, setTicks] = useState<readonly RatingTick[]>(rating?.ticks ?? [])
  const [comment, setComment] = useState(rating?.comment ?? '')
  const isOpen = rating === null || isEditing
  const rate = async () => {
    if (level === undefined) return
    const said = comment.trim()
    if (await state.run(() => sendRating({ level, ticks, ...(said ? { comment: said } : {}) }))) setEditing(false)
  }
  const go = (name: string) => () => {
    state.forget()
    location.hash = name
  }
  return (
    <Frame
      title={t(rating && !isEditing ? 'title.rated' : 'title.repaired')}
      page={page}
      notice={<Stale state={state} />}
      foot={
        <>
          <Refused trouble={state.refused} />
          {isOpen ? (
            <Button
              kind="primary"
              isBusy={state.isBusy}
              why={level === undefined ? t('choose-level') : undefined}
              onClick={() => void rate()}
            >
              {t('submit')}
            </Button>
          ) : (
            <Button onClick={() => setEditing(true)}>{t('submit-again')}</Button>
          )}
          <div class="two">
            {can.sayBroken && !page.isBrokenSaid && <Button onClick={go('broken')}>{t('still-broken')}</Button>}
            <Button onClick={go('complain')}>{t('complain')}</Button>
          </div>
          <p class="soft centre">{t('complain-note')}</p>
        </>
      }
    >
      {page.isBrokenSaid && (
        <Card>
          <div class="part">
            <Tag tone="risk" icon="clock">
              {t('still-broken')}
            </Tag>
            <p>{t('broken-said')}</p>
          </div>
        </Card>
      )}
      <Complaints page={page} />
      <ResultCard page={page} />
      {isOpen ? (
        <>
          <Card>
            <div class="part">
              <h2>{t('question')}</h2>
              <Choices
                label={t('question')}
                columns={4}
                choices={levels.map((value) => ({ value, text: t(`level.${value}`) }))}
                chosen={level === undefined ? [] : [level]}
                onChoose={setLevel}
              />
            </div>
            <div class="part">
              <h2 class="light">{t('ticks')}</h2>
              <Choices
                label={t('ticks')}
                columns={3}
                isMultiple
                choices={ratingTicks.map((value) => ({ value, text: t(`tick.${value}`) }))}
                chosen={ticks}
                onChoose={(tick) =>
                  setTicks(ticks.includes(tick) ? ticks.filter((each) => each !== tick) : [...ticks, tick])
                }
              />
            </div>
          </Card>
          <textarea
            rows={2}
            maxLength={500}
            placeholder={t('comment')}
            aria-label={t('comment')}
            value={comment}
            onInput={(event) => setComment(event.currentTarget.value)}
          />
        </>
      ) : (
        rating && <Rated page={page} rating={rating} />
      )}
    </Frame>
  )
}

const Rated = ({
  page,
  rating,
}: {
  readonly page: CustomerPage
  readonly rating: NonNullable<CustomerPage['rating']>
}) => (
  <Card>
    <div class="part">
      <p class="between">
        <Tag tone="fine" icon="done">
          {t(`level.${levels.find((each) => each === rating.level) ?? 3}`)}
        </Tag>
        <span class="soft">{t('rated-at', { time: momentText(rating.at, page.now) })}</span>
      </p>
      {rating.ticks.length > 0 && <p>{rating.ticks.map((tick) => t(`tick.${tick}`)).join(' · ')}</p>}
      {rating.comment && <p>{rating.comment}</p>}
      <p class="soft">{t('thanks')}</p>
    </div>
  </Card>
)

const ResultCard = ({ page }: { readonly page: CustomerPage }) => {
  const { result, visitor, repairedAt, arrivedAt, confirmation, now, kind } = page
  const speed = result?.speedMbps
  return (
    <Card>
      <div class="part">
        <p class="between">
          <Tag tone="fine" icon="done">
            {t(kind === 'fault' || kind === 'complaintVisit' ? 'restored-tag' : 'done-tag')}
          </Tag>
          {repairedAt && <span class="soft">{t('done-at', { time: momentText(repairedAt, now) })}</span>}
        </p>
        {result && <p>{speed ? `${result.done}；${t('speed', { mbps: Math.round(speed) })}` : result.done}</p>}
        {result?.isRemote ? (
          <p class="soft">{t('remote-done')}</p>
        ) : (
          visitor &&
          arrivedAt && <p class="soft">{t('who-came', { name: visitor.name, time: clockText(arrivedAt) })}</p>
        )}
      </div>
      {confirmation && (
        <a class="part file" href={confirmationUrl} download>
          <Icon name="file" />
          <span class="file-name">
            {t('confirmation', { size: Math.max(1, Math.round(confirmation.bytes / 1000)) })}
          </span>
          <Icon name="download" />
        </a>
      )}
    </Card>
  )
}

export const BrokenScreen = ({ state, page }: Props) => {
  const [note, setNote] = useState('')
  const said = note.trim()
  const send = async () => {
    if (await state.run(() => sendBroken({ note: said }))) goHome()
  }
  return (
    <Frame
      title={t('title.broken')}
      page={page}
      isInside
      foot={
        <>
          <Refused trouble={state.refused} />
          <Button
            kind="primary"
            isBusy={state.isBusy}
            why={said === '' ? t('broken-write') : undefined}
            onClick={() => void send()}
          >
            {t('broken-send')}
          </Button>
        </>
      }
    >
      <h2 class="day">{t('broken-question')}</h2>
      <textarea
        rows={4}
        maxLength={500}
        placeholder={t('broken-hint')}
        aria-label={t('broken-question')}
        value={note}
        onInput={(event) => setNote(event.currentTarget.value)}
      />
    </Frame>
  )
}
