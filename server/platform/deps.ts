import type { Clock } from './clock.ts'
import type { Database } from './db.ts'
import type { Log } from './log.ts'
import type { ParameterRegistry } from './parameters.ts'
import type { System } from './system.ts'

/** What every service stands on; built in `main.ts` and passed down. */
export type Deps = {
  readonly db: Database
  readonly clock: Clock
  readonly log: Log
  readonly system: System
  readonly parameters: ParameterRegistry
}
