import { useMemo } from 'react'
import { organisationRoutes } from '#core/organisation/organisation.contract.ts'
import type { Option } from '#web/ui/options.tsx'
import { useAnswer } from '#web/ui/query.ts'

/** Regions and companies by their names: they change a few times a year, so they are asked for once. */
export type Places = {
  readonly isReady: boolean
  /** 云岩区; the code itself while it is not known. */
  readonly regionName: (code: string) => string
  readonly centreOf: (code: string) => { readonly lon: number; readonly lat: number } | undefined
  readonly companyName: (id: string | null | undefined) => string
  readonly prefectures: readonly Option[]
  /** Of one prefecture, or all. */
  readonly countiesOf: (prefecture: string | undefined) => readonly Option[]
  readonly contractors: readonly Option[]
}

const { regions: regionsRoute, companies: companiesRoute } = organisationRoutes

export const usePlaces = (): Places => {
  const regions = useAnswer(regionsRoute, {}).data
  const companies = useAnswer(companiesRoute, {}).data
  return useMemo(() => {
    const all = regions?.items ?? []
    const byCode = new Map(all.map((region) => [region.code, region]))
    const companyById = new Map(companies?.items.map((company) => [company.id, company]))
    const optionOf = ({ code, name, aliases }: (typeof all)[number]): Option => ({
      value: code,
      label: name,
      words: aliases.join(' '),
    })
    return {
      isReady: regions !== undefined && companies !== undefined,
      regionName: (code) => byCode.get(code)?.name ?? code,
      centreOf: (code) => byCode.get(code)?.centre ?? undefined,
      companyName: (id) => (id ? (companyById.get(id)?.name ?? id) : ''),
      prefectures: all.filter((region) => region.level === 'prefecture').map(optionOf),
      countiesOf: (prefecture) =>
        all
          .filter((region) => region.level === 'county' && (!prefecture || region.parent === prefecture))
          .map((county) => ({
            ...optionOf(county),
            ...(prefecture ? {} : { hint: byCode.get(county.parent ?? '')?.name ?? '' }),
          })),
      contractors: [...companyById.values()]
        .filter((company) => company.kind === 'contractor')
        .map(({ id, name, fullName, isActive }) => ({
          value: id,
          label: name,
          ...(isActive && fullName !== name ? { hint: fullName } : {}),
        })),
    }
  }, [regions, companies])
}
