import { randomUUID } from 'node:crypto'
import { open, rename } from 'node:fs/promises'

/** Writes beside, syncs, renames: a reader or a crash sees the old content or the new, never half of it. Two at once each write their own; the last stays. */
export const replaceFile = async (file: string, content: string | Uint8Array, mode = 0o600): Promise<void> => {
  const beside = `${file}.${randomUUID()}.new`
  const handle = await open(beside, 'w', mode)
  try {
    await handle.writeFile(content)
    await handle.sync()
  } finally {
    await handle.close()
  }
  await rename(beside, file)
}
