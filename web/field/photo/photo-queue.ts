import { fileUpload } from '#core/file.contract.ts'
import type { Instant } from '#core/time.ts'
import { actionRouteOf } from '#core/work-orders/work-order.contract.ts'
import { actHere } from '#web/field/job/use-act.ts'
import {
  announcementOf,
  blobOf,
  changeFile,
  dropFile,
  dropSentFiles,
  type KeptFile,
  keepFile,
  keptFiles,
} from '#web/field/kept-files.ts'
import { ask, refetchAll } from '#web/field/ui/answer.ts'
import type { Fix } from '#web/field/ui/position.ts'
import { useStore } from '#web/field/ui/store.ts'
import { commandKey, upload } from '#web/ui/api.ts'
import { serverNow } from '#web/ui/clock.ts'
import { isCallError } from '#web/ui/problem.ts'
import type { Captured } from './capture.ts'
import { sendInParts } from './send-parts.ts'

/** A photo, or another file, that the server does not have whole; how far it is. */
export type PhotoState = {
  readonly id: string
  readonly number: string
  /** Kind of evidence; `undefined`: a form names the file by itself. */
  readonly kind: string | undefined
  readonly step?: string | undefined
  readonly takenAt: Instant
  readonly position?: Fix | undefined
  readonly url: string
  readonly share: number
  readonly isSending: boolean
  readonly error: unknown
  /** By which a command may name it. */
  readonly fileId: string | undefined
  /** How it gets there: from where it is kept, or out of this page's memory where the phone keeps nothing. */
  readonly source: KeptFile | { readonly blob: Blob; readonly prefecture: string; readonly key: string }
}

let photos: readonly PhotoState[] = []
let owner = ''
let isRunning = false
const listeners = new Set<() => void>()

const show = (next: readonly PhotoState[]): void => {
  photos = next
  for (const listener of listeners) listener()
}
const change = (id: string, part: Partial<PhotoState>): void =>
  show(photos.map((photo) => (photo.id === id ? { ...photo, ...part } : photo)))
const forget = (id: string): void => {
  const gone = photos.find((photo) => photo.id === id)
  if (gone) URL.revokeObjectURL(gone.url)
  show(photos.filter((photo) => photo.id !== id))
}
const isKept = (source: PhotoState['source']): source is KeptFile => 'sha256' in source

const stateOf = (file: KeptFile, blob: Blob): PhotoState => ({
  ...{ id: file.id, number: file.number ?? '', kind: file.kind, step: file.step },
  ...{ takenAt: file.takenAt, position: file.position },
  ...{ url: URL.createObjectURL(blob), share: 0, isSending: false, error: undefined, fileId: file.id, source: file },
})

/** Takes up what this reader's phone had not sent when it was last closed. */
export const setPhotoOwner = async (userId: string): Promise<void> => {
  if (owner === userId) return
  owner = userId
  show([])
  await takeUp()
  void sendPhotos()
}

const takeUp = async (): Promise<void> => {
  for (const file of await keptFiles()) {
    if (file.thereAt !== undefined || isShown(file)) continue
    const blob = await blobOf(file)
    if (blob) showFile(file, blob)
  }
}

const isShown = ({ id }: Pick<KeptFile, 'id'>): boolean => photos.some((photo) => photo.id === id)
/** It may have come into view another way meanwhile. */
const showFile = (file: KeptFile, blob: Blob): void => {
  if (!isShown(file)) show([...photos, stateOf(file, blob)])
}

export type NewPhoto = {
  readonly number: string
  readonly prefecture: string
  readonly kind: string | undefined
  /** The step of the visit that it proves. */
  readonly step?: string | undefined
  readonly taken: Captured
  /** Where the phone is, when it says so in time. */
  readonly position: Promise<Fix | undefined>
}

/** A photo was taken: first it is kept, then the order hears of it, then its bytes are sent. Throws where the phone is full. */
export const addPhoto = async ({ position, taken, number, prefecture, kind, step }: NewPhoto): Promise<string> => {
  const { blob, source, pictureAt } = taken
  const takenAt = serverNow()
  const capture = { source, takenAt, ...(pictureAt ? { pictureAt } : {}) }
  const about = { purpose: 'evidence', prefecture, takenAt, name: 'photo.jpg', capture, number, kind, step } as const
  const id = await keepFile(blob, about)
  if (id === undefined) return addToMemory({ number, prefecture, kind, step, blob, takenAt }, position)
  const file = (await keptFiles()).find((each) => each.id === id)
  if (file) showFile(file, blob)
  const place = await position
  if (place) {
    change(id, { position: place })
    await changeFile(id, { position: place })
  }
  if (file) await nameToOrder({ ...file, position: place })
  void sendPhotos()
  return id
}

type InMemory = Pick<PhotoState, 'number' | 'kind' | 'step' | 'takenAt'> & {
  readonly prefecture: string
  readonly blob: Blob
}

