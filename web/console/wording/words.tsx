import { useMemo, useState } from 'react'
import { wordMatcher } from '#core/wording/forbidden.rules.ts'
import { wordingNames } from '#core/wording/names.text.ts'
import { type ForbiddenWord, forbiddenClasses, severities } from '#core/wording/pack.ts'
import { Button } from '#web/ui/button.tsx'
import { Card } from '#web/ui/card.tsx'
import { TextInput } from '#web/ui/inputs.tsx'
import { StateTag } from '#web/ui/state-tag.tsx'
import { EmptyState } from '#web/ui/states.tsx'
import { useText } from '#web/ui/text.ts'
import { WordDialog } from './word-dialog.tsx'
import { packOf, useSaveDraft, type Versions } from './wording.queries.ts'
import { wordingScreenTexts } from './wording.text.ts'

const TONES = { minor: 'plain', major: 'risk', severe: 'late' } as const

/** 服务忌语: what is found in what staff write, by class, the gravest first; a sentence can be tried. */
export const WordsView = ({ company, versions }: { readonly company: string; readonly versions: Versions }) => {
  const [t, names] = [useText(wordingScreenTexts), useText(wordingNames)]
  const pack = packOf(versions)
  const { may, save } = useSaveDraft(company, versions)
  const [search, setSearch] = useState('')
  const [tried, setTried] = useState('')
  const [open, setOpen] = useState<number | 'new' | undefined>(undefined)
  const match = useMemo(() => wordMatcher(pack.words), [pack.words])
  const wanted = search.trim().toLowerCase()
  const shown = pack.words
    .map((word, index) => ({ word, index }))
    .filter(({ word }) => [word.word, ...word.variants, word.sayInstead].join(' ').toLowerCase().includes(wanted))
    .sort(
      (a, b) =>
        forbiddenClasses.indexOf(a.word.class) - forbiddenClasses.indexOf(b.word.class) ||
        severities.indexOf(b.word.severity) - severities.indexOf(a.word.severity),
    )
  const keep = async (word: ForbiddenWord | undefined) => {
    const words =
      open === 'new'
        ? [...pack.words, ...(word ? [word] : [])]
        : pack.words.flatMap((each, index) => (index === open ? (word ? [word] : []) : [each]))
    await save({ ...pack, words })
    setOpen(undefined)
  }
  return (
    <Card
      isFlush
      isFilled
      title={
        <TextInput
          aria-label={t('search')}
          placeholder={t('search')}
          icon="search"
          value={search}
          onChange={setSearch}
        />
      }
      hint={t('words-hint')}
      aside={
        may && (
          <Button icon="plus" onClick={() => setOpen('new')}>
            {t('add-word')}
          </Button>
        )
      }
      footer={
        <div className="wording-try">
          <TextInput aria-label={t('try')} placeholder={t('try-place')} value={tried} onChange={setTried} />
          <span className="wording-tried">
            {match(tried).map((hit) => (
              <StateTag key={hit.from} tone={TONES[hit.severity]}>
                {hit.word} · {names(`class.${hit.class}`)}
              </StateTag>
            ))}
          </span>
        </div>
      }
    >
      <div className="wording-scroll">
        {shown.length === 0 ? (
          <EmptyState title={t('none')} />
        ) : (
          <table className="ui-plain-table">
            <thead>
              <tr>
                <th>{t('word')}</th>
                <th>{t('class')}</th>
                <th>{t('severity')}</th>
                <th>{t('variants')}</th>
                <th>{t('exceptions')}</th>
                <th>{t('instead')}</th>
                <th>{t('mark')}</th>
              </tr>
            </thead>
            <tbody>
              {shown.map(({ word, index }) => (
                <tr key={word.word}>
                  <td lang="zh-CN">
                    <button type="button" className="ui-open" onClick={() => setOpen(index)}>
                      {word.word}
                    </button>
                    {word.isConduct && <div className="hint">{names('kind.conduct')}</div>}
                  </td>
                  <td className="clip">{names(`class.${word.class}`)}</td>
                  <td>
                    <StateTag tone={TONES[word.severity]} isBare>
                      {names(`severity.${word.severity}`)}
                    </StateTag>
                  </td>
                  <td className="ink-2" lang="zh-CN">
                    {word.variants.join('、')}
                  </td>
                  <td className="ink-2" lang="zh-CN">
                    {word.exceptions.join('、')}
                  </td>
                  <td lang="zh-CN">{word.sayInstead}</td>
                  <td className="ink-2 clip">{names(`mark.${word.mark}`)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
      </div>
      {open !== undefined && (
        <WordDialog
          word={open === 'new' ? undefined : pack.words[open]}
          mayEdit={may}
          onKeep={keep}
          onClose={() => setOpen(undefined)}
        />
      )}
    </Card>
  )
}
