import { useRef, useState } from 'react'
import { fill, sampleValues, unknownPlaceholders } from '#core/wording/fill.rules.ts'
import { type Moment, promisingMoments } from '#core/wording/moments.ts'
import { wordingNames } from '#core/wording/names.text.ts'
import { placeholders, type WordingLine, type WordingText } from '#core/wording/pack.ts'
import { Button } from '#web/ui/button.tsx'
import { Card } from '#web/ui/card.tsx'
import { Icon } from '#web/ui/icon.tsx'
import { Segments, TextArea } from '#web/ui/inputs.tsx'
import { isCallError } from '#web/ui/problem.ts'
import { StateTag } from '#web/ui/state-tag.tsx'
import { useText } from '#web/ui/text.ts'
import { packOf, useSaveDraft, type Versions } from './wording.queries.ts'
import { wordingScreenTexts } from './wording.text.ts'

const aText = (moment: Moment, line: WordingLine): WordingText => ({
  moment,
  line,
  text: '',
  gloss: '',
  doNotSay: [],
  mark: 'edited',
})
const TONES = { source: 'fine', proposed: 'plain', edited: 'risk' } as const
const lines = (text: string): string[] => text.split('\n').map((each) => each.trim())
const trimmed = (text: WordingText): WordingText => ({ ...text, doNotSay: text.doNotSay.filter((each) => each !== '') })

/** The sentences of one moment, with how they are read aloud beside them. */
export const TextEditor = ({
  company,
  versions,
  moment,
}: {
  readonly company: string
  readonly versions: Versions
  readonly moment: Moment
}) => {
  const [t, names] = [useText(wordingScreenTexts), useText(wordingNames)]
  const pack = packOf(versions)
  const before = pack.texts.filter((text) => text.moment === moment)
  const [texts, setTexts] = useState<readonly WordingText[]>(before)
  const [refused, setRefused] = useState<readonly string[]>([])
  const { may, save, isRunning } = useSaveDraft(company, versions)
  const isEach = !texts.some(({ line }) => line === 'all')
  const isChanged = JSON.stringify(texts.map(trimmed)) !== JSON.stringify(before)
  const apart = (wanted: 'all' | 'each') => {
    const [first = aText(moment, 'all')] = texts
    setTexts(
      wanted === 'all'
        ? [{ ...first, line: 'all' }]
        : (['home', 'enterprise'] as const).map(
            (line) => before.find((text) => text.line === line) ?? { ...first, line },
          ),
    )
  }
  const send = async () => {
    setRefused([])
    const at = pack.texts.findIndex((text) => text.moment === moment)
    const others = pack.texts.filter((text) => text.moment !== moment)
    const place = at < 0 ? others.length : at
    try {
      await save({ ...pack, texts: [...others.slice(0, place), ...texts.map(trimmed), ...others.slice(place)] })
    } catch (error) {
      if (!isCallError(error)) throw error
      setRefused(error.fields.length > 0 ? error.fields.map(({ text }) => text) : [error.text])
    }
  }
  return (
    <Card
      isFilled
      title={names(`moment.${moment}`)}
      hint={
        promisingMoments.includes(moment)
          ? t('promises', { promise: names(`promise.${moment}` as 'promise.slow') })
          : t('promises-nothing')
      }
      aside={
        may && (
          <Segments
            label={t('for')}
            value={isEach ? 'each' : 'all'}
            onChange={apart}
            choices={[
              { value: 'all' as const, label: t('one-for-all') },
              { value: 'each' as const, label: t('one-each') },
            ]}
          />
        )
      }
      footer={
        may && (
          <div className="row wording-foot">
            {refused.length > 0 && (
              <ul className="late small" role="alert">
                {refused.map((each) => (
                  <li key={each}>{each}</li>
                ))}
              </ul>
            )}
            <span className="wording-space" />
            {isChanged && (
              <Button kind="quiet" onClick={() => setTexts(before)}>
                {t('undo')}
              </Button>
            )}
            <Button
              kind="primary"
              isBusy={isRunning}
              {...(isChanged ? {} : { why: t('nothing') })}
              onClick={() => void send()}
            >
              {t('save')}
            </Button>
          </div>
        )
      }
    >
      <div className="wording-edit">
        {texts.map((text) => (
          <OneText
            key={text.line}
            text={text}
            isOpen={may}
            onChange={(change) =>
              setTexts(texts.map((each) => (each.line === text.line ? { ...each, ...change } : each)))
            }
          />
        ))}
      </div>
    </Card>
  )
}

