/**
 * How a ledger row is found by a fragment of its name or address: by pairs of neighbouring characters of which one is
 * Chinese, so that two characters are enough. Letters and digits alone are found by codes, accounts and numbers instead.
 */
import { compact } from '#core/spelling.ts'

const CHINESE = /[\u2e80-\u9fff\u{20000}-\u{3ffff}]/u
const KEPT = /[\p{L}\p{N}]/u

/** The one form in which texts are compared with fragments. */
export const searchForm = (text: string): string => compact(text).toUpperCase()

/** The pairs of one or more texts, each pair once; a pair never spans a punctuation mark or two texts. */
export const bigramsOf = (...texts: readonly (string | undefined)[]): readonly string[] => {
  const pairs = new Set<string>()
  for (const text of texts) {
    let previous = ''
    let isPreviousChinese = false
    for (const character of text ?? '') {
      if (!KEPT.test(character)) {
        previous = ''
        isPreviousChinese = false
        continue
      }
      const isChinese = CHINESE.test(character)
      if (previous !== '' && (isChinese || isPreviousChinese)) pairs.add(previous + character)
      previous = character
      isPreviousChinese = isChinese
    }
  }
  return [...pairs]
}

/** The part of an address key behind the county's code. */
export const placeOfKey = (addressKey: string): string => addressKey.slice(addressKey.indexOf('|') + 1)
