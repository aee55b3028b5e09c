/**
 * Files in parts. Each part is written where files are kept before its end is noted, so that what was acknowledged is there after any
 * fall; the last one puts them together, and the file counts only with the hash that its sender named beforehand.
 */
import { createHash } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { mkdir, rm } from 'node:fs/promises'
import path from 'node:path'
import type { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { Actor } from '#core/access/scope.ts'
import type { StoredFile } from '#core/file.contract.ts'
import { SNIFFED_BYTES } from '#core/file.ts'
import { platformParameters } from '#core/platform.parameters.ts'
import { ok, type Result, refuse } from '#core/result.ts'
import { dayOf } from '#core/time.ts'
import type { AnnouncedFile, UploadState } from '#core/upload.contract.ts'
import { codeOf, type Tx } from '#server/platform/db.ts'
import type { Deps } from '#server/platform/deps.ts'
import { newId } from '#server/platform/new-id.ts'
import type { SentCommand } from '#server/platform/sent-command.ts'
import { attachFiles, findFile } from './files.store.ts'
import { type FileStore, maxBytesOf, refuseTooLarge, shownFile, typeOf } from './files.ts'
import { announceUpload, findUpload, finishUpload, setReceived, type UploadRow } from './uploads.store.ts'

export type UploadDeps = Pick<Deps, 'db' | 'clock' | 'parameters'> & { readonly files: FileStore }
type Key = { readonly prefecture: string; readonly id: string }

const KILOBYTE = 1_024

const partBytesOf = (deps: UploadDeps): number =>
  deps.parameters.on(dayOf(deps.clock.now())).value(platformParameters.uploadPartKilobytes).value * KILOBYTE

const partKey = ({ prefecture, id }: Key, offset: number): string => `incoming/${prefecture}/${id}/${offset}`

const stateOf = (deps: UploadDeps, row: UploadRow, file: StoredFile | null): UploadState => ({
  ...{ id: row.id, received: file ? row.bytes : row.received, bytes: row.bytes, partBytes: partBytesOf(deps), file },
})

const fileOf = async (tx: Tx, row: UploadRow): Promise<StoredFile | null> => {
  if (row.doneAt === null) return null
  const file = await findFile(tx, row.prefecture, row.id)
  return file ? shownFile(file) : null
}

/** Says what is to come, or asks how far it is. Refusals: a file that is too large, out of reach, or another one of this id. */
export const beginUpload = async (
  deps: UploadDeps,
  command: SentCommand,
  id: string,
  announced: AnnouncedFile,
): Promise<Result<UploadState>> => {
  const { actor } = command
  const { prefecture, purpose, bytes } = announced
  if (!actor.scope.prefectures.includes(prefecture)) {
    return refuse('files.outside', { kind: 'forbidden', field: 'prefecture', params: { prefecture } })
  }
  const limit = maxBytesOf({ ...deps, maxBytes: deps.files.maxBytes }, purpose)
  if (bytes > limit) return refuseTooLarge(limit)
  return deps.db.withTransaction(actor.scope, async (tx) => {
    await announceUpload(tx, actor, command.at, { ...announced, id })
    const row = await findUpload(tx, prefecture, id)
    if (!row || row.createdBy !== actor.userId || row.sha256 !== announced.sha256 || row.bytes !== bytes) {
      return refuse('files.other-upload', { kind: 'conflict', field: 'id' })
    }
    return ok(stateOf(deps, row, await fileOf(tx, row)))
  })
}

/** Takes the part that begins at the offset; the last one makes the file. */
export const takePart = async (
  deps: UploadDeps,
  command: SentCommand,
  key: Key & { readonly offset: number },
  stream: Readable,
): Promise<Result<UploadState>> => {
  const { actor } = command
  const part = await readPart(stream, partBytesOf(deps) * 2)
  if (part === undefined) return refuse('files.missing', { field: 'file' })
  const found = await deps.db.withTransaction(actor.scope, async (tx) => {
    const row = await findUpload(tx, key.prefecture, key.id)
    return row && { row, file: await fileOf(tx, row) }
  })
  if (!found || found.row.createdBy !== actor.userId) return refuse('files.not-found', { kind: 'notFound' })
  const { row, file } = found
  // Sent twice or out of turn: how much is there is the answer.
  if (file || key.offset !== row.received) return ok(stateOf(deps, row, file))
  if (part.length > partBytesOf(deps) || key.offset + part.length > row.bytes) {
    return refuseTooLarge(Math.min(partBytesOf(deps), row.bytes - key.offset))
  }
  if (key.offset === 0) {
    const type = typeOf(row, part.subarray(0, SNIFFED_BYTES))
    if (!type.ok) return type
  }
  // The last part was there and what it made was not kept: only the putting together is left.
  if (part.length > 0) await deps.files.driver.put(partKey(row, key.offset), part, 'application/octet-stream')
  const received = await deps.db.withTransaction(actor.scope, async (tx) => {
    const locked = await findUpload(tx, row.prefecture, row.id, true)
    if (locked?.received !== key.offset) return locked?.received ?? 0
    await setReceived(tx, row.prefecture, row.id, key.offset + part.length)
    return key.offset + part.length
  })
  const now = { ...row, received }
  return received === row.bytes ? complete(deps, command, now) : ok(stateOf(deps, now, null))
}

const readPart = async (stream: Readable, limit: number): Promise<Buffer | undefined> => {
  const pieces: Buffer[] = []
  let bytes = 0
  try {
    for await (const piece of stream as AsyncIterable<Buffer>) {
      bytes += piece.length
      if (bytes <= limit) pieces.push(piece)
    }
  } catch (error) {
    if (error instanceof Error) return undefined
    throw error
  }
  return bytes > limit ? Buffer.alloc(limit) : Buffer.concat(pieces)
}

const complete = async (deps: UploadDeps, command: SentCommand, row: UploadRow): Promise<Result<UploadState>> => {
  const whole = path.join(deps.files.incomingDir, newId())
  await mkdir(deps.files.incomingDir, { recursive: true, mode: 0o700 })
  try {
    const { sha256, head, offsets } = await putTogether(deps, row, whole)
    if (sha256 !== row.sha256) {
      const done = await doneFile(deps, command.actor, row)
      if (done) return ok(stateOf(deps, row, done))
      await startAnew(deps, command.actor, row)
      return refuse('files.hash-mismatch', { kind: 'conflict', field: 'sha256' })
    }
    const type = typeOf(row, head)
    if (!type.ok) return type
    const incoming = {
      ...{ id: row.id, path: whole, name: row.name, purpose: row.purpose, prefecture: row.prefecture },
      ...{ deviceAt: row.deviceAt ?? undefined, received: { mediaType: type.value, bytes: row.bytes, sha256 } },
      ...(row.capture === null ? {} : { capture: row.capture }),
    }
    const kept = await keepOnce(deps, command, row, incoming)
    if (!kept.ok) return kept
    for (const offset of offsets) await deps.files.driver.remove(partKey(row, offset))
    return ok(stateOf(deps, row, kept.value))
  } finally {
    await rm(whole, { force: true })
  }
}

const keepOnce = async (
  deps: UploadDeps,
  { actor, at }: SentCommand,
  row: UploadRow,
  incoming: Parameters<FileStore['keepIncoming']>[1],
): Promise<Result<StoredFile>> => {
  try {
    return await deps.files.keepIncoming({ actor, at }, incoming, async (tx) => {
      const { workOrderId } = (await finishUpload(tx, row.prefecture, row.id, at)) ?? { workOrderId: null }
      if (workOrderId === null) return
      // Named by an order that may have left the sender's hands since.
      tx.act()
      await attachFiles(tx, actor, row.prefecture, [row.id], { type: 'workOrder', id: workOrderId })
    })
  } catch (error) {
    const done = codeOf(error) === '23505' ? await doneFile(deps, actor, row) : undefined
    if (!done) throw error
    return ok(done)
  }
}

/** The same part came twice at once, and the other one was faster: its file. */
const doneFile = async (deps: UploadDeps, actor: Actor, row: UploadRow): Promise<StoredFile | undefined> => {
  const file = await deps.db.withTransaction(actor.scope, (tx) => findFile(tx, row.prefecture, row.id))
  return file && shownFile(file)
}

/** Parts have the length that was agreed when they were sent: where each ended, the next began. */
const putTogether = async (deps: UploadDeps, row: UploadRow, whole: string) => {
  const hash = createHash('sha256')
  const offsets: number[] = []
  let head = Buffer.alloc(0)
  const pieces = async function* () {
    let offset = 0
    while (offset < row.bytes) {
      const part = await deps.files.driver.open(partKey(row, offset))
      if (!part) return
      offsets.push(offset)
      const before = offset
      for await (const piece of part as AsyncIterable<Buffer>) {
        offset += piece.length
        hash.update(piece)
        if (head.length < SNIFFED_BYTES) head = Buffer.concat([head, piece.subarray(0, SNIFFED_BYTES)])
        yield piece
      }
      if (offset === before) return
    }
  }
  await pipeline(pieces, createWriteStream(whole, { mode: 0o600 }))
  return { sha256: hash.digest('hex'), head, offsets }
}

const startAnew = async (deps: UploadDeps, actor: Actor, row: UploadRow): Promise<void> => {
  await deps.db.withTransaction(actor.scope, (tx) => setReceived(tx, row.prefecture, row.id, 0))
}
