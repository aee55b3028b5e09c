/**
 * What the rules of core use and Chrome 87 does not have yet. Loaded before anything else; where the browser has it, nothing happens.
 */
type List = { readonly [index: number]: unknown; readonly length: number }

const define = (target: object, name: string, value: unknown): void => {
  if (!(name in target)) Object.defineProperty(target, name, { value, writable: true, configurable: true })
}

function at(this: List, index: number): unknown {
  const whole = Math.trunc(index) || 0
  return this[whole < 0 ? this.length + whole : whole]
}

function findLast(this: List, isIt: (value: unknown, index: number, list: List) => unknown): unknown {
  for (let index = this.length - 1; index >= 0; index -= 1) if (isIt(this[index], index, this)) return this[index]
  return undefined
}

function findLastIndex(this: List, isIt: (value: unknown, index: number, list: List) => unknown): number {
  for (let index = this.length - 1; index >= 0; index -= 1) if (isIt(this[index], index, this)) return index
  return -1
}

function toSorted(this: Iterable<unknown>, compare?: (a: unknown, b: unknown) => number): unknown[] {
  return [...this].sort(compare)
}

function toReversed(this: Iterable<unknown>): unknown[] {
  return [...this].reverse()
}

const hasOwn = (target: object, name: PropertyKey): boolean =>
  Object.getOwnPropertyDescriptor(target, name) !== undefined

/** Gives the builtins what they lack. */
export const completeBuiltins = (list: object, text: object, object: object): void => {
  define(list, 'at', at)
  define(text, 'at', at)
  define(list, 'findLast', findLast)
  define(list, 'findLastIndex', findLastIndex)
  define(list, 'toSorted', toSorted)
  define(list, 'toReversed', toReversed)
  define(object, 'hasOwn', hasOwn)
}

completeBuiltins(Array.prototype, String.prototype, Object)
