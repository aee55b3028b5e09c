export type Fix = { readonly lon: number; readonly lat: number; readonly accuracyMetres: number }

const FRESH_MS = 30_000
const LEAST_SURE_METRES = 100_000

/** Where the phone is; `undefined` when it cannot or may not say so in time. */
export const currentPosition = (limitMs: number): Promise<Fix | undefined> =>
  new Promise((resolve) => {
    if (!('geolocation' in navigator)) return resolve(undefined)
    // A WebView may never call back at all.
    const timer = setTimeout(() => resolve(undefined), limitMs + 1_000)
    const answer = (fix: Fix | undefined) => {
      clearTimeout(timer)
      resolve(fix)
    }
    navigator.geolocation.getCurrentPosition(
      ({ coords }) =>
        answer({
          lon: coords.longitude,
          lat: coords.latitude,
          accuracyMetres: Math.min(LEAST_SURE_METRES, Math.round(coords.accuracy)),
        }),
      () => answer(undefined),
      { enableHighAccuracy: true, timeout: limitMs, maximumAge: FRESH_MS },
    )
  })
