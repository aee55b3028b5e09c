import type { uploadPurposes } from '#core/file.ts'
import type { Instant } from '#core/time.ts'
import { type Capture, uploadRoutes } from '#core/upload.contract.ts'
import type { Fix } from '#web/field/ui/position.ts'
import { call, commandKey } from '#web/ui/api.ts'
import { serverNow } from '#web/ui/clock.ts'
import { isCallError } from '#web/ui/problem.ts'
import { openBytes, seal, sealBytes, unseal } from './device-key.ts'
import { type Keeping, keeping } from './keeping.ts'
import type { KeptBlob } from './local-db.ts'
import { type OutboxItem, waitingItems } from './outbox.ts'
import { lastContact } from './phone-contact.ts'

/** What is known of a file beside its bytes. */
export type KeptFile = {
  readonly id: string
  readonly purpose: (typeof uploadPurposes)[number]
  readonly prefecture: string
  readonly takenAt: Instant
  readonly name: string
  readonly type: string
  readonly bytes: number
  /** Of exactly these bytes, hexadecimal. */
  readonly sha256: string
  readonly capture?: Capture | undefined
  /** Of a photo: the order, what it shows (a form that names it by itself says nothing), and where it was taken. */
  readonly number?: string | undefined
  readonly kind?: string | undefined
  readonly step?: string | undefined
  readonly position?: Fix | undefined
  /** Said to the order, or never to be: a photo that was kept a moment before the app was killed has yet to be. */
  readonly isNamed?: boolean | undefined
  /** The server knows what is to come, and may hear of it in a command. */
  readonly isAnnounced?: boolean | undefined
  /** Since when the server has every byte of it. */
  readonly thereAt?: Instant | undefined
}

export const sha256Of = async (bytes: ArrayBuffer): Promise<string> =>
  [...new Uint8Array(await crypto.subtle.digest('SHA-256', bytes))]
    .map((byte) => byte.toString(16).padStart(2, '0'))
    .join('')

const aboutPlace = (id: string): string => `about ${id}`
const bytesPlace = (id: string): string => `file ${id}`

/**
 * Keeps a file, sealed, before anybody is told that it is safe. Answers the id under which commands name it, here and at the server;
 * `undefined`: this phone keeps nothing. Throws where it is full.
 */
export const keepFile = async (
  file: Blob,
  about: Omit<KeptFile, 'id' | 'type' | 'bytes' | 'sha256'>,
): Promise<string | undefined> => {
  const open = keeping()
  if (!open) return undefined
  const bytes = await file.arrayBuffer()
  const id = commandKey()
  const kept: KeptFile = { ...about, id, type: file.type, bytes: bytes.byteLength, sha256: await sha256Of(bytes) }
  const sealed = await sealBytes(open.key, bytesPlace(id), bytes)
  await open.db.blobs.put({ id, owner: open.userId, sealed, about: await seal(open.key, aboutPlace(id), kept) })
  return id
}

const read = async (open: Keeping, row: KeptBlob): Promise<KeptFile | undefined> =>
  // A row that does not open belongs to a key that is gone, and stays where it is.
  unseal<KeptFile>(open.key, aboutPlace(row.id), row.about).catch(() => undefined)

/** All of this reader, the oldest first. */
export const keptFiles = async (): Promise<readonly KeptFile[]> => {
  const open = keeping()
  if (!open) return []
  const rows = await open.db.blobs.where('owner').equals(open.userId).toArray()
  const files = await Promise.all(rows.map((row) => read(open, row)))
  return files.filter((file) => file !== undefined).sort((a, b) => (a.takenAt < b.takenAt ? -1 : 1))
}

export const blobOf = async ({ id, type }: Pick<KeptFile, 'id' | 'type'>): Promise<Blob | undefined> => {
  const open = keeping()
  const row = await open?.db.blobs.get(id)
  if (!open || !row) return undefined
  return new Blob([await openBytes(open.key, bytesPlace(id), row.sealed)], { type })
}

export const changeFile = async (id: string, part: Partial<KeptFile>): Promise<void> => {
  const open = keeping()
  const row = await open?.db.blobs.get(id)
  const known = open && row && (await read(open, row))
  if (!known) return
  await open.db.blobs.update(id, { about: await seal(open.key, aboutPlace(id), { ...known, ...part }) })
}

export const dropFile = async (id: string): Promise<void> => {
  await keeping()?.db.blobs.delete(id)
}

export const announcementOf = (file: KeptFile) => {
  const { purpose, prefecture, bytes, sha256, name, takenAt, capture, position } = file
  const facts = capture && { ...capture, ...(position ? { position } : {}) }
  return { purpose, prefecture, bytes, sha256, name, deviceAt: takenAt, ...(facts ? { capture: facts } : {}) }
}

/** Every text in it, however deep. */
const textsIn = (value: unknown): readonly string[] => {
  if (typeof value === 'string') return [value]
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsIn) : []
}
const saidIn = (item: OutboxItem): unknown => (item.command.kind === 'order' ? item.command.input : item.command.body)

/** Tells the server which files are to come before it hears of them in a command: their bytes hold nothing up. */
export const announceFilesOf = async (items: readonly OutboxItem[], signal: AbortSignal): Promise<void> => {
  const open = keeping()
  if (!open) return
  const rows = await open.db.blobs.bulkGet([...new Set(items.flatMap((item) => textsIn(saidIn(item))))])
  for (const row of rows) {
    const file = row && (await read(open, row))
    if (!file || file.isAnnounced) continue
    try {
      await call(uploadRoutes.begin, { params: { id: file.id }, body: announcementOf(file) }, { signal })
      await changeFile(file.id, { isAnnounced: true })
    } catch (error) {
      // Refused: the command that names it will hear so, and the person with it.
      if (!isCallError(error) || error.kind !== 'refused') throw error
    }
  }
}

/** What the server has for good goes: it was there before the last contact, and no waiting command names it. */
export const dropSentFiles = async (files: readonly KeptFile[]): Promise<ReadonlySet<string>> => {
  const contactAt = lastContact()?.serverAt ?? serverNow()
  const named = new Set(waitingItems().flatMap((item) => textsIn(saidIn(item))))
  const gone = files.filter(({ id, thereAt }) => thereAt !== undefined && thereAt < contactAt && !named.has(id))
  for (const { id } of gone) await dropFile(id)
  return new Set(gone.map(({ id }) => id))
}
