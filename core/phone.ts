import { compact } from './spelling.ts'

/**
 * Telephone numbers in China as digits only: a mobile of 11, a landline with its trunk code (`085185551234`), a service
 * number (400, 800). One number has one form, whatever blanks, dashes, brackets or country code it was written with.
 */
export type Phone = { readonly kind: 'mobile' | 'landline' | 'service'; readonly digits: string }

const MOBILE = /^1[3-9]\d{9}$/
/** Beijing, Shanghai and eight more have three digits and eight; the others four and seven or eight. */
const LANDLINE = /^(?:0(?:10|2\d)[2-9]\d{7}|0[3-9]\d{2}[2-9]\d{6,7})$/
const SERVICE = /^(?:[48]00\d{7}|9[5-6]\d{3,6}|1[01]\d{3}|12\d{3})$/

/** The number in its one form, `undefined` when the text is none. */
export const parsePhone = (text: string): Phone | undefined => {
  const digits = phoneDigits(text)
  if (digits === undefined) return undefined
  if (MOBILE.test(digits)) return { kind: 'mobile', digits }
  if (LANDLINE.test(digits)) return { kind: 'landline', digits }
  if (SERVICE.test(digits)) return { kind: 'service', digits }
  return undefined
}

/** A landline written without its trunk code. */
export const isLocalNumber = (text: string): boolean => /^[2-9]\d{6,7}$/.test(phoneDigits(text) ?? '')

/** `0851` of `085185551234`; `undefined` for what is no landline. */
export const trunkCodeOf = (phone: Phone): string | undefined =>
  phone.kind === 'landline' ? phone.digits.slice(0, /^0(?:10|2)/.test(phone.digits) ? 3 : 4) : undefined

/** Digits without country code and separators; an extension behind a landline is dropped. `undefined` when there is anything else. */
export const phoneDigits = (text: string): string | undefined => {
  const bare = compact(text)
    .replace(/(?:转|ext\.?|[xX])\d{1,6}$/i, '')
    .replace(/[-‐‑‒–—―−/.()（）]/g, '')
    .replace(/^(?:\+86|0086|86(?=1[3-9]\d{9}$)|\+)/, '')
  return /^\d+$/.test(bare) ? bare : undefined
}
