import { createHash } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { mkdir, rm } from 'node:fs/promises'
import path from 'node:path'
import { type Readable, Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { Scope } from '#core/access/scope.ts'
import type { StoredFile } from '#core/file.contract.ts'
import { allowedTypes, type FilePurpose, isImage, type MediaType, SNIFFED_BYTES, sniff } from '#core/file.ts'
import { platformParameters } from '#core/platform.parameters.ts'
import { ok, type Refused, type Result, refuse } from '#core/result.ts'
import { dayOf, type Instant, instantOf } from '#core/time.ts'
import type { Clock } from '#server/platform/clock.ts'
import { codeOf, type Database, type Tx } from '#server/platform/db.ts'
import { newId } from '#server/platform/new-id.ts'
import type { ParameterRegistry } from '#server/platform/parameters.ts'
import { runCommand, type SentCommand } from '#server/platform/sent-command.ts'
import type { FileDriver } from './driver.ts'
import { type FileRow, type FileSubject, findFile, insertFile } from './files.store.ts'
import { remakePicture } from './picture.ts'

export type Upload = {
  readonly stream: Readable
  readonly name: string
  readonly purpose: FilePurpose
  /** Of what it belongs to: a file stands beside it. */
  readonly prefecture: string
  readonly deviceAt?: Instant | undefined
  /** Where it is known already; otherwise `attachFiles` says it later, in the transaction that uses the file. */
  readonly subject?: FileSubject
}

export type OpenFile = {
  readonly stream: Readable
  readonly mediaType: MediaType
  readonly name: string
  /** Not known of a thumbnail. */
  readonly bytes: number | undefined
  readonly etag: string
}

/** Evidence, signatures, recordings, documents and what the product makes for download. */
export type FileStore = {
  readonly driver: FileDriver
  readonly incomingDir: string
  readonly maxBytes: number
  /** Keeps a file: its size, its kind by content, a picture made anew with a thumbnail; then its row. */
  put(command: SentCommand, upload: Upload): Promise<Result<StoredFile>>
  /** The file's bytes, for whoever may see its row. */
  open(
    scope: Scope,
    key: { readonly prefecture: string; readonly id: string },
    size: 'full' | 'thumbnail',
  ): Promise<Result<OpenFile>>
  /** Keeps what has come in already, under the id that its sender made; `also` goes into the same transaction. */
  keepIncoming(
    command: SentCommand,
    incoming: Incoming,
    also: (tx: Tx, file: StoredFile) => Promise<void>,
  ): Promise<Result<StoredFile>>
}

/** Bytes that lie in a file of their own. */
export type Incoming = Omit<Upload, 'stream'> & {
  readonly id: string
  readonly path: string
  readonly received: Received
  readonly capture?: unknown
}

export type FileDeps = {
  readonly db: Database
  readonly clock: Clock
  readonly parameters: ParameterRegistry
  readonly driver: FileDriver
  /** For files that are still coming in. */
  readonly incomingDir: string
  /** Whatever the parameters say, no file is larger. */
  readonly maxBytes: number
}

const MEGABYTE = 1_048_576

export const createFiles = (deps: FileDeps): FileStore => ({
  driver: deps.driver,
  incomingDir: deps.incomingDir,
  maxBytes: deps.maxBytes,
  put: (command, upload) => put(deps, command, upload),
  keepIncoming: (command, incoming, also) => keep(deps, command, incoming, also),
  open: async (scope, { prefecture, id }, size) => {
    const row = await deps.db.withTransaction(scope, (tx) => findFile(tx, prefecture, id))
    const key = size === 'full' ? row?.storageKey : row?.thumbnailKey
    const stream = key ? await deps.driver.open(key) : undefined
    if (!row || !stream) return refuse('files.not-found', { kind: 'notFound' })
    return ok({
      stream,
      mediaType: size === 'full' ? row.mediaType : 'image/jpeg',
      name: row.name,
      bytes: size === 'full' ? row.bytes : undefined,
      etag: `"${row.sha256.slice(0, 32)}${size === 'full' ? '' : '-t'}"`,
    })
  },
})

const put = async (deps: FileDeps, command: SentCommand, upload: Upload): Promise<Result<StoredFile>> => {
  const { actor } = command
  if (!actor.scope.prefectures.includes(upload.prefecture)) {
    upload.stream.resume()
    return refuse('files.outside', {
      kind: 'forbidden',
      field: 'prefecture',
      params: { prefecture: upload.prefecture },
    })
  }
  const id = newId()
  const incoming = path.join(deps.incomingDir, id)
  await mkdir(deps.incomingDir, { recursive: true, mode: 0o700 })
  try {
    const received = await receive(deps, upload, incoming)
    if (!received.ok) return received
    return await keep(deps, command, { ...upload, id, path: incoming, received: received.value })
  } finally {
    await rm(incoming, { force: true })
  }
}

export type Received = { readonly mediaType: MediaType; readonly bytes: number; readonly sha256: string }

/** Writes the stream down, no further than it may go. */
const receive = async (deps: FileDeps, upload: Upload, incoming: string): Promise<Result<Received>> => {
  const limit = maxBytesOf(deps, upload.purpose)
  const hash = createHash('sha256')
  let bytes = 0
  let head = Buffer.alloc(0)
  const tooLarge = new Error('too large')
  const measure = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      bytes += chunk.length
      if (bytes > limit) return done(tooLarge)
      if (head.length < SNIFFED_BYTES) head = Buffer.concat([head, chunk.subarray(0, SNIFFED_BYTES)])
      hash.update(chunk)
      done(null, chunk)
    },
  })
  try {
    await pipeline(upload.stream, measure, createWriteStream(incoming, { mode: 0o600 }))
  } catch (error) {
    if (isBrokenOff(error)) return refuse('files.missing', { field: 'file' })
    if (error !== tooLarge) throw error
    return refuseTooLarge(limit)
  }
  if (bytes === 0) return refuse('files.empty', { field: 'file' })
  const mediaType = typeOf(upload, head)
  return mediaType.ok ? ok({ mediaType: mediaType.value, bytes, sha256: hash.digest('hex') }) : mediaType
}

