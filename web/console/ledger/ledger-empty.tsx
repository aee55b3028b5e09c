import { useNavigate } from '@tanstack/react-router'
import { useMay } from '#web/console/session/session.queries.ts'
import { Button } from '#web/ui/button.tsx'
import { useFilters } from '#web/ui/filter-sentence.tsx'
import { EmptyState } from '#web/ui/states.tsx'
import { useText } from '#web/ui/text.ts'
import { ledgerScreenTexts } from './ledger.text.ts'
import { isNarrowed } from './ledger-filters.ts'

/** The way to the import, or why it is closed. */
export const ImportButton = () => {
  const t = useText(ledgerScreenTexts)
  const navigate = useNavigate()
  const mayImport = useMay('ledger.import')
  return (
    <Button
      icon="upload"
      why={mayImport ? undefined : t('ledger.import-why')}
      onClick={() => void navigate({ to: '/ledger/import' })}
    >
      {t('ledger.import')}
    </Button>
  )
}

/** Nothing found is something else than nothing there. */
export const LedgerEmpty = () => {
  const t = useText(ledgerScreenTexts)
  const [search] = useFilters()
  return isNarrowed(search) ? (
    <EmptyState icon="search" title={t('ledger.none')} text={t('ledger.none-text')} />
  ) : (
    <EmptyState icon="ledger" title={t('ledger.empty')} text={t('ledger.empty-text')} action={<ImportButton />} />
  )
}