const addToMemory = async (photo: InMemory, position: Promise<Fix | undefined>): Promise<string> => {
  const { blob, prefecture, ...about } = photo
  const id = commandKey()
  const state = { url: URL.createObjectURL(blob), share: 0, isSending: false, error: undefined, fileId: undefined }
  show([...photos, { ...about, ...state, id, source: { blob, prefecture, key: commandKey() } }])
  change(id, { position: await position })
  void sendPhotos()
  return id
}

/** Evidence is a fact as soon as it is kept: the order hears of it with the file still on the phone. */
const nameToOrder = async ({ id, number, kind, step, position }: KeptFile): Promise<void> => {
  if (number === undefined || kind === undefined) return
  const input = { kind, fileId: id, ...(position ? { position } : {}), ...(step ? { step } : {}) }
  // Where the phone does not keep the order, it is told when the bytes are there.
  if (await actHere(number, 'addEvidence', input)) await changeFile(id, { isNamed: true })
}

export const removePhoto = async (id: string): Promise<void> => {
  forget(id)
  await dropFile(id)
}

const FIRST_WAIT_MS = 2_000
const LONGEST_WAIT_MS = 60_000
let failures = 0
let timer: ReturnType<typeof setTimeout> | undefined

/** A connection that broke off says nothing when it is back: tried again by itself, at growing distances. */
const sendLater = (): void => {
  clearTimeout(timer)
  timer = setTimeout(() => void sendPhotos(), Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** failures))
  failures += 1
}

/** Sends what waits, one after the other; what failed for want of a network is tried again later. */
export const sendPhotos = async (): Promise<void> => {
  if (isRunning) return
  isRunning = true
  clearTimeout(timer)
  const tried = new Set<string>()
  try {
    await dropSentFiles(await keptFiles())
    await takeUp()
    for (;;) {
      const photo = photos.find((each) => !tried.has(each.id) && each.share < 1)
      if (!photo) return
      if (!(await sendOne(photo))) return sendLater()
      failures = 0
      tried.add(photo.id)
    }
  } finally {
    isRunning = false
    if (tried.size > 0) showSent()
  }
}

/** The orders have them now; what a form names by itself stays until the form goes. */
const showSent = (): void => {
  refetchAll()
  for (const { id, share, kind, number } of photos) if (share === 1 && (kind !== undefined || number === '')) forget(id)
}

/** `false`: the server was not reached, the rest need not be tried. */
const sendOne = async (photo: PhotoState): Promise<boolean> => {
  const { id, source } = photo
  change(id, { isSending: true, error: undefined })
  try {
    const onProgress = (share: number) => change(id, { share: share * 0.99 })
    if (isKept(source)) await sendKept(source, onProgress)
    else await sendFromMemory(photo, source, onProgress)
    change(id, { share: 1, isSending: false })
    return true
  } catch (error) {
    change(id, { isSending: false, share: 0, error })
    return isCallError(error) && error.kind !== 'not-reached'
  }
}

const sendKept = async (source: KeptFile, onProgress: (share: number) => void): Promise<void> => {
  const file = (await keptFiles()).find(({ id }) => id === source.id)
  const blob = file && (await blobOf(file))
  if (!file || !blob) return
  await sendInParts(file.id, blob, announcementOf(file), onProgress)
  await changeFile(file.id, { thereAt: serverNow(), isAnnounced: true })
  if (file.isNamed || file.kind === undefined || file.number === undefined) return
  await nameThere(file.number, { ...file, kind: file.kind, fileId: file.id }, file.id)
  await changeFile(file.id, { isNamed: true })
}

type Proof = Pick<PhotoState, 'step' | 'takenAt' | 'position'> & { readonly kind: string; readonly fileId: string }

/** Straight to the server: the order is not kept on this phone. */
const nameThere = async (number: string, proof: Proof, key: string): Promise<void> => {
  const { kind, fileId, step, takenAt, position } = proof
  const body = { kind, fileId, deviceAt: takenAt, ...(position ? { position } : {}), ...(step ? { step } : {}) }
  await ask(actionRouteOf('addEvidence'), { params: { number }, body }, key)
}

const sendFromMemory = async (
  photo: PhotoState,
  { blob, prefecture, key }: { readonly blob: Blob; readonly prefecture: string; readonly key: string },
  onProgress: (share: number) => void,
): Promise<void> => {
  const { id, number, kind, takenAt } = photo
  const form = new FormData()
  form.append('file', blob, 'photo.jpg')
  const query = { purpose: 'evidence', prefecture, deviceAt: takenAt } as const
  const stored = await upload(fileUpload, { query, form }, { key, onProgress })
  change(id, { fileId: stored.id })
  if (kind !== undefined) await nameThere(number, { ...photo, kind, fileId: stored.id }, id)
}

const subscribe = (changed: () => void): (() => void) => {
  listeners.add(changed)
  return () => {
    listeners.delete(changed)
  }
}

export const usePhotos = (): readonly PhotoState[] => useStore(subscribe, () => photos)

/** Photos of one order that it does not have yet. */
export const useWaitingPhotos = (number: string): readonly PhotoState[] =>
  usePhotos().filter((photo) => photo.number === number && photo.kind !== undefined)
