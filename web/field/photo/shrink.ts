/** How a photo is made smaller: the longer side in pixels, and the quality of the JPEG from 0 to 1. */
export type Shrinking = { readonly longSidePixels: number; readonly quality: number }
export type Size = { readonly width: number; readonly height: number }

/** The same shape with the longer side no longer than that; never larger than it was. */
export const fitWithin = ({ width, height }: Size, longSide: number): Size => {
  const scale = Math.min(1, longSide / Math.max(width, height, 1))
  return { width: Math.max(1, Math.round(width * scale)), height: Math.max(1, Math.round(height * scale)) }
}

type Picture = { readonly source: CanvasImageSource; readonly size: Size; readonly close: () => void }

/** The picture upright, as the camera held it. Where the browser can, it is opened small: a huge one would fill the phone's memory. */
const pictureOf = async (file: Blob, longSide: number, known: Partial<Size>): Promise<Picture> => {
  const side = Math.max(known.width ?? 0, known.height ?? 0)
  if (side > longSide && typeof createImageBitmap === 'function') {
    const opened = await openSmall(file, longSide, known).catch(() => undefined)
    if (opened) return opened
  }
  return openWhole(file)
}

/** Of one side the browser works out the other, whichever way the camera was held. */
const openSmall = async (file: Blob, longSide: number, { width = 0, height = 0 }: Partial<Size>): Promise<Picture> => {
  const made = fitWithin({ width, height }, longSide)
  const bitmap = await createImageBitmap(file, {
    resizeWidth: width >= height ? made.width : Math.round((made.height * width) / height),
    resizeQuality: 'high',
    imageOrientation: 'from-image',
  })
  return { source: bitmap, size: { width: bitmap.width, height: bitmap.height }, close: () => bitmap.close() }
}

/** Old WebViews know no `createImageBitmap` for files. */
const openWhole = async (file: Blob): Promise<Picture> => {
  const url = URL.createObjectURL(file)
  try {
    const image = new Image()
    image.src = url
    await image.decode()
    const size = { width: image.naturalWidth, height: image.naturalHeight }
    return { source: image, size, close: () => undefined }
  } finally {
    URL.revokeObjectURL(url)
  }
}

/** Makes a photo small enough for a weak network, and nothing but picture; `undefined` when this phone cannot open it. */
export const shrinkPhoto = async (
  file: Blob,
  { longSidePixels, quality }: Shrinking,
  known: Partial<Size> = {},
): Promise<Blob | undefined> => {
  const picture = await pictureOf(file, longSidePixels, known).catch(() => undefined)
  if (!picture) return undefined
  const canvas = document.createElement('canvas')
  try {
    const { width, height } = fitWithin(picture.size, longSidePixels)
    Object.assign(canvas, { width, height })
    const pen = canvas.getContext('2d')
    if (!pen) return undefined
    pen.fillStyle = '#ffffff'
    pen.fillRect(0, 0, width, height)
    pen.drawImage(picture.source, 0, 0, width, height)
    return (await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/jpeg', quality))) ?? undefined
  } finally {
    picture.close()
    // The pixels go now, not when somebody tidies up.
    Object.assign(canvas, { width: 0, height: 0 })
  }
}
