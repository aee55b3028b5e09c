import { type ReactNode, useSyncExternalStore } from 'react'
import { Button, IconButton } from './button.tsx'
import { Icon } from './icon.tsx'
import { useText } from './text.ts'
import { uiTexts } from './ui.text.ts'

export type Toast = {
  readonly tone: 'fine' | 'late' | 'risk' | 'plain'
  readonly title: ReactNode
  readonly text?: ReactNode
  /** Undo, or a way to what was made. */
  readonly action?: { readonly label: string; readonly onClick: () => void }
}

type Shown = Toast & { readonly id: number }

const SHORT_MS = 4_000
const LONG_MS = 12_000

let shown: readonly Shown[] = []
let last = 0
const listeners = new Set<() => void>()
const change = (next: readonly Shown[]): void => {
  shown = next
  for (const listener of listeners) listener()
}

/** Says in the corner what was done or not done. Bad news stays until it is closed; a toast with an action stays longer. */
export const toast = (message: Toast): void => {
  last += 1
  const id = last
  change([...shown, { ...message, id }].slice(-4))
  if (message.tone !== 'late') setTimeout(() => dismiss(id), message.action ? LONG_MS : SHORT_MS)
}

const dismiss = (id: number): void => change(shown.filter((each) => each.id !== id))

const icons = { fine: 'done', late: 'error', risk: 'alert', plain: 'info' } as const

/** Mounted once, at the end of the page. */
export const ToastHost = () => {
  const t = useText(uiTexts)
  const list = useSyncExternalStore(
    (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    () => shown,
  )
  return (
    <div className="ui-toasts no-print" role="status" aria-live="polite">
      {list.map((each) => (
        <div key={each.id} className="ui-toast">
          <span className={each.tone}>
            <Icon name={icons[each.tone]} />
          </span>
          <div className="ui-toast-words">
            <div>{each.title}</div>
            {each.text && <div className="small ink-2">{each.text}</div>}
          </div>
          {each.action && (
            <Button
              kind="quiet"
              isSmall
              onClick={() => {
                each.action?.onClick()
                dismiss(each.id)
              }}
            >
              {each.action.label}
            </Button>
          )}
          <IconButton icon="close" label={t('close')} onClick={() => dismiss(each.id)} />
        </div>
      ))}
    </div>
  )
}
