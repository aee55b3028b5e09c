import { fork } from 'node:child_process'
import type { Readable } from 'node:stream'
import { sheetRefused } from './sheet.ts'

export type BoundedChild = {
  /** What the child writes, for piping onwards. */
  readonly output: Readable
  /** Settles when the child is gone: rejects with a refusal when it ran out of memory, else with what it said. */
  readonly done: Promise<void>
  stop(): void
}

/**
 * Starts a module of ours in a process of its own with a bounded heap, so that the worst file can end that process only.
 * `input` is its first message; `onMessage` hears its messages, the last of which may be `{ failure }`.
 */
export const startBoundedChild = (
  entry: URL,
  input: unknown,
  options: { readonly heapMb: number; readonly onMessage: (message: unknown) => void },
): BoundedChild => {
  const child = fork(entry, [], {
    execArgv: [`--max-old-space-size=${options.heapMb}`, '--max-semi-space-size=16'],
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    env: {},
  })
  const { stdout, stderr } = child
  if (!stdout || !stderr) throw new Error('the child has no output')
  let complaint = ''
  stderr.setEncoding('utf8').on('data', (text: string) => {
    complaint = `${complaint}${text}`.slice(-8000)
  })
  child.on('message', options.onMessage)
  // The last messages come before the channel ends, which may be after the output did.
  const silent = new Promise<void>((resolve) => {
    child.once('disconnect', resolve)
    child.once('error', () => resolve())
  })
  const done = new Promise<void>((resolve, reject) => {
    child.on('error', reject)
    child.on('close', async (code, signal) => {
      await silent
      if (code === 0) resolve()
      else if (complaint.includes('heap out of memory'))
        reject(sheetRefused('out-of-memory', { limit: options.heapMb }))
      else reject(new Error(`the reader of the file ended with ${signal ?? code}: ${complaint.slice(-2000)}`))
    })
  })
  done.catch(() => {})
  child.send(input as object)
  return {
    output: stdout,
    done,
    stop: () => {
      child.kill('SIGKILL')
    },
  }
}
