import { addMinutes } from '#core/time.ts'
import type { Deps } from '#server/platform/deps.ts'
import { type Periodic, periodic } from '#server/platform/jobs/periodic.ts'
import { hourOf } from './insight.picture.view.ts'
import { deleteOpenFigures, insertOpenFigures } from './open-figure.store.ts'

const KEPT_MINUTES = 40 * 1440
const EVERY_MS = 60_000

/** Keeps what is open at the full hour for the picture's trends; called again within the hour it changes nothing. Rows written. */
export const recordOpenFigures = (deps: Deps): Promise<number> =>
  deps.db.withTransaction(deps.system.actor().scope, async (tx) => {
    tx.act()
    const now = deps.clock.now()
    const [written] = await Promise.all([
      insertOpenFigures(tx, hourOf(now), now),
      deleteOpenFigures(tx, addMinutes(now, -KEPT_MINUTES)),
    ])
    return written
  })

/** The hourly figures as work that comes round. */
export const openFiguresTask = (deps: Deps): Periodic =>
  periodic(
    'openFigures',
    EVERY_MS,
    async () => {
      await recordOpenFigures(deps)
      return undefined
    },
    { followsClock: true },
  )
