import { runOrderTimers } from '#server/work-orders/index.ts'
import type { AllDeps } from './wiring.ts'

const TIMERS_EVERY_MS = 1_000

/** What runs by itself while the server runs: every process may run it, each order is taken by one. */
export const startBackground = (deps: AllDeps): { readonly stop: () => Promise<void> } => {
  let isStopping = false
  let running: Promise<unknown> = Promise.resolve()
  const tick = (): void => {
    running = runOrderTimers(deps)
      .catch((error: unknown) => deps.log.error({ err: error }, 'order timers'))
      .then(() => {
        if (!isStopping) timer = setTimeout(tick, TIMERS_EVERY_MS)
      })
  }
  let timer = setTimeout(tick, TIMERS_EVERY_MS)
  return {
    stop: async () => {
      isStopping = true
      clearTimeout(timer)
      await running
    },
  }
}
