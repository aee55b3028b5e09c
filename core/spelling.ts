import { denatured } from './formula.ts'

/**
 * Two spellings of one thing: width, blanks of any kind and invisible characters are never a difference.
 */
const INVISIBLE = /(?!\s)[\p{Cc}\p{Cf}\ufffe\uffff]/gu
const BLANKS = /\s+/g
const BLANK_BY_CHINESE = /(?<=[\u2e80-\u9fff\u{20000}-\u{3ffff}（）]) | (?=[\u2e80-\u9fff\u{20000}-\u{3ffff}（）])/gu
const PLAIN = /^[\x21-\x7e\u4e00-\u9fff]*$/

/** What a person typed into a cell: half width, single blanks, none at the ends or beside Chinese characters. */
export const tidy = (text: string): string =>
  PLAIN.test(text)
    ? denatured(text)
    : denatured(lines(text).normalize('NFKC').replace(BLANKS, ' ').trim().replace(BLANK_BY_CHINESE, ''))

/** Running text: punctuation stays as it was typed, blanks and invisible characters are put in order. */
export const tidyText = (text: string): string => denatured(lines(text).replace(BLANKS, ' ').trim())

/** For codes and for comparing: `tidy` without any blank. */
export const compact = (text: string): string => tidy(text).replaceAll(' ', '')

const lines = (text: string): string => text.replace(INVISIBLE, '').toWellFormed()

/** A character that was lost when the file was written or read in a wrong encoding. */
export const isUnreadable = (text: string): boolean => text.includes('\uFFFD')
