/**
 * How a ledger row is found by a fragment of its name or address: by pairs of neighbouring characters of which one is
 * Chinese, so that two characters are enough, and by threes of one Chinese character beside two digits, since a building's
 * last digit alone is everywhere. Letters and digits alone are found by codes, accounts and numbers instead.
 */
import { compact } from '#core/spelling.ts'

const CHINESE = /[\u2e80-\u9fff\u{20000}-\u{3ffff}]/u
const KEPT = /[\p{L}\p{N}]/u

/** The common characters are told by their code: this runs for every character of a million rows. */
const isCommonChinese = (code: number): boolean => code >= 0x4e00 && code <= 0x9fff
const isDigit = (code: number): boolean => code >= 48 && code <= 57
const isPlainAscii = (code: number): boolean =>
  isDigit(code) || (code >= 65 && code <= 90) || (code >= 97 && code <= 122)

/** The one form in which texts are compared with fragments. */
export const searchForm = (text: string): string => compact(text).toUpperCase()

/** The pairs and threes of one or more texts, each once; none spans a punctuation mark or two texts. */
export const bigramsOf = (...texts: readonly (string | undefined)[]): readonly string[] => {
  const found = new Set<string>()
  for (const text of texts) {
    let [first, second] = ['', '']
    // C: Chinese, 9: digit, x: another letter; of the two characters before.
    let [firstKind, secondKind] = ['', '']
    for (const character of text ?? '') {
      const kind = kindOf(character)
      if (kind === '') {
        first = second = firstKind = secondKind = ''
        continue
      }
      if (secondKind !== '' && (kind === 'C' || secondKind === 'C')) found.add(second + character)
      if (secondKind === '9' && ((firstKind === '9' && kind === 'C') || (firstKind === 'C' && kind === '9'))) {
        found.add(first + second + character)
      }
      first = second
      firstKind = secondKind
      second = character
      secondKind = kind
    }
  }
  return [...found]
}

const kindOf = (character: string): '' | 'C' | '9' | 'x' => {
  const code = character.charCodeAt(0)
  if (isCommonChinese(code)) return 'C'
  if (isDigit(code)) return '9'
  if (isPlainAscii(code)) return 'x'
  if (code < 0x80 || !KEPT.test(character)) return ''
  return CHINESE.test(character) ? 'C' : 'x'
}

/** The part of an address key behind the county's code. */
export const placeOfKey = (addressKey: string): string => addressKey.slice(addressKey.indexOf('|') + 1)

/** The last four digits, marked, by which people find a number that they half remember; `[]` when there are not so many. */
export const phoneTails = (digits: string | undefined): readonly string[] =>
  digits !== undefined && digits.length >= 4 ? [`#${digits.slice(-4)}`] : []

/** What a home user is found by, besides account, number and initials. */
export const homeUserPairs = (row: {
  readonly name: string
  readonly community?: string | undefined
  readonly addressKey: string
  readonly phone?: string | undefined
}): readonly string[] => [
  ...bigramsOf(searchForm(row.name), searchForm(row.community ?? ''), placeOfKey(row.addressKey)),
  ...phoneTails(row.phone),
]

/** What an enterprise line is found by, besides code, number and initials. */
export const enterpriseLinePairs = (row: {
  readonly customerName: string
  readonly aAddressKey: string
  readonly zAddress?: string | undefined
  readonly contactPhone?: string | undefined
}): readonly string[] => [
  ...bigramsOf(searchForm(row.customerName), placeOfKey(row.aAddressKey), searchForm(row.zAddress ?? '')),
  ...phoneTails(row.contactPhone),
]
