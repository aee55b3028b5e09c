import type { Day } from '#core/time.ts'
import type { Deps } from './deps.ts'
import { takeNumbers } from './numbers.store.ts'

const BLOCK = 20
type Block = { next: number; end: number }
const blocksByDeps = new WeakMap<Numbering, Map<string, Promise<Block>>>()

type Numbering = Pick<Deps, 'db' | 'system'>

/**
 * The next running number of a series in a prefecture on a day. A process takes numbers in blocks, so that making
 * orders does not wait for one row; a day may therefore have gaps.
 */
export const nextNumber = async (deps: Numbering, prefecture: string, series: string, day: Day): Promise<number> => {
  const key = `${series} ${prefecture} ${day}`
  const blocks = blocksByDeps.get(deps) ?? new Map<string, Promise<Block>>()
  blocksByDeps.set(deps, blocks)
  for (;;) {
    let taking = blocks.get(key)
    if (!taking) {
      taking = takeBlock(deps, prefecture, series, day)
      blocks.set(key, taking)
      taking.catch(() => blocks.delete(key))
    }
    const block = await taking
    if (block.next < block.end) {
      const number = block.next
      block.next += 1
      return number
    }
    if (blocks.get(key) === taking) blocks.delete(key)
  }
}

const takeBlock = (deps: Numbering, prefecture: string, series: string, day: Day): Promise<Block> =>
  deps.db.withSideTransaction(deps.system.actor().scope, async (tx) => {
    const first = await takeNumbers(tx, prefecture, series, day, BLOCK)
    return { next: first, end: first + BLOCK }
  })

/** `GY261122-0417`: two letters of the prefecture, or another head, the day, the running number. */
export const readableNumber = (head: string, day: Day, number: number): string =>
  `${head}${day.slice(2).replaceAll('-', '')}-${String(number).padStart(4, '0')}`
