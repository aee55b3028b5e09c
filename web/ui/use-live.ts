import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef, useSyncExternalStore } from 'react'
import type { Route } from '#core/contract.ts'
import { concerns, type LiveEvent, type LiveState, live } from './live.ts'
import { FEW_PAGES, refresh } from './query.ts'

const GATHER_MS = 800

/** Calls back for each event whose kind begins with one of `kinds` (`work-order.` takes them all). */
export const useLive = (kinds: readonly string[], onEvent: (event: LiveEvent) => void): void => {
  const latest = useRef({ kinds, onEvent })
  latest.current = { kinds, onEvent }
  useEffect(
    () =>
      live.listen((event) => {
        if (concerns(event, latest.current.kinds)) latest.current.onEvent(event)
      }),
    [],
  )
}

/** Fetches the answers of `routes` anew when something of `kinds` happened; a burst of events is one fetch. */
export const useLiveRefresh = (kinds: readonly string[], routes: readonly Route[]): void => {
  const client = useQueryClient()
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined)
  useEffect(() => () => clearTimeout(timer.current), [])
  useLive(kinds, () => {
    timer.current ??= setTimeout(() => {
      timer.current = undefined
      refresh(client, routes, FEW_PAGES)
    }, GATHER_MS)
  })
}

export const useLiveState = (): LiveState => useSyncExternalStore(live.watch, live.state)
