import { useMemo } from 'react'
import type { Permission } from '#core/access/role.ts'
import { useMay, useSession } from '#web/console/session/session.queries.ts'
import { Button } from '#web/ui/button.tsx'
import { FilterSentence, useFilters } from '#web/ui/filter-sentence.tsx'
import type { Search } from '#web/ui/filters.ts'
import { SearchInput } from '#web/ui/search-input.tsx'
import { useText } from '#web/ui/text.ts'
import { useCompanyOptions, useCountyOptions, usePrefectureOptions } from './organisation.queries.ts'
import { organisationScreenTexts } from './organisation-screen.text.ts'

const states = ['active', 'closed', 'all'] as const

/** What the address says of place, state and name, as stations and grids take it. */
export const queryOfPlace = (search: Search) => {
  const state = states.find((each) => each === search.state)
  return {
    ...(search.search?.trim() ? { search: search.search.trim() } : {}),
    ...(search.prefecture ? { prefecture: search.prefecture } : {}),
    ...(search.county ? { county: search.county } : {}),
    ...(state ? { state } : {}),
  }
}

/** Name, place and state to find a station or grid by. */
export const RegisterHead = ({ hasCompany = false }: { readonly hasCompany?: boolean }) => {
  const t = useText(organisationScreenTexts)
  const [search, setSearch] = useFilters()
  const prefectures = usePrefectureOptions()
  const counties = useCountyOptions(search.prefecture ? [search.prefecture] : [])
  const companies = useCompanyOptions()
  const filters = useMemo(
    () => [
      {
        key: 'prefecture',
        label: t('organisation.prefecture'),
        any: t('organisation.any-prefecture'),
        options: prefectures,
      },
      { key: 'county', label: t('organisation.county'), any: t('organisation.any-county'), options: counties },
      ...(hasCompany
        ? [{ key: 'company', label: t('organisation.company'), any: t('organisation.any-company'), options: companies }]
        : []),
      {
        key: 'state',
        label: t('organisation.state'),
        any: t('organisation.state.active'),
        options: states.slice(1).map((value) => ({ value, label: t(`organisation.state.${value}`) })),
      },
    ],
    [t, prefectures, counties, companies, hasCompany],
  )
  return (
    <>
      <SearchInput
        label={t('organisation.search')}
        value={search.search ?? ''}
        onChange={(value) => setSearch({ ...search, search: value })}
      />
      <FilterSentence filters={filters} search={search} onChange={setSearch} />
    </>
  )
}

/** Opens the form of a new row, or says why not. */
export const AddButton = ({
  label,
  permission,
  isOperatorOnly = false,
}: {
  readonly label: string
  readonly permission: Permission
  readonly isOperatorOnly?: boolean
}) => {
  const t = useText(organisationScreenTexts)
  const [search, setSearch] = useFilters()
  const mayEdit = useMay(permission)
  const isForeign = useSession().user.company.kind !== 'operator' && isOperatorOnly
  const why = isForeign ? t('organisation.operator-only') : mayEdit ? undefined : t('organisation.edit-why')
  return (
    <Button icon="plus" why={why} onClick={() => setSearch({ ...search, open: 'new' })}>
      {label}
    </Button>
  )
}
