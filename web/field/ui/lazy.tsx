import type { VNode } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import type { Pattern } from './router.ts'
import { Screen } from './screen.tsx'
import { ErrorState, Loading } from './states.tsx'

type Draw<P> = (props: P) => VNode | null

const waiting: (() => Promise<unknown>)[] = []

/** A screen that is fetched when it is first shown, or when the phone has nothing else to do. */
export const lazy = <P extends object>(load: () => Promise<Draw<P>>, back: Pattern = '/'): Draw<P> => {
  let known: Draw<P> | undefined
  const fetched = async () => {
    known = await load()
  }
  waiting.push(fetched)
  return (props) => {
    const [, redraw] = useState({})
    const [error, setError] = useState<unknown>(undefined)
    const get = () => {
      setError(undefined)
      fetched().then(
        () => redraw({}),
        (failure: unknown) => setError(failure ?? 'failed'),
      )
    }
    // biome-ignore lint/correctness/useExhaustiveDependencies: once, when it comes on screen
    useEffect(() => {
      if (!known) get()
    }, [])
    if (known) {
      const Known = known
      return <Known {...props} />
    }
    return (
      <Screen title="" back={back}>
        {error === undefined ? <Loading /> : <ErrorState error={error} onRetry={get} />}
      </Screen>
    )
  }
}

/** Fetches what was not shown yet, so that a form is there when the network is not. */
export const fetchLazyScreens = async (): Promise<void> => {
  for (const fetched of waiting.splice(0)) await fetched().catch(() => undefined)
}
