import type { CopyValue } from './staged.ts'

const ESCAPED = /[\\\n\r\t\b\f\v]/g
const escapes: Readonly<Record<string, string>> = {
  '\\': '\\\\',
  '\n': '\\n',
  '\r': '\\r',
  '\t': '\\t',
  '\b': '\\b',
  '\f': '\\f',
  '\v': '\\v',
}

/** One line of PostgreSQL's COPY text format. */
export const copyLine = (values: readonly CopyValue[]): string => {
  let line = ''
  for (let at = 0; at < values.length; at += 1) line += (at === 0 ? '' : '\t') + copyValue(values[at])
  return `${line}\n`
}

const copyValue = (value: CopyValue): string => {
  if (value === undefined) return '\\N'
  if (typeof value === 'number') return String(value)
  return escaped(typeof value === 'string' ? value : arrayText(value))
}

const escaped = (text: string): string =>
  text.search(ESCAPED) >= 0 ? text.replace(ESCAPED, (character) => escapes[character] ?? character) : text

const arrayText = (values: readonly string[]): string =>
  `{${values.map((value) => (/^[\p{L}\p{N}]+$/u.test(value) && !/^null$/i.test(value) ? value : quoted(value))).join(',')}}`

const quoted = (value: string): string => `"${value.replace(/["\\]/g, '\\$&')}"`
