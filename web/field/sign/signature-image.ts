import { type Drawing, paintStroke } from './stroke.ts'

/** Twice the pad's pixels, so that it prints well. */
const SCALE = 2
export const PEN_PIXELS = 3
const INK = '#18212b'

export const paintDrawing = (canvas: HTMLCanvasElement, { box, strokes }: Drawing, scale: number): void => {
  Object.assign(canvas, { width: Math.round(box.width * scale), height: Math.round(box.height * scale) })
  const pen = canvas.getContext('2d')
  if (!pen) return
  pen.scale(scale, scale)
  pen.strokeStyle = INK
  for (const stroke of strokes) paintStroke(pen, stroke, PEN_PIXELS)
}

/** The signature as a transparent PNG. */
export const signatureImage = (drawing: Drawing): Promise<Blob | undefined> => {
  const canvas = document.createElement('canvas')
  paintDrawing(canvas, drawing, SCALE)
  return new Promise((resolve) => canvas.toBlob((blob) => resolve(blob ?? undefined), 'image/png'))
}
