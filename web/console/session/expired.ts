let isExpired = false
const listeners = new Set<() => void>()

/** Whether the session ended under an open page: the page stays as it is until its reader has signed in again. */
export const sessionExpired = (): boolean => isExpired

export const setSessionExpired = (next: boolean): void => {
  if (isExpired === next) return
  isExpired = next
  for (const listener of listeners) listener()
}

export const onSessionExpired = (listener: () => void): (() => void) => {
  listeners.add(listener)
  return () => listeners.delete(listener)
}
