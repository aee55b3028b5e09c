import { withConnection } from './connection.ts'
import { assertServingRole } from './postgres/roles.store.ts'

/** Connects once and refuses a serving role that row-level security would not bind. */
export const assertServing = (servingUrl: string): Promise<void> =>
  withConnection(servingUrl, 'daiwei start', assertServingRole)
