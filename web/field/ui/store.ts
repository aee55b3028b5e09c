import { useEffect, useState } from 'preact/hooks'

/** The present value of something outside of the components, followed while the component is on screen. */
export const useStore = <T>(subscribe: (changed: () => void) => () => void, read: () => T): T => {
  const [, redraw] = useState({})
  useEffect(() => {
    // Something may have changed between the first drawing and this subscription.
    redraw({})
    return subscribe(() => redraw({}))
  }, [subscribe])
  return read()
}
