import { useCallback, useState } from 'preact/hooks'

/** What was typed and not yet sent, by its place; leaving the screen and coming back finds it again. */
const drafts = new Map<string, unknown>()

export const dropDraft = (key: string): void => {
  drafts.delete(key)
}

export const useDraft = <T extends object>(key: string, initial: T): [T, (change: Partial<T>) => void] => {
  const [value, setValue] = useState<T>(() => (drafts.get(key) as T | undefined) ?? initial)
  const change = useCallback(
    (part: Partial<T>) =>
      setValue((before) => {
        const next = { ...before, ...part }
        drafts.set(key, next)
        return next
      }),
    [key],
  )
  return [value, change]
}
