/** What the writer is told about words before they are saved; a hint, never a bar. */
export type WritingHint = {
  /** As it was written. */
  readonly found: string
  /** What is the matter with it, in the reader's language. */
  readonly what: string
  /** What could be said in its place; empty where there is nothing. */
  readonly instead: string
  readonly isGrave: boolean
}

export type WritingCheck = (text: string) => readonly WritingHint[]

let current: WritingCheck | undefined
const listeners = new Set<() => void>()

/** Who looks over what is typed in every box for prose; none until somebody is signed in. */
export const setWritingCheck = (check: WritingCheck | undefined): void => {
  current = check
  for (const listener of listeners) listener()
}

export const currentWritingCheck = (): WritingCheck | undefined => current

/** Calls back after each change; returns how to stop. */
export const onWritingCheck = (listener: () => void): (() => void) => {
  listeners.add(listener)
  return () => {
    listeners.delete(listener)
  }
}

/** The first few: who is told ten things reads none. */
export const hintsFor = (text: string): readonly WritingHint[] =>
  current && text.length > 1 ? current(text).slice(0, 3) : []
