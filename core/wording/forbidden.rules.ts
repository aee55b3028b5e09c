/**
 * Finds forbidden words (服务忌语) in what staff write: also with blanks or punctuation between the characters, in full width, in
 * traditional characters, and in the variants that the list names. It is a hint to the writer and a finding for quality, never a bar.
 * What a word means otherwise (行不行, 客户没空) stands in the list as its exception. (R-V20)
 */
import type { ForbiddenClass, ForbiddenWord, WordSeverity } from './pack.ts'
import { simplified } from './traditional.ts'

export type WordHit = {
  /** As the list has it. */
  readonly word: string
  /** As it was written; `from` and `to` are places in the text. */
  readonly found: string
  readonly from: number
  readonly to: number
  readonly class: ForbiddenClass
  readonly severity: WordSeverity
  readonly sayInstead: string
}

export type WordMatcher = (text: string) => readonly WordHit[]

/** The characters that count, each with where it stands in the text. */
type Read = { readonly chars: readonly string[]; readonly from: readonly number[]; readonly to: readonly number[] }

const COUNTS = /[\p{L}\p{N}]/u
const LATIN = /[\p{Script=Latin}\p{N}]/u
const SENTENCE_END = /[。！？!?；;\n]/

const read = (text: string): Read => {
  const chars: string[] = []
  const from: number[] = []
  const to: number[] = []
  let at = 0
  for (const character of text) {
    const end = at + character.length
    // Nearly all of a Chinese text is itself.
    const plain = /[\u3400-\u9fff]/.test(character) ? character : character.normalize('NFKC').toLowerCase()
    for (const each of plain) {
      if (!COUNTS.test(each)) continue
      chars.push(simplified(each))
      from.push(at)
      to.push(end)
    }
    at = end
  }
  return { chars, from, to }
}

/** The text as the matcher sees it: two words that are the same here are the same word. */
export const bareWord = (text: string): string => read(text).chars.join('')

type Pattern = {
  readonly word: number
  readonly length: number
  readonly isException: boolean
  readonly isLatin: boolean
}
type Node = { readonly next: Map<string, Node>; fail: Node | undefined; readonly ends: Pattern[] }
const node = (): Node => ({ next: new Map(), fail: undefined, ends: [] })

const treeOf = (words: readonly ForbiddenWord[]): Node => {
  const root = node()
  const add = (text: string, word: number, isException: boolean): void => {
    const chars = read(text).chars
    if (chars.length === 0) return
    let at = root
    for (const char of chars) {
      const next = at.next.get(char) ?? node()
      at.next.set(char, next)
      at = next
    }
    at.ends.push({ word, length: chars.length, isException, isLatin: chars.every((char) => LATIN.test(char)) })
  }
  for (const [index, { word, variants, exceptions, isConduct }] of words.entries()) {
    if (isConduct) continue
    for (const text of [word, ...variants]) add(text, index, false)
    for (const text of exceptions) add(text, index, true)
  }
  const queue: Node[] = []
  for (const child of root.next.values()) {
    child.fail = root
    queue.push(child)
  }
  for (let head = 0; head < queue.length; head += 1) {
    const at = queue[head]
    if (!at) break
    for (const [char, child] of at.next) {
      let back = at.fail
      while (back && !back.next.has(char)) back = back.fail
      child.fail = back?.next.get(char) ?? root
      child.ends.push(...child.fail.ends)
      queue.push(child)
    }
  }
  return root
}

type Span = Pattern & { readonly first: number; readonly last: number }

const spansIn = (root: Node, { chars }: Read): Span[] => {
  const spans: Span[] = []
  let at: Node = root
  for (const [last, char] of chars.entries()) {
    while (at !== root && !at.next.has(char)) at = at.fail ?? root
    at = at.next.get(char) ?? root
    for (const end of at.ends) spans.push({ ...end, first: last - end.length + 1, last })
  }
  return spans
}

/** Letters next to a word of letters make another word: USB. */
const isPartOfWord = ({ isLatin, first, last }: Span, { chars, from, to }: Read): boolean => {
  if (!isLatin) return false
  const touches = (index: number, isBefore: boolean): boolean =>
    LATIN.test(chars[index] ?? '') && (isBefore ? to[index] === from[first] : from[index] === to[last])
  return touches(first - 1, true) || touches(last + 1, false)
}

/** Two characters on both sides of a full stop are no word. */
const isTornApart = ({ first, last, length }: Span, { from, to }: Read, text: string): boolean =>
  length <= 2 && SENTENCE_END.test(text.slice(from[first], to[last]))

/** Made once for a list; each hit in the order of the text, of overlapping ones the longest. */
export const wordMatcher = (words: readonly ForbiddenWord[]): WordMatcher => {
  const root = treeOf(words)
  return (text) => {
    const seen = read(text)
    const spans = spansIn(root, seen)
    const excused = spans.filter(({ isException }) => isException)
    const hits = spans
      .filter((span) => !span.isException && !isPartOfWord(span, seen) && !isTornApart(span, seen, text))
      .filter(
        (span) =>
          !excused.some(({ word, first, last }) => word === span.word && first <= span.first && last >= span.last),
      )
      .sort((a, b) => a.first - b.first || b.last - a.last)
    const kept: WordHit[] = []
    let end = -1
    for (const { word, first, last } of hits) {
      const entry = words[word]
      if (first <= end || !entry) continue
      end = last
      const [from, to] = [seen.from[first] ?? 0, seen.to[last] ?? 0]
      kept.push({
        word: entry.word,
        found: text.slice(from, to),
        from,
        to,
        class: entry.class,
        severity: entry.severity,
        sayInstead: entry.sayInstead,
      })
    }
    return kept
  }
}
