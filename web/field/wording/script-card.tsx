import type { ComponentChildren } from 'preact'
import type { BusinessLine } from '#core/organisation/organisation.ts'
import { fill, type WordingValues } from '#core/wording/fill.rules.ts'
import { type Moment, promisingMoments } from '#core/wording/moments.ts'
import { wordingNames } from '#core/wording/names.text.ts'
import { textFor } from '#core/wording/pack.rules.ts'
import type { WordingInForce } from '#core/wording/wording.contract.ts'
import { Card, CardBody, CardRow, Script } from '#web/field/ui/card.tsx'
import { useText } from '#web/field/ui/text.ts'
import { useIsGlossed } from './use-wording.ts'
import { wordingScreenTexts } from './wording.text.ts'

/** A sentence with the order's own words in the accent; what is not known yet stands in brackets. */
export const Said = ({ text, values }: { readonly text: string; readonly values: WordingValues }) => {
  const [t, names] = [useText(wordingScreenTexts), useText(wordingNames)]
  return (
    <p lang="zh-CN">
      {fill(text, values).parts.map((part, index) => {
        // biome-ignore lint/suspicious/noArrayIndexKey: pieces of one sentence stay in their order
        if (part.kind === 'own') return <em key={index}>{part.text}</em>
        return part.kind === 'missing' && part.name ? t('gap', { name: names(`placeholder.${part.name}`) }) : part.text
      })}
    </p>
  )
}

/** What to say at a moment: the sentence, what it promises beneath, what not to say. */
export const ScriptCard = ({
  wording,
  moment,
  line,
  values,
  title,
  aside,
  promise,
}: {
  readonly wording: WordingInForce
  readonly moment: Moment
  readonly line: BusinessLine
  readonly values: WordingValues
  readonly title?: ComponentChildren
  readonly aside?: ComponentChildren
  /** What is promised by it, where the order knows better than the wording. */
  readonly promise?: ComponentChildren
}) => {
  const [t, names, isGlossed] = [useText(wordingScreenTexts), useText(wordingNames), useIsGlossed()]
  const text = textFor(wording.pack, moment, line)
  const promised =
    promise ?? (promisingMoments.includes(moment) ? t('promise-is', { promise: names(promiseKey(moment)) }) : undefined)
  return (
    <Card title={title ?? names(`moment.${moment}`)} aside={aside}>
      <CardBody>
        {text ? (
          <Script>
            <Said text={text.text} values={values} />
            {isGlossed && text.gloss && <small>{text.gloss}</small>}
          </Script>
        ) : (
          <p>{t('no-text')}</p>
        )}
      </CardBody>
      {promised && <CardRow icon="clock" title={promised} />}
      {text && text.doNotSay.length > 0 && (
        <CardRow icon="ban" title={t('do-not-say', { said: text.doNotSay.join('”“') })} tone="plain" />
      )}
    </Card>
  )
}

const promiseKey = (moment: Moment) => `promise.${moment}` as `promise.comeOnTime`
