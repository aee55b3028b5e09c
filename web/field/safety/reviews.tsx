import { useState } from 'preact/hooks'
import { arrivalWords } from '#core/safety/arrival-words.ts'
import { safetyNames } from '#core/safety/safety.text.ts'
import { type Approval, approvalList, waitingCount } from '#core/work-orders/approval.contract.ts'
import { actionRouteOf } from '#core/work-orders/work-order.contract.ts'
import { useSession } from '#web/field/session/session.ts'
import { useAnswer, useCommand } from '#web/field/ui/answer.ts'
import { Button } from '#web/field/ui/button.tsx'
import { Card, CardBody, CardRow } from '#web/field/ui/card.tsx'
import { TextArea } from '#web/field/ui/inputs.tsx'
import { Screen } from '#web/field/ui/screen.tsx'
import { EmptyState, Loaded, Refusal } from '#web/field/ui/states.tsx'
import { useLanguage, useText } from '#web/field/ui/text.ts'
import { useLiveRefresh } from '#web/field/ui/use-live.ts'
import { When } from '#web/field/ui/when.tsx'
import { safetyFieldTexts } from './safety.text.ts'

/** On the team's screen, while something waits for the head. */
export const ReviewsHint = () => {
  const { permissions } = useSession()
  return permissions.includes('safety.review') ? <Hint /> : null
}

const Hint = () => {
  const t = useText(safetyFieldTexts)
  const count = useAnswer(waitingCount, {}).data?.approvals ?? 0
  if (count === 0) return null
  return (
    <Card tone="risk">
      <CardRow icon="approvals" title={t('reviews')} text={t('reviews-count', { count })} href="#/reviews" />
    </Card>
  )
}

const approve = actionRouteOf('approveArrival')
const deny = actionRouteOf('denyArrival')

/** Sign-ins that want an answer, one by one or all at once, and stops to be reviewed. */
export const ReviewsScreen = () => {
  const t = useText(safetyFieldTexts)
  const answer = useAnswer(approvalList, { query: { view: 'mine' } })
  useLiveRefresh('workOrder.')
  const accept = useCommand(approve)
  const arrivals = answer.data?.items.filter(({ pending }) => pending.kind === 'arrival') ?? []
  const acceptAll = async () => {
    for (const { number } of arrivals) if (!(await accept.run({ params: { number }, body: {} }))) return
  }
  return (
    <Screen
      title={t('reviews')}
      back="/team"
      above={accept.error !== undefined && <Refusal error={accept.error} />}
      {...(arrivals.length > 1
        ? {
            primary: {
              children: t('reviews-all', { count: arrivals.length }),
              icon: 'check' as const,
              isBusy: accept.isRunning,
              onClick: () => void acceptAll(),
            },
          }
        : {})}
    >
      <Loaded answer={answer}>
        {({ items }) =>
          items.length === 0 ? (
            <EmptyState icon="approvals" title={t('reviews-none')} />
          ) : (
            items.map((item) => <Waiting key={item.number} item={item} />)
          )
        }
      </Loaded>
    </Screen>
  )
}

const Waiting = ({ item }: { readonly item: Approval }) => {
  const [t, names, language] = [useText(safetyFieldTexts), useText(safetyNames), useLanguage()]
  const accept = useCommand(approve)
  const refuse = useCommand(deny)
  const [why, setWhy] = useState<string | undefined>(undefined)
  const { number, pending } = item
  const isStop = pending.kind === 'stop'
  const what = isStop
    ? names(`stopReason.${pending.cause}` as 'stopReason.other')
    : arrivalWords(item.arrival ?? {}, language)
  return (
    <Card title={number} tone={isStop ? 'late' : 'risk'} aside={<When at={pending.requestedAt} />}>
      <CardBody>
        <p className="strong">{what}</p>
        <p>
          {pending.requestedByName} · {pending.reason || item.symptom}
        </p>
        {accept.error !== undefined && <Refusal error={accept.error} />}
        {refuse.error !== undefined && <Refusal error={refuse.error} />}
        {isStop && (
          <a className="button button-primary" href={`#/job/${encodeURIComponent(number)}`}>
            <span className="button-words">{t('review-open')}</span>
          </a>
        )}
        {!isStop && why === undefined && (
          <div className="pair">
            <Button onClick={() => setWhy('')}>{t('review-deny')}</Button>
            <Button
              kind="primary"
              isBusy={accept.isRunning}
              onClick={() => void accept.run({ params: { number }, body: {} })}
            >
              {t('review-accept')}
            </Button>
          </div>
        )}
        {why !== undefined && (
          <>
            <TextArea label={t('review-deny-why')} value={why} onChange={setWhy} />
            <Button
              kind="primary"
              isBusy={refuse.isRunning}
              why={why.trim() === '' ? t('review-deny-why') : undefined}
              onClick={() => void refuse.run({ params: { number }, body: { reason: why.trim() } })}
            >
              {t('review-deny')}
            </Button>
          </>
        )}
      </CardBody>
    </Card>
  )
}
