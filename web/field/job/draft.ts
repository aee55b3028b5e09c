import { useCallback, useState } from 'preact/hooks'

/**
 * What was typed and not yet sent, by its place and reader. It is kept on the phone: leaving the screen, a failed call, a reload and a
 * killed app lose nothing; what was sent is dropped, and so is what nobody came back to.
 */
const PREFIX = 'daiwei.draft.'
const KEPT_MS = 14 * 24 * 3_600_000

type Kept = { readonly at: number; readonly value: object }

const drafts = new Map<string, object>()
let owner = ''

const stored = (name: string): Kept | undefined => {
  try {
    const kept = JSON.parse(localStorage.getItem(name) ?? 'null') as Kept | null
    return kept ?? undefined
  } catch {
    return undefined
  }
}

const store = (name: string, value: object): void => {
  try {
    localStorage.setItem(name, JSON.stringify({ at: Date.now(), value }))
  } catch {
    // A full phone: it stays in memory as long as the page lives.
  }
}

/** Whose drafts are read from now on; old ones of anybody are cleared away. */
export const setDraftOwner = (userId: string): void => {
  if (owner !== userId) drafts.clear()
  owner = userId
  try {
    for (const name of Object.keys(localStorage)) {
      if (!name.startsWith(PREFIX)) continue
      if ((stored(name)?.at ?? 0) < Date.now() - KEPT_MS) localStorage.removeItem(name)
    }
  } catch {
    // No storage on this phone: nothing to clear.
  }
}

const nameOf = (key: string): string => `${PREFIX}${owner} ${key}`

export const readDraft = <T extends object>(key: string): T | undefined =>
  (drafts.get(key) ?? stored(nameOf(key))?.value) as T | undefined

export const keepDraft = (key: string, value: object): void => {
  drafts.set(key, value)
  store(nameOf(key), value)
}

export const dropDraft = (key: string): void => {
  drafts.delete(key)
  try {
    localStorage.removeItem(nameOf(key))
  } catch {
    // It was never stored.
  }
}

export const useDraft = <T extends object>(key: string, initial: T): [T, (change: Partial<T>) => void] => {
  const [value, setValue] = useState<T>(() => ({ ...initial, ...readDraft<T>(key) }))
  const change = useCallback(
    (part: Partial<T>) =>
      setValue((before) => {
        const next = { ...before, ...part }
        keepDraft(key, next)
        return next
      }),
    [key],
  )
  return [value, change]
}
