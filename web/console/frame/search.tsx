import { useNavigate } from '@tanstack/react-router'
import { type KeyboardEvent, useDeferredValue, useId, useRef, useState } from 'react'
import type { CallReply } from '#web/ui/api.ts'
import { Icon } from '#web/ui/icon.tsx'
import { useAnswer } from '#web/ui/query.ts'
import { useShortcut } from '#web/ui/shortcut.ts'
import { StateTag } from '#web/ui/state-tag.tsx'
import { useText } from '#web/ui/text.ts'
import { searchAll } from './frame.contract.ts'
import { frameTexts } from './frame.text.ts'

type Found = CallReply<typeof searchAll>['items'][number]

const pathOf = {
  'work-order': '/orders/',
  'home-user': '/ledger/home-users/',
  'enterprise-line': '/ledger/enterprise-lines/',
  'network-node': '/network/',
  staff: '/people/',
} as const satisfies Record<Found['kind'], string>

const SHORTEST = 2

/** Search over everything: `/` goes there from anywhere, arrows choose, Enter opens, Esc leaves. */
export const SearchBox = () => {
  const t = useText(frameTexts)
  const id = useId()
  const navigate = useNavigate()
  const input = useRef<HTMLInputElement>(null)
  const [text, setText] = useState('')
  const [isOpen, setIsOpen] = useState(false)
  const [active, setActive] = useState(0)
  const asked = useDeferredValue(text.trim())
  const answer = useAnswer(searchAll, { query: { q: asked } }, { isOn: isOpen && asked.length >= SHORTEST })
  const found = asked.length >= SHORTEST ? (answer.data?.items ?? []) : []

  useShortcut('/', () => input.current?.focus())

  const leave = () => {
    setIsOpen(false)
    setText('')
    input.current?.blur()
  }
  const open = (item: Found | undefined) => {
    if (!item) return
    leave()
    void navigate({ to: `${pathOf[item.kind]}${encodeURIComponent(item.key)}` })
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (step !== undefined) setActive(Math.max(0, Math.min(found.length - 1, active + step)))
    else if (event.key === 'Enter') open(found[active])
    else if (event.key === 'Escape') leave()
    else return
    event.preventDefault()
  }

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the keys belong to the field inside
    <div className="frame-search no-print" onKeyDown={onKeyDown}>
      <Icon name="search" />
      <input
        ref={input}
        value={text}
        role="combobox"
        aria-label={t('search')}
        aria-expanded={isOpen && asked !== ''}
        aria-controls={id}
        aria-activedescendant={found.length > 0 ? `${id}-${active}` : undefined}
        placeholder={t('search')}
        onChange={(event) => {
          setText(event.target.value)
          setActive(0)
          setIsOpen(true)
        }}
        onFocus={() => setIsOpen(true)}
        onBlur={() => setIsOpen(false)}
      />
      <kbd className="ui-kbd">/</kbd>
      {isOpen && asked !== '' && (
        <div id={id} className="ui-popover frame-found" role="listbox" aria-label={t('search')}>
          {found.map((item, index) => (
            <button
              key={`${item.kind}-${item.key}`}
              id={`${id}-${index}`}
              type="button"
              role="option"
              tabIndex={-1}
              aria-selected={index === active}
              data-active={index === active}
              className="ui-menu-item"
              onPointerMove={() => setActive(index)}
              onPointerDown={(event) => {
                event.preventDefault()
                open(item)
              }}
            >
              <span className="ui-menu-words">
                {item.title}
                <span className="hint">{item.text}</span>
              </span>
              <StateTag tone="plain">{t(`kind.${item.kind}`)}</StateTag>
            </button>
          ))}
          {found.length === 0 && !answer.isFetching && (
            <p className="ui-options-none">
              {asked.length < SHORTEST ? t('search-more') : t('search-none', { text: asked })}
            </p>
          )}
        </div>
      )}
    </div>
  )
}
