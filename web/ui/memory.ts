/** What this browser remembers of a reader's choices (language, theme, columns). Losing it costs a click, so failures are silent. */
/** Outside of a browser nothing is remembered. */
const storage = (): Storage | undefined => (typeof document === 'undefined' ? undefined : globalThis.localStorage)

export const remembered = (key: string): string | undefined => {
  try {
    return storage()?.getItem(`daiwei.${key}`) ?? undefined
  } catch {
    return undefined
  }
}

export const remember = (key: string, value: string | undefined): void => {
  try {
    if (value === undefined) storage()?.removeItem(`daiwei.${key}`)
    else storage()?.setItem(`daiwei.${key}`, value)
  } catch {
    // Storage is full or forbidden: the choice holds until the page is closed.
  }
}
