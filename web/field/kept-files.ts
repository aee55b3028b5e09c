import { fileUpload } from '#core/file.contract.ts'
import type { uploadPurposes } from '#core/file.ts'
import type { Instant } from '#core/time.ts'
import { commandKey, upload } from '#web/ui/api.ts'
import { openBytes, seal, sealBytes, unseal } from './device-key.ts'
import { keeping } from './keeping.ts'
import { type OutboxItem, replaceInput } from './outbox.ts'

/** What is known of a file beside its bytes. */
type About = {
  readonly purpose: (typeof uploadPurposes)[number]
  readonly prefecture: string
  readonly takenAt: Instant
  readonly name: string
  readonly type: string
  /** At the server, once it is there. */
  readonly fileId?: string
}

/**
 * Keeps a file that a queued command names, sealed. Answers the id by which the command names it; when the command is sent, the server's
 * id takes its place. `undefined`: this phone keeps nothing, send the file now.
 */
export const keepFile = async (file: Blob, about: Omit<About, 'type' | 'fileId'>): Promise<string | undefined> => {
  const open = keeping()
  if (!open) return undefined
  const id = commandKey()
  const [content, words] = await Promise.all([
    sealBytes(open.key, `file ${id}`, await file.arrayBuffer()),
    seal(open.key, `about ${id}`, { ...about, type: file.type }),
  ])
  await open.db.blobs.put({ id, owner: open.userId, sealed: content, about: words })
  return id
}

/** Every text in it, however deep. */
const textsIn = (value: unknown): readonly string[] => {
  if (typeof value === 'string') return [value]
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsIn) : []
}

const replaced = (value: unknown, idByOwn: ReadonlyMap<string, string>): unknown => {
  if (typeof value === 'string') return idByOwn.get(value) ?? value
  if (Array.isArray(value)) return value.map((each) => replaced(each, idByOwn))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, replaced(each, idByOwn)]))
}

/** The command with its files at the server: those that it names by the phone's own ids are sent first. Throws when one does not get there. */
export const withFilesSent = async (item: OutboxItem): Promise<OutboxItem> => {
  const open = keeping()
  if (!open || item.command.kind !== 'order') return item
  const rows = (await open.db.blobs.bulkGet([...textsIn(item.command.input)])).filter((row) => row !== undefined)
  if (rows.length === 0) return item
  const idByOwn = new Map<string, string>()
  for (const { id, sealed, about: words } of rows) {
    const about = await unseal<About>(open.key, `about ${id}`, words)
    if (about.fileId !== undefined) {
      idByOwn.set(id, about.fileId)
      continue
    }
    const form = new FormData()
    const bytes = await openBytes(open.key, `file ${id}`, sealed)
    form.append('file', new Blob([bytes], { type: about.type }), about.name)
    const query = { purpose: about.purpose, prefecture: about.prefecture, deviceAt: about.takenAt }
    const stored = await upload(fileUpload, { query, form }, { key: id })
    idByOwn.set(id, stored.id)
    // The bytes are at the server; a form that is sent once more still finds its file by the same id.
    const empty = await sealBytes(open.key, `file ${id}`, new ArrayBuffer(0))
    await open.db.blobs.put({
      ...{ id, owner: open.userId, sealed: empty },
      about: await seal(open.key, `about ${id}`, { ...about, fileId: stored.id }),
    })
  }
  const input = replaced(item.command.input, idByOwn) as Record<string, unknown>
  const next = await replaceInput(item.id, input)
  return next ?? item
}
