import { type InfiniteData, useQueryClient } from '@tanstack/react-query'
import { useCallback, useEffect, useRef, useState } from 'react'
import { type OrderItem, workOrderRoutes } from '#core/work-orders/work-order.contract.ts'
import { call } from '#web/ui/api.ts'
import type { Search } from '#web/ui/filters.ts'
import { type Pages, refresh } from '#web/ui/query.ts'
import { useLive } from '#web/ui/use-live.ts'
import { queryIn } from './order-filters.ts'

const nobody: ReadonlySet<string> = new Set()
const GATHER_MS = 1_000
const AT_ONCE = 50

type Page = { readonly items: readonly OrderItem[]; readonly nextCursor: string | null }

/** The rows with those that changed put in their places; where nothing changed the same object, so that nothing is drawn anew. */
export const patched = (pages: readonly Page[], changed: ReadonlyMap<string, OrderItem>): readonly Page[] =>
  pages.map((page) =>
    page.items.some((item) => changed.has(item.number))
      ? { ...page, items: page.items.map((item) => changed.get(item.number) ?? item) }
      : page,
  )

/**
 * Keeps the rows that are read up to date: a changed one is asked for by its number and put in its place; one that no longer fits the
 * filter stays until the list is read again, greyed. A new order may belong anywhere, so the list says that there is news.
 */
export const useLiveRows = (
  search: Search,
  pages: Pages<OrderItem>,
): { readonly pages: Pages<OrderItem>; readonly left: ReadonlySet<string> } => {
  const client = useQueryClient()
  const { rows, question } = pages
  const [left, setLeft] = useState<ReadonlySet<string>>(nobody)
  const [hasNew, setHasNew] = useState(false)
  const waiting = useRef(new Set<string>())
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined)
  const latest = useRef({ search, rows })
  latest.current = { search, rows }
  useEffect(() => () => clearTimeout(timer.current), [])

  const look = async () => {
    timer.current = undefined
    const shown = new Set(latest.current.rows.map((row) => row.number))
    const numbers = [...waiting.current].filter((number) => shown.has(number)).slice(0, AT_ONCE)
    waiting.current.clear()
    if (numbers.length === 0) return
    const query = { ...queryIn(latest.current.search), numbers: numbers.join(','), limit: AT_ONCE }
    const reply = await call(workOrderRoutes.list, { query } as never).catch(() => undefined)
    if (!reply) return
    const found = new Map((reply as Page).items.map((item) => [item.number, item]))
    client.setQueriesData<InfiniteData<Page>>({ queryKey: [workOrderRoutes.list.path] }, (data) =>
      data && 'pages' in data ? { ...data, pages: [...patched(data.pages, found)] } : data,
    )
    setLeft((before) => {
      const next = new Set([...before].filter((number) => !found.has(number)))
      for (const number of numbers) if (!found.has(number)) next.add(number)
      return next
    })
  }

  useLive(['workOrder.', 'live.'], (event) => {
    if (event.kind === 'live.reset') return refresh(client, [workOrderRoutes.list])
    // Not fetched at once: the reader decides when the rows under their eyes move.
    if (event.kind === 'workOrder.created') return setHasNew(true)
    if (event.number === undefined) return
    waiting.current.add(event.number)
    timer.current ??= setTimeout(() => void look(), GATHER_MS)
  })
  const forget = useCallback(() => {
    setLeft(nobody)
    setHasNew(false)
  }, [])
  // biome-ignore lint/correctness/useExhaustiveDependencies: another question is another list
  useEffect(forget, [question])

  const { reload } = pages
  return {
    left,
    pages: {
      ...pages,
      hasNews: pages.hasNews || hasNew || left.size > 0,
      reload: useCallback(() => {
        forget()
        reload()
      }, [forget, reload]),
    },
  }
}
