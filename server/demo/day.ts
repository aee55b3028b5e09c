import type { BusinessLine } from '#core/organisation/organisation.ts'
import { addMinutes, type Instant, minutesBetween } from '#core/time.ts'
import { byDay } from './by-day.ts'
import type { Life, Scene } from './life.ts'
import type { Part } from './orders.ts'
import type { DemoCustomer, DemoStaff } from './world.ts'

/** One order of today: reported so long ago, with whom it is, how far it has come. */
type Told = Scene & { readonly ago: number; readonly line?: BusinessLine; readonly who?: 'engineer' | 'colleague' }

/**
 * What everybody finds to do who looks at the demo: the engineer's day in several states, orders that the station has yet to
 * assign, desks with something to dispatch, accept, approve and check, a customer manager's lines at work.
 */
const DAY: readonly Told[] = [
  { ago: 300, upTo: 'return', who: 'engineer' },
  { ago: 170, upTo: 'start', who: 'engineer', windowInMinutes: -40 },
  { ago: 110, upTo: 'appoint', who: 'engineer', windowInMinutes: 90 },
  { ago: 80, upTo: 'appoint', who: 'engineer', windowInMinutes: 210 },
  { ago: 45, upTo: 'accept', who: 'engineer' },
  { ago: 14, upTo: 'assign', who: 'engineer' },
  { ago: 100, upTo: 'accept', who: 'engineer', asked: 'requestSuspension' },
  { ago: 190, upTo: 'depart', who: 'colleague', windowInMinutes: 10 },
  { ago: 240, upTo: 'restore', who: 'colleague', windowInMinutes: -90 },
  { ago: 330, upTo: 'return', who: 'colleague' },
  { ago: 400, upTo: 'passContractorCheck', who: 'colleague' },
  { ago: 90, upTo: 'accept', who: 'colleague', asked: 'requestSuspension' },
  { ago: 11, upTo: 'station' },
  { ago: 19, upTo: 'station' },
  { ago: 27, upTo: 'station' },
  { ago: 55, upTo: 'station', asked: 'handBack' },
  { ago: 9, upTo: 'dispatch' },
  { ago: 16, upTo: 'dispatch' },
  { ago: 3 },
  { ago: 7 },
  { ago: 160, upTo: 'start', line: 'enterprise', windowInMinutes: -30 },
  { ago: 70, upTo: 'appoint', line: 'enterprise', windowInMinutes: 60 },
  { ago: 220, upTo: 'restore', line: 'enterprise', windowInMinutes: -100 },
]

/** Nobody agrees on a visit by night: what would lie there stands as far into the morning after it. */
const agreedByDay = ({ upTo, windowInMinutes }: Scene, now: Instant): Partial<Scene> => {
  if (upTo !== 'appoint' || windowInMinutes === undefined || windowInMinutes < 0) return {}
  const from = addMinutes(now, windowInMinutes)
  const morning = byDay(from)
  if (morning === from) return {}
  return { windowInMinutes: minutesBetween(now, addMinutes(morning, Math.min(windowInMinutes, 270))) }
}

export type DayCast = {
  readonly customers: readonly DemoCustomer[]
  readonly lines: readonly DemoCustomer[]
  readonly engineer: DemoStaff
  readonly colleague: DemoStaff
}

/** The lives of today's told orders, each of another customer. */
export const dayOfDemo = (
  { customers, lines, engineer, colleague }: DayCast,
  now: Instant,
  live: (createdAt: Instant, part: Part) => Life | undefined,
): readonly Life[] => {
  return DAY.flatMap((each, index) => {
    const { ago, line = 'home', who, ...told } = each
    const scene = { ...told, ...agreedByDay(told, now) }
    const own = line === 'home' ? customers : lines
    const customer = own[index % Math.max(own.length, 1)]
    if (!customer) return []
    const person = line === 'enterprise' ? undefined : who === 'colleague' ? colleague : engineer
    return live(addMinutes(now, -ago), { customer, person, scene }) ?? []
  })
}
