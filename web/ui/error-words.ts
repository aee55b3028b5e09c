import { isCallError } from './problem.ts'
import type { uiTexts } from './ui.text.ts'

type ErrorKey = keyof typeof uiTexts & (`error-${string}` | `page-${string}`)

/** An error in words: what happened, and what was kept and to do. */
export const errorWords = (
  t: (key: ErrorKey) => string,
  error: unknown,
): { readonly title: string; readonly text: string } => {
  if (!isCallError(error)) return { title: t('page-failed'), text: t('page-failed-do') }
  switch (error.kind) {
    case 'refused':
      return { title: t('error-refused'), text: error.text }
    case 'stale':
      return { title: t('error-stale'), text: `${error.text} ${t('error-stale-do')}`.trim() }
    case 'forbidden':
      return { title: t('error-forbidden'), text: error.text || t('error-forbidden-do') }
    case 'not-found':
      return { title: t('error-not-found'), text: error.text || t('error-not-found-do') }
    default:
      return { title: t(`error-${error.kind}`), text: t(`error-${error.kind}-do`) }
  }
}
