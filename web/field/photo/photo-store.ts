import type { Instant } from '#core/time.ts'
import type { Capture } from '#core/upload.contract.ts'
import type { Fix } from '#web/field/ui/position.ts'

/** A photo on its way: kept on the phone until the order has it. */
export type WaitingPhoto = {
  readonly id: string
  /** Of whom: another reader of the same phone neither sees nor sends it. */
  readonly owner: string
  readonly number: string
  readonly prefecture: string
  /** Kind of evidence; `undefined`: a file that a form will name itself. */
  readonly kind: string | undefined
  /** Which step of the visit it proves. */
  readonly step?: string | undefined
  readonly takenAt: Instant
  readonly position?: Fix | undefined
  readonly blob: Blob
  /** Of exactly these bytes, hexadecimal; absent on a page that is not served securely. */
  readonly sha256?: string | undefined
  readonly capture?: Capture | undefined
  /** Keys of the two commands, so that each acts once however often it is sent. */
  readonly uploadKey: string
  readonly addKey: string
  readonly fileId?: string | undefined
}

const NAME = 'daiwei'
const STORE = 'photos'

let opened: Promise<IDBDatabase> | undefined

const open = (): Promise<IDBDatabase> => {
  opened ??= new Promise<IDBDatabase>((resolve, reject) => {
    const request = indexedDB.open(NAME, 1)
    request.onupgradeneeded = () => request.result.createObjectStore(STORE, { keyPath: 'id' })
    request.onsuccess = () => resolve(request.result)
    request.onerror = () => reject(request.error)
  })
  return opened
}

const inStore = async <T>(mode: IDBTransactionMode, ask: (store: IDBObjectStore) => IDBRequest<T>): Promise<T> => {
  const database = await open()
  return new Promise<T>((resolve, reject) => {
    const transaction = database.transaction(STORE, mode)
    const request = ask(transaction.objectStore(STORE))
    transaction.oncomplete = () => resolve(request.result)
    transaction.onabort = () => reject(transaction.error)
  })
}

/** Keeps it; `false` where the phone cannot: it then lives as long as the page. */
export const keepPhoto = async (photo: WaitingPhoto): Promise<boolean> => {
  try {
    await inStore('readwrite', (store) => store.put(photo))
    return true
  } catch {
    return false
  }
}

export const dropPhoto = async (id: string): Promise<void> => {
  await inStore('readwrite', (store) => store.delete(id)).catch(() => undefined)
}

/** All that wait, the oldest first. */
export const keptPhotos = async (owner: string): Promise<readonly WaitingPhoto[]> => {
  const all = await inStore<WaitingPhoto[]>('readonly', (store) => store.getAll()).catch((): WaitingPhoto[] => [])
  return all.filter((photo) => photo.owner === owner).sort((a, b) => (a.takenAt < b.takenAt ? -1 : 1))
}
