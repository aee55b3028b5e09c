import type { z } from 'zod'
import { type announcedFileSchema, type UploadState, uploadRoutes } from '#core/upload.contract.ts'
import { ask } from '#web/field/ui/answer.ts'
import { heardFromServer, lostServer } from '#web/field/ui/connection.ts'
import { upload } from '#web/ui/api.ts'
import { isCallError } from '#web/ui/problem.ts'

/** The server takes no part for so long: the network is dead without saying so. */
const PATIENCE_MS = 60_000
const MAX_NEW_BEGINNINGS = 3

/**
 * Sends a file in parts, from where the server says it stopped: `id` is the file's, made here. When this returns, the server has
 * every byte under the hash that was announced. Throws a `CallError` where the network broke off or the server refuses.
 */
export const sendInParts = async (
  id: string,
  blob: Blob,
  announced: z.input<typeof announcedFileSchema>,
  onProgress: (share: number) => void,
): Promise<void> => {
  for (let beginning = 1; ; beginning++) {
    try {
      return await sendOnce(id, blob, announced, onProgress)
    } catch (error) {
      // What arrived was not what was sent: it begins anew by itself.
      if (!isCallError(error) || error.code !== 'files.hash-mismatch' || beginning >= MAX_NEW_BEGINNINGS) throw error
    }
  }
}

const sendOnce = async (
  id: string,
  blob: Blob,
  announced: z.input<typeof announcedFileSchema>,
  onProgress: (share: number) => void,
): Promise<void> => {
  let state: UploadState = await ask(uploadRoutes.begin, { params: { id }, body: announced })
  while (state.file === null) {
    const { received, partBytes } = state
    onProgress(received / blob.size)
    const part = blob.slice(received, received + partBytes)
    state = await sendPart(id, received, announced.prefecture, part, (share) =>
      onProgress((received + share * part.size) / blob.size),
    )
  }
  onProgress(1)
}

const sendPart = async (
  id: string,
  offset: number,
  prefecture: string,
  part: Blob,
  onProgress: (share: number) => void,
): Promise<UploadState> => {
  const control = new AbortController()
  const limit = setTimeout(() => control.abort(), PATIENCE_MS)
  const startedAt = Date.now()
  try {
    const args = { params: { id, offset }, query: { prefecture }, form: part }
    const state = await upload(uploadRoutes.part, args, { onProgress, signal: control.signal })
    heardFromServer(Date.now() - startedAt)
    return state
  } catch (error) {
    if (isCallError(error) && error.kind === 'not-reached') lostServer()
    else heardFromServer(Date.now() - startedAt)
    throw error
  } finally {
    clearTimeout(limit)
  }
}
