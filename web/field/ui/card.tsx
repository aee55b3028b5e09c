import type { ComponentChildren } from 'preact'
import type { IconName } from '#web/ui/icons.ts'
import { Icon } from './icon.tsx'

export type Tone = 'late' | 'risk' | 'fine' | 'paused' | 'plain'

/** A surface; `title` stands above a line, rows reach the edges. */
export const Card = ({
  title,
  aside,
  children,
  tone,
}: {
  readonly title?: ComponentChildren
  readonly aside?: ComponentChildren
  readonly children: ComponentChildren
  /** A coloured border, for what must be dealt with first. */
  readonly tone?: Tone
}) => (
  <section className={`card${tone ? ` card-${tone}` : ''}`}>
    {title && (
      <header className="card-head">
        <h2>{title}</h2>
        {aside}
      </header>
    )}
    {children}
  </section>
)

/** Padding inside a card. */
export const CardBody = ({ children }: { readonly children: ComponentChildren }) => (
  <div className="card-body">{children}</div>
)

/** A line of a card: icon, words, end. It is a target of at least 52 px when it leads somewhere. */
export const CardRow = ({
  icon,
  title,
  text,
  end,
  tone,
  href,
  onClick,
}: {
  readonly icon?: IconName
  readonly title: ComponentChildren
  readonly text?: ComponentChildren
  readonly end?: ComponentChildren
  readonly tone?: Tone
  readonly href?: string
  readonly onClick?: () => void
}) => {
  const leads = href !== undefined || onClick !== undefined
  const inside = (
    <>
      {icon && <Icon name={icon} size={22} />}
      <span className="line-words">
        <span className="strong">{title}</span>
        {text && <small>{text}</small>}
      </span>
      {end && <span className="line-end">{end}</span>}
      {leads && <Icon name="right" size={18} />}
    </>
  )
  const className = `line${tone ? ` line-${tone}` : ''}`
  if (href !== undefined) {
    return (
      <a className={className} href={href}>
        {inside}
      </a>
    )
  }
  if (onClick) {
    return (
      <button type="button" className={className} onClick={onClick}>
        {inside}
      </button>
    )
  }
  return <div className={className}>{inside}</div>
}

const icons: Record<Tone, IconName> = { late: 'error', risk: 'alert', fine: 'done', paused: 'pause', plain: 'info' }

/** A state: icon and word on a tint, in the darker inks that hold in sunlight. */
export const StateTag = ({
  tone,
  icon,
  children,
}: {
  readonly tone: Tone
  readonly icon?: IconName
  readonly children: ComponentChildren
}) => (
  <span className={`tag tag-${tone}`}>
    <Icon name={icon ?? icons[tone]} size={17} />
    {children}
  </span>
)

/** Label and value, one under the other. */
export const Facts = ({
  items,
}: {
  readonly items: readonly { readonly label: string; readonly value: ComponentChildren }[]
}) => (
  <dl className="facts">
    {items.map((item) => (
      <div key={item.label}>
        <dt>{item.label}</dt>
        <dd>{item.value}</dd>
      </div>
    ))}
  </dl>
)

/** Figures side by side above a list: 2 未派, 1 超时. */
export const Figures = ({
  items,
}: {
  readonly items: readonly { readonly label: string; readonly value: ComponentChildren; readonly tone?: Tone }[]
}) => (
  <div className="figures">
    {items.map((item) => (
      <div key={item.label} className="card">
        <b className={item.tone}>{item.value}</b>
        <small>{item.label}</small>
      </div>
    ))}
  </div>
)

/** Sentences to read aloud, behind an accent bar; wrap the order's own words in `<em>`. */
export const Script = ({ children }: { readonly children: ComponentChildren }) => (
  <div className="script">{children}</div>
)
