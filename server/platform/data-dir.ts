import { accessSync, constants, mkdirSync } from 'node:fs'
import { halt } from './halt.ts'

/** Makes the data directory where there is none; one that cannot be made or written stops the program with a sentence. */
export const ensureDataDir = (dataDir: string): void => {
  try {
    mkdirSync(dataDir, { recursive: true, mode: 0o700 })
    accessSync(dataDir, constants.W_OK | constants.X_OK)
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    throw halt(
      `数据目录 ${dataDir} 无法写入（${code}）：请让运行本程序的用户可以写入，或用 DATA_DIR 指定另一个目录。`,
      `The data directory ${dataDir} cannot be written (${code}): let the user who runs this program write there, or name another one with DATA_DIR.`,
      2,
    )
  }
}
