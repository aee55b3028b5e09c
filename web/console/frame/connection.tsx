import { useEffect, useRef, useState, useSyncExternalStore } from 'react'
import { Icon } from '#web/ui/icon.tsx'
import { queryClient } from '#web/ui/query.ts'
import { useText } from '#web/ui/text.ts'
import { useLiveState } from '#web/ui/use-live.ts'
import { frameTexts } from './frame.text.ts'

/** A line that is taken up again within this time was no break: the server ends each after a while. */
const PATIENCE_MS = 12_000

const watchNetwork = (listener: () => void): (() => void) => {
  window.addEventListener('online', listener)
  window.addEventListener('offline', listener)
  return () => {
    window.removeEventListener('online', listener)
    window.removeEventListener('offline', listener)
  }
}

/** `offline`: this machine has no network · `lost`: the server does not answer. */
const useConnection = (): 'fine' | 'lost' | 'offline' => {
  const isOnline = useSyncExternalStore(watchNetwork, () => navigator.onLine)
  const isConnecting = useLiveState() === 'connecting'
  const [isLost, setIsLost] = useState(false)
  useEffect(() => {
    if (!isConnecting) return setIsLost(false)
    const timer = setTimeout(() => setIsLost(true), PATIENCE_MS)
    return () => clearTimeout(timer)
  }, [isConnecting])
  if (!isOnline) return 'offline'
  return isLost ? 'lost' : 'fine'
}

/** Says that what is shown is old, and asks for everything anew when the connection is back. */
export const Connection = () => {
  const t = useText(frameTexts)
  const state = useConnection()
  const wasBroken = useRef(false)
  useEffect(() => {
    if (state === 'fine' && wasBroken.current) void queryClient.invalidateQueries()
    wasBroken.current = state !== 'fine'
  }, [state])
  return (
    <div role="status" className="no-print">
      {state !== 'fine' && (
        <p className="frame-lost">
          <Icon name="cloud-off" /> <b>{t(`connection-${state}`)}</b> {t('connection-text')}
        </p>
      )}
    </div>
  )
}
