import {
  infiniteQueryOptions,
  keepPreviousData,
  QueryClient,
  queryOptions,
  useInfiniteQuery,
  useQuery,
  useQueryClient,
} from '@tanstack/react-query'
import { useCallback, useMemo, useRef, useState } from 'react'
import type { Route } from '#core/contract.ts'
import { type CallArgs, type CallReply, call, commandKey } from './api.ts'
import { errorWords } from './error-words.ts'
import { isCallError } from './problem.ts'
import { useText } from './text.ts'
import { toast } from './toast.tsx'
import { uiTexts } from './ui.text.ts'

/** Only what did not reach the server is worth asking again by itself. */
const isWorthRetrying = (failures: number, error: unknown): boolean =>
  failures < 2 && isCallError(error) && (error.kind === 'not-reached' || error.kind === 'busy')

export const queryClient = new QueryClient({
  defaultOptions: {
    queries: { staleTime: 10_000, gcTime: 5 * 60_000, retry: isWorthRetrying, networkMode: 'always' },
    mutations: { networkMode: 'always' },
  },
})

/** Answers of a route are kept under its path, so a change of anything on it can be announced by the route alone. */
const keyOf = (route: Route, args: unknown): readonly unknown[] => [route.path, args ?? {}]

/** Options for `useQuery`, loaders and prefetching of a GET route. */
export const queryOf = <T extends Route>(route: T, args: CallArgs<T>) =>
  queryOptions({
    queryKey: keyOf(route, args),
    queryFn: ({ signal }): Promise<CallReply<T>> => call(route, args, { signal }),
  })

/** The answer of a GET route: `data`, `error`, `refetch`, `dataUpdatedAt`. Kept while other arguments are fetched. */
export const useAnswer = <T extends Route>(
  route: T,
  args: CallArgs<T>,
  options: { readonly isOn?: boolean; readonly everySeconds?: number } = {},
) =>
  useQuery({
    ...queryOf(route, args),
    enabled: options.isOn ?? true,
    placeholderData: keepPreviousData,
    ...(options.everySeconds === undefined ? {} : { refetchInterval: options.everySeconds * 1_000 }),
  })

/** A reply that is one page of a list. */
export type PageReply<Row> = { readonly items: readonly Row[]; readonly nextCursor?: string | null | undefined }
export type RowOf<T> = CallReply<T> extends { readonly items: readonly (infer Row)[] } ? Row : never

/** Rows that were fetched so far, and how to get more: what `DataTable` takes. */
export type Pages<Row> = {
  readonly rows: readonly Row[]
  readonly hasMore: boolean
  readonly more: () => void
  readonly isLoading: boolean
  readonly isLoadingMore: boolean
  readonly error: unknown
  readonly retry: () => void
  readonly updatedAt: number
  /** Something changed and the list is too long to fetch itself anew: offer `reload`, which reads it from its top. */
  readonly hasNews: boolean
  readonly reload: () => void
  /** The rows are those of the filters before; the new ones are being fetched. */
  readonly isStale: boolean
  /** Changes with the question: another list, to be read from its top. */
  readonly question: string
}

const PAGES = 'pages'
/** Lists that live events may fetch anew, and those that the reader's own command may. */
export const FEW_PAGES = 3
const SOME_PAGES = 10

const pagesIn = (data: unknown): number =>
  typeof data === 'object' && data !== null && 'pages' in data && Array.isArray(data.pages) ? data.pages.length : 0

