import { useMay } from '#web/console/session/session.queries.ts'
import { Card } from '#web/ui/card.tsx'
import { FilterSentence, useFilters } from '#web/ui/filter-sentence.tsx'
import { Segments } from '#web/ui/inputs.tsx'
import { Page } from '#web/ui/page.tsx'
import { EmptyState } from '#web/ui/states.tsx'
import { useText } from '#web/ui/text.ts'
import { EnterpriseLines } from './enterprise-lines.tsx'
import { HomeUsers } from './home-users.tsx'
import { ledgerScreenTexts } from './ledger.text.ts'
import { ImportButton } from './ledger-empty.tsx'
import { useLedgerFilters } from './ledger-filters.ts'

/** Whom the network serves: home users and lines of group customers. */
export const LedgerScreen = () => {
  const t = useText(ledgerScreenTexts)
  const [search, setSearch] = useFilters()
  const mayRead = useMay('ledger.read')
  const ofLines = search.tab === 'lines'
  const filters = useLedgerFilters(search, ofLines)
  return (
    <Page
      title={t('ledger.title')}
      isFilled
      filters={
        <>
          <Segments
            label={t('ledger.title')}
            value={ofLines ? 'lines' : 'home'}
            onChange={(tab) => setSearch(tab === 'lines' ? { tab } : {})}
            choices={[
              { value: 'home', label: t('ledger.home-users') },
              { value: 'lines', label: t('ledger.enterprise-lines') },
            ]}
          />
          <FilterSentence
            filters={filters}
            search={search}
            onChange={(next) => setSearch(next.prefecture === search.prefecture ? next : { ...next, county: '' })}
          />
        </>
      }
    >
      {!mayRead ? (
        <Card>
          <EmptyState icon="lock" title={t('ledger.no-read')} action={<ImportButton />} />
        </Card>
      ) : ofLines ? (
        <EnterpriseLines />
      ) : (
        <HomeUsers />
      )}
    </Page>
  )
}
