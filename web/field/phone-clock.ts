import { epochMsOf, type Instant } from '#core/time.ts'
import { commandKey } from '#web/ui/api.ts'
import { serverNow, setServerNow } from '#web/ui/clock.ts'

/** What the phone's clocks say: its own time, which anybody can set, and the counter since this page was opened, which nobody can. */
export type Reading = { readonly deviceAt: Instant; readonly steadyMs: number; readonly bootId: string }
export type LastContact = { readonly serverAt: Instant; readonly reading: Reading }

/** A new count begins with each page. */
const bootId = commandKey()

export const readClocks = (): Reading => ({
  deviceAt: new Date().toISOString(),
  steadyMs: Math.round(performance.now()),
  bootId,
})

const LOOK_EVERY_MS = 1_000
/** Less is the timer's own delay. */
const JUMP_MS = 2_000

/**
 * How far the wall clock was set between two looks. While the page is in view both clocks run alike; out of view a phone that slept
 * counts on with the wall clock alone, so that a step forward there is no proof.
 */
export const jumpBetween = (wallMs: number, steadyMs: number, wasInView: boolean): number => {
  const jump = wallMs - steadyMs
  if (Math.abs(jump) < JUMP_MS) return 0
  return jump < 0 || wasInView ? jump : 0
}

/** Keeps the server's time on screen right when somebody sets the phone's clock: until the next contact it goes on with the counter. */
export const watchClock = (): void => {
  let [wall, steady, inView] = [Date.now(), performance.now(), !document.hidden]
  let last = serverNow()
  const look = () => {
    const jump = jumpBetween(Date.now() - wall, performance.now() - steady, inView)
    if (jump !== 0) setServerNow(new Date(epochMsOf(last) + (performance.now() - steady)).toISOString())
    wall = Date.now()
    steady = performance.now()
    inView = !document.hidden
    last = serverNow()
  }
  setInterval(look, LOOK_EVERY_MS)
  document.addEventListener('visibilitychange', look)
}
