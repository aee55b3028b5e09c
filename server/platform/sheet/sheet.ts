import type { Refusal } from '#core/result.ts'

/** One row as it stands in the file: `row` is the number that Excel shows, from 1; cells are text, column A first. */
export type SheetRow = { readonly row: number; readonly cells: readonly string[] }

export type SheetInfo = {
  readonly name: string
  /** Excel hides it from the reader of the file: it is listed, but nothing is taken from it unasked. */
  readonly isHidden: boolean
}

export type SheetFormat = 'xlsx' | 'csv'

/** An opened file: what it holds, and its rows in batches. Blank rows are left out; row numbers count them. */
export type SheetFile = {
  readonly format: SheetFormat
  /** `utf-8`, `gb18030`, `utf-16le`, `utf-16be`; always `utf-8` for xlsx. */
  readonly encoding: string
  readonly sheets: readonly SheetInfo[]
  readonly sizeBytes: number
  /** `onRead` is told how many bytes of the file are behind us, for progress. */
  rows(sheet: number, onRead?: (bytes: number) => void): AsyncGenerator<readonly SheetRow[]>
  close(): Promise<void>
}

/** What a file may cost us. Figures of the machine, not of the trade: they are settings of the start, not parameters. */
export type SheetLimits = {
  readonly xlsxBytes: number
  readonly csvBytes: number
  /** Unpacked text table of an xlsx: it must be held in memory. */
  readonly sharedStringBytes: number
  /** Any one unpacked part of an xlsx. */
  readonly partBytes: number
  /** Unpacked ÷ packed, looked at above 16 MB unpacked. Sheets are 5 to 60, a zip bomb is 200 to 1032. */
  readonly ratio: number
  readonly entries: number
  /** Columns beyond are not looked at. */
  readonly columns: number
  /** Longest cell, in characters; Excel itself stops at 32,767. */
  readonly cellCharacters: number
}

const MB = 1024 * 1024

export const sheetLimits: SheetLimits = {
  xlsxBytes: 100 * MB,
  csvBytes: 400 * MB,
  sharedStringBytes: 64 * MB,
  partBytes: 1024 * MB,
  ratio: 190,
  entries: 2000,
  columns: 256,
  cellCharacters: 32_767,
}

type SheetError = Error & { readonly refusal: Refusal }

/** Reading is a deep stream, so a refusal travels as an error up to `refusalOf` at the edge of the reader. */
export const sheetRefused = (code: string, params: Readonly<Record<string, string | number>> = {}): SheetError =>
  Object.assign(new Error(code), { refusal: { code: `sheet.${code}`, params } })

/** The refusal that `error` carries, or `undefined` when it is a true failure. */
export const refusalOf = (error: unknown): Refusal | undefined =>
  error instanceof Error && 'refusal' in error ? (error as SheetError).refusal : undefined

/** 0 → `A`, 25 → `Z`, 26 → `AA`. */
export const columnLetters = (index: number): string => {
  let rest = index
  let letters = ''
  do {
    letters = String.fromCharCode(65 + (rest % 26)) + letters
    rest = Math.floor(rest / 26) - 1
  } while (rest >= 0)
  return letters
}

/** `A` → 0, `AA12` → 26; -1 when the text does not begin with letters. */
export const columnIndex = (reference: string): number => {
  let index = 0
  let at = 0
  for (; at < reference.length; at += 1) {
    const code = reference.charCodeAt(at) & 0xdf
    if (code < 65 || code > 90) break
    index = index * 26 + (code - 64)
    if (index > 20_000) return -1
  }
  return index - 1
}
