/**
 * Fills a sentence with the order's own words: who comes, from which company, to whom, when, and why. What is not known is said to be
 * missing, so that nobody reads a bracket aloud. (R-V1, R-V17)
 */
import { type Placeholder, placeholders } from './pack.ts'

export type WordingValues = { readonly [name in Placeholder]?: string | undefined }

/** A piece of a filled sentence: our words, the order's own, or a gap. */
export type FilledPart = {
  readonly text: string
  readonly kind: 'said' | 'own' | 'missing'
  readonly name?: Placeholder
}

export type Filled = {
  /** With gaps in their braces. */
  readonly text: string
  readonly parts: readonly FilledPart[]
  readonly missing: readonly Placeholder[]
}

const IN_BRACES = /\{([^{}]*)\}/g
const isPlaceholder = (name: string): name is Placeholder => (placeholders as readonly string[]).includes(name)

/** Names in braces that no order can fill, and braces without a partner. */
export const unknownPlaceholders = (text: string): readonly string[] => {
  const unknown = [...text.matchAll(IN_BRACES)].flatMap(([whole, name = '']) => (isPlaceholder(name) ? [] : [whole]))
  const loose = text.replace(IN_BRACES, '').match(/[{}]/g) ?? []
  return [...new Set([...unknown, ...loose])]
}

export const placeholdersIn = (text: string): readonly Placeholder[] => [
  ...new Set([...text.matchAll(IN_BRACES)].flatMap(([, name = '']) => (isPlaceholder(name) ? [name] : []))),
]

/** The sentence with the order's words in it; values are taken as they are, braces in them fill nothing. */
export const fill = (text: string, values: WordingValues): Filled => {
  const parts: FilledPart[] = []
  const say = (said: string): void => {
    if (said !== '') parts.push({ text: said, kind: 'said' })
  }
  let end = 0
  for (const found of text.matchAll(IN_BRACES)) {
    const [whole, name = ''] = found
    if (!isPlaceholder(name)) continue
    say(text.slice(end, found.index))
    const value = values[name]?.trim()
    parts.push(value ? { text: value, kind: 'own', name } : { text: whole, kind: 'missing', name })
    end = found.index + whole.length
  }
  say(text.slice(end))
  return {
    text: parts.map((part) => part.text).join(''),
    parts,
    missing: [...new Set(parts.flatMap(({ kind, name }) => (kind === 'missing' && name ? [name] : [])))],
  }
}

const DOUBLE_SURNAMES = ['欧阳', '司马', '上官', '诸葛', '令狐', '夏侯', '皇甫', '尉迟', '公孙', '慕容', '司徒', '长孙']

/** 王先生/女士: the surname with both, since no order says which; a company or an unknown name is 您. Masked names keep their first character. */
export const customerTitleOf = (name: string | null | undefined, line: 'home' | 'enterprise'): string => {
  const known = name?.trim() ?? ''
  if (known === '' || /^[*＊]/.test(known)) return '您'
  if (/(?:先生|女士|小姐)$/.test(known)) return known
  if (line === 'enterprise' || [...known].length > 4 || !/^\p{Script=Han}/u.test(known)) return '您'
  const surname = DOUBLE_SURNAMES.find((each) => known.startsWith(each)) ?? [...known][0] ?? ''
  return `${surname}先生/女士`
}

/** What the preview of an editor fills in. */
export const sampleValues: Readonly<Record<Placeholder, string>> = {
  company: '黔通网络代维公司',
  staffName: '陈立新',
  staffNumber: 'GY0217',
  customerTitle: '王先生',
  symptom: '晚上上网时断时续',
  time: '明天 15:00',
  cause: '入户光缆弯折过紧',
  thirdParty: '市政施工单位',
  feedbackBy: '故障台',
}
