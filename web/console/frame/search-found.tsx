import type { ReactNode } from 'react'
import { intakeTexts } from '#core/intake/intake.text.ts'
import { networkTexts } from '#core/network/network.text.ts'
import type { Found, FoundGroup, FoundKind } from '#core/search/search.contract.ts'
import { orderNames } from '#core/work-orders/names.text.ts'
import { ledgerScreenTexts } from '#web/console/ledger/ledger.text.ts'
import { useShortNames } from '#web/console/organisation/organisation.queries.ts'
import { peopleScreenTexts } from '#web/console/people/people-screen.text.ts'
import { Icon } from '#web/ui/icon.tsx'
import type { IconName } from '#web/ui/icons.ts'
import { type TextKey, useText } from '#web/ui/text.ts'
import { frameTexts } from './frame.text.ts'
import { listOf, type Option, optionsOf } from './search-places.ts'

const icons = {
  workOrder: 'orders',
  homeUser: 'person',
  enterpriseLine: 'customers',
  report: 'message',
  staff: 'people',
  networkNode: 'network',
} as const satisfies Record<FoundKind, IconName>

export type OptionProps = {
  readonly id: string
  readonly active: number
  readonly onPoint: (index: number) => void
  readonly onOpen: (option: Option) => void
}

type RowProps = OptionProps & { readonly index: number; readonly option: Option; readonly children: ReactNode }

const Row = ({ id, index, active, option, onPoint, onOpen, children }: RowProps) => (
  <button
    id={`${id}-${index}`}
    type="button"
    role="option"
    tabIndex={-1}
    aria-selected={index === active}
    data-active={index === active}
    className="frame-hit"
    onPointerMove={() => onPoint(index)}
    onPointerDown={(event) => {
      event.preventDefault()
      onOpen(option)
    }}
  >
    {children}
  </button>
)

/** What was found, kind by kind. */
export const FoundList = ({ groups, ...props }: OptionProps & { readonly groups: readonly FoundGroup[] }) => {
  const t = useText(frameTexts)
  return groups.map(({ kind, items, isCut }, order) => {
    const first = optionsOf(groups.slice(0, order)).length
    return (
      // biome-ignore lint/a11y/useSemanticElements: a group of options is no fieldset
      <div key={kind} role="group" aria-label={t(`kind.${kind}`)} className="frame-hits">
        <p aria-hidden="true" className="frame-hits-kind hint">
          {t(`kind.${kind}`)}
          {isCut && <span>{t('search-cut', { count: items.length })}</span>}
        </p>
        {items.map((found, index) => (
          <Row key={found.key} {...props} index={first + index} option={{ kind, key: found.key, order: found.order }}>
            <Icon name={icons[kind]} />
            <Words kind={kind} found={found} />
          </Row>
        ))}
        {isCut && listOf(kind, '') !== undefined && <AllOf kind={kind} index={first + items.length} {...props} />}
      </div>
    )
  })
}

const AllOf = ({ kind, index, ...props }: OptionProps & { readonly kind: FoundKind; readonly index: number }) => {
  const t = useText(frameTexts)
  return (
    <Row {...props} index={index} option={{ kind, key: '', isAll: true }}>
      <Icon name="right" />
      <span className="frame-hit-all">{t('search-all', { kind: t(`kind.${kind}`) })}</span>
    </Row>
  )
}

/** What this reader opened lately. */
export const RecentList = ({ places, ...props }: OptionProps & { readonly places: readonly Option[] }) => {
  const t = useText(frameTexts)
  return (
    // biome-ignore lint/a11y/useSemanticElements: a group of options is no fieldset
    <div role="group" aria-label={t('search-recent')} className="frame-hits">
      <p aria-hidden="true" className="frame-hits-kind hint">
        {t('search-recent')}
      </p>
      {places.map((place, index) => (
        <Row key={`${place.kind} ${place.key}`} {...props} index={index} option={place}>
          <Icon name={icons[place.kind]} />
          <span className="frame-hit-words">
            <span className="number">{place.key}</span>
          </span>
          <span className="hint">{t(`kind.${place.kind}`)}</span>
        </Row>
      ))}
    </div>
  )
}

const Words = ({ kind, found }: { readonly kind: FoundKind; readonly found: Found }) => {
  const place = useShortNames()
  const state = useStateWord(kind, found.state)
  const isNamedFirst = kind === 'staff' || kind === 'enterpriseLine' || kind === 'networkNode'
  const [first, second] = isNamedFirst ? [found.name ?? found.key, found.key] : [found.key, found.name]
  const county = found.county ? place(found.county) : ''
  const isInAddress = county !== '' && found.address?.startsWith(county)
  const below = [isInAddress ? '' : county, found.address, found.phone].filter(Boolean).join(' · ')
  return (
    <>
      <span className="frame-hit-words">
        <span className="clip">
          <b className="number">{first}</b>
          {second && second !== first ? ` ${second}` : ''}
        </span>
        {below !== '' && <span className="hint clip">{below}</span>}
      </span>
      <span className={found.isOpen ? 'frame-hit-state strong' : 'frame-hit-state ink-2'}>{state}</span>
    </>
  )
}

const useStateWord = (kind: FoundKind, state: string | null): string => {
  const [orders, intake] = [useText(orderNames), useText(intakeTexts)]
  const [ledger, people, network] = [useText(ledgerScreenTexts), useText(peopleScreenTexts), useText(networkTexts)]
  if (state === null) return ''
  switch (kind) {
    case 'workOrder':
      return orders(`state.${state}` as TextKey<typeof orderNames>)
    case 'report':
      return intake(`intake.state.${state}` as TextKey<typeof intakeTexts>)
    case 'staff':
      return people(`people.status.${state}` as TextKey<typeof peopleScreenTexts>)
    case 'networkNode':
      return network(`network.kind.${state}` as TextKey<typeof networkTexts>)
    default:
      return ledger(`ledger.status.${state}` as TextKey<typeof ledgerScreenTexts>)
  }
}
