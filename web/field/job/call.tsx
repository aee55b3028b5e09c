import { useState } from 'preact/hooks'
import { callRoutes } from '#core/appointments/calls.contract.ts'
import type { Instant } from '#core/time.ts'
import { type OrderDetail, workOrderRoutes } from '#core/work-orders/work-order.contract.ts'
import { useAnswer, useCommand } from '#web/field/ui/answer.ts'
import { Button } from '#web/field/ui/button.tsx'
import { Icon } from '#web/field/ui/icon.tsx'
import { Choices, TextField } from '#web/field/ui/inputs.tsx'
import { note } from '#web/field/ui/note.tsx'
import { goBack } from '#web/field/ui/router.ts'
import { Screen } from '#web/field/ui/screen.tsx'
import { FieldRefusal, Loaded, Refusal, refusalOf } from '#web/field/ui/states.tsx'
import { useLanguage, useText } from '#web/field/ui/text.ts'
import { useNow } from '#web/field/ui/when.tsx'
import { CallScript, useScriptId } from '#web/field/wording/call-script.tsx'
import { isCallError } from '#web/ui/problem.ts'
import { whenText } from '#web/ui/time.ts'
import { dropDraft, useDraft } from './draft.ts'
import { jobTexts } from './job.text.ts'
import { orderWords } from './order.text.ts'
import { ReasonChoices, reasonText } from './pick.tsx'
import { useReveal } from './place.tsx'
import { TimePick } from './time-pick.tsx'
import { useAct } from './use-act.ts'
import { useChoices } from './use-choices.ts'
import './job.css'

export const CallScreen = ({ number }: { readonly number: string }) => {
  const t = useText(jobTexts)
  const answer = useAnswer(workOrderRoutes.detail, { params: { number } })
  return answer.data ? (
    <Call order={answer.data} />
  ) : (
    <Screen title={t('call')} back={`/job/${encodeURIComponent(number)}`}>
      <Loaded answer={answer}>{() => null}</Loaded>
    </Screen>
  )
}

/** The refusal asks for one more word of the customer. */
const isRefusedAs = (error: unknown, code: string, isSaid: boolean | undefined): boolean =>
  isSaid === true || (isCallError(error) && error.code === code)

type Outcome = 'callBackAt' | 'noAnswer' | 'neverAsked' | 'wrongNumber' | 'refuses'
const outcomes: readonly Outcome[] = ['callBackAt', 'noAnswer', 'neverAsked', 'refuses', 'wrongNumber']

