import { useUnsentCount } from '#web/field/outbox/outbox-count.ts'
import type { IconName } from '#web/ui/icons.ts'
import { fieldTexts } from './field.text.ts'
import { Icon } from './icon.tsx'
import { usePath } from './router.ts'
import { useStore } from './store.ts'
import { useText } from './text.ts'

export type Tab = {
  readonly path: `/${string}`
  readonly icon: IconName
  readonly text: keyof typeof fieldTexts & `tab-${string}`
}

let tabs: readonly Tab[] = []
const listeners = new Set<() => void>()

/** Which tabs this reader has, by their permissions; set once they are known. */
export const setTabs = (next: readonly Tab[]): void => {
  tabs = next
  for (const listener of listeners) listener()
}

const subscribe = (changed: () => void): (() => void) => {
  listeners.add(changed)
  return () => {
    listeners.delete(changed)
  }
}

export const TabBar = () => {
  const t = useText(fieldTexts)
  const path = usePath()
  const unsent = useUnsentCount()
  const shown = useStore(subscribe, () => tabs)
  return (
    <nav className="tabs">
      {shown.map((tab) => (
        <a key={tab.path} href={`#${tab.path}`} aria-current={path === tab.path ? 'page' : undefined}>
          <span className="tab-icon">
            <Icon name={tab.icon} size={24} />
            {tab.path === '/outbox' && unsent > 0 && <span className="tab-badge">{unsent}</span>}
          </span>
          {t(tab.text)}
        </a>
      ))}
    </nav>
  )
}