const OneText = ({
  text,
  isOpen,
  onChange,
}: {
  readonly text: WordingText
  readonly isOpen: boolean
  readonly onChange: (change: Partial<WordingText>) => void
}) => {
  const [t, names] = [useText(wordingScreenTexts), useText(wordingNames)]
  const box = useRef<HTMLDivElement>(null)
  const unknown = unknownPlaceholders(text.text)
  /** Where the writer's mark stands, else at the end. */
  const insert = (name: string) => {
    const area = box.current?.querySelector('textarea')
    const [from, to] = [area?.selectionStart ?? text.text.length, area?.selectionEnd ?? text.text.length]
    onChange({ text: `${text.text.slice(0, from)}{${name}}${text.text.slice(to)}` })
    area?.focus()
  }
  return (
    <section className="wording-one">
      <div className="wording-write" ref={box}>
        <h3 className="spread">
          {text.line === 'all' ? t('sentence') : names(`wordingLine.${text.line}`)}
          <StateTag tone={TONES[text.mark]} isBare>
            {names(`mark.${text.mark}`)}
          </StateTag>
        </h3>
        <TextArea
          isUnchecked
          aria-label={`${t('sentence')} ${names(`wordingLine.${text.line}`)}`}
          aria-invalid={unknown.length > 0}
          lang="zh-CN"
          rows={4}
          maxLength={600}
          readOnly={!isOpen}
          value={text.text}
          onChange={(value) => onChange({ text: value })}
        />
        {unknown.length > 0 && <p className="late small">{t('unfillable', { found: unknown.join(' ') })}</p>}
        {isOpen && (
          <div className="wording-chips">
            <span className="hint">{t('insert')}</span>
            {placeholders.map((name) => (
              <button key={name} type="button" className="wording-chip" onClick={() => insert(name)}>
                {names(`placeholder.${name}`)}
              </button>
            ))}
          </div>
        )}
        <label>
          <span className="hint">{t('do-not-say')}</span>
          <TextArea
            isUnchecked
            lang="zh-CN"
            rows={2}
            readOnly={!isOpen}
            placeholder={t('do-not-say-hint')}
            value={text.doNotSay.join('\n')}
            onChange={(value) => onChange({ doNotSay: lines(value) })}
          />
        </label>
        <label>
          <span className="hint">{t('gloss')}</span>
          <TextArea
            isUnchecked
            lang="en"
            rows={2}
            maxLength={600}
            readOnly={!isOpen}
            value={text.gloss}
            onChange={(gloss) => onChange({ gloss })}
          />
        </label>
      </div>
      <div className="wording-preview">
        <h3>
          {t('preview')} <span className="hint">{t('preview-hint')}</span>
        </h3>
        <Spoken text={text.text} />
        {text.doNotSay
          .filter((each) => each !== '')
          .map((each) => (
            <p key={each} className="ink-2 small" lang="zh-CN">
              <Icon name="ban" size={14} /> {each}
            </p>
          ))}
      </div>
    </section>
  )
}

/** As the engineer reads it, with a sample order's words in it. */
export const Spoken = ({ text }: { readonly text: string }) => (
  <p className="wording-spoken" lang="zh-CN">
    {fill(text, sampleValues).parts.map((part, index) =>
      // biome-ignore lint/suspicious/noArrayIndexKey: pieces of one sentence stay in their order
      part.kind === 'own' ? <em key={index}>{part.text}</em> : part.text,
    )}
  </p>
)
