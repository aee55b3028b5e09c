import { type ReactNode, type RefObject, useCallback, useEffect, useId, useLayoutEffect, useRef, useState } from 'react'
import { createPortal } from 'react-dom'
import { placeBeside } from './floating.ts'
import './popover.css'

type TriggerProps = {
  readonly ref: RefObject<HTMLButtonElement | null>
  readonly onClick: () => void
  readonly 'aria-expanded': boolean
  readonly 'aria-haspopup': 'dialog' | 'listbox' | 'menu'
  readonly 'aria-controls': string | undefined
}

type Props = {
  /** Spread the given props on a `<button>`. */
  readonly trigger: (props: TriggerProps, isOpen: boolean) => ReactNode
  /** What floats; call `close` when done. Focus goes to its first field or button, and back to the trigger afterwards. */
  readonly children: (close: () => void) => ReactNode
  readonly align?: 'start' | 'end' | 'middle'
  readonly role?: 'dialog' | 'listbox' | 'menu'
  readonly label: string
  readonly onClose?: () => void
  /** Open from the moment it is drawn: a chip that was just asked for. */
  readonly startsOpen?: boolean
}

/** A small panel at a button, closed by Esc, a click elsewhere, or its own content. */
export const Popover = ({
  trigger,
  children,
  align = 'start',
  role = 'dialog',
  label,
  onClose,
  startsOpen = false,
}: Props) => {
  const [isOpen, setIsOpen] = useState(startsOpen)
  const anchor = useRef<HTMLButtonElement>(null)
  const id = useId()
  const close = useCallback(() => {
    setIsOpen(false)
    onClose?.()
    anchor.current?.focus()
  }, [onClose])
  return (
    <>
      {trigger(
        {
          ref: anchor,
          onClick: () => (isOpen ? close() : setIsOpen(true)),
          'aria-expanded': isOpen,
          'aria-haspopup': role,
          'aria-controls': isOpen ? id : undefined,
        },
        isOpen,
      )}
      {isOpen && (
        <Panel
          id={id}
          anchor={anchor}
          align={align}
          role={role}
          label={label}
          onClose={close}
          onLeave={() => setIsOpen(false)}
        >
          {children(close)}
        </Panel>
      )}
    </>
  )
}

type PanelProps = {
  readonly id: string
  readonly anchor: RefObject<HTMLElement | null>
  readonly align: 'start' | 'end' | 'middle'
  readonly role: string
  readonly label: string
  readonly onClose: () => void
  readonly onLeave: () => void
  readonly children: ReactNode
}

const Panel = ({ id, anchor, align, role, label, onClose, onLeave, children }: PanelProps) => {
  const panel = useRef<HTMLDivElement>(null)
  const leave = useRef(onLeave)
  leave.current = onLeave

  useLayoutEffect(() => {
    const place = () => {
      const [box, own] = [anchor.current?.getBoundingClientRect(), panel.current]
      if (!box || !own) return
      const size = { width: own.offsetWidth, height: own.offsetHeight }
      const at = placeBeside(box, size, { width: innerWidth, height: innerHeight }, align)
      own.style.left = `${at.left}px`
      own.style.top = `${at.top}px`
      own.style.minWidth = `${Math.min(box.width, 360)}px`
    }
    place()
    const observer = new ResizeObserver(place)
    if (panel.current) observer.observe(panel.current)
    addEventListener('scroll', place, true)
    addEventListener('resize', place)
    return () => {
      observer.disconnect()
      removeEventListener('scroll', place, true)
      removeEventListener('resize', place)
    }
  }, [anchor, align])

  useEffect(() => {
    const first = panel.current?.querySelector<HTMLElement>('[data-autofocus], input, textarea, button, [tabindex="0"]')
    ;(first ?? panel.current)?.focus({ preventScroll: true })
    const onDown = (event: PointerEvent) => {
      const target = event.target
      if (!(target instanceof Node) || panel.current?.contains(target) || anchor.current?.contains(target)) return
      // A panel that this one opened (a list inside a form) is drawn elsewhere but still belongs to it.
      if (target instanceof Element && target.closest('.ui-popover, .ant-picker-dropdown, .ant-select-dropdown')) return
      leave.current()
    }
    document.addEventListener('pointerdown', onDown, true)
    return () => document.removeEventListener('pointerdown', onDown, true)
  }, [anchor])

  return createPortal(
    <div
      ref={panel}
      id={id}
      className="ui-popover"
      role={role}
      aria-label={label}
      tabIndex={-1}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return
        event.stopPropagation()
        event.preventDefault()
        onClose()
      }}
    >
      {children}
    </div>,
    anchor.current?.closest('dialog') ?? document.body,
  )
}
