import { useEffect, useRef, useState } from 'preact/hooks'
import type { CustomerPage } from '#core/customer-link/customer-link.contract.ts'
import { type Answer, fetchPage, type Trouble } from './client.ts'

const LOOK_MS = 60_000
const LOOK_SOON_MS = 20_000

export type PageState = {
  readonly page: CustomerPage | undefined
  readonly trouble: Trouble | undefined
  readonly refresh: () => void
  /** Carries out what was pressed; answers whether it worked. While it runs nothing else can be pressed. */
  readonly run: (work: () => Promise<Answer<CustomerPage>>) => Promise<boolean>
  readonly isBusy: boolean
  /** Why the last press did not work. */
  readonly refused: Trouble | undefined
  readonly forget: () => void
}

/** The page as the server knows it: asked again while somebody looks, and at once when they come back to the tab or the network does. */
export const usePage = (): PageState => {
  const [page, setPage] = useState<CustomerPage>()
  const [trouble, setTrouble] = useState<Trouble>()
  const [isBusy, setBusy] = useState(false)
  const [refused, setRefused] = useState<Trouble>()
  const running = useRef(false)

  const refresh = () =>
    void fetchPage().then((answer) => {
      if (running.current) return
      if (answer.ok) {
        setPage(answer.value)
        setTrouble(undefined)
      } else {
        if (answer.trouble.kind === 'gone') setPage(undefined)
        setTrouble(answer.trouble)
      }
    })

  const isNear = page?.phase === 'onTheWay' || trouble !== undefined
  // biome-ignore lint/correctness/useExhaustiveDependencies: asked anew by the clock, not by each render
  useEffect(() => {
    const look = () => document.visibilityState === 'visible' && refresh()
    const timer = setInterval(look, isNear ? LOOK_SOON_MS : LOOK_MS)
    document.addEventListener('visibilitychange', look)
    addEventListener('online', look)
    addEventListener('pageshow', look)
    return () => {
      clearInterval(timer)
      document.removeEventListener('visibilitychange', look)
      removeEventListener('online', look)
      removeEventListener('pageshow', look)
    }
  }, [isNear])
  useEffect(refresh, [])

  const run: PageState['run'] = async (work) => {
    if (running.current) return false
    running.current = true
    setBusy(true)
    setRefused(undefined)
    const answer = await work()
    running.current = false
    setBusy(false)
    if (answer.ok) {
      setPage(answer.value)
      setTrouble(undefined)
      return true
    }
    setRefused(answer.trouble)
    // What was pressed no longer fits what is: the page as it is now.
    if (answer.trouble.kind === 'refused' || answer.trouble.kind === 'gone') refresh()
    return false
  }
  return { page, trouble, refresh, run, isBusy, refused, forget: () => setRefused(undefined) }
}

/** Screens of the page are in the address, so that the phone's back button works. */
export const screens = ['home', 'time', 'neverAsked', 'cancel', 'broken', 'complain'] as const
export type ScreenName = (typeof screens)[number]

const screenOf = (hash: string): ScreenName => screens.find((name) => `#${name}` === hash) ?? 'home'

export const useScreen = (): ScreenName => {
  const [name, setName] = useState(screenOf(location.hash))
  useEffect(() => {
    const changed = () => {
      setName(screenOf(location.hash))
      scrollTo(0, 0)
    }
    addEventListener('hashchange', changed)
    return () => removeEventListener('hashchange', changed)
  }, [])
  return name
}

/** Back to the first screen, without leaving the other one behind for the back button. */
export const goHome = (): void => {
  if (location.hash === '' || location.hash === '#') return
  history.replaceState(null, '', location.pathname)
  dispatchEvent(new HashChangeEvent('hashchange'))
}
