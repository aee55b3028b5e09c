import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react'
import type { CustomerCard } from '#core/intake/desk.contract.ts'
import { Button } from '#web/ui/button.tsx'
import { Card } from '#web/ui/card.tsx'
import { Icon } from '#web/ui/icon.tsx'
import { StateTag } from '#web/ui/state-tag.tsx'
import { useText } from '#web/ui/text.ts'
import { useLookup } from './desk.queries.ts'
import { deskTexts } from './desk.text.ts'

type Props = {
  readonly typed: string
  readonly onType: (typed: string) => void
  readonly chosen: string | undefined
  /** A customer of the ledger, or nobody: the report is taken all the same, also when the ledger could not be asked. */
  readonly onPick: (customer: CustomerCard | undefined, isUnasked: boolean) => void
  /** Forgets everything that was typed. */
  readonly onClear: () => void
  readonly inputRef: React.RefObject<HTMLInputElement | null>
}

/** The one box of the desk: arrows choose, Enter takes. */
export const CustomerSearch = ({ typed, onType, chosen, onPick, onClear, inputRef }: Props) => {
  const t = useText(deskTexts)
  const { items, isOn, isCurrent, data, failure, refetch } = useLookup(typed)
  const [active, setActive] = useState(0)
  // Enter that came before the answer is kept: nobody waits for a machine to take a call.
  const isWanted = useRef(false)
  const list = useId()
  // biome-ignore lint/correctness/useExhaustiveDependencies: another answer begins at its first line
  useEffect(() => setActive(0), [typed])
  const isUnasked = failure !== null
  const latest = useRef({ items, active, isUnasked, onPick })
  latest.current = { items, active, isUnasked, onPick }
  useEffect(() => {
    if (!isCurrent || !isWanted.current) return
    isWanted.current = false
    latest.current.onPick(latest.current.items[latest.current.active], latest.current.isUnasked)
  }, [isCurrent])

  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.nativeEvent.isComposing) return
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
    if (step !== 0 && items.length > 0) {
      event.preventDefault()
      setActive((active + step + items.length) % items.length)
    } else if (event.key === 'Enter' && !event.ctrlKey && !event.metaKey && typed.trim() !== '') {
      event.preventDefault()
      if (isCurrent || !isOn || isUnasked) onPick(items[active], isUnasked)
      else isWanted.current = true
    }
  }

  return (
    <Card
      title={t('search.who')}
      hint={items.length > 0 ? t('search.found', { count: items.length }) : ''}
      aside={
        <>
          {typed === '' && <span className="hint intake-keys">{t('search.hint')}</span>}
          {typed !== '' && (
            <Button kind="quiet" keys="Alt C" isSmall onClick={onClear}>
              {t('save.clear')}
            </Button>
          )}
        </>
      }
      isFlush
    >
      <div className="intake-search">
        <Icon name="search" size={20} />
        <input
          ref={inputRef}
          role="combobox"
          aria-expanded={items.length > 0}
          aria-controls={list}
          aria-activedescendant={items[active] ? `${list}-${active}` : undefined}
          aria-label={t('search.label')}
          placeholder={t('search.label')}
          value={typed}
          maxLength={100}
          autoComplete="off"
          spellCheck={false}
          onChange={(event) => {
            isWanted.current = false
            onType(event.target.value)
          }}
          onKeyDown={onKeyDown}
        />
      </div>
      {items.length > 0 && (
        <div id={list} role="listbox" aria-label={t('search.who')} className="intake-found">
          {items.map((customer, index) => (
            <Found
              key={customer.id}
              id={`${list}-${index}`}
              customer={customer}
              isActive={index === active}
              isChosen={customer.id === chosen}
              onPick={() => {
                setActive(index)
                onPick(customer, false)
              }}
            />
          ))}
          {data?.isCut && <p className="hint intake-cut">{t('search.cut')}</p>}
        </div>
      )}
      {isUnasked && (
        <div className="intake-note small" role="alert">
          <p>
            <b className="late">{t('search.failed')}</b> {t('search.failed-text')}
          </p>
          <Button icon="refresh" isSmall onClick={() => void refetch()}>
            {t('search.again')}
          </Button>
        </div>
      )}
      {items.length === 0 && !isUnasked && (
        <p className={`intake-note small${isOn && isCurrent ? ' risk' : ' ink-2'}`} role="status">
          {isOn && isCurrent && <b>{t('search.none')} </b>}
          {t(isOn && isCurrent ? 'search.none-text' : 'search.start-text')}
        </p>
      )}
    </Card>
  )
}

type FoundProps = {
  readonly id: string
  readonly customer: CustomerCard
  readonly isActive: boolean
  readonly isChosen: boolean
  readonly onPick: () => void
}

const Found = ({ id, customer, isActive, isChosen, onPick }: FoundProps) => {
  const t = useText(deskTexts)
  const open = customer.orders.filter(({ isOpen }) => isOpen).length
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are those of the box, which keeps the focus
    <div
      id={id}
      role="option"
      tabIndex={-1}
      aria-selected={isActive}
      className={`intake-one${isActive ? ' intake-one-active' : ''}${isChosen ? ' intake-one-chosen' : ''}`}
      onMouseDown={(event) => event.preventDefault()}
      onClick={onPick}
    >
      <span className="spread">
        <b>{customer.name}</b>
        {open > 0 ? <StateTag tone="risk">{t('search.open', { count: open })}</StateTag> : null}
      </span>
      <span className="small ink-2 clip">
        {[
          t(`customer.${customer.line}`),
          customer.bandwidthMbps === null ? undefined : `${customer.bandwidthMbps}M`,
          customer.phone,
          customer.address,
        ]
          .filter(Boolean)
          .join(' · ')}
      </span>
    </div>
  )
}
