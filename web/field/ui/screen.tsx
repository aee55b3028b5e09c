import type { ComponentChildren } from 'preact'
import { useEffect } from 'preact/hooks'
import { dayOf } from '#core/time.ts'
import { keeping } from '#web/field/keeping.ts'
import { useUnsentCount } from '#web/field/outbox/outbox-count.ts'
import { useSending } from '#web/field/outbox-send.ts'
import { lastContact } from '#web/field/phone-contact.ts'
import { pwaTexts } from '#web/field/pwa/pwa.text.ts'
import { takeUpdate, useHasUpdate } from '#web/field/pwa/update.ts'
import { SosButton } from '#web/field/safety/sos-button.tsx'
import type { IconName } from '#web/ui/icons.ts'
import { agoText, clockText, secondsText, whenText } from '#web/ui/time.ts'
import { Button, type ButtonProps } from './button.tsx'
import { useConnection } from './connection.ts'
import { fieldTexts } from './field.text.ts'
import { Icon } from './icon.tsx'
import { goBack, type Pattern } from './router.ts'
import { TabBar } from './tab-bar.tsx'
import { useLanguage, useText } from './text.ts'
import { useNow } from './when.tsx'

type Props = {
  readonly title: ComponentChildren
  readonly subtitle?: ComponentChildren
  /** Where 返回 leads when there is no history; absent on the screens of the tab bar. */
  readonly back?: Pattern
  /** One rare thing at the top right: 求助, 号码. */
  readonly aside?: { readonly icon: IconName; readonly label: string; readonly onClick: () => void }
  /** The one thing to do, pinned at the bottom. */
  readonly primary?: Omit<ButtonProps, 'kind'>
  /** Above the primary button, pinned with it: a refusal, a second choice. */
  readonly above?: ComponentChildren
  readonly children: ComponentChildren
  /** A screen that is handed to the customer: no strip, no counts, no navigation. */
  readonly isForCustomer?: boolean
  /** The screen of the call for help itself. */
  readonly isSos?: boolean
}

/** Every screen of the phone: title, connection strip, content, the one primary button, tabs. */
export const Screen = ({
  title,
  subtitle,
  back,
  aside,
  primary,
  above,
  children,
  isForCustomer = false,
  isSos = false,
}: Props) => {
  const t = useText(fieldTexts)
  useEffect(() => {
    document.querySelector('.screen-content')?.scrollTo(0, 0)
  }, [])
  return (
    <div className="screen">
      <header className="screen-head">
        {back !== undefined && (
          <button type="button" className="corner" aria-label={t('back')} onClick={() => goBack(back)}>
            <Icon name="left" size={26} />
          </button>
        )}
        <div className="screen-title">
          <h1>{title}</h1>
          {subtitle && <p>{subtitle}</p>}
        </div>
        {!isForCustomer && !isSos && <SosButton />}
        {aside && (
          <button type="button" className="corner" onClick={aside.onClick}>
            <Icon name={aside.icon} size={24} />
            {aside.label}
          </button>
        )}
      </header>
      {!isForCustomer && <ConnectionStrip />}
      {!isForCustomer && back === undefined && <UpdateBar />}
      <main className="screen-content">{children}</main>
      {(primary || above) && (
        <footer className="screen-foot">
          {above}
          {primary && <Button {...primary} kind="primary" />}
        </footer>
      )}
      {back === undefined && !isForCustomer && <TabBar />}
    </div>
  )
}

/** A new build is taken over where nothing is being filled in. */
const UpdateBar = () => {
  const t = useText(pwaTexts)
  if (!useHasUpdate()) return null
  return (
    <button type="button" className="update-bar" onClick={takeUpdate}>
      <Icon name="refresh" size={20} />
      {t('new-version')}
    </button>
  )
}

const icons = { online: 'cloud', weak: 'cloud-weak', offline: 'cloud-off' } as const

/** Always there, calm, never red: icon, state, and how old the content is. */
const ConnectionStrip = () => {
  const t = useText(fieldTexts)
  const waiting = useUnsentCount()
  const { msEach } = useSending()
  const [{ state, heardAt: heard }, now, language] = [useConnection(), useNow(), useLanguage()]
  const heardAt = heard ?? lastContact()?.serverAt
  const since = heardAt && (dayOf(heardAt) === dayOf(now) ? clockText(heardAt) : whenText(heardAt, now, language))
  const seconds = state === 'weak' && msEach !== undefined && waiting > 0 ? (waiting * msEach) / 1000 : undefined
  return (
    <a className="strip" href="#/outbox">
      <Icon name={icons[state]} size={24} />
      <span className="strip-state" role="status">
        <b>{t(state)}</b>
        {state === 'offline' && t(keeping() ? 'offline-works' : 'offline-stuck')}
        {state === 'weak' && waiting > 0 && t('weak-sends')}
        {state === 'online' && heardAt && t('online-since', { ago: agoText(heardAt, now, language) })}
        {state === 'offline' && since && <small>{t('content-of', { time: since })}</small>}
      </span>
      <span className="strip-count">
        {seconds !== undefined
          ? t('about', { time: secondsText(seconds, language) })
          : t('to-send', { count: waiting })}
        <Icon name="right" size={18} />
      </span>
    </a>
  )
}
