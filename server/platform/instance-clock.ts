import { z } from 'zod'
import { addMinutes, dayOf, epochMsOf, type Instant, instantOf, startOfDay } from '#core/time.ts'
import type { Clock } from './clock.ts'
import type { Database } from './db.ts'
import { lockFact, setFact, setFirstFact } from './facts.store.ts'
import type { Facts } from './facts.ts'
import { halt } from './halt.ts'
import { anywhere } from './system.store.ts'

const INSTANCE = 'instance'
const CLOCK = 'clock'

const instanceSchema = z.object({ kind: z.enum(['demo', 'real']) })
const clockSchema = z.object({ offsetMs: z.number() })

const kindOf = (fact: unknown): 'demo' | 'real' | undefined => instanceSchema.safeParse(fact).data?.kind
const offsetOf = (fact: unknown): number => clockSchema.safeParse(fact).data?.offsetMs ?? 0

export type FirstStart = { readonly demo: 'small' | 'none'; readonly clockStart?: Instant | undefined }

/**
 * What this installation is stands fast with its first start: a demo, whose clock may begin elsewhere and be moved, or a real
 * one. Later starts find it as it is, whatever their settings say; a demo's clock goes on from where it was set.
 */
export const prepareInstance = (db: Database, first: FirstStart, machineNow: Instant): Promise<'demo' | 'real'> =>
  db.withTransaction(anywhere, async (tx) => {
    const wanted = { kind: first.demo === 'none' ? 'real' : 'demo' }
    const isFirst = (await lockFact(tx, INSTANCE)) === undefined
    const kind = kindOf(await setFirstFact(tx, INSTANCE, wanted, machineNow)) ?? 'real'
    const clockStart = first.clockStart ?? (isFirst ? workingHourNear(machineNow) : undefined)
    if (kind === 'demo' && clockStart !== undefined) {
      const offsetMs = epochMsOf(clockStart) - epochMsOf(machineNow)
      await setFirstFact(tx, CLOCK, { offsetMs }, machineNow)
    }
    return kind
  })

const FIRST_HOUR = 9
const LAST_HOUR = 16

/** A demo that is first looked at by night or in the evening begins at ten that morning, so that there is a day to be seen; `undefined` by day. */
export const workingHourNear = (machineNow: Instant): Instant | undefined => {
  const midnight = startOfDay(dayOf(machineNow))
  const hours = (epochMsOf(machineNow) - epochMsOf(midnight)) / 3_600_000
  return hours >= FIRST_HOUR && hours < LAST_HOUR ? undefined : addMinutes(midnight, 10 * 60)
}

/** A demo that was cleared is a real installation from then on, with the machine's clock. */
export const endDemo = (db: Database, machineNow: Instant): Promise<void> =>
  db.withTransaction(anywhere, async (tx) => {
    await setFact(tx, INSTANCE, { kind: 'real' }, machineNow)
    await setFact(tx, CLOCK, { offsetMs: 0 }, machineNow)
  })

export const isDemoInstance = (facts: Facts): boolean => kindOf(facts.get(INSTANCE)) === 'demo'

/** From here on the clock goes as the installation's does. */
export const followClock = (facts: Facts, clock: Clock): Promise<void> =>
  facts.follow(CLOCK, (value) => clock.moveTo(offsetOf(value)))

/** Moves a demo's clock on; the instant that it shows afterwards. A real installation refuses, and no clock goes back. */
export const advanceClock = async (db: Database, facts: Facts, minutes: number): Promise<Instant> => {
  const machineNow = instantOf(Date.now())
  const now = await db.withTransaction(anywhere, async (tx) => {
    if (kindOf(await lockFact(tx, INSTANCE)) !== 'demo') throw onlyDemo()
    if (!(minutes > 0)) throw halt('时钟只能向前拨。', 'The clock moves forward only.', 2)
    await setFirstFact(tx, CLOCK, { offsetMs: 0 }, machineNow)
    const offsetMs = offsetOf(await lockFact(tx, CLOCK)) + Math.round(minutes * 60_000)
    await setFact(tx, CLOCK, { offsetMs }, machineNow)
    return addMinutes(machineNow, offsetMs / 60_000)
  })
  await facts.refresh()
  return now
}

const onlyDemo = () =>
  halt(
    '这不是演示实例：只有演示实例的时钟可以拨动。',
    'This is not a demo instance: only the clock of a demo can be moved.',
    2,
  )

const DURATION = /^(?:(\d{1,4})d)?(?:(\d{1,5})h)?(?:(\d{1,6})m)?$/

/** `90m`, `2h`, `1d12h` in minutes; `undefined` for anything else. */
export const minutesOf = (text: string): number | undefined => {
  const match = text === '' ? null : DURATION.exec(text)
  if (!match) return undefined
  const [days, hours, minutes] = [match[1], match[2], match[3]].map((each) => Number(each ?? 0))
  return ((days ?? 0) * 24 + (hours ?? 0)) * 60 + (minutes ?? 0)
}
