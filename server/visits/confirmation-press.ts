import { startBoundedChild } from '#server/platform/sheet/bounded-child.ts'
import type { Printed, PrintOrder } from './confirmation-printer.ts'

const HEAP_MB = 128
const MAX_MS = 60_000

/** Prints in a process of its own, which ends with the last print. Why each print failed, by its index; what is not in it was written. */
export const printApart = async (order: PrintOrder): Promise<ReadonlyMap<number, string>> => {
  const failures = new Map(order.prints.map((_, index) => [index, 'the printing process ended early']))
  const child = startBoundedChild(new URL('./confirmation-printer.ts', import.meta.url), order, {
    heapMb: HEAP_MB,
    onMessage: (message) => {
      const { index, failure } = message as Printed
      if (failure === undefined) failures.delete(index)
      else failures.set(index, failure)
    },
  })
  child.output.resume()
  const late = setTimeout(() => child.stop(), MAX_MS)
  try {
    await child.done
  } catch (error) {
    const said = error instanceof Error ? error.message : String(error)
    for (const index of failures.keys()) failures.set(index, said)
  } finally {
    clearTimeout(late)
  }
  return failures
}
