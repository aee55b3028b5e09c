import { useEffect } from 'preact/hooks'
import { concerns, live } from '#web/ui/live.ts'
import { refetchAll } from './answer.ts'

const GATHER_MS = 700

/** Asks anew when something of these kinds happened (`workOrder.` stands for all that begin so); several at once are one question. */
export const useLiveRefresh = (kind: string): void => {
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined
    const stop = live.listen((event) => {
      if (!concerns(event, [kind])) return
      clearTimeout(timer)
      timer = setTimeout(refetchAll, GATHER_MS)
    })
    return () => {
      clearTimeout(timer)
      stop()
    }
  }, [kind])
}
