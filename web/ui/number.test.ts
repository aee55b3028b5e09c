import { expect, it } from 'vitest'
import { fileRefusal } from './file-drop.tsx'
import { differenceText, numberText, percentText } from './number.ts'
import { matchesOption } from './options.tsx'
import { sparkPoints } from './sparkline.tsx'

it('numbers carry thousands and a true minus', () => {
  expect([numberText(4418), numberText(-23.8), numberText(94.4, 1), percentText(0.944)]).toEqual([
    '4,418',
    '−23.8',
    '94.4',
    '94.4%',
  ])
  expect([differenceText(62), differenceText(-11), differenceText(0)]).toEqual(['+62', '−11', '0'])
})

it('a flat series runs through the middle, a single value is one point', () => {
  expect(sparkPoints([5, 5], 26, 20)).toEqual([
    [3, 10],
    [23, 10],
  ])
  expect(sparkPoints([5], 26, 20)).toEqual([[3, 10]])
  expect(sparkPoints([0, 10], 26, 20)[1]).toEqual([23, 3])
})

it('a file is refused before it is sent: its kind, its size, nothing in it', () => {
  const check = (name: string, size: number) => fileRefusal({ name, size }, '.xlsx,.csv', 100)
  expect([check('a.XLSX', 1), check('a.exe', 1), check('a.csv', 101), check('a.csv', 0)]).toEqual([
    undefined,
    'file-kind',
    'file-size',
    'file-empty',
  ])
})

it('an option is found by its label, its pinyin and its code', () => {
  const option = { value: '520100', label: '贵阳市', words: 'gys' }
  expect(['阳', 'GY', '5201', '遵'].map((text) => matchesOption(option, text))).toEqual([true, true, true, false])
})
