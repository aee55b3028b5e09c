import type { ServiceStatus } from '#core/ledger/ledger-words.ts'
import { StateTag } from '#web/ui/state-tag.tsx'
import { useText } from '#web/ui/text.ts'
import { ledgerScreenTexts } from './ledger.text.ts'

const TONES = { active: 'fine', suspended: 'risk', closed: 'paused' } as const

export const ServiceState = ({ status }: { readonly status: ServiceStatus }) => {
  const t = useText(ledgerScreenTexts)
  return (
    <StateTag tone={TONES[status]} isBare>
      {t(`ledger.status.${status}`)}
    </StateTag>
  )
}
