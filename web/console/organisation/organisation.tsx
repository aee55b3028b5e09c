import { useFilters } from '#web/ui/filter-sentence.tsx'
import { Segments } from '#web/ui/inputs.tsx'
import { Page } from '#web/ui/page.tsx'
import { useText } from '#web/ui/text.ts'
import { Companies } from './companies.tsx'
import { Grids } from './grids.tsx'
import { organisationScreenTexts } from './organisation-screen.text.ts'
import { Regions } from './regions.tsx'
import { Responsibilities } from './responsibilities.tsx'
import { Stations } from './stations.tsx'

const tabs = ['responsibilities', 'stations', 'grids', 'companies', 'regions'] as const
const screens = {
  responsibilities: Responsibilities,
  stations: Stations,
  grids: Grids,
  companies: Companies,
  regions: Regions,
}

/** Who maintains what where: responsibilities, stations, grids with their owners, companies, regions. */
export const OrganisationScreen = () => {
  const t = useText(organisationScreenTexts)
  const [search, setSearch] = useFilters()
  const tab = tabs.find((each) => each === search.tab) ?? 'responsibilities'
  const Screen = screens[tab]
  return (
    <Page
      title={t('organisation.title')}
      isFilled={tab === 'stations' || tab === 'grids'}
      filters={
        <Segments
          label={t('organisation.title')}
          value={tab}
          onChange={(next) => setSearch({ tab: next })}
          choices={tabs.map((value) => ({ value, label: t(`organisation.${value}`) }))}
        />
      }
    >
      <Screen />
    </Page>
  )
}
