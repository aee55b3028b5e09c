import { writeSync } from 'node:fs'
import { type ReadMessage, type ReadTask, readFile } from './read-file.ts'

/** The process that reads a file: its task is its first message, rows go to its output, the rest comes back as messages. */
const STDOUT = 1

/** A pipe takes what fits and says so; the rest waits for the reader. */
const writeAll = (text: string): void => {
  const bytes = Buffer.from(text)
  let at = 0
  while (at < bytes.length) {
    try {
      at += writeSync(STDOUT, bytes, at)
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'EAGAIN')) throw error
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 5)
    }
  }
}

const tell = (message: ReadMessage): void => void process.send?.(message)

/** Whoever asked is gone. */
const leave = (): never => process.exit(1)
process.once('disconnect', leave)
process.once('message', (task) => {
  readFile(task as ReadTask, writeAll, tell).then(
    () => {
      process.off('disconnect', leave)
      process.disconnect?.()
    },
    (error: unknown) => {
      process.stderr.write(`${error instanceof Error ? error.stack : error}\n`, () => process.exit(1))
    },
  )
})