/** A list of a GET route whose query takes `cursor` and whose reply has `items` and `nextCursor`. */
export const usePages = <T extends Route>(route: T, args: CallArgs<T>): Pages<RowOf<T>> => {
  const client = useQueryClient()
  const question = JSON.stringify(args)
  // biome-ignore lint/correctness/useExhaustiveDependencies: the question says whether the arguments are others
  const queryKey = useMemo(() => [...keyOf(route, args), PAGES], [route, question])
  const result = useInfiniteQuery({
    ...infiniteQueryOptions({
      queryKey,
      initialPageParam: undefined as string | undefined,
      queryFn: async ({ signal, pageParam }) => {
        const query = {
          ...(args as { query?: object }).query,
          ...(pageParam === undefined ? {} : { cursor: pageParam }),
        }
        return (await call(route, { ...(args as object), query } as CallArgs<T>, { signal })) as PageReply<RowOf<T>>
      },
      getNextPageParam: (page) => page.nextCursor ?? undefined,
    }),
    placeholderData: keepPreviousData,
    // Old only when something announces a change; then short lists fetch themselves anew, long ones offer it.
    staleTime: Number.POSITIVE_INFINITY,
    refetchOnMount: (query) => (pagesIn(query.state.data) <= FEW_PAGES ? 'always' : false),
  })
  const { fetchNextPage, refetch, isFetchNextPageError: isNextMissing } = result
  const rows = useMemo(() => result.data?.pages.flatMap((page) => page.items) ?? [], [result.data])
  return {
    rows,
    hasMore: result.hasNextPage,
    more: useCallback(() => void fetchNextPage({ cancelRefetch: false }), [fetchNextPage]),
    isLoading: result.isPending,
    isLoadingMore: result.isFetchingNextPage,
    error: result.error,
    retry: useCallback(
      () => void (isNextMissing ? fetchNextPage() : refetch()),
      [isNextMissing, fetchNextPage, refetch],
    ),
    hasNews: result.isStale && !result.isFetching && rows.length > 0,
    reload: useCallback(() => void client.resetQueries({ queryKey }), [client, queryKey]),
    updatedAt: result.dataUpdatedAt,
    isStale: result.isPlaceholderData,
    question,
  }
}

export type Command<T extends Route> = {
  /** Sends; answers the reply, or `undefined` when it was refused or failed and the reader has been told. */
  readonly run: (args: CallArgs<T>) => Promise<CallReply<T> | undefined>
  /** As `run`, but throws: for `useForm`, which shows the refusal at the field. */
  readonly send: (args: CallArgs<T>) => Promise<CallReply<T>>
  readonly isRunning: boolean
}

/**
 * A command of the contract. Each carries its own key; when no answer came, sending the same again uses the same key,
 * so that it acts once. Afterwards the answers of `changes` are fetched anew.
 */
export const useCommand = <T extends Route>(
  route: T,
  options: {
    readonly changes?: readonly Route[]
    /** What the toast says when it is done. */
    readonly done?: string | ((reply: CallReply<T>) => string)
    readonly onDone?: (reply: CallReply<T>) => void
  } = {},
): Command<T> => {
  const client = useQueryClient()
  const t = useText(uiTexts)
  const [running, setRunning] = useState(0)
  const unanswered = useRef<{ readonly sent: string; readonly key: string } | undefined>(undefined)
  const latest = useRef({ options, t })
  latest.current = { options, t }

  const send = useCallback(
    async (args: CallArgs<T>): Promise<CallReply<T>> => {
      const sent = JSON.stringify(args)
      const key = unanswered.current?.sent === sent ? unanswered.current.key : commandKey()
      unanswered.current = { sent, key }
      setRunning((count) => count + 1)
      try {
        const reply = await call(route, args, { key })
        unanswered.current = undefined
        const { changes, done, onDone } = latest.current.options
        refresh(client, changes ?? [])
        if (done !== undefined) toast({ tone: 'fine', title: typeof done === 'function' ? done(reply) : done })
        onDone?.(reply)
        return reply
      } catch (error) {
        if (isCallError(error) && error.kind !== 'not-reached') unanswered.current = undefined
        if (isCallError(error) && error.kind === 'stale') refresh(client, latest.current.options.changes ?? [])
        throw error
      } finally {
        setRunning((count) => count - 1)
      }
    },
    [route, client],
  )

  const run = useCallback(
    async (args: CallArgs<T>) => {
      try {
        return await send(args)
      } catch (error) {
        toast({ tone: 'late', ...errorWords(latest.current.t, error) })
        return undefined
      }
    },
    [send],
  )

  return { run, send, isRunning: running > 0 }
}

/**
 * Fetches anew whatever screens show of these routes. A list of which more than `maxPages` were read is only marked as old:
 * its pages would have to be fetched one after the other.
 */
export const refresh = (client: QueryClient, routes: readonly Route[], maxPages = SOME_PAGES): void => {
  for (const route of routes) {
    const isLong = (query: { readonly queryKey: readonly unknown[]; readonly state: { readonly data: unknown } }) =>
      query.queryKey.includes(PAGES) && pagesIn(query.state.data) > maxPages
    const queryKey = [route.path]
    void client.invalidateQueries({ queryKey, predicate: isLong, refetchType: 'none' })
    void client.invalidateQueries({ queryKey, predicate: (query) => !isLong(query) })
  }
}
