import type { z } from 'zod'
import type { Say } from './text.ts'
import type { uiTexts } from './ui.text.ts'

type Issue = z.core.$ZodIssue

/** One sentence by issue. A schema's own message wins only when it is written in words for people (it has a space or is Chinese). */
export const issueText = (issue: Issue, t: Say<typeof uiTexts>): string => {
  switch (issue.code) {
    case 'too_small': {
      if (issue.origin === 'string')
        return issue.minimum === 1 || issue.input === ''
          ? t('required')
          : t('too-short', { count: Number(issue.minimum) })
      if (issue.origin === 'array') return t('choose-one')
      return t('too-small', { count: Number(issue.minimum) })
    }
    case 'too_big':
      return issue.origin === 'string'
        ? t('too-long', { count: Number(issue.maximum) })
        : t('too-big', { count: Number(issue.maximum) })
    case 'invalid_type':
      if (issue.input === undefined || issue.input === null || issue.input === '') return t('required')
      return issue.expected === 'number' || issue.expected === 'int' ? t('not-number') : t('not-valid')
    case 'invalid_value':
      return issue.input === undefined || issue.input === '' ? t('choose-one') : t('not-valid')
    case 'invalid_format':
      return issue.input === '' ? t('required') : t('not-valid')
    case 'custom':
      return issue.message
    default:
      return t('not-valid')
  }
}

/** The first thing wrong with each field, by the field's own name. */
export const fieldErrors = (error: z.ZodError, t: Say<typeof uiTexts>): Readonly<Record<string, string>> => {
  const found: Record<string, string> = {}
  for (const issue of error.issues) {
    const name = String(issue.path[0] ?? '')
    found[name] ??= issueText(issue, t)
  }
  return found
}
