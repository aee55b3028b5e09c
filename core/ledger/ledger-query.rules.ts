/**
 * What somebody who types into the search box of a ledger means: Chinese is a fragment of a name or an address (two characters
 * are enough, a place in front narrows it), digits are a telephone number or its end, letters are initials of a name or the
 * beginning of an account or code. Words apart by blanks must all fit.
 */
import { addressKey, splitAddress } from '#core/organisation/address.rules.ts'
import type { RegionDirectory } from '#core/organisation/region.rules.ts'
import { parsePhone, phoneDigits } from '#core/phone.ts'
import { bigramsOf, phoneTails, placeOfKey, searchForm } from './search-text.rules.ts'

export type LedgerTerm =
  | {
      readonly kind: 'text'
      /** As it stands in names, in upper case, and the pairs to look it up by. */
      readonly name: string
      readonly namePairs: readonly string[]
      /** As it stands in address keys, behind the region that was named in front. */
      readonly place: string
      readonly placePairs: readonly string[]
      /** Code of that region without its zeros at the end: the beginning of the keys. */
      readonly region: string
    }
  | { readonly kind: 'digits'; readonly text: string; readonly tail: string }
  | { readonly kind: 'letters' | 'code'; readonly lower: string; readonly upper: string }

const CHINESE = /\p{Script=Han}/u
const MOST_TERMS = 5

/** The terms of a query; `[]` when nothing in it can be looked for: one Chinese character, punctuation. */
export const ledgerTerms = (directory: RegionDirectory, text: string): readonly LedgerTerm[] =>
  text
    .normalize('NFKC')
    .trim()
    .split(/\s+/)
    .slice(0, MOST_TERMS)
    .flatMap((word) => termOf(directory, word) ?? [])

const termOf = (directory: RegionDirectory, word: string): LedgerTerm | undefined => {
  const plain = searchForm(word)
  if (CHINESE.test(plain)) return textTerm(directory, plain)
  const digits = parsePhone(plain)?.digits ?? phoneDigits(plain)
  if (digits !== undefined && digits.length >= 3)
    return { kind: 'digits', text: digits, tail: phoneTails(digits)[0] ?? '' }
  if (/^[A-Z]{2,8}$/.test(plain)) return { kind: 'letters', lower: plain.toLowerCase(), upper: plain }
  if (/^[A-Z0-9][A-Z0-9._@/#:()+-]{2,79}$/.test(plain))
    return { kind: 'code', lower: plain.toLowerCase(), upper: plain }
  return undefined
}

const textTerm = (directory: RegionDirectory, plain: string): LedgerTerm | undefined => {
  const { region, rest } = splitAddress(directory, plain)
  const place = rest === '' ? '' : placeOfKey(addressKey(directory, rest))
  const [namePairs, placePairs] = [bigramsOf(plain), bigramsOf(place)]
  if (namePairs.length === 0 && region === undefined) return undefined
  return { kind: 'text', name: plain, namePairs, place, placePairs, region: region?.code.replace(/(?:00)+$/, '') ?? '' }
}
