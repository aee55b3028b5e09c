import type { Moment } from '#core/wording/moments.ts'
import { wordingNames } from '#core/wording/names.text.ts'
import { differenceOf } from '#core/wording/pack.rules.ts'
import type { WordingLine, WordingPack } from '#core/wording/pack.ts'
import { useText } from '#web/ui/text.ts'
import { wordingScreenTexts } from './wording.text.ts'

/** What differs between two packs, side by side. */
export const Difference = ({ before, after }: { readonly before: WordingPack; readonly after: WordingPack }) => {
  const [t, names] = [useText(wordingScreenTexts), useText(wordingNames)]
  const { texts, words } = differenceOf(before, after)
  if (texts.length + words.length === 0) return <p className="ink-2">{t('difference-none')}</p>
  const rows = [
    ...texts.map((change) => {
      const [moment, line] = change.key.split('.') as [Moment, WordingLine]
      return {
        key: change.key,
        title: names(`moment.${moment}`),
        hint: line === 'all' ? '' : names(`wordingLine.${line}`),
        before: change.before?.text,
        after: change.after?.text,
      }
    }),
    ...words.map((change) => ({
      key: `word ${change.key}`,
      title: change.key,
      hint: names('kind.word'),
      before: change.before && [change.before.word, ...change.before.variants, change.before.sayInstead].join(' · '),
      after: change.after && [change.after.word, ...change.after.variants, change.after.sayInstead].join(' · '),
    })),
  ]
  return (
    <div>
      <div className="wording-diff hint">
        <span />
        <span>{t('before')}</span>
        <span>{t('after')}</span>
      </div>
      {rows.map((row) => (
        <div key={row.key} className="wording-diff">
          <p>
            <span className="strong">{row.title}</span>
            {row.hint !== '' && <span className="hint"> {row.hint}</span>}
          </p>
          <p className={row.before ? 'ink-2' : 'hint'} lang="zh-CN">
            {row.before ?? t('absent')}
          </p>
          <p className={row.after ? '' : 'late'} lang="zh-CN">
            {row.after ?? t('absent')}
          </p>
        </div>
      ))}
    </div>
  )
}
