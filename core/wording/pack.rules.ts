/**
 * What a pack has to be before anybody reads it aloud: every moment has its sentence for home users and for group customers, every name in
 * braces is one that an order can fill, no forbidden word stands twice or in a sentence of ours. (R-V17…R-V20)
 */
import type { BusinessLine } from '#core/organisation/organisation.ts'
import { ok, type Refusal, type Result, refuse } from '#core/result.ts'
import { unknownPlaceholders } from './fill.rules.ts'
import { bareWord, wordMatcher } from './forbidden.rules.ts'
import { type Moment, moments } from './moments.ts'
import { type ForbiddenWord, placeholders, type WordingPack, type WordingText } from './pack.ts'

/** The sentence of a moment for a business line: its own before the one for all. */
export const textFor = (
  pack: Pick<WordingPack, 'texts'>,
  moment: Moment,
  line: BusinessLine,
): WordingText | undefined => {
  const own = line === 'home' ? 'home' : 'enterprise'
  const ofMoment = pack.texts.filter((text) => text.moment === moment)
  return ofMoment.find((text) => text.line === own) ?? ofMoment.find((text) => text.line === 'all')
}

export const textKey = ({ moment, line }: Pick<WordingText, 'moment' | 'line'>): string => `${moment}.${line}`

/** Everything that is wrong with it, each by its place: `texts.3.text`, `words.12.word`. */
export const problemsOf = (pack: WordingPack): readonly Refusal[] => [
  ...textProblems(pack),
  ...missingMoments(pack),
  ...wordProblems(pack.words),
]

/** Refusal: `wording.invalid` with one detail for each thing that is wrong. */
export const checkPack = (pack: WordingPack): Result<WordingPack> => {
  const details = problemsOf(pack)
  return details.length === 0 ? ok(pack) : refuse('wording.invalid', { params: { count: details.length }, details })
}

const textProblems = (pack: WordingPack): Refusal[] => {
  const forbidden = wordMatcher(pack.words.filter(({ severity }) => severity !== 'minor'))
  const seen = new Set<string>()
  return pack.texts.flatMap((text, index) => {
    const at = `texts.${index}`
    const key = textKey(text)
    const isTwice = seen.has(key)
    seen.add(key)
    const unknown = unknownPlaceholders(text.text)
    return [
      ...(isTwice
        ? [detail('wording.text-twice', `${at}.moment`, { moment: text.moment, wordingLine: text.line })]
        : []),
      ...(unknown.length > 0
        ? [
            detail('wording.placeholder-unknown', `${at}.text`, {
              found: unknown.join(' '),
              allowed: placeholders.map((name) => `{${name}}`).join(' '),
            }),
          ]
        : []),
      ...forbidden(text.text)
        .slice(0, 1)
        .map(({ word }) => detail('wording.text-forbidden', `${at}.text`, { word })),
    ]
  })
}

const missingMoments = ({ texts }: WordingPack): Refusal[] =>
  moments.flatMap((moment) => {
    const lines = texts.filter((text) => text.moment === moment).map(({ line }) => line)
    const isWhole = lines.includes('all') || (lines.includes('home') && lines.includes('enterprise'))
    return isWhole ? [] : [detail('wording.moment-missing', 'texts', { moment })]
  })

const wordProblems = (words: readonly ForbiddenWord[]): Refusal[] => {
  const placeByWord = new Map<string, number>()
  return words.flatMap((entry, index) => {
    if (entry.isConduct) return []
    const found: Refusal[] = []
    for (const [field, text] of [['word', entry.word], ...entry.variants.map((each) => ['variants', each])] as const) {
      const bare = bareWord(text ?? '')
      const place = `words.${index}.${field}`
      if (bare.length < 2) found.push(detail('wording.word-short', place, { word: text ?? '' }))
      const other = placeByWord.get(bare)
      if (other === undefined) placeByWord.set(bare, index)
      else if (other !== index) {
        found.push(detail('wording.word-twice', place, { word: text ?? '', other: words[other]?.word ?? '' }))
      }
    }
    for (const exception of entry.exceptions) {
      const isAround = [entry.word, ...entry.variants].some((word) => bareWord(exception).includes(bareWord(word)))
      if (!isAround) {
        found.push(detail('wording.exception-apart', `words.${index}.exceptions`, { word: entry.word, exception }))
      }
    }
    return found
  })
}

const detail = (code: string, field: string, params: Readonly<Record<string, string | number>>): Refusal => ({
  code,
  field,
  params,
})

const isSame = (a: object, b: object): boolean => JSON.stringify(contentOf(a)) === JSON.stringify(contentOf(b))
/** Without the mark, in one order of names. */
const contentOf = (entry: object): unknown =>
  Object.entries(entry)
    .filter(([name]) => name !== 'mark')
    .sort(([a], [b]) => (a < b ? -1 : 1))

/**
 * The wanted pack with honest marks: what is as it was keeps its mark, what differs bears `mark`: `edited` by hand, `source` from the
 * operator's file. Nobody can mark a sentence by hand as the regulation's own.
 */
export const withMarks = (wanted: WordingPack, before: WordingPack, mark: 'edited' | 'source'): WordingPack => {
  const texts = new Map(before.texts.map((text) => [textKey(text), text]))
  const words = new Map(before.words.map((word) => [bareWord(word.word), word]))
  const marked = <T extends WordingText | ForbiddenWord>(entry: T, old: T | undefined): T => ({
    ...entry,
    mark: old && isSame(old, entry) ? old.mark : mark,
  })
  return {
    texts: wanted.texts.map((text) => marked(text, texts.get(textKey(text)))),
    words: wanted.words.map((word) => marked(word, words.get(bareWord(word.word)))),
  }
}

export type PackChange<T> = { readonly key: string; readonly before?: T; readonly after?: T }
export type PackDifference = {
  readonly texts: readonly PackChange<WordingText>[]
  readonly words: readonly PackChange<ForbiddenWord>[]
}

/** What came, went and changed from one pack to another, in the order of the later one; marks alone are no change. */
export const differenceOf = (before: WordingPack, after: WordingPack): PackDifference => ({
  texts: changesOf(before.texts, after.texts, textKey),
  words: changesOf(before.words, after.words, ({ word }) => word),
})

const changesOf = <T extends object>(before: readonly T[], after: readonly T[], keyOf: (entry: T) => string) => {
  const old = new Map(before.map((entry) => [keyOf(entry), entry]))
  const changes: PackChange<T>[] = []
  for (const entry of after) {
    const key = keyOf(entry)
    const was = old.get(key)
    old.delete(key)
    if (!was) changes.push({ key, after: entry })
    else if (!isSame(was, entry)) changes.push({ key, before: was, after: entry })
  }
  return [...changes, ...[...old].map(([key, entry]) => ({ key, before: entry }))]
}
