import { useId, useMemo, useState } from 'react'
import { Button } from './button.tsx'
import { Icon } from './icon.tsx'
import { useText } from './text.ts'
import { uiTexts } from './ui.text.ts'

export type Option = {
  readonly value: string
  readonly label: string
  /** A second line or a count. */
  readonly hint?: string
  /** Further words that find it: pinyin initials, a code. */
  readonly words?: string
  /** Why it cannot be chosen; it stays visible. */
  readonly why?: string
}

const SEARCH_FROM = 9

export const matchesOption = (option: Option, text: string): boolean =>
  `${option.label} ${option.words ?? ''} ${option.value}`.toLowerCase().includes(text.trim().toLowerCase())

type Props = {
  readonly options: readonly Option[]
  readonly chosen: readonly string[]
  readonly onChoose: (values: readonly string[]) => void
  readonly label: string
  readonly isMultiple?: boolean
  /** Asked as the reader types, when the options come from the server; `options` are then shown as they are. */
  readonly onSearch?: (text: string) => void
  readonly isLoading?: boolean
  /** A first line that takes the choice away (全省). */
  readonly any?: string
}

/** A list to choose from, with a search field when it is long; arrows, Enter and typing work from the first moment. */
export const OptionList = ({ options, chosen, onChoose, label, isMultiple, onSearch, isLoading, any }: Props) => {
  const t = useText(uiTexts)
  const id = useId()
  const [text, setText] = useState('')
  const [active, setActive] = useState(0)
  const hasSearch = onSearch !== undefined || options.length >= SEARCH_FROM
  const shown = useMemo(() => {
    const found = onSearch || text === '' ? options : options.filter((option) => matchesOption(option, text))
    return any !== undefined && text === '' ? [{ value: '', label: any }, ...found] : found
  }, [options, text, onSearch, any])

  const choose = (option: Option | undefined) => {
    if (!option || option.why !== undefined) return
    if (option.value === '') onChoose([])
    else if (!isMultiple) onChoose([option.value])
    else if (chosen.includes(option.value)) onChoose(chosen.filter((value) => value !== option.value))
    else onChoose([...chosen, option.value])
  }

  const isChosen = (option: Option) => (option.value === '' ? chosen.length === 0 : chosen.includes(option.value))

  return (
    <div
      className="ui-options"
      role="presentation"
      onKeyDown={(event) => {
        const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
        if (step !== undefined) {
          event.preventDefault()
          const next = Math.max(0, Math.min(shown.length - 1, active + step))
          setActive(next)
          document.getElementById(`${id}-${next}`)?.scrollIntoView({ block: 'nearest' })
        } else if (event.key === 'Enter') {
          event.preventDefault()
          choose(shown[active])
        }
      }}
    >
      {hasSearch && (
        <input
          data-autofocus
          value={text}
          placeholder={t('search')}
          aria-label={t('search')}
          role="combobox"
          aria-expanded="true"
          aria-controls={id}
          aria-activedescendant={`${id}-${active}`}
          onChange={(event) => {
            setText(event.target.value)
            setActive(0)
            onSearch?.(event.target.value)
          }}
        />
      )}
      <div
        id={id}
        role="listbox"
        aria-label={label}
        aria-multiselectable={isMultiple}
        aria-activedescendant={`${id}-${active}`}
        tabIndex={hasSearch ? -1 : 0}
        data-autofocus={hasSearch ? undefined : true}
      >
        {shown.map((option, index) => (
          <div
            key={option.value}
            id={`${id}-${index}`}
            role="option"
            tabIndex={-1}
            className="ui-menu-item"
            aria-selected={isChosen(option)}
            aria-disabled={option.why !== undefined || undefined}
            data-active={index === active}
            onClick={() => choose(option)}
            onPointerMove={() => index !== active && setActive(index)}
          >
            {isMultiple && option.value !== '' && (
              <span className={`ui-check${isChosen(option) ? ' ui-check-on' : ''}`}>
                {isChosen(option) && <Icon name="check" size={12} />}
              </span>
            )}
            <span className="ui-menu-words">
              {option.label}
              {(option.why ?? option.hint) && <span className="hint">{option.why ?? option.hint}</span>}
            </span>
            {!isMultiple && isChosen(option) && <Icon name="check" />}
          </div>
        ))}
        {shown.length === 0 && <p className="ui-options-none">{isLoading ? t('loading') : t('nothing-found')}</p>}
      </div>
      {isMultiple && chosen.length > 0 && (
        <footer>
          <span className="hint">{t('items-count', { count: chosen.length })}</span>
          <Button kind="quiet" isSmall onClick={() => onChoose([])}>
            {t('clear')}
          </Button>
        </footer>
      )}
    </div>
  )
}
