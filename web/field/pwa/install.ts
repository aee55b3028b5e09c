import { useStore } from '#web/field/ui/store.ts'
import { remember, remembered } from '#web/ui/memory.ts'

/**
 * `installed`: opened from the home screen · `offered`: the browser installs at one tap · `by-menu`: its menu can · `embedded`: inside
 * another app, where there is nothing to install.
 */
export type Installation = 'installed' | 'offered' | 'by-menu' | 'embedded'

type Prompt = Event & { readonly prompt: () => Promise<{ readonly outcome: 'accepted' | 'dismissed' }> }
const isPrompt = (event: Event): event is Prompt => 'prompt' in event

const DISMISSED = 'install-hint'

let prompt: Prompt | undefined
let isInstalled = false
let isDismissed = remembered(DISMISSED) !== undefined
const listeners = new Set<() => void>()
const tell = (): void => {
  for (const listener of listeners) listener()
}

/** An Android WebView says so in its name. */
export const isEmbedded = (userAgent: string): boolean => /; wv\)/.test(userAgent)

export const installationOf = (facts: {
  readonly isStandalone: boolean
  readonly userAgent: string
  readonly hasPrompt: boolean
}): Installation => {
  if (facts.isStandalone) return 'installed'
  if (isEmbedded(facts.userAgent)) return 'embedded'
  return facts.hasPrompt ? 'offered' : 'by-menu'
}

/** Listens before the first screen is drawn: the browser makes its offer once. */
export const watchInstallation = (): void => {
  isInstalled = matchMedia('(display-mode: standalone)').matches
  addEventListener('beforeinstallprompt', (event) => {
    if (!isPrompt(event)) return
    event.preventDefault()
    prompt = event
    tell()
  })
  addEventListener('appinstalled', () => {
    prompt = undefined
    isInstalled = true
    tell()
  })
}

export const install = async (): Promise<void> => {
  const asked = prompt
  // The browser lets it be asked once.
  prompt = undefined
  await asked?.prompt()
  tell()
}

export const dismissInstallHint = (): void => {
  isDismissed = true
  remember(DISMISSED, '1')
  tell()
}

const subscribe = (changed: () => void): (() => void) => {
  listeners.add(changed)
  return () => {
    listeners.delete(changed)
  }
}

const read = (): Installation =>
  installationOf({ isStandalone: isInstalled, userAgent: navigator.userAgent, hasPrompt: prompt !== undefined })

export const useInstallation = (): Installation => useStore(subscribe, read)
export const useIsHintDismissed = (): boolean => useStore(subscribe, () => isDismissed)
