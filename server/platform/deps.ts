import type { RegionDirectory } from '#core/organisation/region.rules.ts'
import type { WorkCalendar } from '#core/sla/calendar.ts'
import type { Texts } from '#core/text.ts'
import type { Clock } from './clock.ts'
import type { Database } from './db.ts'
import type { FileStore } from './files/files.ts'
import type { Log } from './log.ts'
import type { ParameterRegistry } from './parameters.ts'
import type { System } from './system.ts'

/** What every service stands on; built in `main.ts` and passed down. */
export type Deps = {
  readonly db: Database
  readonly clock: Clock
  readonly log: Log
  /** Acts when nobody does: rules, timers, consumers. */
  readonly system: System
  /** Every figure that an administrator can change, in memory. */
  readonly parameters: ParameterRegistry
  readonly regions: RegionDirectory
  readonly calendar: WorkCalendar
  /** All slices' texts in one catalogue. */
  readonly texts: Texts
  /** Evidence, signatures, documents, and what is made for download. */
  readonly files: FileStore
}
