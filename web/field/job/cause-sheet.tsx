import { useState } from 'preact/hooks'
import type { ReplyOf } from '#core/contract.ts'
import type { fieldRoutes } from '#core/field/field.contract.ts'
import { CardRow } from '#web/field/ui/card.tsx'
import { Choices, TextField } from '#web/field/ui/inputs.tsx'
import { Sheet } from '#web/field/ui/sheet.tsx'
import { useText } from '#web/field/ui/text.ts'
import { returnTexts } from './return.text.ts'

export type CauseChoice = ReplyOf<typeof fieldRoutes.choices>['causes'][number]
const MOST = 40

/** Causes whose names hold every word that was typed. */
export const causesLike = (causes: readonly CauseChoice[], search: string): readonly CauseChoice[] => {
  const words = search.toLowerCase().split(/\s+/).filter(Boolean)
  return causes.filter((cause) => {
    const names = cause.names.join(' ').toLowerCase()
    return words.every((word) => names.includes(word))
  })
}

/** Four tiers: by a word over all of them, or down from the first two; only the fourth is chosen. */
export const CauseSheet = ({
  causes,
  onChoose,
  onClose,
}: {
  readonly causes: readonly CauseChoice[]
  readonly onChoose: (cause: CauseChoice) => void
  readonly onClose: () => void
}) => {
  const t = useText(returnTexts)
  const [search, setSearch] = useState('')
  const [tier, setTier] = useState<readonly string[]>([])
  const inTier = causes.filter((cause) => tier.every((name, index) => cause.names[index] === name))
  const found = search.trim() ? causesLike(causes, search) : inTier
  const namesAt = (depth: number, of: readonly CauseChoice[]) => [
    ...new Set(of.flatMap((cause) => cause.names[depth] ?? [])),
  ]
  const isListed = search.trim() !== '' || tier.length > 1
  return (
    <Sheet title={t('cause')} onClose={onClose}>
      <TextField label={t('search')} value={search} onChange={setSearch} />
      {!search.trim() && (
        <Choices
          label={t('cause')}
          columns={3}
          value={tier[0]}
          onChange={(name) => setTier([name])}
          choices={namesAt(0, causes).map((name) => ({ value: name, label: name }))}
        />
      )}
      {!search.trim() && tier[0] !== undefined && (
        <Choices
          label={tier[0]}
          columns={2}
          value={tier[1]}
          onChange={(name) => setTier([tier[0] ?? '', name])}
          choices={namesAt(
            1,
            causes.filter((cause) => cause.names[0] === tier[0]),
          ).map((name) => ({ value: name, label: name }))}
        />
      )}
      {isListed && (
        <div className="cause-list">
          {found.slice(0, MOST).map((cause) => (
            <CardRow
              key={cause.code}
              title={cause.names[cause.names.length - 1]}
              text={cause.names.slice(0, -1).join(' · ')}
              onClick={() => onChoose(cause)}
            />
          ))}
        </div>
      )}
      {isListed && found.length === 0 && <p>{t('search-none')}</p>}
      {isListed && found.length > MOST && <p className="small">{t('search-more', { count: found.length - MOST })}</p>}
    </Sheet>
  )
}
