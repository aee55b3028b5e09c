/**
 * A pack as rows of a spreadsheet, so that an operator fills in the text of its own regulation: one row a sentence or a forbidden word.
 * What is wrong is said by row and column, with what would be right; a file with one wrong cell changes nothing. (R-V17…R-V20)
 */
import { denatured } from '#core/formula.ts'
import type { Refusal } from '#core/result.ts'
import type { Texts } from '#core/text.ts'
import { moments } from './moments.ts'
import { wordingNames } from './names.text.ts'
import { problemsOf } from './pack.rules.ts'
import {
  type ForbiddenWord,
  forbiddenClasses,
  forbiddenWordSchema,
  packSchema,
  severities,
  type WordingPack,
  type WordingText,
  wordingLines,
  wordingMarks,
  wordingTextSchema,
} from './pack.ts'

export const packColumns = [
  'kind',
  'moment',
  'line',
  'text',
  'gloss',
  'doNotSay',
  'class',
  'severity',
  'variants',
  'exceptions',
  'sayInstead',
  'mark',
] as const
type Column = (typeof packColumns)[number]

/** One row of the file, with the number that the reader of the file sees. */
export type PackRow = { readonly row: number; readonly cells: readonly string[] }

const names: Texts = wordingNames
const nameOf = (key: string): string => names[key]?.['zh-CN'] ?? key

export const packHeaders = (): readonly string[] => packColumns.map((column) => nameOf(`column.${column}`))

const textRow = (text: WordingText): readonly string[] =>
  rowOf({
    kind: nameOf('kind.text'),
    moment: nameOf(`moment.${text.moment}`),
    line: nameOf(`wordingLine.${text.line}`),
    text: text.text,
    gloss: text.gloss,
    doNotSay: text.doNotSay.join('\n'),
    mark: nameOf(`mark.${text.mark}`),
  })

const wordRow = (word: ForbiddenWord): readonly string[] =>
  rowOf({
    kind: nameOf(word.isConduct ? 'kind.conduct' : 'kind.word'),
    text: word.word,
    class: nameOf(`class.${word.class}`),
    severity: nameOf(`severity.${word.severity}`),
    variants: word.variants.join('\n'),
    exceptions: word.exceptions.join('\n'),
    sayInstead: word.sayInstead,
    mark: nameOf(`mark.${word.mark}`),
  })

const rowOf = (cells: { readonly [column in Column]?: string }): readonly string[] =>
  packColumns.map((column) => cells[column] ?? '')

export const rowsOfPack = (pack: WordingPack): readonly (readonly string[])[] => [
  ...pack.texts.map(textRow),
  ...pack.words.map(wordRow),
]

export type ReadPack =
  | { readonly pack: WordingPack; readonly errors: readonly [] }
  | { readonly pack?: undefined; readonly errors: readonly Refusal[] }

/** A code for what the cell says: the code itself, the Chinese name, the English one. */
const codeIn = <T extends string>(cell: string, codes: readonly T[], prefix: string): T | undefined => {
  const wanted = cell.trim().toLowerCase()
  return codes.find((code) =>
    [code, names[`${prefix}.${code}`]?.['zh-CN'], names[`${prefix}.${code}`]?.en].some(
      (name) => name?.toLowerCase() === wanted,
    ),
  )
}

const listIn = (cell: string): string[] =>
  cell
    .split(/[\n|｜]/)
    .map((each) => each.trim())
    .filter((each) => each !== '')

const kinds = ['text', 'word', 'conduct'] as const

