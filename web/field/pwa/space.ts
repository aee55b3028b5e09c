import { useEffect, useState } from 'preact/hooks'

/** Room for what is kept on the phone, as the browser tells it. */
export type Space = {
  readonly freeBytes: number
  /** The browser promised not to clear it away by itself. */
  readonly isKept: boolean
}

type Photo = { readonly longSidePixels: number; readonly quality: number }

const BYTES_PER_PIXEL = 0.25

/** About what a photo takes: four by three, so many bytes a pixel at full quality as cameras of equipment in stairwells come to. */
export const photoBytes = ({ longSidePixels, quality }: Photo): number =>
  longSidePixels * longSidePixels * 0.75 * BYTES_PER_PIXEL * quality

/** How many more photos fit, in round numbers: nobody counts on the last one. */
export const photosIn = (freeBytes: number, photo: Photo): number => {
  const count = Math.floor(freeBytes / photoBytes(photo))
  const step = 10 ** Math.max(0, Math.floor(Math.log10(Math.max(1, count))) - 1)
  return Math.floor(count / step) * step
}

export const readSpace = async (): Promise<Space | undefined> => {
  const { storage } = navigator
  if (!storage?.estimate) return undefined
  try {
    const [{ quota = 0, usage = 0 }, isKept] = await Promise.all([storage.estimate(), storage.persisted()])
    return { freeBytes: Math.max(0, quota - usage), isKept }
  } catch {
    return undefined
  }
}

/** Asks the browser to keep what is stored, once somebody has signed in; it decides by itself. */
export const askToKeep = async (): Promise<boolean> => {
  try {
    return (await navigator.storage?.persist?.()) ?? false
  } catch {
    return false
  }
}

export const useSpace = (): Space | undefined => {
  const [space, setSpace] = useState<Space | undefined>(undefined)
  useEffect(() => {
    let isShown = true
    void readSpace().then((found) => isShown && setSpace(found))
    return () => {
      isShown = false
    }
  }, [])
  return space
}
