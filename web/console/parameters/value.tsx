import type { parametersTexts } from './parameters.text.ts'

type Translate = (key: keyof typeof parametersTexts) => string

/** A value in one line; a table is shortened to its beginning. */
export const shortValue = (value: unknown, t: Translate): string => {
  if (typeof value === 'boolean') return t(value ? 'parameters.yes' : 'parameters.no')
  if (typeof value === 'number') return String(value)
  if (typeof value === 'string') return value
  const text = JSON.stringify(value)
  return text.length > 60 ? `${text.slice(0, 60)}…` : text
}
