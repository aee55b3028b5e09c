import { useEffect, useRef, useState } from 'preact/hooks'
import { fieldRoutes } from '#core/field/field.contract.ts'
import { presentOrder } from '#core/field/field.rules.ts'
import { alarmRoutes } from '#core/safety/alarm.contract.ts'
import { useSession } from '#web/field/session/session.ts'
import { useAnswer, useCommand } from '#web/field/ui/answer.ts'
import { Button } from '#web/field/ui/button.tsx'
import { Card, CardBody, CardRow } from '#web/field/ui/card.tsx'
import { useConnection } from '#web/field/ui/connection.ts'
import { anyPosition } from '#web/field/ui/position.ts'
import { Screen } from '#web/field/ui/screen.tsx'
import { Refusal } from '#web/field/ui/states.tsx'
import { useText } from '#web/field/ui/text.ts'
import { useOwnSafety } from './own-safety.ts'
import { safetyFieldTexts } from './safety.text.ts'

const HOLD_MS = 800
const CANCEL_SECONDS = 5
const PLACE_MS = 4_000

type Step = 'idle' | 'holding' | 'counting' | 'sending' | 'sent'

/** Hold, five seconds to think better of it, and the call goes out once with the position; the numbers to dial stand below all the time. */
export const SosScreen = () => {
  const t = useText(safetyFieldTexts)
  const { permissions } = useSession()
  const isOffline = useConnection().state === 'offline'
  const raise = useCommand(alarmRoutes.raise)
  const number = permissions.includes('work-orders.work') ? (
    <OwnOrder onFound={(found) => (order.current = found)} />
  ) : null
  const order = useRef<string | undefined>(undefined)
  const [step, setStep] = useState<Step>('idle')
  const [left, setLeft] = useState(CANCEL_SECONDS)
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined)
  const release = () => {
    clearTimeout(timer.current)
    setStep((now) => (now === 'holding' ? 'idle' : now))
  }
  const hold = () => {
    if (step !== 'idle') return
    setStep('holding')
    timer.current = setTimeout(() => {
      setLeft(CANCEL_SECONDS)
      setStep('counting')
    }, HOLD_MS)
  }
  const send = async () => {
    setStep('sending')
    const position = await anyPosition(PLACE_MS)
    const body = { ...(order.current ? { number: order.current } : {}), ...(position ? { position } : {}) }
    const reply = await raise.run({ body })
    setStep(reply ? 'sent' : 'idle')
  }
  // biome-ignore lint/correctness/useExhaustiveDependencies: each second by itself
  useEffect(() => {
    if (step !== 'counting') return
    if (left === 0) return void send()
    const each = setTimeout(() => setLeft(left - 1), 1_000)
    return () => clearTimeout(each)
  }, [step, left])
  useEffect(() => () => clearTimeout(timer.current), [])
  return (
    <Screen title={t('sos-title')} back="/" isSos>
      {number}
      {isOffline && (
        <Card tone="late" title={t('sos-offline')}>
          <Numbers />
        </Card>
      )}
      <Card>
        <CardBody>
          <p>{step === 'sent' ? t(isOffline ? 'sos-offline-text' : 'sos-sent') : t('sos-text')}</p>
          {raise.error !== undefined && <Refusal error={raise.error} />}
          {(step === 'idle' || step === 'holding') && (
            <button
              type="button"
              className="sos-hold"
              data-held={step === 'holding'}
              onPointerDown={hold}
              onPointerUp={release}
              onPointerLeave={release}
              onContextMenu={(event) => event.preventDefault()}
              onKeyDown={(event) => event.key === 'Enter' && hold()}
              onKeyUp={release}
            >
              {t(step === 'holding' ? 'sos-holding' : 'sos-hold')}
            </button>
          )}
          {step === 'counting' && (
            <>
              <p className="sos-count" role="alert">
                {t('sos-in', { count: left })}
              </p>
              <Button onClick={() => setStep('idle')}>{t('sos-cancel')}</Button>
            </>
          )}
          {step === 'sending' && <p role="status">{t('sos-sending')}</p>}
        </CardBody>
      </Card>
      {!isOffline && (
        <Card title={t('sos-call')}>
          <Numbers />
        </Card>
      )}
      <Card>
        <CardRow icon="info" title={t('sos-near-miss')} href="#/near-miss" />
      </Card>
    </Screen>
  )
}

/** The order that the person is at now, which goes with the call. */
const OwnOrder = ({ onFound }: { readonly onFound: (number: string | undefined) => void }) => {
  const { data } = useAnswer(fieldRoutes.myDay, {})
  const present = data && presentOrder(data.orders)?.number
  useEffect(() => onFound(present))
  return null
}

const Numbers = () => {
  const t = useText(safetyFieldTexts)
  const hotline = useOwnSafety()?.hotline
  return (
    <>
      {hotline && <CardRow icon="phone" title={t('hotline')} text={hotline} href={`tel:${hotline}`} />}
      <CardRow icon="phone" title={t('police')} text="110" href="tel:110" />
      <CardRow icon="phone" title={t('ambulance')} text="120" href="tel:120" />
      <CardRow icon="phone" title={t('fire')} text="119" href="tel:119" />
    </>
  )
}
