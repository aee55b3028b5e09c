import type { ReactNode } from 'react'
import { remember, remembered } from './memory.ts'

/** One column of a `DataTable`. */
export type Column<Row> = {
  readonly key: string
  readonly title: string
  /** px; with `grow` the least width. */
  readonly width: number
  /** Share of the width that is left. */
  readonly grow?: number
  /** Numbers and remaining times stand at the end. */
  readonly align?: 'end'
  readonly cell: (row: Row) => ReactNode
  /** Cannot be taken away: what names the row. */
  readonly isFixed?: boolean
  /** Not shown until the reader asks for it. */
  readonly isExtra?: boolean
  /** The route's sort key, when the server can order by it. */
  readonly sort?: string
}

/** What the reader chose for one table: shown columns in their order. */
export type ColumnChoice = readonly string[]

export const defaultChoice = <Row>(columns: readonly Column<Row>[]): ColumnChoice =>
  columns.filter((column) => !column.isExtra).map((column) => column.key)

/** The chosen columns in the chosen order; unknown keys fall away, fixed columns are always there. */
export const chosenColumns = <Row>(columns: readonly Column<Row>[], choice: ColumnChoice): readonly Column<Row>[] => {
  const byKey = new Map(columns.map((column) => [column.key, column]))
  const shown = choice.flatMap((key) => byKey.get(key) ?? [])
  const missing = columns.filter((column) => column.isFixed && !choice.includes(column.key))
  return [...missing, ...shown]
}

/** Moves a key one place up or down among the chosen. */
export const moveColumn = (choice: ColumnChoice, key: string, step: -1 | 1): ColumnChoice => {
  const at = choice.indexOf(key)
  const other = choice[at + step]
  if (at < 0 || other === undefined) return choice
  const next = [...choice]
  next[at] = other
  next[at + step] = key
  return next
}

export const gridTemplate = <Row>(columns: readonly Column<Row>[], hasSelection: boolean): string =>
  [
    ...(hasSelection ? ['36px'] : []),
    ...columns.map((column) => (column.grow ? `minmax(${column.width}px, ${column.grow}fr)` : `${column.width}px`)),
  ].join(' ')

/** Least width of a row in px: each row is a grid of its own, so none may grow by what stands in it. */
export const leastWidth = <Row>(columns: readonly Column<Row>[], hasSelection: boolean): number =>
  columns.reduce((sum, column) => sum + column.width, (hasSelection ? 36 : 0) + 12)

export const readChoice = (table: string): ColumnChoice | undefined => {
  const text = remembered(`columns.${table}`)
  if (text === undefined) return undefined
  const keys = text.split(',').filter((key) => key !== '')
  return keys.length > 0 ? keys : undefined
}

export const writeChoice = (table: string, choice: ColumnChoice | undefined): void =>
  remember(`columns.${table}`, choice?.join(','))
