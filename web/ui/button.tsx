import type { ButtonHTMLAttributes, ReactNode } from 'react'
import { Icon } from './icon.tsx'
import type { IconName } from './icons.ts'
import './button.css'

type Common = Omit<ButtonHTMLAttributes<HTMLButtonElement>, 'disabled' | 'aria-disabled'> & {
  /** Why the action cannot be done now: the button greys and says so on hover, focus and tap. */
  readonly why?: string | undefined
  readonly isBusy?: boolean
}

type Props = Common & {
  /** One `primary` a view. `danger` is worded as what it does (撤销工单), never only red. */
  readonly kind?: 'primary' | 'plain' | 'quiet' | 'danger'
  readonly icon?: IconName
  /** 28 px instead of 32. */
  readonly isSmall?: boolean
  /** Keys shown at the end, `Ctrl ⏎`; the page listens for them with `useShortcut`. */
  readonly keys?: string
  readonly children: ReactNode
}

/** A worded action. */
export const Button = ({ kind = 'plain', icon, isSmall, keys, why, isBusy, children, ...rest }: Props) => (
  <button type="button" {...rest} {...blocked(why, isBusy, rest.onClick)} className={classes(kind, isSmall)}>
    {isBusy ? <span className="ui-spin" /> : icon && <Icon name={icon} />}
    <span>{children}</span>
    {keys && <kbd>{keys}</kbd>}
  </button>
)

/** An action that its icon says universally; the label is read aloud and shown on hover. */
export const IconButton = ({
  icon,
  label,
  why,
  isBusy,
  size = 16,
  ...rest
}: Common & { readonly icon: IconName; readonly label: string; readonly size?: number }) => (
  <button
    type="button"
    data-tip={label}
    aria-label={label}
    {...rest}
    {...blocked(why, isBusy, rest.onClick)}
    className={`ui-icon-button ${rest.className ?? ''}`}
  >
    {isBusy ? <span className="ui-spin" /> : <Icon name={icon} size={size} />}
  </button>
)

const classes = (kind: string, isSmall: boolean | undefined): string =>
  `ui-button ui-button-${kind}${isSmall ? ' ui-button-small' : ''}`

const blocked = (
  why: string | undefined,
  isBusy: boolean | undefined,
  onClick: Common['onClick'],
): ButtonHTMLAttributes<HTMLButtonElement> & { 'data-tip'?: string } =>
  why === undefined && !isBusy
    ? onClick
      ? { onClick }
      : {}
    : {
        'aria-disabled': true,
        'aria-busy': isBusy,
        onClick: (event) => event.preventDefault(),
        ...(why === undefined ? {} : { 'data-tip': why, 'aria-description': why }),
      }
