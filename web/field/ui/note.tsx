import type { ComponentChildren } from 'preact'
import { Icon } from './icon.tsx'
import { useStore } from './store.ts'

type Note = {
  readonly text: ComponentChildren
  /** Takes back what was just done: a call outcome can be undone. */
  readonly undo?: { readonly label: string; readonly onClick: () => void }
}

const SHOWN_MS = 5_000

let shown: Note | undefined
let timer: ReturnType<typeof setTimeout> | undefined
const listeners = new Set<() => void>()
const change = (next: Note | undefined): void => {
  shown = next
  for (const listener of listeners) listener()
}

/** Says for a few seconds, over the strip and never over a button, what was done. */
export const note = (next: Note): void => {
  clearTimeout(timer)
  change(next)
  timer = setTimeout(() => change(undefined), SHOWN_MS)
}

const subscribe = (changed: () => void): (() => void) => {
  listeners.add(changed)
  return () => {
    listeners.delete(changed)
  }
}

export const NoteHost = () => {
  const current = useStore(subscribe, () => shown)
  return (
    <div className="note-host" role="status" aria-live="polite">
      {current && (
        <div className="note">
          <Icon name="done" />
          <span>{current.text}</span>
          {current.undo && (
            <button
              type="button"
              onClick={() => {
                current.undo?.onClick()
                change(undefined)
              }}
            >
              {current.undo.label}
            </button>
          )}
        </div>
      )}
    </div>
  )
}
