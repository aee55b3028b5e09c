import { useNavigate } from '@tanstack/react-router'
import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react'
import { searchRoutes } from '#core/search/search.contract.ts'
import { useSession } from '#web/console/session/session.queries.ts'
import { errorWords } from '#web/ui/error-words.ts'
import { Icon } from '#web/ui/icon.tsx'
import { useAnswer } from '#web/ui/query.ts'
import { useShortcut } from '#web/ui/shortcut.ts'
import { useText } from '#web/ui/text.ts'
import { uiTexts } from '#web/ui/ui.text.ts'
import { frameTexts } from './frame.text.ts'
import { FoundList, RecentList } from './search-found.tsx'
import { addressOf, listOf, type Option, optionsOf, recentOf, rememberRecent } from './search-places.ts'
import './search.css'

/** A word is one question, not one for each letter. */
const REST_MS = 180

/** Search over everything: `/` goes there from anywhere, arrows choose, Enter opens, Esc leaves. A whole number opens at once. */
export const SearchBox = () => {
  const [t, ui] = [useText(frameTexts), useText(uiTexts)]
  const id = useId()
  const navigate = useNavigate()
  const { user } = useSession()
  const input = useRef<HTMLInputElement>(null)
  const [text, setText] = useState('')
  const [asked, setAsked] = useState('')
  const [isOpen, setIsOpen] = useState(false)
  const [active, setActive] = useState(0)
  /** Enter was pressed before the answer came: it opens what the answer brings. */
  const [awaited, setAwaited] = useState<string>()
  const typed = text.trim()
  const isOn = isOpen && asked !== ''
  const answer = useAnswer(searchRoutes.all, { query: { q: asked } }, { isOn })
  const data = isOn && !answer.isPlaceholderData && asked === typed ? answer.data : undefined
  const shown = typed === '' ? undefined : isOn ? answer.data : undefined
  const recent = typed === '' && isOpen ? recentOf(user.id) : []
  const options = typed === '' ? recent : optionsOf(shown?.groups ?? [])

  useEffect(() => {
    const timer = setTimeout(() => setAsked(typed), typed === '' ? 0 : REST_MS)
    return () => clearTimeout(timer)
  }, [typed])

  useShortcut('/', () => input.current?.focus())

  const leave = () => {
    setIsOpen(false)
    setText('')
    setAwaited(undefined)
    input.current?.blur()
  }
  const open = (option: Option | undefined) => {
    if (!option) return
    leave()
    if (option.isAll) return void navigate({ to: listOf(option.kind, typed) ?? '/' })
    rememberRecent(user.id, option)
    void navigate({ to: addressOf(option) })
  }
  const jump = useRef(() => {})
  jump.current = () => {
    if (awaited === undefined || awaited !== typed || !data) return
    setAwaited(undefined)
    const found = optionsOf(data.groups)
    const whole = data.exact && found.find((each) => each.kind === data.exact?.kind && each.key === data.exact.key)
    if (whole || found.length === 1) open(whole ?? found[0])
  }
  // biome-ignore lint/correctness/useExhaustiveDependencies: the answer has come, or what it is awaited for is another
  useEffect(() => jump.current(), [data, awaited])

  const enter = () => {
    if (typed === '' || active > 0) return open(options[active])
    if (!data) {
      setAsked(typed)
      return setAwaited(typed)
    }
    const whole = data.exact && options.find((each) => each.kind === data.exact?.kind && each.key === data.exact.key)
    open(whole ?? options[0])
  }
  const onKeyDown = (event: KeyboardEvent) => {
    // The Enter that ends a word of pinyin is not for us.
    if (event.nativeEvent.isComposing) return
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (step !== undefined) {
      setIsOpen(true)
      setActive((at) => Math.max(0, Math.min(options.length - 1, at + step)))
    } else if (event.key === 'Home' || event.key === 'End') {
      if (!isOpen || options.length === 0 || text !== '') return
      setActive(event.key === 'Home' ? 0 : options.length - 1)
    } else if (event.key === 'Enter') enter()
    else if (event.key === 'Escape') leave()
    else return
    event.preventDefault()
  }
  useEffect(() => {
    // Newer browsers answer a promise here, which an effect must not return.
    void document.getElementById(`${id}-${active}`)?.scrollIntoView({ block: 'nearest' })
  }, [active, id])

  const list = { id, active, onPoint: setActive, onOpen: open }
  const isEmpty = shown !== undefined && options.length === 0
  const words = answer.error ? errorWords(ui, answer.error) : undefined
  return (
    <search className="frame-search no-print" onKeyDown={onKeyDown}>
      <Icon name="search" />
      <input
        ref={input}
        value={text}
        role="combobox"
        maxLength={64}
        spellCheck={false}
        autoComplete="off"
        aria-label={t('search')}
        aria-expanded={isOpen}
        aria-controls={id}
        aria-autocomplete="list"
        aria-activedescendant={isOpen && options.length > 0 ? `${id}-${active}` : undefined}
        placeholder={t('search')}
        onChange={(event) => {
          setText(event.target.value)
          setActive(0)
          setAwaited(undefined)
          setIsOpen(true)
        }}
        onFocus={() => setIsOpen(true)}
        onBlur={() => {
          setIsOpen(false)
          setActive(0)
        }}
      />
      <kbd className="ui-kbd">/</kbd>
      {isOpen && (
        <div className="ui-popover frame-found" aria-busy={answer.isFetching}>
          <div id={id} role="listbox" aria-label={t('search')}>
            {typed === '' && recent.length > 0 && <RecentList places={recent} {...list} />}
            {typed !== '' && !words && shown && <FoundList groups={shown.groups} {...list} />}
          </div>
          {typed === '' && recent.length === 0 && <p className="ui-options-none">{t('search-start')}</p>}
          {typed !== '' && words && (
            <p className="ui-options-none" role="alert">
              <b>{words.title}</b> {words.text}
            </p>
          )}
          {typed !== '' && !words && !shown && <p className="ui-options-none">{t('search-looking')}</p>}
          {typed !== '' && !words && isEmpty && (
            <p className="ui-options-none" role="status">
              <b>{shown.isTooShort ? t('search-more') : t('search-none', { text: typed })}</b>
              {!shown.isTooShort && ` ${t('search-none-text')}`}
            </p>
          )}
          <p className="frame-found-keys hint" aria-hidden="true">
            {t('search-keys')}
          </p>
        </div>
      )}
    </search>
  )
}
