import { fileUpload } from '#core/file.contract.ts'
import { actionRouteOf } from '#core/work-orders/work-order.contract.ts'
import { ask, refetchAll } from '#web/field/ui/answer.ts'
import { heardFromServer, lostServer } from '#web/field/ui/connection.ts'
import type { Fix } from '#web/field/ui/position.ts'
import { useStore } from '#web/field/ui/store.ts'
import { commandKey, upload } from '#web/ui/api.ts'
import { serverNow } from '#web/ui/clock.ts'
import { isCallError } from '#web/ui/problem.ts'
import type { Captured } from './capture.ts'
import { dropPhoto, keepPhoto, keptPhotos, type WaitingPhoto } from './photo-store.ts'
import { sendInParts } from './send-parts.ts'

/** How far a waiting photo is. */
export type PhotoState = WaitingPhoto & {
  readonly url: string
  readonly share: number
  readonly isSending: boolean
  readonly error: unknown
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
const plain = ({ url: _, share: __, isSending: ___, error: ____, ...photo }: PhotoState): WaitingPhoto => photo

const shown = (photo: WaitingPhoto): PhotoState => ({
  ...photo,
  url: URL.createObjectURL(photo.blob),
  share: 0,
  isSending: false,
  error: undefined,
})

/** Takes up what this reader's phone had not sent when it was last closed. */
export const setPhotoOwner = async (userId: string): Promise<void> => {
  if (owner === userId) return
  owner = userId
  show([])
  const kept = await keptPhotos(userId)
  if (owner !== userId) return
  show([...kept.filter((photo) => photos.every((each) => each.id !== photo.id)).map(shown), ...photos])
  void sendPhotos()
}

export type NewPhoto = Pick<WaitingPhoto, 'number' | 'prefecture' | 'kind' | 'step'> & {
  readonly taken: Captured
  /** Where the phone is, when it says so in time. */
  readonly position: Promise<Fix | undefined>
}

/** A photo was taken: first it is kept, then it is sent. */
export const addPhoto = async ({ position, taken, ...about }: NewPhoto): Promise<string> => {
  const { blob, sha256, source, pictureAt } = taken
  const takenAt = serverNow()
  const photo: WaitingPhoto = {
    ...{ ...about, blob, sha256, capture: { source, takenAt, ...(pictureAt ? { pictureAt } : {}) } },
    ...{ id: commandKey(), owner, takenAt, uploadKey: commandKey(), addKey: commandKey() },
  }
  await keepPhoto(photo)
  show([...photos, shown(photo)])
  const place = await position
  if (place) {
    change(photo.id, { position: place })
    await keepPhoto({ ...photo, position: place })
  }
  void sendPhotos()
  return photo.id
}

export const removePhoto = async (id: string): Promise<void> => {
  forget(id)
  await dropPhoto(id)
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

/** Sends what waits, one after the other; what failed for want of a network is tried again later. Whether all were tried. */
export const sendPhotos = async (): Promise<boolean> => {
  if (isRunning) return false
  isRunning = true
  clearTimeout(timer)
  const tried = new Set<string>()
  try {
    for (;;) {
      const photo = photos.find((each) => !tried.has(each.id) && !isSent(each))
      if (!photo) return true
      if (!(await sendOne(photo))) {
        sendLater()
        return false
      }
      failures = 0
      tried.add(photo.id)
    }
  } finally {
    isRunning = false
  }
}

/** A file that a form names is sent as soon as the server has its bytes. */
const isSent = (photo: PhotoState): boolean => photo.kind === undefined && photo.fileId !== undefined

/** `false`: the server was not reached, the rest need not be tried. */
const sendOne = async (photo: PhotoState): Promise<boolean> => {
  const { id, number, kind, step, takenAt, position } = photo
  change(id, { isSending: true, error: undefined })
  try {
    const fileId = photo.fileId ?? (await sendBytes(photo))
    change(id, { fileId, share: 1 })
    await keepPhoto({ ...plain(photo), fileId })
    if (kind === undefined) {
      change(id, { isSending: false })
      return true
    }
    const body = { kind, fileId, deviceAt: takenAt, ...(position ? { position } : {}), ...(step ? { step } : {}) }
    await ask(actionRouteOf('addEvidence'), { params: { number }, body }, photo.addKey)
    forget(id)
    await dropPhoto(id)
    refetchAll()
    return true
  } catch (error) {
    // The server cleared away what nobody had named for long: its bytes are sent again.
    const isGone = isCallError(error) && error.code === 'work-orders.file-unknown'
    const again = isGone ? { fileId: undefined, uploadKey: commandKey(), addKey: commandKey() } : {}
    change(id, { isSending: false, share: 0, error, ...again })
    if (isGone) await keepPhoto({ ...plain(photo), ...again })
    return isCallError(error) && error.kind !== 'not-reached'
  }
}

const sendBytes = async (photo: PhotoState): Promise<string> => {
  const { id, sha256, prefecture, takenAt, capture, position } = photo
  if (sha256 !== undefined) {
    const facts = capture && { ...capture, ...(position ? { position } : {}) }
    const announced = { purpose: 'evidence', name: 'photo.jpg', prefecture, sha256, deviceAt: takenAt } as const
    // The file's id is the key of its upload: cleared away by the server, it gets another one.
    await sendInParts(photo.uploadKey, photo.blob, { ...announced, ...(facts ? { capture: facts } : {}) }, (share) =>
      change(id, { share: share * 0.95 }),
    )
    return photo.uploadKey
  }
  const form = new FormData()
  form.append('file', photo.blob, 'photo.jpg')
  const query = { purpose: 'evidence', prefecture: photo.prefecture, deviceAt: photo.takenAt } as const
  const startedAt = Date.now()
  try {
    const onProgress = (share: number) => change(photo.id, { share: share * 0.95 })
    const stored = await upload(fileUpload, { query, form }, { key: photo.uploadKey, onProgress })
    return stored.id
  } catch (error) {
    if (isCallError(error) && error.kind === 'not-reached') lostServer()
    else heardFromServer(Date.now() - startedAt)
    throw error
  }
}

/** Whether photos of the order are still to be sent; one that the server refused holds nothing up. */
export const photosWaitFor = (number: string): boolean =>
  photos.some((photo) => photo.number === number && photo.kind !== undefined && !isRefused(photo.error))

const isRefused = (error: unknown): boolean => isCallError(error) && error.kind === 'refused'

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
