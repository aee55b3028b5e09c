import type { Candidate } from '#core/intake/intake.contract.ts'
import { intakeTexts } from '#core/intake/intake.text.ts'
import { useRegionNames } from '#web/console/organisation/organisation.queries.ts'
import { Card } from '#web/ui/card.tsx'
import { listed } from '#web/ui/language.ts'
import { useShortcut } from '#web/ui/shortcut.ts'
import { StateTag } from '#web/ui/state-tag.tsx'
import { useText } from '#web/ui/text.ts'
import { deskTexts } from './desk.text.ts'

type Props = {
  readonly candidates: readonly Candidate[]
  readonly title: string
  /** Takes the account of the one that was chosen. */
  readonly onPick: (account: string, candidate: Candidate) => void
  readonly hasKeys?: boolean
}

/** Customers who may be meant, and what each has in common with the report. */
export const CandidateList = ({ candidates, title, onPick, hasKeys = false }: Props) => (
  <Card title={title} hint={String(candidates.length)} isFlush>
    {candidates.map((candidate, index) => (
      <One
        key={candidate.id}
        candidate={candidate}
        keys={hasKeys && index < 9 ? String(index + 1) : ''}
        onPick={() => onPick(candidate.account, candidate)}
      />
    ))}
  </Card>
)

const One = ({
  candidate,
  keys,
  onPick,
}: {
  readonly candidate: Candidate
  readonly keys: string
  readonly onPick: () => void
}) => {
  const t = useText(deskTexts)
  const names = useText(intakeTexts)
  const regionName = useRegionNames()
  useShortcut(keys, onPick, keys !== '')
  return (
    <button type="button" className="ui-row ui-row-button" onClick={onPick}>
      {keys !== '' && <kbd className="ui-kbd">{keys}</kbd>}
      <span className="ui-row-words">
        <span className="row">
          <b>{candidate.name}</b>
          <span className="number">{candidate.account}</span>
          {candidate.openOrders > 0 && (
            <StateTag tone="risk">{t('search.open', { count: candidate.openOrders })}</StateTag>
          )}
        </span>
        <span className="ui-row-text clip">
          {[t(`customer.${candidate.line}`), candidate.phone, regionName(candidate.county), candidate.address]
            .filter(Boolean)
            .join(' · ')}
        </span>
      </span>
      <span className="ui-row-end small">
        {listed(candidate.reasons.map((reason) => names(`intake.reason.${reason}` as never)))}
      </span>
    </button>
  )
}
