import { type ReactNode, useEffect, useId, useRef } from 'react'
import { IconButton } from './button.tsx'
import { useText } from './text.ts'
import { uiTexts } from './ui.text.ts'
import './dialog.css'

type Props = {
  readonly title: ReactNode
  readonly onClose: () => void
  readonly children: ReactNode
  /** Buttons, the primary one last. */
  readonly footer?: ReactNode
  /** `small` 420 px, `medium` 640, `large` 960; `side` stands at the right edge, 480 px, full height. */
  readonly size?: 'small' | 'medium' | 'large' | 'side'
  /** Typed text would be lost: neither Esc nor a click beside it closes. */
  readonly isKept?: boolean
}

/** A window over the page, the browser's own: focus stays inside, Esc closes, focus returns. Mount it to open it. */
export const Dialog = ({ title, onClose, children, footer, size = 'small', isKept = false }: Props) => {
  const t = useText(uiTexts)
  const id = useId()
  const dialog = useRef<HTMLDialogElement>(null)
  useEffect(() => {
    const own = dialog.current
    const before = document.activeElement
    own?.showModal()
    // The browser would begin with the button that closes it.
    own?.querySelector<HTMLElement>('[data-autofocus]')?.focus()
    return () => {
      own?.close()
      if (before instanceof HTMLElement) before.focus()
    }
  }, [])
  return (
    <dialog
      ref={dialog}
      className={`ui-dialog ui-dialog-${size}`}
      aria-labelledby={id}
      onCancel={(event) => {
        event.preventDefault()
        if (!isKept) onClose()
      }}
      onClick={(event) => event.target === dialog.current && !isKept && onClose()}
    >
      <div className="ui-dialog-frame">
        <header>
          <h2 id={id}>{title}</h2>
          <IconButton icon="close" label={t('close')} onClick={onClose} />
        </header>
        <div className="ui-dialog-body">{children}</div>
        {footer && <footer>{footer}</footer>}
      </div>
    </dialog>
  )
}
