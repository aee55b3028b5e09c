/**
 * Numbers of the pre-numbered paper forms (纸质确认书) that a station reserved; a number typed on the phone is checked without network
 * against what the phone knows, and again by the server. (R-V14)
 */
import { ok, type Result, refuse } from '#core/result.ts'

/** Numbers from `from` to `to`, both included, as written: `ZB5201-000121`. */
export type FormRange = { readonly from: string; readonly to: string }
export type KnownForms = { readonly ranges: readonly FormRange[]; readonly used: readonly string[] }

const DIGITS = 6
/** `ZB5201-000121`: the prefecture and a running number. */
export const formNumberOf = (prefecture: string, running: number): string =>
  `ZB${prefecture.slice(0, 4)}-${String(running).padStart(DIGITS, '0')}`

/** As people type it: full-width, lower case, blanks. */
export const tidyFormNumber = (text: string): string => text.normalize('NFKC').replace(/\s+/g, '').toUpperCase()

/** Refusals: `work-orders.form-number-needed`, `work-orders.form-unknown`, `work-orders.form-used`. `own`: what was printed for this order. */
export const checkFormNumber = (text: string, forms: KnownForms, own: string): Result<string> => {
  const number = tidyFormNumber(text)
  if (number === '') return refuse('work-orders.form-number-needed', { field: 'formNumber' })
  if (number === own) return ok(number)
  const isReserved = forms.ranges.some(
    ({ from, to }) => number.length === from.length && from <= number && number <= to,
  )
  if (!isReserved) return refuse('work-orders.form-unknown', { field: 'formNumber', params: { number } })
  if (forms.used.includes(number)) {
    return refuse('work-orders.form-used', { kind: 'conflict', field: 'formNumber', params: { number, order: '—' } })
  }
  return ok(number)
}
