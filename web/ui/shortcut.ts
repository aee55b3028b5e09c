import { useEffect, useRef } from 'react'

/** `ctrl+enter`, `alt+n`, `/`, `q`: a single letter acts only while nothing is being typed. Ctrl stands for ⌘ too. */
export type Keys = string

const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && (target.isContentEditable || target.matches('input, textarea, select'))

export const matchesKeys = (
  keys: Keys,
  event: Pick<KeyboardEvent, 'key' | 'code' | 'ctrlKey' | 'metaKey' | 'altKey'>,
): boolean => {
  const parts = keys.toLowerCase().split('+')
  const key = parts.at(-1) ?? ''
  const pressed = event.key.toLowerCase()
  // With Alt held some layouts give another character, so letters and digits also match by their place.
  const isKey = pressed === key || event.code.toLowerCase() === `key${key}` || event.code === `Digit${key}`
  return isKey && parts.includes('ctrl') === (event.ctrlKey || event.metaKey) && parts.includes('alt') === event.altKey
}

/** Acts on keys anywhere on the page while mounted. */
export const useShortcut = (keys: Keys, act: (event: KeyboardEvent) => void, isOn = true): void => {
  const latest = useRef(act)
  latest.current = act
  useEffect(() => {
    if (!isOn) return
    const onKey = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.isComposing || !matchesKeys(keys, event)) return
      if (!keys.includes('+') && (isTyping(event.target) || document.querySelector('dialog[open]'))) return
      event.preventDefault()
      latest.current(event)
    }
    document.addEventListener('keydown', onKey)
    return () => document.removeEventListener('keydown', onKey)
  }, [keys, isOn])
}
