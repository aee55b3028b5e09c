import { useEffect, useRef, useState } from 'preact/hooks'
import { Icon } from '#web/field/ui/icon.tsx'
import { useText } from '#web/field/ui/text.ts'
import { signTexts } from './sign.text.ts'
import { paintDrawing } from './signature-image.ts'
import { type Drawing, fitDrawing, type Point, type Stroke, withPoint } from './stroke.ts'
import './sign.css'

const pointIn = (canvas: HTMLCanvasElement, event: PointerEvent): Point => {
  const { left, top } = canvas.getBoundingClientRect()
  return [event.clientX - left, event.clientY - top]
}

/** Where the customer signs: one finger or a pen, a stroke taken back or all of them, the same drawing when the phone is turned. */
export const SignaturePad = ({
  value,
  onChange,
}: {
  readonly value: Drawing | undefined
  readonly onChange: (drawing: Drawing | undefined) => void
}) => {
  const t = useText(signTexts)
  const canvas = useRef<HTMLCanvasElement>(null)
  const [box, setBox] = useState<Drawing['box'] | undefined>(undefined)
  const drawn = useRef<{ readonly pointer: number; stroke: Stroke } | undefined>(undefined)
  const fitted = box && fitDrawing(value ?? { box, strokes: [] }, box)
  const latest = useRef(fitted)
  latest.current = fitted

  const paint = () => {
    const { current } = latest
    if (!canvas.current || !current) return
    const strokes = drawn.current ? [...current.strokes, drawn.current.stroke] : current.strokes
    paintDrawing(canvas.current, { ...current, strokes }, Math.max(1, devicePixelRatio))
  }
  // The pad is as large as its place, which changes when the phone is turned.
  useEffect(() => {
    const own = canvas.current
    if (!own) return undefined
    const measure = () => {
      const { width, height } = own.getBoundingClientRect()
      if (width > 0 && height > 0) setBox({ width: Math.round(width), height: Math.round(height) })
    }
    measure()
    const watch = new ResizeObserver(measure)
    watch.observe(own)
    return () => watch.disconnect()
  }, [])
  useEffect(paint)

  const begin = (event: PointerEvent) => {
    const own = canvas.current
    if (!own || drawn.current || (event.pointerType === 'mouse' && event.button !== 0)) return
    own.setPointerCapture(event.pointerId)
    drawn.current = { pointer: event.pointerId, stroke: withPoint([], pointIn(own, event)) }
    paint()
  }
  const move = (event: PointerEvent) => {
    const own = canvas.current
    if (!own || drawn.current?.pointer !== event.pointerId) return
    const passed = event.getCoalescedEvents?.() ?? []
    for (const each of passed.length > 0 ? passed : [event]) {
      drawn.current.stroke = withPoint(drawn.current.stroke, pointIn(own, each))
    }
    paint()
  }
  const end = (event: PointerEvent) => {
    const { current } = latest
    if (!current || drawn.current?.pointer !== event.pointerId) return
    const { stroke } = drawn.current
    drawn.current = undefined
    onChange({ box: current.box, strokes: [...current.strokes, stroke] })
  }
  const isEmpty = !fitted || fitted.strokes.length === 0
  return (
    <div className="pad always-light">
      <canvas
        ref={canvas}
        className="pad-canvas"
        aria-label={t('pad')}
        onPointerDown={begin}
        onPointerMove={move}
        onPointerUp={end}
        onPointerCancel={end}
      />
      <span className="pad-line" aria-hidden="true" />
      {isEmpty && <span className="pad-hint">{t('pad-hint')}</span>}
      <div className="pad-foot">
        <button
          type="button"
          disabled={isEmpty}
          onClick={() => fitted && onChange({ box: fitted.box, strokes: fitted.strokes.slice(0, -1) })}
        >
          <Icon name="undo" size={20} />
          {t('undo')}
        </button>
        <button type="button" disabled={isEmpty} onClick={() => onChange(undefined)}>
          <Icon name="refresh" size={20} />
          {t('clear')}
        </button>
      </div>
    </div>
  )
}
