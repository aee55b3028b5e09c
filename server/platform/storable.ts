/** An escape of JSON: a backslash and what it stands before. */
const ESCAPE = /\\(?:u([0-9a-f]{4})(?:\\u(d[c-f][0-9a-f]{2}))?|.)/gis
const SURROGATE = /^d[89a-f]/i

/**
 * JSON text whose strings hold nothing that the database refuses: U+0000 is left out, half a character becomes U+FFFD.
 * A pasted invisible character is no reason to lose what somebody reports.
 */
export const storableJson = (text: string): string =>
  text.includes('\\u') ? text.replace(ESCAPE, (whole, code?: string, low?: string) => storable(whole, code, low)) : text

const storable = (whole: string, code: string | undefined, low: string | undefined): string => {
  if (code === undefined) return whole
  if (/^d[89ab]/i.test(code) && low !== undefined) return whole
  const first = code === '0000' ? '' : SURROGATE.test(code) ? '\\ufffd' : `\\u${code}`
  return low === undefined ? first : `${first}\\ufffd`
}
