import { compact } from '#core/spelling.ts'

/** A closed list of values, each with the words that files use for it; the first is the Chinese one that we show. */
export type Coded<Code extends string> = {
  readonly codes: readonly Code[]
  /** `undefined` when no word of the list was meant. */
  codeOf(text: string): Code | undefined
  /** The Chinese word by which a code is written into files; a code of another list stays as it is. */
  wordOf(code: string): string
  /** The Chinese words to choose from, for a proposal. */
  readonly choices: string
}

export const coded = <Code extends string>(words: Readonly<Record<Code, readonly string[]>>): Coded<Code> => {
  const entries = Object.entries(words) as [Code, readonly string[]][]
  const byWord = new Map(entries.flatMap(([code, names]) => [code, ...names].map((name) => [plain(name), code])))
  const wordByCode = new Map<string, string>(entries.map(([code, names]) => [code, names[0] ?? code]))
  return {
    codes: entries.map(([code]) => code),
    codeOf: (text) => byWord.get(plain(text)),
    wordOf: (code) => wordByCode.get(code) ?? code,
    choices: entries.map(([code, names]) => names[0] ?? code).join(' / '),
  }
}

const plain = (text: string): string => compact(text).toLowerCase()
