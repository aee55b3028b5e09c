import { z } from 'zod'
import { moments } from './moments.ts'

/** What stands in braces in a text and is filled with the order's own words. */
export const placeholders = [
  'company',
  'staffName',
  'staffNumber',
  'customerTitle',
  'symptom',
  'time',
  'cause',
  'thirdParty',
  'feedbackBy',
] as const
export type Placeholder = (typeof placeholders)[number]

/** Whom a sentence is for; `all` where home users and group customers hear the same. */
export const wordingLines = ['all', 'home', 'enterprise'] as const
export type WordingLine = (typeof wordingLines)[number]

/** `source`: the operator's own regulation, loaded · `proposed`: ours · `edited`: changed here. */
export const wordingMarks = ['source', 'proposed', 'edited'] as const
export type WordingMark = (typeof wordingMarks)[number]

/** Classes of forbidden words: impatience, shirking, belittling, running the network down, abuse. (DOMAIN §7.1) */
export const forbiddenClasses = ['impatient', 'shirking', 'belittling', 'disparaging', 'abusive'] as const
export type ForbiddenClass = (typeof forbiddenClasses)[number]

/** The later the graver. */
export const severities = ['minor', 'major', 'severe'] as const
export type WordSeverity = (typeof severities)[number]

/** Neither control characters nor halves of characters: what a spreadsheet, a phone and the database can all carry. */
const carried = (text: string): boolean =>
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is refused.
  !/[\u0000-\u0009\u000b-\u001f\u007f\ufffe\uffff]/.test(text) && text.isWellFormed()
const prose = (max: number) =>
  z
    .string()
    .transform((text) => text.replace(/\r\n?/g, '\n').trim())
    .pipe(z.string().max(max).refine(carried, { message: '含有不能保存的字符 / holds characters that cannot be kept' }))
const sentence = prose(600).pipe(z.string().min(1))
const phrase = prose(60).pipe(
  z.string().regex(/^[^\n|｜]+$/, '一条一行，不能含换行和竖线 / one a line, without line breaks and bars'),
)
const phrases = z.array(phrase).max(20).default([])

export const wordingTextSchema = z.object({
  moment: z.enum(moments),
  line: z.enum(wordingLines).default('all'),
  /** Chinese, as it is said to the customer. */
  text: sentence,
  /** For staff who read English. */
  gloss: prose(600).default(''),
  doNotSay: phrases,
  mark: z.enum(wordingMarks).default('proposed'),
})
export type WordingText = z.infer<typeof wordingTextSchema>

export const forbiddenWordSchema = z.object({
  word: phrase,
  class: z.enum(forbiddenClasses),
  severity: z.enum(severities),
  variants: phrases,
  /** Where the word stands within one of these it is meant otherwise: 行不行, 客户没空. */
  exceptions: phrases,
  sayInstead: prose(200).default(''),
  /** A class of conduct and no literal word: shown, never matched. */
  isConduct: z.boolean().default(false),
  mark: z.enum(wordingMarks).default('proposed'),
})
export type ForbiddenWord = z.infer<typeof forbiddenWordSchema>

/** All wording that is in force together. */
export const packSchema = z.object({
  texts: z.array(wordingTextSchema).max(200),
  words: z.array(forbiddenWordSchema).max(3000),
})
export type WordingPack = z.infer<typeof packSchema>
