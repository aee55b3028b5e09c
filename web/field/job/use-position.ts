import { useCallback, useState } from 'preact/hooks'
import { currentPosition, type Fix } from '#web/field/ui/position.ts'

export type Finder = {
  /** Where the phone is; `undefined` when it cannot or may not say so. */
  readonly find: () => Promise<Fix | undefined>
  readonly isFinding: boolean
  readonly last: Fix | undefined
}

const LIMIT_MS = 12_000

export const usePosition = (): Finder => {
  const [isFinding, setIsFinding] = useState(false)
  const [last, setLast] = useState<Fix | undefined>(undefined)
  const find = useCallback(async () => {
    setIsFinding(true)
    const fix = await currentPosition(LIMIT_MS)
    setLast(fix)
    setIsFinding(false)
    return fix
  }, [])
  return { find, isFinding, last }
}
