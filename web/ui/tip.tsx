import { useEffect, useLayoutEffect, useRef, useState } from 'react'
import { createPortal } from 'react-dom'
import { placeBeside } from './floating.ts'

const DELAY_MS = 250

/**
 * Shows the words of `data-tip` at whatever is hovered, focused or tapped. One layer for the whole page, mounted once:
 * an element only carries the attribute, so thousands of cells cost nothing.
 */
export const TipLayer = () => {
  const [shown, setShown] = useState<{ readonly text: string; readonly anchor: Element } | undefined>(undefined)
  const bubble = useRef<HTMLDivElement>(null)

  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined
    const hide = () => {
      clearTimeout(timer)
      setShown(undefined)
    }
    const show = (target: EventTarget | null, delay: number) => {
      const anchor = target instanceof Element ? target.closest('[data-tip]') : null
      const text = anchor?.getAttribute('data-tip')
      clearTimeout(timer)
      if (!anchor || !text) return setShown(undefined)
      timer = setTimeout(() => setShown({ text, anchor }), delay)
    }
    const onOver = (event: Event) => show(event.target, DELAY_MS)
    const onFocus = (event: Event) => {
      if (event.target instanceof Element && event.target.matches(':focus-visible')) show(event.target, 0)
    }
    const onClick = (event: Event) => {
      const blocked = event.target instanceof Element ? event.target.closest('[aria-disabled="true"][data-tip]') : null
      if (blocked) show(blocked, 0)
      else hide()
    }
    const onKey = (event: KeyboardEvent) => event.key === 'Escape' && hide()
    document.addEventListener('pointerover', onOver)
    document.addEventListener('focusin', onFocus)
    document.addEventListener('focusout', hide)
    document.addEventListener('click', onClick)
    document.addEventListener('keydown', onKey)
    addEventListener('scroll', hide, true)
    return () => {
      clearTimeout(timer)
      document.removeEventListener('pointerover', onOver)
      document.removeEventListener('focusin', onFocus)
      document.removeEventListener('focusout', hide)
      document.removeEventListener('click', onClick)
      document.removeEventListener('keydown', onKey)
      removeEventListener('scroll', hide, true)
    }
  }, [])

  useLayoutEffect(() => {
    const own = bubble.current
    if (!own || !shown) return
    const size = { width: own.offsetWidth, height: own.offsetHeight }
    const viewport = { width: innerWidth, height: innerHeight }
    const at = placeBeside(shown.anchor.getBoundingClientRect(), size, viewport, 'middle')
    own.style.left = `${at.left}px`
    own.style.top = `${at.top}px`
  }, [shown])

  if (!shown) return null
  return createPortal(
    <div ref={bubble} className="ui-tip" role="tooltip">
      {shown.text}
    </div>,
    shown.anchor.closest('dialog') ?? document.body,
  )
}
