export type Fix = {
  readonly lon: number
  readonly lat: number
  readonly accuracyMetres: number
  /** How old it was when it was answered. */
  readonly ageSeconds: number
}

const FRESH_MS = 30_000
const LEAST_SURE_METRES = 100_000

/** Whether a position may be asked for now: only on shift, and of who acknowledged it. */
let mayAsk: () => boolean = () => false
export const setPositionGate = (gate: () => boolean): void => {
  mayAsk = gate
}

/** Where the phone is; `undefined` when it cannot or may not say so in time. */
export const currentPosition = (limitMs: number): Promise<Fix | undefined> =>
  mayAsk() ? anyPosition(limitMs) : Promise.resolve(undefined)

/** The same for who calls for help and wants to be found. */
export const anyPosition = (limitMs: number): Promise<Fix | undefined> =>
  new Promise((resolve) => {
    if (!('geolocation' in navigator)) return resolve(undefined)
    // A WebView may never call back at all.
    const timer = setTimeout(() => resolve(undefined), limitMs + 1_000)
    const answer = (fix: Fix | undefined) => {
      clearTimeout(timer)
      resolve(fix)
    }
    navigator.geolocation.getCurrentPosition(
      ({ coords, timestamp }) =>
        answer({
          lon: coords.longitude,
          lat: coords.latitude,
          accuracyMetres: Math.min(LEAST_SURE_METRES, Math.round(coords.accuracy)),
          ageSeconds: Math.max(0, Math.round((Date.now() - timestamp) / 1_000)),
        }),
      () => answer(undefined),
      { enableHighAccuracy: true, timeout: limitMs, maximumAge: FRESH_MS },
    )
  })
