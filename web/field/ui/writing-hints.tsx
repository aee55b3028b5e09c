import { useMemo } from 'preact/hooks'
import { writingCheckTexts } from '#web/ui/writing-check.text.ts'
import { currentWritingCheck, hintsFor, onWritingCheck } from '#web/ui/writing-check.ts'
import { Icon } from './icon.tsx'
import { useStore } from './store.ts'
import { useText } from './text.ts'

/** Beneath a box for prose: words that had better not be written, and what could be written instead. */
export const WritingHints = ({ text }: { readonly text: string }) => {
  const t = useText(writingCheckTexts)
  const check = useStore(onWritingCheck, currentWritingCheck)
  // biome-ignore lint/correctness/useExhaustiveDependencies: another list is another answer
  const hints = useMemo(() => hintsFor(text), [text, check])
  if (hints.length === 0) return null
  return (
    <div className="writing-hints" role="status">
      {hints.map((hint) => (
        <p key={hint.found} className={`small ${hint.isGrave ? 'late' : 'risk'}`}>
          <Icon name="alert" size={16} /> {t('hint', { found: hint.found, what: hint.what })}
          {hint.instead !== '' && ` ${t('instead', { instead: hint.instead })}`}
        </p>
      ))}
      <p className="small">{t('not-a-bar')}</p>
    </div>
  )
}
