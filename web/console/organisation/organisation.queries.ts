import { useCallback, useMemo } from 'react'
import type { ReplyOf } from '#core/contract.ts'
import { organisationRoutes } from '#core/organisation/organisation.contract.ts'
import { useAnswer } from '#web/ui/query.ts'

/** Regions as the server has them; they hardly ever change. */
export const useRegions = () => useAnswer(organisationRoutes.regions, {}).data?.items

/** The name of a region by its code; the code itself until the names are there. */
export const useRegionNames = (): ((code: string) => string) => {
  const regions = useRegions()
  const names = useMemo(() => new Map((regions ?? []).map((region) => [region.code, region.name])), [regions])
  return useCallback((code: string) => names.get(code) ?? code, [names])
}

type Region = ReplyOf<typeof organisationRoutes.regions>['items'][number]

/** A county is chosen by its name, its prefecture beside it. */
const optionOf = ({ code, name, level, parent }: Region, nameOf: (code: string) => string) => ({
  value: code,
  label: name,
  words: code,
  ...(level === 'county' && parent ? { hint: nameOf(parent) } : {}),
})

export const usePrefectureOptions = () => {
  const regions = useRegions()
  return useMemo(
    () =>
      (regions ?? [])
        .filter((region) => region.level === 'prefecture')
        .map((region) => ({ value: region.code, label: region.name, words: region.code })),
    [regions],
  )
}

/** Counties to choose from: of the given prefectures, or of all when none is given. */
export const useCountyOptions = (prefectures: readonly string[]) => {
  const nameOf = useRegionNames()
  const regions = useRegions()
  const within = prefectures.join(',')
  return useMemo(() => {
    const parents = within === '' ? undefined : new Set(within.split(','))
    return (regions ?? [])
      .filter((region) => region.level === 'county' && (!parents || (region.parent && parents.has(region.parent))))
      .map((region) => optionOf(region, nameOf))
  }, [regions, within, nameOf])
}

export const useRegionOptions = () => {
  const nameOf = useRegionNames()
  const regions = useRegions()
  return useMemo(() => (regions ?? []).map((region) => optionOf(region, nameOf)), [regions, nameOf])
}

export const useCompanyOptions = () => {
  const companies = useAnswer(organisationRoutes.companies, {}).data?.items
  return useMemo(
    () => (companies ?? []).map((company) => ({ value: company.id, label: company.name, hint: company.fullName })),
    [companies],
  )
}

/** The short name of a company by its id. */
export const useCompanyNames = (): ((id: string) => string) => {
  const companies = useAnswer(organisationRoutes.companies, {}).data?.items
  const names = useMemo(() => new Map((companies ?? []).map((company) => [company.id, company.name])), [companies])
  return useCallback((id: string) => names.get(id) ?? id, [names])
}

const SHORT = 4

/** For maps and narrow columns: an autonomous prefecture goes by its short form. */
export const useShortNames = (): ((code: string) => string) => {
  const regions = useRegions()
  const names = useMemo(
    () =>
      new Map(
        (regions ?? []).map(({ code, name, aliases }) => [
          code,
          name.length <= SHORT
            ? name
            : (aliases.filter((alias) => alias.length <= SHORT).sort((a, b) => b.length - a.length)[0] ?? name),
        ]),
      ),
    [regions],
  )
  return useCallback((code: string) => names.get(code) ?? code, [names])
}

/** Contractors that still work for the operator: who can be given stations, people and responsibilities. */
export const useContractorOptions = () => {
  const companies = useAnswer(organisationRoutes.companies, {}).data?.items
  return useMemo(
    () =>
      (companies ?? [])
        .filter((company) => company.kind === 'contractor' && company.isActive)
        .map((company) => ({ value: company.id, label: company.name, hint: company.fullName })),
    [companies],
  )
}

/** Stations to choose from, of a company or those that serve a county; none before either is known. */
export const useStationOptions = (of: { readonly company: string } | { readonly county: string }) => {
  const companyName = useCompanyNames()
  const isKnown = ('company' in of ? of.company : of.county) !== ''
  const items = useAnswer(organisationRoutes.stations, { query: { ...of, limit: 500 } }, { isOn: isKnown }).data?.items
  const isOfCounty = 'county' in of
  return useMemo(
    () =>
      (isKnown ? (items ?? []) : []).map((station) => ({
        value: station.id,
        label: station.name,
        ...(isOfCounty ? { hint: companyName(station.companyId) } : {}),
      })),
    [items, isKnown, isOfCounty, companyName],
  )
}
