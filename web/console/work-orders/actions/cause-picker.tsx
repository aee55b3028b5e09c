import { useMemo, useState } from 'react'
import type { BusinessLine } from '#core/organisation/organisation.ts'
import type { Dictionary } from '#core/work-orders/dictionary.contract.ts'
import { Icon } from '#web/ui/icon.tsx'
import { TextInput } from '#web/ui/inputs.tsx'
import { useLanguage, useText } from '#web/ui/text.ts'
import { actionTexts } from './action.text.ts'

export type Cause = Dictionary['causes'][number]

/** The choices of one tier beneath what is chosen already: the names by the part of the code. */
export const tierOf = (
  causes: readonly Cause[],
  chosen: readonly string[],
): readonly { readonly part: string; readonly cause: Cause }[] => {
  const found = new Map<string, Cause>()
  for (const cause of causes) {
    const parts = cause.code.split('.')
    if (!chosen.every((part, index) => parts[index] === part)) continue
    const part = parts[chosen.length]
    if (part !== undefined && !found.has(part)) found.set(part, cause)
  }
  return [...found].map(([part, cause]) => ({ part, cause }))
}

const TIERS = 4
const MOST = 40

/** The four tiers side by side, or a search over all of them; only the fourth tier is a cause. */
export const CausePicker = ({
  causes,
  line,
  value,
  onChange,
  label,
  id,
}: {
  readonly causes: readonly Cause[]
  readonly line: BusinessLine
  readonly value: string
  readonly onChange: (code: string) => void
  readonly label: string
  readonly id?: string | undefined
}) => {
  const t = useText(actionTexts)
  const language = useLanguage()
  const [text, setText] = useState('')
  const [open, setOpen] = useState<readonly string[]>(() => (value === '' ? [] : value.split('.').slice(0, -1)))
  const own = useMemo(() => causes.filter((cause) => cause.lines.includes(line)), [causes, line])
  const wanted = text.trim().toLowerCase().split(/\s+/).filter(Boolean)
  const found = own
    .filter((cause) => {
      const words = cause.names
        .map((name) => `${name['zh-CN']} ${name.en}`)
        .join(' ')
        .toLowerCase()
      return wanted.every((word) => words.includes(word))
    })
    .slice(0, MOST)
  return (
    <fieldset className="actions-group stack" aria-label={label}>
      <TextInput
        {...(id ? { id } : {})}
        icon="search"
        value={text}
        onChange={setText}
        placeholder={t('cause-search')}
        aria-label={t('cause-search')}
        onKeyDown={(event) => {
          const [first] = found
          if (event.key !== 'Enter' || wanted.length === 0) return
          event.preventDefault()
          if (first) onChange(first.code)
        }}
      />
      {wanted.length > 0 ? (
        <ul className="actions-found">
          {found.map((cause) => (
            <li key={cause.code}>
              <button
                type="button"
                className="ui-menu-item"
                aria-pressed={cause.code === value}
                onClick={() => onChange(cause.code)}
              >
                {cause.names.map((name) => name[language]).join(' · ')}
              </button>
            </li>
          ))}
          {found.length === 0 && <li className="ui-options-none">{t('cause-none')}</li>}
        </ul>
      ) : (
        <div className="actions-causes">
          {Array.from({ length: TIERS }, (_, tier) => (
            <ul key={`tier-${tier === 0 ? 'field' : tier}`}>
              {tier <= open.length &&
                tierOf(own, open.slice(0, tier)).map(({ part, cause }) => {
                  const isLast = tier === TIERS - 1
                  return (
                    <li key={part}>
                      <button
                        type="button"
                        className="ui-menu-item"
                        aria-pressed={isLast ? cause.code === value : open[tier] === part}
                        onClick={() => {
                          if (isLast) return onChange(cause.code)
                          setOpen([...open.slice(0, tier), part])
                          onChange('')
                        }}
                      >
                        <span className="ui-menu-words">{cause.names[tier]?.[language]}</span>
                        {!isLast && <Icon name="right" size={12} />}
                      </button>
                    </li>
                  )
                })}
            </ul>
          ))}
        </div>
      )}
    </fieldset>
  )
}
