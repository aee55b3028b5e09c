import { useDeferredValue, useMemo, useSyncExternalStore } from 'react'
import { Icon } from './icon.tsx'
import { useText } from './text.ts'
import { writingCheckTexts } from './writing-check.text.ts'
import { currentWritingCheck, hintsFor, onWritingCheck } from './writing-check.ts'

/** Beneath a box for prose: words that had better not be written, and what could be written instead. */
export const WritingHints = ({ text }: { readonly text: string }) => {
  const t = useText(writingCheckTexts)
  const check = useSyncExternalStore(onWritingCheck, currentWritingCheck)
  const settled = useDeferredValue(text)
  // biome-ignore lint/correctness/useExhaustiveDependencies: another list is another answer
  const hints = useMemo(() => hintsFor(settled), [settled, check])
  if (hints.length === 0) return null
  return (
    <ul className="ui-writing-hints" role="status">
      {hints.map((hint) => (
        <li key={hint.found} className={hint.isGrave ? 'late' : 'risk'}>
          <Icon name="alert" size={14} />
          <span>
            {t('hint', { found: hint.found, what: hint.what })}
            {hint.instead !== '' && <span className="ink-2"> {t('instead', { instead: hint.instead })}</span>}
          </span>
        </li>
      ))}
      <li className="hint">{t('not-a-bar')}</li>
    </ul>
  )
}
