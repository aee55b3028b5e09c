/**
 * A signature as it is drawn (手写签字): strokes of points in the pad's own pixels. They are thinned while they are drawn, smoothed when
 * they are painted, and fitted as a whole when the phone is turned, so that nobody has to sign twice.
 */
export type Point = readonly [x: number, y: number]
export type Stroke = readonly Point[]
export type Box = { readonly width: number; readonly height: number }
export type Drawing = { readonly box: Box; readonly strokes: readonly Stroke[] }

/** Points nearer than this to the last one add nothing. */
const THIN_PIXELS = 1.5
/** A name is longer than a dot or a slip of the finger, as a share of the pad's shorter side. */
const LEAST_SHARE = 0.5

const distance = ([ax, ay]: Point, [bx, by]: Point): number => Math.hypot(ax - bx, ay - by)
const round = (value: number): number => Math.round(value * 10) / 10

export const withPoint = (stroke: Stroke, [x, y]: Point): Stroke => {
  const point: Point = [round(x), round(y)]
  const last = stroke[stroke.length - 1]
  return last && distance(last, point) < THIN_PIXELS ? stroke : [...stroke, point]
}

export const inkLength = (strokes: readonly Stroke[]): number =>
  strokes.reduce(
    (sum, stroke) => sum + stroke.reduce((own, point, index) => own + distance(point, stroke[index - 1] ?? point), 0),
    0,
  )

/** Whether somebody has signed: an empty pad, a dot or a slip is no signature. */
export const isSigned = ({ box, strokes }: Drawing): boolean =>
  inkLength(strokes) >= LEAST_SHARE * Math.min(box.width, box.height)

/** The same drawing in another box: as large as fits, in its middle, never distorted. */
export const fitDrawing = ({ box, strokes }: Drawing, into: Box): Drawing => {
  if (box.width === into.width && box.height === into.height) return { box, strokes }
  const scale = Math.min(into.width / box.width, into.height / box.height)
  const [left, top] = [(into.width - box.width * scale) / 2, (into.height - box.height * scale) / 2]
  return {
    box: into,
    strokes: strokes.map((stroke) => stroke.map(([x, y]): Point => [round(left + x * scale), round(top + y * scale)])),
  }
}

/** Paints a stroke through the middles between its points, which takes the corners off a shaky hand. */
export const paintStroke = (pen: Pick<CanvasRenderingContext2D, PenPart>, stroke: Stroke, width: number): void => {
  const [first, ...rest] = stroke
  if (!first) return
  pen.lineWidth = width
  pen.lineCap = 'round'
  pen.lineJoin = 'round'
  pen.beginPath()
  pen.moveTo(first[0], first[1])
  // A single point is a dot of a character.
  if (rest.length === 0) pen.lineTo(first[0] + 0.1, first[1])
  for (const [index, point] of rest.entries()) {
    const next = rest[index + 1]
    if (next) pen.quadraticCurveTo(point[0], point[1], (point[0] + next[0]) / 2, (point[1] + next[1]) / 2)
    else pen.lineTo(point[0], point[1])
  }
  pen.stroke()
}
type PenPart = 'lineWidth' | 'lineCap' | 'lineJoin' | 'beginPath' | 'moveTo' | 'lineTo' | 'quadraticCurveTo' | 'stroke'
