/**
 * Reads codes that somebody gave, and words of closed lists: letter case, width, blanks and synonyms are spelling.
 */
import { compact } from '#core/spelling.ts'
import type { Coded } from './coded.ts'
import { found, type Reading, wrong } from './import.ts'

const CODE = /^[A-Z0-9](?:[A-Z0-9._/#:()+-]*[A-Z0-9)])?$/

/** A code that somebody gave: line, customer, node, staff number. In upper case. */
export const readCode = (text: string): Reading<string> => {
  const code = codeForm(text)
  if (code.length <= 80 && CODE.test(code)) return found(code)
  const proposal = code.replace(/[^A-Z0-9._/#:()+-]/g, '').replace(/^[^A-Z0-9]+|[^A-Z0-9)]+$/g, '')
  return wrong('not-a-code', { text }, proposal === '' ? undefined : proposal.slice(0, 80))
}

/** The one form of a code for comparing, also of one that is not valid. */
export const codeForm = (text: string): string => compact(text).toUpperCase().replaceAll('\\', '/')

/** A word of a closed list. */
export const readCoded =
  <Code extends string>(list: Coded<Code>) =>
  (text: string): Reading<Code> => {
    const code = list.codeOf(text)
    return code === undefined ? wrong('not-in-list', { text }, list.choices) : found(code)
  }

/** Any text. */
export const readText = (text: string): Reading<string> => found(text)
