import { useState } from 'react'
import { type Moment, momentGroups, momentsOf, positionOf } from '#core/wording/moments.ts'
import { wordingNames } from '#core/wording/names.text.ts'
import { differenceOf } from '#core/wording/pack.rules.ts'
import type { WordingText } from '#core/wording/pack.ts'
import { Card } from '#web/ui/card.tsx'
import { useFilters } from '#web/ui/filter-sentence.tsx'
import { withValues } from '#web/ui/filters.ts'
import { TextInput } from '#web/ui/inputs.tsx'
import { EmptyState } from '#web/ui/states.tsx'
import { useText } from '#web/ui/text.ts'
import { TextEditor } from './text-editor.tsx'
import { packOf, type Versions } from './wording.queries.ts'
import { wordingScreenTexts } from './wording.text.ts'

/** Every moment in the order of the visit, and the sentence of the chosen one. */
export const TextsView = ({ company, versions }: { readonly company: string; readonly versions: Versions }) => {
  const [t, names] = [useText(wordingScreenTexts), useText(wordingNames)]
  const [address, setAddress] = useFilters()
  const [search, setSearch] = useState('')
  const pack = packOf(versions)
  const changed = new Set(
    versions.draft ? differenceOf(versions.inForce.pack, pack).texts.map(({ key }) => key.split('.')[0]) : [],
  )
  const wanted = search.trim().toLowerCase()
  const textsOf = (moment: Moment): readonly WordingText[] => pack.texts.filter((text) => text.moment === moment)
  const isFound = (moment: Moment): boolean =>
    `${names(`moment.${moment}`)} ${textsOf(moment)
      .map(({ text, gloss }) => `${text} ${gloss}`)
      .join(' ')}`
      .toLowerCase()
      .includes(wanted)
  const groups = momentGroups
    .map((group) => ({ group, moments: momentsOf[group].filter(isFound) }))
    .filter(({ moments }) => moments.length > 0)
  const all = groups.flatMap(({ moments }) => moments)
  const chosen = all.find((moment) => moment === address.moment) ?? all[0]
  return (
    <div className="wording-desk">
      <Card isFlush isFilled title={<SearchBox value={search} onChange={setSearch} />}>
        <div className="wording-list">
          {groups.map(({ group, moments }) => (
            <section key={group}>
              <h3>{names(`group.${group}`)}</h3>
              {moments.map((moment) => {
                const [first] = textsOf(moment)
                return (
                  <button
                    key={moment}
                    type="button"
                    className="wording-row"
                    aria-current={moment === chosen}
                    onClick={() => setAddress(withValues(address, 'moment', [moment]))}
                  >
                    <span className="wording-number">{positionOf(moment)}</span>
                    <span className="wording-words">
                      <span className="strong">{names(`moment.${moment}`)}</span>
                      <span className="hint clip" lang="zh-CN">
                        {first?.text}
                      </span>
                    </span>
                    <span className={changed.has(moment) ? 'risk small' : 'ink-2 small'}>
                      {changed.has(moment) ? t('changed') : first && names(`mark.${first.mark}`)}
                    </span>
                  </button>
                )
              })}
            </section>
          ))}
          {all.length === 0 && <EmptyState title={t('none')} />}
        </div>
      </Card>
      {chosen && (
        <TextEditor
          key={`${chosen} ${versions.draft?.revision ?? 0} ${versions.inForce.version}`}
          company={company}
          versions={versions}
          moment={chosen}
        />
      )}
    </div>
  )
}

const SearchBox = ({ value, onChange }: { readonly value: string; readonly onChange: (value: string) => void }) => {
  const t = useText(wordingScreenTexts)
  return (
    <TextInput aria-label={t('search')} placeholder={t('search')} icon="search" value={value} onChange={onChange} />
  )
}
