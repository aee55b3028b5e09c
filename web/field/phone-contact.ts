import type { Instant } from '#core/time.ts'
import { localDb } from './local-db.ts'
import type { LastContact, Reading } from './phone-clock.ts'

const CONTACT = 'last-contact'

let contact: LastContact | undefined

/** When the server last said its time, and what the phone's clocks said then. */
export const lastContact = (): LastContact | undefined => contact

export const loadContact = async (): Promise<void> => {
  const kept = await (await localDb())?.words.get(CONTACT)
  if (kept && !contact) contact = JSON.parse(kept.value) as LastContact
}

export const keepContact = async (serverAt: Instant, reading: Reading): Promise<void> => {
  contact = { serverAt, reading }
  const db = await localDb()
  await db?.words.put({ name: CONTACT, value: JSON.stringify(contact) })
}
