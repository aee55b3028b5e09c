import { parametersTexts } from './parameters.text.ts'

type Translate = (key: keyof typeof parametersTexts) => string

/** A value in one line; a table is shortened to its beginning. */
export const shortValue = (value: unknown, t: Translate): string => {
  if (typeof value === 'boolean') return t(value ? 'parameters.yes' : 'parameters.no')
  if (typeof value === 'number') return String(value)
  if (typeof value === 'string') return choiceText(value, t)
  const text = JSON.stringify(value)
  return text.length > 60 ? `${text.slice(0, 60)}…` : text
}

/** One of few values that a parameter can have, in words; the code itself for one that has none. */
export const choiceText = (value: string, t: Translate): string => {
  const key = `parameters.value.${value}`
  return isText(key) ? t(key) : value
}

/** The values that a parameter's schema lists by name; none when it takes more than a few. */
export const choicesOf = (schema: unknown): readonly string[] => {
  if (typeof schema !== 'object' || schema === null || !('enum' in schema) || !Array.isArray(schema.enum)) return []
  return schema.enum.filter((each) => typeof each === 'string')
}

/** The unit in the reader's words; the code itself for one that has none. */
export const unitText = (unit: string, t: Translate): string => {
  const key = `parameters.unit.${unit}`
  return isText(key) ? t(key) : unit
}

const isText = (key: string): key is keyof typeof parametersTexts => key in parametersTexts
