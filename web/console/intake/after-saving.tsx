import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { dispatchTexts } from '#core/dispatch/dispatch.text.ts'
import type { Preview } from '#core/intake/desk.contract.ts'
import { slaTexts } from '#core/sla/sla.text.ts'
import { Button } from '#web/ui/button.tsx'
import { Card, CardRow } from '#web/ui/card.tsx'
import { errorWords } from '#web/ui/error-words.ts'
import type { IconName } from '#web/ui/icons.ts'
import { useLanguage, useText } from '#web/ui/text.ts'
import { whenText } from '#web/ui/time.ts'
import { uiTexts } from '#web/ui/ui.text.ts'
import { useNow, When } from '#web/ui/when.tsx'
import { deskTexts } from './desk.text.ts'
import type { Draft } from './draft.ts'

type Props = {
  readonly draft: Draft
  readonly preview: Preview | undefined
  readonly refusal: unknown
  /** No answer came: how to ask again. */
  readonly again: (() => void) | undefined
}

/** What saving will do, before it is done: always in view, so that nobody is surprised. */
export const AfterSaving = ({ draft, preview, refusal, again }: Props) => {
  const t = useText(deskTexts)
  const ui = useText(uiTexts)
  if (refusal) {
    const { text } = errorWords(ui, refusal)
    return (
      <Card title={t('after.title')} tone="late" isFlush>
        <Line icon="error" tone="late" label={t('after.refused')}>
          {text}
        </Line>
      </Card>
    )
  }
  if (again && !preview)
    return (
      <Card
        title={t('after.title')}
        aside={
          <Button icon="refresh" isSmall onClick={again}>
            {t('after.again')}
          </Button>
        }
        isFlush
      >
        <Line icon="alert" tone="risk" label={t('after.unforeseen')}>
          {t('after.unforeseen-text')}
        </Line>
      </Card>
    )
  return (
    <Card title={t('after.title')} isFlush>
      {preview ? <Lines draft={draft} preview={preview} /> : <p className="hint intake-note">{t('after.nobody')}</p>}
    </Card>
  )
}

const Lines = ({ draft, preview }: { readonly draft: Draft; readonly preview: Preview }) => {
  const t = useText(deskTexts)
  const { makes, repeats, warnings, joins, feedbackDueAt } = preview
  return (
    <>
      <Line icon="orders" label={t('after.order')} end={joins ? <When at={joins.dueAt} /> : undefined}>
        {orderWords(t, draft, preview)}
      </Line>
      {preview.customer && !draft.customer && (
        <Line icon="person" label={t('after.customer')}>
          {t('after.matched')}
        </Line>
      )}
      {makes && <Destination makes={makes} />}
      {makes && makes.limits.length > 0 && <Limits limits={makes.limits} />}
      {repeats && (
        <Line icon="history" tone="risk" label={t('after.repeat')} end={<When at={repeats.finishedAt} />}>
          {t('after.repeats', { order: repeats.order })}
        </Line>
      )}
      {warnings.map(({ code, title }) => (
        <Line key={code} icon="alert" tone="risk" label={t('after.warn')}>
          {title}
        </Line>
      ))}
      {feedbackDueAt && (
        <Line icon="clock" label={t('after.first')} end={draft.isTold ? undefined : <When at={feedbackDueAt} />}>
          {draft.isTold ? t('after.told') : t('after.until')}
        </Line>
      )}
    </>
  )
}

const orderWords = (t: ReturnType<typeof useText<typeof deskTexts>>, draft: Draft, preview: Preview): ReactNode => {
  const { joins, makes, follows, reason } = preview
  if (joins) {
    const key = draft.isUrge ? 'after.join-urge' : 'after.join'
    return (
      <Link to="/orders/$number" params={{ number: joins.order }}>
        {t(key, { order: joins.order, count: joins.count })}
      </Link>
    )
  }
  if (makes) return t('after.new', { place: makes.place })
  return follows ? t('after.follow', { report: follows }) : t('after.wait', { reason: reason?.title ?? '' })
}

const Destination = ({ makes }: { readonly makes: NonNullable<Preview['makes']> }) => {
  const t = useText(deskTexts)
  const dispatch = useText(dispatchTexts)
  const { company, station, engineer, step } = makes
  const why =
    step === 'gridOwner'
      ? dispatch('dispatch.by-grid-owner')
      : step === 'lastVisit'
        ? dispatch('dispatch.by-last-visit')
        : undefined
  const who = [company, station, engineer && why ? `${engineer}（${why}）` : engineer].filter(Boolean).join(' · ')
  return (
    <Line icon="person" label={t('after.who')} tone={company ? 'plain' : 'risk'}>
      {company ? t('after.desk', { who }) : t('after.desk-nobody')}
    </Line>
  )
}

const Limits = ({ limits }: { readonly limits: NonNullable<Preview['makes']>['limits'] }) => {
  const t = useText(deskTexts)
  const sla = useText(slaTexts)
  const [now, language] = [useNow(), useLanguage()]
  const words = limits.map(({ clock, party, dueAt }) => {
    const isOneOfSeveral = limits.some((other) => other.clock === clock && other.party !== party)
    const whose = isOneOfSeveral ? ` (${sla(`sla.party.${party}`)})` : ''
    return `${sla(`sla.clock.${clock}`)} ${whenText(dueAt, now, language)}${whose}`
  })
  return (
    <Line icon="clock" label={t('after.limit')}>
      {words.join(' · ')}
    </Line>
  )
}

type LineProps = {
  readonly icon: IconName
  readonly label: string
  readonly children: ReactNode
  readonly end?: ReactNode
  readonly tone?: 'late' | 'risk' | 'plain'
}

const Line = ({ icon, label, children, end, tone = 'plain' }: LineProps) => (
  <CardRow
    icon={icon}
    {...(tone === 'plain' ? {} : { tone })}
    title={
      <span className="intake-line">
        <span>{label}</span>
        <span className={tone === 'plain' ? 'ink-2' : tone}>{children}</span>
      </span>
    }
    end={end}
  />
)
