import { expect, test } from 'vitest'
import { completeBuiltins } from './old-browsers.ts'

test('an old browser has what the rules use', () => {
  // Builtins as of Chrome 87: empty where these parts would be.
  const [lists, texts, objects] = [{}, {}, {}] as Record<string, (...given: unknown[]) => unknown>[]
  completeBuiltins(lists ?? {}, texts ?? {}, objects ?? {})
  const list = [3, 1, 2]
  const on = (name: string, ...given: unknown[]) => lists?.[name]?.apply(list, given)
  expect([on('at', -1), on('at', 0), on('at', 5), texts?.at?.call('abc', -1)]).toEqual([2, 3, undefined, 'c'])
  const above = (least: number) => (each: unknown) => Number(each) > least
  expect([on('findLast', above(1)), on('findLastIndex', above(9))]).toEqual([2, -1])
  expect([on('toSorted'), on('toReversed'), list]).toEqual([
    [1, 2, 3],
    [2, 1, 3],
    [3, 1, 2],
  ])
  expect([objects?.hasOwn?.({ a: 1 }, 'a'), objects?.hasOwn?.({}, 'toString')]).toEqual([true, false])
  expect(Object.keys(lists ?? {})).toEqual([])
})