/** The first row is the header, its columns in any order, in Chinese, English or as coded. */
export const packOfRows = ([header, ...rows]: readonly PackRow[]): ReadPack => {
  const columns = (header?.cells ?? []).map((cell) => codeIn(denatured(cell), packColumns, 'column'))
  const needed = (['kind', 'moment', 'text'] as const).filter((column) => !columns.includes(column))
  if (needed.length > 0) {
    const params = { row: header?.row ?? 1, columns: needed.map((column) => nameOf(`column.${column}`)).join('、') }
    return { errors: [{ code: 'wording.columns-missing', field: `row${params.row}`, params }] }
  }
  const errors: Refusal[] = []
  const pack: { texts: unknown[]; words: unknown[] } = { texts: [], words: [] }
  const rowByPlace = new Map<string, number>()
  for (const { row, cells } of rows) {
    const cell = (column: Column): string => denatured(cells[columns.indexOf(column)] ?? '').trim()
    if (cells.every((each) => each.trim() === '')) continue
    const wrong = (code: string, column: Column, params: Readonly<Record<string, string | number>> = {}): void => {
      errors.push({ code, field: `${row}.${column}`, params: { row, column: nameOf(`column.${column}`), ...params } })
    }
    const choice = <T extends string>(column: Column, codes: readonly T[], prefix: string, fallback?: T) => {
      const given = cell(column)
      const found = given === '' ? fallback : codeIn(given, codes, prefix)
      if (found === undefined) {
        wrong('wording.cell-choice', column, {
          found: given === '' ? '–' : given,
          allowed: codes.map((code) => nameOf(`${prefix}.${code}`)).join('、'),
        })
      }
      return found
    }
    const kind = choice('kind', kinds, 'kind')
    const mark = choice('mark', wordingMarks, 'mark', 'source')
    if (kind === 'text') {
      const moment = choice('moment', moments, 'moment')
      const line = choice('line', wordingLines, 'wordingLine', 'all')
      rowByPlace.set(`texts.${pack.texts.length}`, row)
      const said = { text: cell('text'), gloss: cell('gloss'), doNotSay: listIn(cell('doNotSay')) }
      pack.texts.push(checked(wordingTextSchema, { moment, line, mark, ...said }, wrong))
    } else if (kind) {
      const forbidden = {
        word: cell('text'),
        class: choice('class', forbiddenClasses, 'class'),
        severity: choice('severity', severities, 'severity', 'minor'),
        variants: listIn(cell('variants')),
        exceptions: listIn(cell('exceptions')),
        sayInstead: cell('sayInstead'),
        isConduct: kind === 'conduct',
        mark,
      }
      rowByPlace.set(`words.${pack.words.length}`, row)
      pack.words.push(checked(forbiddenWordSchema, forbidden, wrong))
    }
  }
  if (errors.length > 0) return { errors }
  const parsed = packSchema.safeParse(pack)
  if (!parsed.success) {
    return { errors: [{ code: 'wording.too-many', params: { texts: pack.texts.length, words: pack.words.length } }] }
  }
  const problems = problemsOf(parsed.data).map((problem) => inRow(problem, rowByPlace))
  return problems.length > 0 ? { errors: problems } : { pack: parsed.data, errors: [] }
}

type Wrong = (code: string, column: Column, params?: Readonly<Record<string, string | number>>) => void

/** The entry, or the cells that do not hold; what a choice found wrong is not said twice. */
const checked = (
  schema: typeof wordingTextSchema | typeof forbiddenWordSchema,
  entry: Readonly<Record<string, unknown>>,
  wrong: Wrong,
): unknown => {
  const parsed = schema.safeParse(entry)
  if (parsed.success) return parsed.data
  for (const { path, code, message } of parsed.error.issues) {
    const name = String(path[0] ?? '')
    if (entry[name] === undefined) continue
    const column = packColumns.find((each) => each === (name === 'word' ? 'text' : name)) ?? 'text'
    const given = entry[name]
    const isEmpty = given === ''
    const most =
      'maximum' in (parsed.error.issues[0] ?? {})
        ? String((parsed.error.issues[0] as { maximum?: unknown }).maximum)
        : ''
    if (isEmpty) wrong('wording.cell-empty', column)
    else if (code === 'too_big') wrong('wording.cell-long', column, { most })
    else wrong('wording.cell-wrong', column, { why: message })
  }
  return entry
}

/** What is wrong with the pack, said of the row that it came from. */
const inRow = (problem: Refusal, rowByPlace: ReadonlyMap<string, number>): Refusal => {
  const [list = '', index = '', name = ''] = (problem.field ?? '').split('.')
  const row = rowByPlace.get(`${list}.${index}`)
  if (row === undefined) return problem
  const column = packColumns.find((each) => each === (name === 'word' ? 'text' : name)) ?? 'text'
  return {
    ...problem,
    field: `${row}.${column}`,
    params: { ...problem.params, row, column: nameOf(`column.${column}`) },
  }
}
