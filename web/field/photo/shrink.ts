/** How a photo is made smaller: the longer side in pixels, and the quality of the JPEG from 0 to 1. */
export type Shrinking = { readonly longSidePixels: number; readonly quality: number }
export type Size = { readonly width: number; readonly height: number }

/** The same shape with the longer side no longer than that; never larger than it was. */
export const fitWithin = ({ width, height }: Size, longSide: number): Size => {
  const scale = Math.min(1, longSide / Math.max(width, height, 1))
  return { width: Math.max(1, Math.round(width * scale)), height: Math.max(1, Math.round(height * scale)) }
}

/** The picture upright, as the camera held it; old WebViews know no `createImageBitmap` for files. */
const pictureOf = async (file: Blob): Promise<{ readonly source: CanvasImageSource; readonly size: Size }> => {
  const url = URL.createObjectURL(file)
  try {
    const image = new Image()
    image.src = url
    await image.decode()
    return { source: image, size: { width: image.naturalWidth, height: image.naturalHeight } }
  } finally {
    URL.revokeObjectURL(url)
  }
}

/** Makes a photo small enough for a weak network; what cannot be opened here goes as it is, for the server to judge. */
export const shrinkPhoto = async (file: Blob, { longSidePixels, quality }: Shrinking): Promise<Blob> => {
  try {
    const { source, size } = await pictureOf(file)
    const { width, height } = fitWithin(size, longSidePixels)
    const canvas = document.createElement('canvas')
    Object.assign(canvas, { width, height })
    const pen = canvas.getContext('2d')
    if (!pen) return file
    pen.fillStyle = '#ffffff'
    pen.fillRect(0, 0, width, height)
    pen.drawImage(source, 0, 0, width, height)
    const made = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/jpeg', quality))
    return made && (made.size < file.size || file.type !== 'image/jpeg') ? made : file
  } catch {
    return file
  }
}
