import { useCallback, useEffect, useRef, useState } from 'preact/hooks'
import type { Route } from '#core/contract.ts'
import type { Instant } from '#core/time.ts'
import { type CallArgs, type CallReply, call, commandKey } from '#web/ui/api.ts'
import { isCallError } from '#web/ui/problem.ts'
import { heardFromServer, lostServer } from './connection.ts'
import { useStore } from './store.ts'

export type Answer<T> = {
  readonly data: T | undefined
  readonly error: unknown
  readonly isFetching: boolean
  /** When the server said so, of what the phone keeps. */
  readonly at: Instant | undefined
  readonly refetch: () => void
}

/** The last answers of this visit, so that going back shows a screen at once; every command makes them ask again. */
const known = new Map<string, unknown>()
/** Each with whether the phone keeps what it asks for. */
const refetchers = new Map<() => void, () => boolean>()

/** Asks everything on screen anew: after a command, and when the phone is taken up again. */
export const refetchAll = (): void => {
  for (const refetch of [...refetchers.keys()]) refetch()
}

/** As `refetchAll`, without what came with the answer to a queued command. */
export const refetchRest = (): void => {
  for (const [refetch, isKept] of [...refetchers]) if (!isKept()) refetch()
}

export const forgetAnswers = (): void => known.clear()

/** Calls the contract and tells the connection strip how it went. */
export const ask = async <T extends Route>(route: T, args: CallArgs<T>, key?: string): Promise<CallReply<T>> => {
  const startedAt = Date.now()
  try {
    const reply = await call(route, args, key === undefined ? {} : { key })
    heardFromServer(Date.now() - startedAt)
    return reply
  } catch (error) {
    if (isCallError(error) && error.kind === 'not-reached') lostServer()
    else heardFromServer(Date.now() - startedAt)
    throw error
  }
}

/** What answers from the phone itself; set once, when the app starts. */
export type LocalAnswers = {
  /** What the phone knows, with everything that waits to be sent, and as of when; `undefined` when it does not keep this. */
  readonly read: (path: string, args: LooseArgs) => { readonly reply: unknown; readonly at: Instant } | undefined
  /** Asks the server what changed of all that is kept; `false` when that did not work and the question is to be asked by itself. */
  readonly refresh: () => Promise<boolean>
  readonly subscribe: (changed: () => void) => () => void
  /** Puts a command of that route into the outbox; `undefined` when it is not one that may wait. Throws where it cannot be kept. */
  readonly queue: (route: Route, args: LooseArgs) => Promise<unknown>
}
type LooseArgs = {
  readonly params?: Readonly<Record<string, unknown>>
  readonly query?: Readonly<Record<string, unknown>>
}

let local: LocalAnswers | undefined
export const answerFrom = (source: LocalAnswers): void => {
  local = source
}
const nothing = () => () => undefined
const onLocal = (changed: () => void): (() => void) => (local?.subscribe ?? nothing)(changed)

/** The answer of a GET route: what the phone keeps is shown at once and kept up with the server, the rest is asked for. */
export const useAnswer = <T extends Route>(route: T, args: CallArgs<T>): Answer<CallReply<T>> => {
  const key = `${route.path} ${JSON.stringify(args)}`
  const [state, setState] = useState<{ readonly key: string; readonly error: unknown; readonly isFetching: boolean }>({
    key,
    error: undefined,
    isFetching: true,
  })
  const latest = useRef({ args, key })
  latest.current = { args, key }
  const kept = useStore(onLocal, () => local?.read(route.path, args as LooseArgs))

  const refetch = useCallback(() => {
    const asked = latest.current
    const end = (error: unknown) => {
      if (latest.current.key === asked.key) setState({ key: asked.key, error, isFetching: false })
    }
    const fetchIt = () =>
      ask(route, asked.args).then((reply) => {
        known.set(asked.key, reply)
        end(undefined)
      }, end)
    setState({ key: asked.key, error: undefined, isFetching: true })
    if (!local?.read(route.path, asked.args as LooseArgs)) void fetchIt()
    else void local.refresh().then((isDone) => (isDone ? end(undefined) : fetchIt()))
  }, [route])

  // biome-ignore lint/correctness/useExhaustiveDependencies: other arguments are another question
  useEffect(() => {
    refetch()
    refetchers.set(refetch, () => local?.read(route.path, latest.current.args as LooseArgs) !== undefined)
    return () => {
      refetchers.delete(refetch)
    }
  }, [refetch, key])

  const isOld = state.key !== key
  return {
    data: (kept?.reply ?? known.get(key)) as CallReply<T> | undefined,
    at: kept?.at,
    error: isOld ? undefined : state.error,
    isFetching: isOld || state.isFetching,
    refetch,
  }
}

export type Command<T extends Route> = {
  /** Sends. Answers the reply, or `undefined` when it was refused: `error` then says why. */
  readonly run: (args: CallArgs<T>) => Promise<CallReply<T> | undefined>
  readonly isRunning: boolean
  readonly error: unknown
}

/** A command of the contract, with its own key; the same again after silence uses the same key, so that it acts once. */
export const useCommand = <T extends Route>(route: T): Command<T> => {
  const [state, setState] = useState<{ readonly isRunning: boolean; readonly error: unknown }>({
    isRunning: false,
    error: undefined,
  })
  const unanswered = useRef<{ readonly sent: string; readonly key: string } | undefined>(undefined)
  const run = useCallback(
    async (args: CallArgs<T>) => {
      const sent = JSON.stringify(args)
      const key = unanswered.current?.sent === sent ? unanswered.current.key : commandKey()
      unanswered.current = { sent, key }
      setState({ isRunning: true, error: undefined })
      try {
        const queued = (await local?.queue(route, args as LooseArgs)) as CallReply<T> | undefined
        const reply = queued ?? (await ask(route, args, key))
        unanswered.current = undefined
        setState({ isRunning: false, error: undefined })
        if (!queued) refetchAll()
        return reply
      } catch (error) {
        if (isCallError(error) && error.kind !== 'not-reached') unanswered.current = undefined
        if (isCallError(error) && error.kind === 'stale') refetchAll()
        setState({ isRunning: false, error })
        return undefined
      }
    },
    [route],
  )
  return { run, ...state }
}
