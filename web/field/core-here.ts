type DecideHere = typeof import('./decide-here.ts')

let loaded: DecideHere | undefined
let loading: Promise<DecideHere | undefined> | undefined
const listeners = new Set<() => void>()

/** The rules of the orders, a part of its own: the first screen does not wait for them. */
export const decideHere = (): DecideHere | undefined => loaded

export const loadDecideHere = (): Promise<DecideHere | undefined> => {
  loading ??= import('./decide-here.ts').then(
    ({ decideNow, mayDecide, projectAnswer }) => {
      loaded = { decideNow, mayDecide, projectAnswer }
      for (const listener of listeners) listener()
      return loaded
    },
    () => {
      // Without network on the very first visit: it is tried again with the next action.
      loading = undefined
      return undefined
    },
  )
  return loading
}

export const onDecideHere = (listener: () => void): (() => void) => {
  listeners.add(listener)
  return () => {
    listeners.delete(listener)
  }
}
