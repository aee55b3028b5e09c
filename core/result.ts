/** A refusal is an expected "no" with a stable code; texts live in the slices' catalogues (`*.text.ts`), keyed by that code. */
export type Refusal = {
  /** `slice.reason`, for example `work-orders.wrong-state`. Stable: other programs branch on it. */
  readonly code: string
  /** `invalid` (the default): what was sent · `conflict`: the state of things · `notFound` · `forbidden`. */
  readonly kind?: 'invalid' | 'conflict' | 'notFound' | 'forbidden'
  /** Path of the offending field, when there is one. */
  readonly field?: string
  /** Values for the text's placeholders. */
  readonly params?: Readonly<Record<string, string | number>>
  /** Several things wrong at once, each with its own field. */
  readonly details?: readonly Refusal[]
}

export type Ok<T> = { readonly ok: true; readonly value: T }
export type Refused = { readonly ok: false; readonly refusal: Refusal }
export type Result<T> = Ok<T> | Refused

export const ok = <T>(value: T): Ok<T> => ({ ok: true, value })

export const refuse = (code: string, extra: Omit<Refusal, 'code'> = {}): Refused => ({
  ok: false,
  refusal: { code, ...extra },
})
