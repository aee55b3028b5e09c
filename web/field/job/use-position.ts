import { useCallback, useState } from 'preact/hooks'

export type Fix = { readonly lon: number; readonly lat: number; readonly accuracyMetres: number }
export type Finder = {
  /** Where the phone is; `undefined` when it cannot or may not say so. */
  readonly find: () => Promise<Fix | undefined>
  readonly isFinding: boolean
  readonly last: Fix | undefined
}

const LIMIT_MS = 12_000
const FRESH_MS = 30_000

export const usePosition = (): Finder => {
  const [isFinding, setIsFinding] = useState(false)
  const [last, setLast] = useState<Fix | undefined>(undefined)
  const find = useCallback(async () => {
    setIsFinding(true)
    const fix = await new Promise<Fix | undefined>((resolve) => {
      if (!('geolocation' in navigator)) return resolve(undefined)
      navigator.geolocation.getCurrentPosition(
        ({ coords }) =>
          resolve({
            lon: coords.longitude,
            lat: coords.latitude,
            accuracyMetres: Math.min(100_000, Math.round(coords.accuracy)),
          }),
        () => resolve(undefined),
        { enableHighAccuracy: true, timeout: LIMIT_MS, maximumAge: FRESH_MS },
      )
    })
    setLast(fix)
    setIsFinding(false)
    return fix
  }, [])
  return { find, isFinding, last }
}