/** The number for this call, three sentences to read aloud, and the outcome in two taps. */
const Call = ({ order }: { readonly order: OrderDetail }) => {
  const [t, words] = [useText(jobTexts), useText(orderWords)]
  const [now, language] = [useNow(), useLanguage()]
  const choices = useChoices(order.number)
  const act = useAct(order.number, order.version)
  const reveal = useReveal(order.number)
  const begin = useCommand(callRoutes.begin)
  const [begun, setBegun] = useState<{ readonly id: string; readonly relayNumber: string | null } | undefined>(
    undefined,
  )
  const place = `call ${order.number}`
  const [draft, change] = useDraft<{
    at?: Instant
    code?: string
    reason: string
    hasConsent?: boolean
    isAsked?: boolean
  }>(place, { reason: '' })
  const isAgain = order.state === 'appointed' || order.state === 'enRoute'
  const offered = order.actions.find((each) => each.action === (isAgain ? 'reschedule' : 'appoint'))
  const attempts = order.events.filter((event) => event.kind.endsWith('contacted')).length
  const when = draft.at && whenText(draft.at, now, language)
  const reason = reasonText(choices.data?.reschedule ?? [], draft.code, draft.reason)
  const scriptId = useScriptId(order)
  const finish = (text: string) => {
    dropDraft(place)
    note({ text })
    goBack(`/job/${encodeURIComponent(order.number)}`)
  }
  const agree = async () => {
    if (!draft.at || !choices.data) return
    const window = { from: draft.at, to: draft.at, isAsked: draft.isAsked === true }
    const reply = isAgain
      ? await act.run('reschedule', { ...window, reason, reasonCode: draft.code ?? '', hasConsent: true })
      : await act.run('appoint', { ...window, hasConsent: draft.hasConsent === true })
    if (reply) finish(t('noted-time', { when: when ?? '' }))
  }
  const say = async (outcome: Outcome) => {
    const through = begun ? { callId: begun.id } : {}
    const number = begun?.relayNumber ? 'relay' : 'own'
    if (await act.run('logContact', { outcome, number, scriptId, ...through })) finish(t('noted'))
  }
  /** A number between the two where the provider gives one; else the customer's own, after a recorded look. */
  const dial = async () => {
    const reply = await begin.run({ params: { number: order.number }, body: {} })
    if (reply) setBegun(reply)
    const phone = reply?.relayNumber ?? (await reveal.show(['phone', 'name']))?.phone
    if (phone) location.href = `tel:${phone}`
  }
  const why =
    offered?.refusal?.title ??
    (draft.at === undefined ? t('agree-none') : isAgain && !draft.code ? t('choose-reason') : undefined)
  return (
    <Screen
      title={t('call-title', { name: order.customerName ?? words('no-name') })}
      subtitle={order.customerPhone ?? t('no-number')}
      back={`/job/${encodeURIComponent(order.number)}`}
      above={act.error !== undefined && <Refusal error={act.error} />}
      primary={{
        children: when ? t(isAgain ? 'agree-again' : 'agree-at', { when }) : t('agree-none'),
        icon: 'check',
        why,
        isBusy: act.running === 'appoint' || act.running === 'reschedule',
        onClick: () => void agree(),
      }}
    >
      {reveal.values?.phone ? (
        <a className="call-link" href={`tel:${reveal.values.phone}`}>
          <Icon name="phone" size={24} />
          {t('dial', { phone: reveal.values.phone })}
        </a>
      ) : (
        <Button
          icon="phone"
          hint={t('number-why')}
          isBusy={reveal.isBusy || begin.isRunning}
          why={order.customerPhone === null ? t('no-number') : undefined}
          onClick={() => {
            void dial()
          }}
        >
          {t('get-number')}
        </Button>
      )}
      {begun?.relayNumber && (
        <a className="call-link" href={`tel:${begun.relayNumber}`}>
          <Icon name="phone" size={24} />
          {t('dial-relay', { phone: begun.relayNumber })}
        </a>
      )}
      {reveal.error !== undefined && <Refusal error={reveal.error} />}
      <CallScript order={order} name={reveal.values?.name} when={draft.at && whenText(draft.at, now, 'zh-CN')} />
      <h2>{t('which-time')}</h2>
      <TimePick
        number={order.number}
        value={draft.at}
        onChange={(at) => {
          act.forget()
          change({ at, hasConsent: false, isAsked: false })
        }}
        window={order.preferred ?? undefined}
        visitMinutes={choices.data?.appointmentMinutes}
      />
      <FieldRefusal error={act.error} field="to" />
      {isRefusedAs(act.error, 'work-orders.outside-wish', draft.hasConsent) && (
        <Choices
          label={t('consent-other')}
          value={draft.hasConsent ? 'yes' : undefined}
          onChange={() => change({ hasConsent: !draft.hasConsent })}
          choices={[{ value: 'yes', label: t('consent-other') }]}
        />
      )}
      {isRefusedAs(act.error, 'appointments.quiet', draft.isAsked) && (
        <Choices
          label={t('asked-quiet')}
          value={draft.isAsked ? 'yes' : undefined}
          onChange={() => change({ isAsked: !draft.isAsked })}
          choices={[{ value: 'yes', label: t('asked-quiet') }]}
        />
      )}
      {isAgain && (
        <>
          <h2>{t('reason-again')}</h2>
          <ReasonChoices
            label={t('reason-again')}
            value={draft.code}
            reasons={choices.data?.reschedule ?? []}
            onChange={(code) => change({ code })}
          />
          <FieldRefusal error={act.error} field="reasonCode" />
          <TextField
            label={t('reason-more')}
            isProse
            value={draft.reason}
            error={refusalOf(act.error, 'reason')}
            onChange={(words) => change({ reason: words })}
          />
        </>
      )}
      <h2>{t('what-said')}</h2>
      <div className="outcomes">
        {outcomes.map((outcome) => (
          <Button
            key={outcome}
            isBusy={act.running === 'logContact'}
            hint={
              outcome === 'noAnswer'
                ? t('attempt-hint', { count: attempts + 1 })
                : outcome === 'neverAsked'
                  ? t('outcome-neverAsked-hint')
                  : undefined
            }
            onClick={() => void say(outcome)}
          >
            {t(`outcome-${outcome}`, { minutes: choices.data?.callBackAfterMinutes ?? '' })}
          </Button>
        ))}
      </div>
    </Screen>
  )
}
