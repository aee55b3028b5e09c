import type { ComponentChildren } from 'preact'
import { useEffect, useRef } from 'preact/hooks'
import { fieldTexts } from './field.text.ts'
import { Icon } from './icon.tsx'
import { useText } from './text.ts'

/** A panel that rises from the bottom over the screen, for a second step that needs no screen of its own. Mount it to open it. */
export const Sheet = ({
  title,
  onClose,
  children,
  foot,
}: {
  readonly title: ComponentChildren
  readonly onClose: () => void
  readonly children: ComponentChildren
  /** Buttons, pinned below. */
  readonly foot?: ComponentChildren
}) => {
  const t = useText(fieldTexts)
  const dialog = useRef<HTMLDialogElement>(null)
  useEffect(() => {
    const own = dialog.current
    own?.showModal()
    return () => own?.close()
  }, [])
  return (
    <dialog
      ref={dialog}
      className="sheet"
      onCancel={(event) => {
        event.preventDefault()
        onClose()
      }}
    >
      <header className="sheet-head">
        <h2>{title}</h2>
        <button type="button" className="corner" aria-label={t('close')} onClick={onClose}>
          <Icon name="close" size={24} />
        </button>
      </header>
      <div className="sheet-body">{children}</div>
      {foot && <footer className="sheet-foot">{foot}</footer>}
    </dialog>
  )
}
