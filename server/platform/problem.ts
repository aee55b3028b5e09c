import type { z } from 'zod'
import { type Refusal, type Refused, refuse } from '#core/result.ts'
import { type Language, type Texts, textOf } from '#core/text.ts'
import { wrongFieldText } from '#core/wrong-field.ts'

/** RFC 9457, with the refusal's stable code and one entry for each wrong field. */
export type Problem = {
  readonly type: 'about:blank'
  readonly title: string
  readonly status: number
  readonly code: string
  readonly field?: string
  readonly params?: Readonly<Record<string, string | number>>
  readonly errors?: readonly { readonly code: string; readonly field: string; readonly title: string }[]
}

const STATUS_BY_KIND = { invalid: 422, conflict: 409, notFound: 404, forbidden: 403 } as const
const STATUS_BY_CODE: Readonly<Record<string, number>> = {
  'platform.not-json': 400,
  'platform.sign-in-required': 401,
  'platform.too-large': 413,
  'platform.unsupported-media-type': 415,
  'platform.too-many-requests': 429,
  'platform.too-many-streams': 429,
  'platform.failure': 500,
  'platform.unavailable': 503,
}

export const problemOf = (refusal: Refusal, texts: Texts, language: Language): Problem => ({
  type: 'about:blank',
  title: textOf(texts, refusal.code, language, refusal.params),
  status: STATUS_BY_CODE[refusal.code] ?? STATUS_BY_KIND[refusal.kind ?? 'invalid'],
  code: refusal.code,
  ...(refusal.field ? { field: refusal.field } : {}),
  ...(refusal.params ? { params: refusal.params } : {}),
  ...(refusal.details
    ? {
        errors: refusal.details.map((detail) => ({
          code: detail.code,
          field: detail.field ?? '',
          title:
            'title' in detail && typeof detail.title === 'string'
              ? detail.title
              : textOf(texts, detail.code, language, detail.params),
        })),
      }
    : {}),
})

/** What zod found, as one refusal with a detail for each field, in the reader's language. */
export const refusalOfZod = (error: z.ZodError, part: string, language: Language): Refused => {
  const details = error.issues.slice(0, 50).map((issue) => ({
    code: 'platform.invalid-field',
    field: [part === 'body' ? '' : part, ...issue.path.map(String)].filter(Boolean).join('.') || part,
    title: wrongFieldText(issue, language),
  }))
  const [first] = details
  return refuse('platform.invalid', {
    ...(first ? { field: first.field } : {}),
    params: { count: error.issues.length },
    details,
  })
}
