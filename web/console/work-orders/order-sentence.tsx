import { useMemo } from 'react'
import { businessLines } from '#core/organisation/organisation.ts'
import { areaClasses } from '#core/organisation/region.ts'
import { orderNames } from '#core/work-orders/names.text.ts'
import { orderStates } from '#core/work-orders/work-order.state.ts'
import { orderKinds } from '#core/work-orders/work-order.ts'
import { type Filter, FilterSentence } from '#web/ui/filter-sentence.tsx'
import type { Search } from '#web/ui/filters.ts'
import { Icon } from '#web/ui/icon.tsx'
import { useLanguage, useText } from '#web/ui/text.ts'
import { whenText } from '#web/ui/time.ts'
import { useNow } from '#web/ui/when.tsx'
import { isAllByItself, withPlace } from './order-filters.ts'
import { orderListTexts } from './order-list.text.ts'
import { usePlaces } from './places.queries.ts'

/** The filters of the order list as a sentence; what a link brought along besides stands behind it and can be taken away. */
export const OrderSentence = ({
  search,
  onChange,
}: {
  readonly search: Search
  readonly onChange: (next: Search) => void
}) => {
  const [t, names] = [useText(orderListTexts), useText(orderNames)]
  const places = usePlaces()
  const filters = useMemo<readonly Filter[]>(
    () => [
      {
        key: 'view',
        label: t('view'),
        any: t(isAllByItself(search) ? 'view.all' : 'view.open'),
        options: (['open', 'late', 'risk', 'unassigned', 'pending', 'foreseen', 'all'] as const).map((value) => ({
          value,
          label: t(`view.${value}`),
        })),
      },
      { key: 'prefecture', label: t('prefecture'), any: t('prefecture.any'), options: places.prefectures },
      {
        key: 'county',
        label: t('county'),
        any: t('county.any'),
        isExtra: search.prefecture === undefined,
        options: places.countiesOf(search.prefecture),
      },
      {
        key: 'line',
        label: t('line'),
        any: t('line.any'),
        options: businessLines.map((value) => ({ value, label: names(`line.${value}`) })),
      },
      {
        key: 'kind',
        label: t('kind'),
        any: t('kind.any'),
        options: orderKinds.map((value) => ({ value, label: names(`kind.${value}`) })),
      },
      {
        key: 'company',
        label: t('company'),
        any: t('company.any'),
        options: [...places.contractors, { value: 'none', label: t('company.none') }],
      },
      {
        key: 'state',
        label: t('state'),
        any: t('state.any'),
        isMultiple: true,
        isExtra: true,
        options: orderStates.map((value) => ({ value, label: names(`state.${value}`) })),
      },
      {
        key: 'area',
        label: t('area'),
        any: t('area.any'),
        isExtra: true,
        options: areaClasses.map((value) => ({ value, label: names(`area.${value}`) })),
      },
    ],
    [t, names, places, search],
  )
  const change = (next: Search) => onChange(withPlace(next, search))
  return (
    <>
      <FilterSentence filters={filters} search={search} onChange={change} />
      <Brought search={search} onChange={onChange} />
    </>
  )
}

/** What only links say: from when to when, whose, of which account. */
const Brought = ({ search, onChange }: { readonly search: Search; readonly onChange: (next: Search) => void }) => {
  const t = useText(orderListTexts)
  const [now, language] = [useNow(), useLanguage()]
  const when = (value: string) => (Number.isNaN(Date.parse(value)) ? value : whenText(value, now, language))
  const words: Readonly<Record<string, (value: string) => string>> = {
    createdFrom: (value) => t('created-from', { time: when(value) }),
    createdTo: (value) => t('created-to', { time: when(value) }),
    archivedFrom: (value) => t('archived-from', { time: when(value) }),
    archivedTo: (value) => t('archived-to', { time: when(value) }),
    account: (value) => t('of-account', { value }),
    station: () => t('of-station'),
    staff: () => t('of-staff'),
  }
  return Object.entries(words).flatMap(([key, say]) => {
    const value = search[key]
    if (!value) return []
    const { [key]: _gone, ...rest } = search
    return (
      <button
        key={key}
        type="button"
        className="ui-chip ui-chip-on"
        data-tip={t('take-away')}
        onClick={() => onChange(rest)}
      >
        {say(value)}
        <Icon name="close" size={12} />
      </button>
    )
  })
}
