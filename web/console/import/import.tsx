import { importRoutes } from '#core/import/import.contract.ts'
import { useFilters } from '#web/ui/filter-sentence.tsx'
import { Segments } from '#web/ui/inputs.tsx'
import { Page } from '#web/ui/page.tsx'
import { useAnswer } from '#web/ui/query.ts'
import { useText } from '#web/ui/text.ts'
import { History } from './history.tsx'
import { Holding } from './holding.tsx'
import { importScreenTexts } from './import-screen.text.ts'
import { Wizard } from './wizard.tsx'

/** From a sheet to the records: check, import, complete what was wrong, take back. */
export const ImportScreen = () => {
  const t = useText(importScreenTexts)
  const [search, setSearch] = useFilters()
  const open = useAnswer(importRoutes.heldCounts, {}).data?.reduce((sum, each) => sum + each.open, 0) ?? 0
  const tab = search.tab === 'held' || search.tab === 'history' ? search.tab : 'new'
  return (
    <Page
      title={t('import.title')}
      isFilled={tab !== 'new'}
      filters={
        <Segments
          label={t('import.title')}
          value={tab}
          onChange={(next) => setSearch(next === 'new' ? {} : { tab: next })}
          choices={[
            { value: 'new', label: t('import.tab.new') },
            { value: 'held', label: open > 0 ? `${t('import.tab.held')} ${open}` : t('import.tab.held') },
            { value: 'history', label: t('import.tab.history') },
          ]}
        />
      }
    >
      {tab === 'held' ? <Holding /> : tab === 'history' ? <History /> : <Wizard />}
    </Page>
  )
}
