import type { ComponentProps, KeyboardEvent, ReactNode } from 'react'
import { Icon } from './icon.tsx'
import type { IconName } from './icons.ts'
import { Popover } from './popover.tsx'

export type MenuItem =
  | {
      readonly key: string
      readonly label: ReactNode
      readonly icon?: IconName
      readonly hint?: ReactNode
      /** Why it cannot be chosen now. */
      readonly why?: string | undefined
      readonly isChosen?: boolean
      readonly onSelect: () => void
    }
  | { readonly key: string; readonly isLine: true }

/** Moves between the items of a list with the arrow keys. */
export const moveFocus = (event: KeyboardEvent<HTMLElement>, selector: string): void => {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
  if (step === undefined) return
  event.preventDefault()
  const items = [...event.currentTarget.querySelectorAll<HTMLElement>(selector)]
  const at = items.indexOf(document.activeElement as HTMLElement)
  items[(at + step + items.length) % items.length]?.focus()
}

/** A button that opens a list of actions. */
export const Menu = ({
  trigger,
  items,
  label,
  align = 'end',
}: {
  readonly trigger: ComponentProps<typeof Popover>['trigger']
  readonly items: readonly MenuItem[]
  readonly label: string
  readonly align?: 'start' | 'end'
}) => (
  <Popover trigger={trigger} align={align} role="menu" label={label}>
    {(close) => (
      <div className="ui-menu" role="presentation" onKeyDown={(event) => moveFocus(event, '[role^="menuitem"]')}>
        {items.map((item) =>
          'isLine' in item ? (
            <div key={item.key} className="ui-menu-line" />
          ) : (
            <button
              key={item.key}
              type="button"
              role={item.isChosen === undefined ? 'menuitem' : 'menuitemradio'}
              aria-checked={item.isChosen}
              className="ui-menu-item"
              aria-disabled={item.why !== undefined || undefined}
              onClick={() => {
                if (item.why !== undefined) return
                close()
                item.onSelect()
              }}
            >
              {item.icon && <Icon name={item.icon} />}
              <span className="ui-menu-words">
                {item.label}
                {(item.why ?? item.hint) && <span className="hint">{item.why ?? item.hint}</span>}
              </span>
              {item.isChosen && <Icon name="check" />}
            </button>
          ),
        )}
      </div>
    )}
  </Popover>
)