/** How large a file for this purpose may be. */
export const maxBytesOf = (deps: Pick<FileDeps, 'parameters' | 'clock' | 'maxBytes'>, purpose: FilePurpose): number => {
  const { maxPictureMegabytes, maxFileMegabytes } = platformParameters
  const parameters = deps.parameters.on(dayOf(deps.clock.now()))
  const isPicture = allowedTypes[purpose].every(isImage)
  return Math.min(deps.maxBytes, parameters.value(isPicture ? maxPictureMegabytes : maxFileMegabytes).value * MEGABYTE)
}

export const refuseTooLarge = (limit: number): Refused =>
  refuse('files.too-large', { field: 'file', params: { limit: Math.floor((limit / MEGABYTE) * 10) / 10 } })

/** What the file is by its first bytes, if that is taken for the purpose. */
export const typeOf = (upload: Pick<Upload, 'purpose' | 'name'>, head: Uint8Array): Result<MediaType> => {
  const types = allowedTypes[upload.purpose]
  const mediaType = upload.purpose === 'export' ? exportType(upload.name) : sniff(head)
  return mediaType !== undefined && types.includes(mediaType)
    ? ok(mediaType)
    : refuse('files.wrong-type', { field: 'file', params: { allowed: types.map(shortName).join(' / ') } })
}

/** The sender went away; nobody hears the answer. */
const isBrokenOff = (error: unknown): boolean =>
  error instanceof Error &&
  (codeOf(error) === 'ERR_STREAM_PREMATURE_CLOSE' || error.message.startsWith('Unexpected end of'))

const keep = async (
  deps: FileDeps,
  command: SentCommand,
  { id, path: incoming, received, capture, ...upload }: Incoming,
  also?: (tx: Tx, file: StoredFile) => Promise<void>,
): Promise<Result<StoredFile>> => {
  const parameters = deps.parameters.on(dayOf(deps.clock.now()))
  const picture = isImage(received.mediaType)
    ? await remakePicture(incoming, {
        maxMegapixels: parameters.value(platformParameters.maxPictureMegapixels).value,
        keptPixels: parameters.value(platformParameters.keptPixels).value,
        // Whoever named the hash beforehand finds the same bytes again, as long as they are nothing but picture.
        isKeptIfPlain: also !== undefined,
      })
    : undefined
  if (isImage(received.mediaType) && !picture) return refuse('files.damaged', { field: 'file' })
  const storageKey = `${upload.prefecture}/${instantOf(Date.now()).slice(0, 7).replace('-', '/')}/${id}`
  const thumbnailKey = picture ? `${storageKey}.t` : null
  const content = picture?.content ?? { path: incoming, bytes: received.bytes }
  const mediaType = picture?.mediaType ?? received.mediaType
  await deps.driver.put(storageKey, content, mediaType)
  if (picture && thumbnailKey) await deps.driver.put(thumbnailKey, picture.thumbnail, 'image/jpeg')
  const row: FileRow = {
    prefecture: upload.prefecture,
    id,
    sha256: picture ? createHash('sha256').update(picture.content).digest('hex') : received.sha256,
    bytes: picture?.content.length ?? received.bytes,
    mediaType,
    name: safeName(upload.name),
    purpose: upload.purpose,
    storageKey,
    thumbnailKey,
    createdAt: command.at,
  }
  const details = {
    received,
    ...(picture ? { width: picture.width, height: picture.height, camera: picture.camera } : {}),
    ...(capture === undefined ? {} : { capture }),
  }
  const once = { ...command, fingerprint: `${upload.purpose} ${upload.prefecture} ${received.sha256}` }
  const kept = await runCommand(deps.db, once, async (tx) => {
    await insertFile(tx, command.actor, { ...row, deviceAt: upload.deviceAt ?? null, subject: upload.subject, details })
    await also?.(tx, shownFile(row))
    return ok({ reply: shownFile(row) })
  })
  // Refused, or kept before by the same command: the bytes just written belong to nobody.
  if (!kept.ok || kept.value.id !== id) {
    await deps.driver.remove(storageKey)
    if (thumbnailKey) await deps.driver.remove(thumbnailKey)
  }
  return kept
}

export const shownFile = (row: FileRow): StoredFile => ({
  prefecture: row.prefecture,
  id: row.id,
  name: row.name,
  mediaType: row.mediaType,
  bytes: row.bytes,
  sha256: row.sha256,
  hasThumbnail: row.thumbnailKey !== null,
  createdAt: row.createdAt,
})

const MAX_NAME = 120

/** A name without paths, controls and tricks of direction. */
const safeName = (name: string): string => {
  const last = name.split(/[/\\]/).at(-1) ?? ''
  const clean = last.replace(/[\p{Cc}\p{Cf}"<>|:*?]/gu, '').trim()
  return [...clean].slice(-MAX_NAME).join('') || 'file'
}

const exportType = (name: string): MediaType | undefined => {
  if (name.endsWith('.csv')) return 'text/csv'
  if (name.endsWith('.pdf')) return 'application/pdf'
  return name.endsWith('.xlsx') ? 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet' : undefined
}

const shortName = (type: MediaType): string => type.replace(/^.*[/.]/, '').toUpperCase()
