import { remember, remembered } from './memory.ts'

/** Light, dark, or as the computer says. The page reads it before it paints, in `public/theme.js`. */
export const themes = ['system', 'light', 'dark'] as const
export type Theme = (typeof themes)[number]

const isTheme = (value: string | undefined): value is Theme => themes.some((theme) => theme === value)

const listeners = new Set<() => void>()

export const currentTheme = (): Theme => {
  const chosen = remembered('theme')
  return isTheme(chosen) ? chosen : 'system'
}

export const setTheme = (theme: Theme): void => {
  remember('theme', theme === 'system' ? undefined : theme)
  if (theme === 'system') document.documentElement.removeAttribute('data-theme')
  else document.documentElement.dataset.theme = theme
  for (const listener of listeners) listener()
}

export const onThemeChange = (listener: () => void): (() => void) => {
  const media = matchMedia('(prefers-color-scheme: dark)')
  listeners.add(listener)
  media.addEventListener('change', listener)
  return () => {
    listeners.delete(listener)
    media.removeEventListener('change', listener)
  }
}
