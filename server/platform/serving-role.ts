import { withConnection } from './connection.ts'
import type { OpenDatabase } from './open-database.ts'
import { assertServingRole, countOthers } from './postgres/roles.store.ts'

/** Connects once and refuses a serving role that row-level security would not bind. */
export const assertServing = (servingUrl: string): Promise<void> =>
  withConnection(servingUrl, 'daiwei start', assertServingRole)

/** Whether nobody else is connected to the database; nobody knows without the owner's rights. */
export const isAlone = async ({ ownerUrl }: Pick<OpenDatabase, 'ownerUrl'>): Promise<boolean> =>
  ownerUrl !== undefined && (await withConnection(ownerUrl, 'daiwei demo', countOthers)) === 0
