import { describe, expect, it } from 'vitest'
import { type Column, chosenColumns, defaultChoice, gridTemplate, moveColumn } from './table-columns.ts'

const cell = () => null
const columns: readonly Column<string>[] = [
  { key: 'number', title: 'n', width: 120, isFixed: true, cell },
  { key: 'state', title: 's', width: 90, cell },
  { key: 'place', title: 'p', width: 160, grow: 2, cell },
  { key: 'grade', title: 'g', width: 80, isExtra: true, cell },
]

describe('chosen columns', () => {
  it('extra ones wait to be asked for', () => {
    expect(defaultChoice(columns)).toEqual(['number', 'state', 'place'])
  })
  it('what names the row cannot be lost, what no longer exists falls away', () => {
    expect(chosenColumns(columns, ['grade', 'gone', 'state']).map((each) => each.key)).toEqual([
      'number',
      'grade',
      'state',
    ])
  })
  it('moving stops at the ends', () => {
    expect(moveColumn(['a', 'b', 'c'], 'b', 1)).toEqual(['a', 'c', 'b'])
    expect(moveColumn(['a', 'b', 'c'], 'c', 1)).toEqual(['a', 'b', 'c'])
    expect(moveColumn(['a', 'b', 'c'], 'a', -1)).toEqual(['a', 'b', 'c'])
  })
  it('fixed widths stay, growing ones share what is left', () => {
    expect(gridTemplate(columns.slice(0, 3), true)).toBe('36px 120px 90px minmax(160px, 2fr)')
  })
})
