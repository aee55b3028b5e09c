import { useState } from 'react'
import { Button } from './button.tsx'
import { useText } from './text.ts'
import { uiTexts } from './ui.text.ts'

type Versioned = { readonly version: number }
type Difference = { readonly label: string; readonly before: string; readonly now: string }

/**
 * The row as it was when the form opened, whose version is sent, beside the row as it is now. `row` is fetched anew when a save is
 * answered with a conflict, or when something live tells of it.
 */
export const useSeen = <Row extends Versioned>(row: Row) => {
  const [seen, setSeen] = useState(row)
  return { seen, isOutdated: row.version !== seen.version, catchUp: () => setSeen(row) }
}

/** Somebody else changed the row meanwhile: what differs, and whether theirs or what stands in the form goes on. */
export const ChangedMeanwhile = ({
  differences,
  onTake,
  onKeep,
}: {
  readonly differences: readonly Difference[]
  readonly onTake: () => void
  readonly onKeep: () => void
}) => {
  const t = useText(uiTexts)
  return (
    <div className="ui-form-refusal" role="alert">
      <b>{t('changed-meanwhile')}</b>
      {differences
        .filter(({ before, now }) => before !== now)
        .map(({ label, before, now }) => (
          <span key={label}>{t('changed-before-now', { label, before: before || '—', now: now || '—' })}</span>
        ))}
      <span className="row">
        <Button isSmall onClick={onTake}>
          {t('changed-take')}
        </Button>
        <Button isSmall onClick={onKeep}>
          {t('changed-keep')}
        </Button>
      </span>
    </div>
  )
}
