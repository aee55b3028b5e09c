import type { ComponentChildren } from 'preact'
import { useState } from 'preact/hooks'
import type { IconName } from '#web/ui/icons.ts'
import { Icon } from './icon.tsx'

export type ButtonProps = {
  readonly children: ComponentChildren
  readonly onClick?: () => void
  readonly type?: 'button' | 'submit'
  readonly icon?: IconName
  /** A smaller second line: 138****5678 · 通话不需要网络. */
  readonly hint?: ComponentChildren
  /** One `primary` a screen, at the bottom. */
  readonly kind?: 'primary' | 'plain' | 'quiet' | 'danger'
  /** Why it cannot be done now: it greys, and a tap says so. */
  readonly why?: string | undefined
  readonly isBusy?: boolean
}

export const Button = ({
  children,
  onClick,
  type = 'button',
  icon,
  hint,
  kind = 'plain',
  why,
  isBusy,
}: ButtonProps) => {
  const [isAsked, setIsAsked] = useState(false)
  const isBlocked = why !== undefined || isBusy === true
  return (
    <>
      <button
        type={type}
        className={`button button-${kind}`}
        aria-disabled={isBlocked}
        aria-busy={isBusy}
        onClick={(event) => {
          if (!isBlocked) return onClick?.()
          event.preventDefault()
          setIsAsked(why !== undefined)
        }}
      >
        {isBusy ? <span className="spin" /> : icon && <Icon name={icon} size={22} />}
        <span className="button-words">
          {children}
          {hint && <small>{hint}</small>}
        </span>
      </button>
      {isAsked && why !== undefined && (
        <p className="why" role="status">
          {why}
        </p>
      )}
    </>
  )
}
