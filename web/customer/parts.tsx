import type { ComponentChildren } from 'preact'
import type { CustomerPage } from '#core/customer-link/customer-link.contract.ts'
import type { Trouble } from './client.ts'
import { goHome } from './state.ts'
import { t } from './words.ts'

const shapes = {
  phone: 'M6 3h3l1.5 5-2 1.5a12 12 0 0 0 6 6l1.5-2 5 1.5v3a2 2 0 0 1-2.2 2A17 17 0 0 1 4 5.2A2 2 0 0 1 6 3z',
  check: 'M5 12.5l4.5 4.5L19 7.5',
  pause: 'M12 3a9 9 0 1 0 0 18a9 9 0 1 0 0-18M10 9v6M14 9v6',
  lock: 'M6 11h12v9H6zM8.5 11V8a3.5 3.5 0 0 1 7 0v3',
  file: 'M6 3h8l4 4v14H6zM14 3v4h4',
  clock: 'M12 3a9 9 0 1 0 0 18a9 9 0 1 0 0-18M12 7v5l3.5 2',
  alert: 'M12 3.5L22 20.5H2zM12 10v5M12 17.8v.2',
  question: 'M12 3a9 9 0 1 0 0 18a9 9 0 1 0 0-18M9.5 9.5a2.5 2.5 0 1 1 3.5 2.3c-.7.3-1 .8-1 1.7M12 16.8v.2',
  back: 'M15 5l-7 7 7 7',
  download: 'M12 4v11M7.5 11l4.5 4.5L16.5 11M5 20h14',
  done: 'M12 3a9 9 0 1 0 0 18a9 9 0 1 0 0-18M8 12.3l2.8 2.8L16 9.8',
  person: 'M12 4a4 4 0 1 0 0 8a4 4 0 1 0 0-8M4.5 20.5c1-4 4-6 7.5-6s6.5 2 7.5 6',
  off: 'M4 4l16 16M5 12a10 10 0 0 1 4-2.4M12 9a10 10 0 0 1 7 3M8 15a6 6 0 0 1 8 0M12 19v.2',
} as const
export type IconName = keyof typeof shapes

export const Icon = ({ name, size = 22 }: { readonly name: IconName; readonly size?: number }) => (
  <svg class="icon" width={size} height={size} viewBox="0 0 24 24" aria-hidden="true">
    <path d={shapes[name]} />
  </svg>
)

export const Card = ({ children }: { readonly children: ComponentChildren }) => (
  <section class="card">{children}</section>
)

export const Part = ({
  icon,
  title,
  children,
}: {
  readonly icon: IconName
  readonly title: string
  readonly children: ComponentChildren
}) => (
  <div class="part row-part">
    <Icon name={icon} />
    <div>
      <h2>{title}</h2>
      {children}
    </div>
  </div>
)

export const Tag = ({
  tone,
  icon,
  children,
}: {
  readonly tone: 'fine' | 'risk' | 'paused'
  readonly icon: IconName
  readonly children: ComponentChildren
}) => (
  <span class={`tag ${tone}`}>
    <Icon name={icon} size={18} />
    {children}
  </span>
)

/** `why`: cannot be pressed now, and this is the reason, said when it is pressed all the same. */
export const Button = ({
  kind = 'plain',
  icon,
  isBusy = false,
  why,
  onClick,
  children,
}: {
  readonly kind?: 'primary' | 'plain' | 'quiet'
  readonly icon?: IconName
  readonly isBusy?: boolean
  readonly why?: string | undefined
  readonly onClick: () => void
  readonly children: ComponentChildren
}) => (
  <button
    type="button"
    class={`button ${kind}`}
    aria-disabled={why !== undefined || isBusy}
    onClick={() => why === undefined && !isBusy && onClick()}
  >
    {icon && <Icon name={icon} />}
    <span>{why ?? children}</span>
  </button>
)

export const CallButton = ({
  phone,
  kind = 'primary',
  children,
}: {
  readonly phone: string
  readonly kind?: 'primary' | 'plain'
  readonly children: ComponentChildren
}) => (
  <a class={`button ${kind}`} href={`tel:${phone}`}>
    <Icon name="phone" />
    <span>{children}</span>
  </a>
)

export const Choices = <V extends string | number>({
  label,
  choices,
  chosen,
  onChoose,
  columns,
  isMultiple = false,
}: {
  readonly label: string
  readonly choices: readonly { readonly value: V; readonly text: string }[]
  readonly chosen: readonly V[]
  readonly onChoose: (value: V) => void
  readonly columns: number
  readonly isMultiple?: boolean
}) => (
  <fieldset aria-label={label} style={{ '--columns': columns }} class="choices">
    {choices.map(({ value, text }) => {
      const isOn = chosen.includes(value)
      return (
        <label key={value} class={`choice ${isOn ? 'on' : ''}`}>
          <input
            type={isMultiple ? 'checkbox' : 'radio'}
            name={label}
            checked={isOn}
            onChange={() => onChoose(value)}
          />
          {isOn && <Icon name="check" size={18} />}
          <span>{text}</span>
        </label>
      )
    })}
  </fieldset>
)

/** What stopped the last press; nothing that was typed is lost. */
export const Refused = ({ trouble }: { readonly trouble: Trouble | undefined }) =>
  trouble ? (
    <p class="refused" role="alert">
      <Icon name="alert" size={20} />
      <span>{trouble.kind === 'lost' ? t('not-sent') : trouble.kind === 'busy' ? t('busy-text') : trouble.text}</span>
    </p>
  ) : null

export const Frame = ({
  title,
  page,
  isInside = false,
  aside,
  notice,
  children,
  foot,
}: {
  readonly title: string
  readonly page?: CustomerPage | undefined
  /** A screen behind the first one: with a way back. */
  readonly isInside?: boolean
  readonly aside?: string | undefined
  readonly notice?: ComponentChildren
  readonly children: ComponentChildren
  readonly foot?: ComponentChildren
}) => {
  document.title = title
  return (
    <>
      <header>
        {isInside && (
          <button type="button" class="back" aria-label={t('back')} onClick={goHome}>
            <Icon name="back" size={26} />
          </button>
        )}
        <h1>{title}</h1>
        <span class="aside">{aside ?? (page && t('service', { operator: page.operator }))}</span>
      </header>
      {notice}
      <main>{children}</main>
      {foot && <footer>{foot}</footer>}
    </>
  )
}
