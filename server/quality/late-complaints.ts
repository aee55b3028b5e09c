import type { Deps } from '#server/platform/deps.ts'
import { type Periodic, periodic } from '#server/platform/jobs/periodic.ts'
import { record } from '#server/platform/record.store.ts'
import { complaintEvent } from './complaint.service.ts'
import { ringLate } from './complaint.store.ts'

const EVERY_MS = 5_000
const BATCH = 100

/** A complaint that nobody answered in time rings, once. */
export const lateComplaints = (deps: Pick<Deps, 'db' | 'clock' | 'system'>): Periodic =>
  periodic(
    'late-complaints',
    EVERY_MS,
    () =>
      deps.db.withTransaction(deps.system.actor().scope, async (tx) => {
        tx.act()
        const now = deps.clock.now()
        const late = await ringLate(tx, now, BATCH)
        const events = late.map((each) => complaintEvent(each, each.number, 'complaintLate'))
        if (events.length > 0) await record(tx, { actor: deps.system.actor(), at: now, events })
        return late.length === BATCH ? 'more' : undefined
      }),
    { followsClock: true },
  )
