/** What this browser remembers of a reader's choices (language, theme, columns). Losing it costs a click, so failures are silent. */
export const remembered = (key: string): string | undefined => {
  try {
    return globalThis.localStorage?.getItem(`daiwei.${key}`) ?? undefined
  } catch {
    return undefined
  }
}

export const remember = (key: string, value: string | undefined): void => {
  try {
    if (value === undefined) globalThis.localStorage?.removeItem(`daiwei.${key}`)
    else globalThis.localStorage?.setItem(`daiwei.${key}`, value)
  } catch {
    // Storage is full or forbidden: the choice holds until the page is closed.
  }
}
