import { open, rename } from 'node:fs/promises'

/** Writes beside, syncs, renames: a reader or a crash sees the old content or the new, never half of it. */
export const replaceFile = async (file: string, content: string, mode = 0o600): Promise<void> => {
  const beside = `${file}.${process.pid}.new`
  const handle = await open(beside, 'w', mode)
  try {
    await handle.writeFile(content)
    await handle.sync()
  } finally {
    await handle.close()
  }
  await rename(beside, file)
}
