import { useNavigate, useSearch } from '@tanstack/react-router'
import { Fragment, useCallback, useMemo, useState } from 'react'
import { type Search, valuesOf, withValues } from './filters.ts'
import { Icon } from './icon.tsx'
import { listed } from './language.ts'
import { Menu } from './menu.tsx'
import { type Option, OptionList } from './options.tsx'
import { Popover } from './popover.tsx'
import { useText } from './text.ts'
import { uiTexts } from './ui.text.ts'
import './filter-sentence.css'

export type Filter = {
  /** The key in the address and in the query of the route. */
  readonly key: string
  readonly label: string
  /** What the chip says when nothing is chosen: 全省, 全部公司. */
  readonly any: string
  readonly options: readonly Option[]
  readonly isMultiple?: boolean
  /** Hidden behind 筛选 until chosen, so that the sentence stays short. */
  readonly isExtra?: boolean
}

/** The filters of the page as its address holds them, and how to change them. Changing replaces the history entry. */
export const useFilters = (): readonly [Search, (next: Search) => void] => {
  const raw = useSearch({ strict: false }) as Readonly<Record<string, unknown>>
  const navigate = useNavigate()
  const search = useMemo<Search>(
    () => Object.fromEntries(Object.entries(raw).map(([key, value]) => [key, String(value)])),
    [raw],
  )
  const change = useCallback(
    (next: Search) => void navigate({ to: '.', search: next as never, replace: true }),
    [navigate],
  )
  return [search, change]
}

const wordsOf = (filter: Filter, values: readonly string[], count: (n: number) => string): string => {
  if (values.length === 0) return filter.any
  if (values.length > 2) return `${filter.label} ${count(values.length)}`
  return listed(values.map((value) => filter.options.find((option) => option.value === value)?.label ?? value))
}

/** Chips that read as a sentence: 贵阳市 · 家客 · 故障 · 今天到期. */
export const FilterSentence = ({
  filters,
  search,
  onChange,
}: {
  readonly filters: readonly Filter[]
  readonly search: Search
  readonly onChange: (next: Search) => void
}) => {
  const t = useText(uiTexts)
  const [asked, setAsked] = useState<string | undefined>(undefined)
  const shown = filters.filter(
    (filter) => !filter.isExtra || filter.key === asked || valuesOf(search, filter.key).length > 0,
  )
  const hidden = filters.filter((filter) => !shown.includes(filter))
  const isFiltered = filters.some((filter) => valuesOf(search, filter.key).length > 0)
  return (
    <div className="ui-filters">
      {shown.map((filter, index) => {
        const values = valuesOf(search, filter.key)
        return (
          <Fragment key={filter.key}>
            {index > 0 && <span className="ui-filters-dot">·</span>}
            <Popover
              label={filter.label}
              role="listbox"
              startsOpen={filter.key === asked}
              trigger={(props) => (
                <button
                  type="button"
                  {...props}
                  className={`ui-chip${values.length > 0 ? ' ui-chip-on' : ''}`}
                  data-tip={filter.label}
                >
                  {wordsOf(filter, values, (count) => t('items-count', { count }))}
                  <Icon name="down" size={12} />
                </button>
              )}
            >
              {(close) => (
                <OptionList
                  label={filter.label}
                  options={filter.options}
                  chosen={values}
                  any={filter.any}
                  isMultiple={filter.isMultiple ?? false}
                  onChoose={(next) => {
                    onChange(withValues(search, filter.key, next))
                    if (!filter.isMultiple) close()
                  }}
                />
              )}
            </Popover>
          </Fragment>
        )
      })}
      {hidden.length > 0 && (
        <Menu
          label={t('more-filters')}
          align="start"
          trigger={(props) => (
            <button type="button" {...props} className="ui-chip ui-chip-bare">
              <Icon name="plus" size={12} />
              {t('more-filters')}
            </button>
          )}
          items={hidden.map((filter) => ({
            key: filter.key,
            label: filter.label,
            onSelect: () => setAsked(filter.key),
          }))}
        />
      )}
      {isFiltered && (
        <button
          type="button"
          className="ui-chip ui-chip-bare"
          onClick={() => onChange(filters.reduce<Search>((rest, filter) => withValues(rest, filter.key, []), search))}
        >
          {t('clear-all')}
        </button>
      )}
    </div>
  )
}
