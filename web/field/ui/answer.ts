import { useCallback, useEffect, useRef, useState } from 'preact/hooks'
import type { Route } from '#core/contract.ts'
import { type CallArgs, type CallReply, call, commandKey } from '#web/ui/api.ts'
import { isCallError } from '#web/ui/problem.ts'
import { heardFromServer, lostServer } from './connection.ts'

export type Answer<T> = {
  readonly data: T | undefined
  readonly error: unknown
  readonly isFetching: boolean
  readonly refetch: () => void
}

/** The last answers of this visit, so that going back shows a screen at once; every command makes them ask again. */
const known = new Map<string, unknown>()
const refetchers = new Set<() => void>()

/** Asks everything on screen anew: after a command, and when the phone is taken up again. */
export const refetchAll = (): void => {
  for (const refetch of [...refetchers]) refetch()
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

/** The answer of a GET route. */
export const useAnswer = <T extends Route>(route: T, args: CallArgs<T>): Answer<CallReply<T>> => {
  const key = `${route.path} ${JSON.stringify(args)}`
  const [state, setState] = useState<{ readonly key: string; readonly error: unknown; readonly isFetching: boolean }>({
    key,
    error: undefined,
    isFetching: true,
  })
  const latest = useRef({ args, key })
  latest.current = { args, key }

  const refetch = useCallback(() => {
    const asked = latest.current
    setState({ key: asked.key, error: undefined, isFetching: true })
    ask(route, asked.args).then(
      (reply) => {
        known.set(asked.key, reply)
        if (latest.current.key === asked.key) setState({ key: asked.key, error: undefined, isFetching: false })
      },
      (error: unknown) => {
        if (latest.current.key === asked.key) setState({ key: asked.key, error, isFetching: false })
      },
    )
  }, [route])

  // biome-ignore lint/correctness/useExhaustiveDependencies: other arguments are another question
  useEffect(() => {
    refetch()
    refetchers.add(refetch)
    return () => {
      refetchers.delete(refetch)
    }
  }, [refetch, key])

  const isOld = state.key !== key
  return {
    data: known.get(key) as CallReply<T> | undefined,
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
        const reply = await ask(route, args, key)
        unanswered.current = undefined
        setState({ isRunning: false, error: undefined })
        refetchAll()
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
