import type { ReactNode } from 'react'
import { Icon } from './icon.tsx'
import type { IconName } from './icons.ts'
import type { Tone } from './state-tag.tsx'
import './card.css'

type CardProps = {
  readonly title?: ReactNode
  /** Small words beside the title. */
  readonly hint?: ReactNode
  /** At the right end of the header: a link, a tag, a segmented choice. */
  readonly aside?: ReactNode
  /** Buttons or a sum under a line at the bottom. */
  readonly footer?: ReactNode
  /** Content without padding: a table, rows that reach the edges. */
  readonly isFlush?: boolean
  /** Takes the height that is left and scrolls inside. */
  readonly isFilled?: boolean
  /** A header on a tint, for what must be noticed first (属于群障). */
  readonly tone?: Tone
  readonly children: ReactNode
}

/** A surface with a 40 px header. */
export const Card = ({ title, hint, aside, footer, isFlush, isFilled, tone, children }: CardProps) => (
  <section className={`ui-card${isFilled ? ' ui-card-filled' : ''}${tone ? ` ui-card-${tone}` : ''}`}>
    {(title || aside) && (
      <header>
        {title && <h2>{title}</h2>}
        {hint && <span className="hint clip">{hint}</span>}
        {aside && <div className="ui-card-aside">{aside}</div>}
      </header>
    )}
    <div className={`ui-card-body${isFlush ? ' ui-card-flush' : ''}`}>{children}</div>
    {footer && <footer>{footer}</footer>}
  </section>
)

/** A line of a flush card: icon, words, and what stands at its right end; a button or link when it leads somewhere. */
export const CardRow = ({
  icon,
  title,
  text,
  end,
  tone,
  onClick,
  why,
}: {
  readonly icon?: IconName
  readonly title: ReactNode
  /** A second, smaller line. */
  readonly text?: ReactNode
  readonly end?: ReactNode
  readonly tone?: Tone
  readonly onClick?: () => void
  /** Why it cannot be done now; printed under the title, as 现在不能办 asks. */
  readonly why?: string | undefined
}) => {
  const inside = (
    <>
      {icon && (
        <span className={tone ?? 'ink-2'}>
          <Icon name={icon} />
        </span>
      )}
      <span className="ui-row-words">
        <span className={why === undefined ? '' : 'ink-2'}>{title}</span>
        {(why ?? text) && <span className="ui-row-text">{why ?? text}</span>}
      </span>
      {end && <span className="ui-row-end">{end}</span>}
    </>
  )
  return onClick && why === undefined ? (
    <button type="button" className="ui-row ui-row-button" onClick={onClick}>
      {inside}
    </button>
  ) : (
    <div className="ui-row">{inside}</div>
  )
}

/** Label and value pairs in one or two columns. */
export const Facts = ({
  items,
  columns = 1,
  labelWidth = 56,
}: {
  readonly items: readonly { readonly label: string; readonly value: ReactNode; readonly isWide?: boolean }[]
  readonly columns?: 1 | 2
  readonly labelWidth?: number
}) => (
  <dl className={`ui-facts ui-facts-${columns}`} style={{ '--label': `${labelWidth}px` } as React.CSSProperties}>
    {items.map((item) => (
      <div key={item.label} className={item.isWide ? 'ui-facts-wide' : undefined}>
        <dt>{item.label}</dt>
        <dd>{item.value}</dd>
      </div>
    ))}
  </dl>
)

export type Figure = {
  readonly key: string
  readonly label: string
  readonly value: ReactNode
  readonly unit?: string
  readonly note?: ReactNode
  /** Colours the number and puts a dot before its label. */
  readonly tone?: Tone
  /** The rows behind the number: `<Link>` from the router wrapped around it by the page. */
  readonly link?: (content: ReactNode) => ReactNode
}

/** The one strip of figures of a page; every figure leads to its rows. */
export const Strip = ({ figures }: { readonly figures: readonly Figure[] }) => (
  <div className="ui-strip">
    {figures.map((figure) => {
      const content = (
        <>
          <span className="ui-strip-label">
            {figure.tone && figure.tone !== 'plain' && <i className={figure.tone} aria-hidden="true" />}
            {figure.label}
          </span>
          <span className={`ui-strip-value ${figure.tone ?? ''}`}>
            {figure.value}
            {figure.unit && <small>{figure.unit}</small>}
          </span>
          <span className="ui-strip-note clip">{figure.note ?? '\u00a0'}</span>
        </>
      )
      return (
        <div key={figure.key} className="ui-strip-cell">
          {figure.link ? figure.link(content) : <div>{content}</div>}
        </div>
      )
    })}
  </div>
)
