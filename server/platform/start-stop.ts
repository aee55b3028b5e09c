/** How a long-running program ends: on a signal, or when the process that started it is gone. */
export type Ending = {
  /** Adds something to be closed; the last added is closed first. */
  readonly onEnd: (name: string, close: () => Promise<void> | void) => void
  /** Ends now, as a signal would. */
  readonly end: (reason: string) => void
  /** True once the end has begun: what fails from here on fails because of it. */
  readonly isEnding: () => boolean
  /** Resolves when everything was closed, with the exit code. */
  readonly ended: Promise<number>
}

type Log = { readonly info: (message: string) => void; readonly error: (message: string) => void }

const END_WAIT_MS = 25_000
const PARENT_LOOK_MS = 500

/** Watches for the end. `withParent` also ends the program when its parent process is gone (npm was killed). */
export const watchEnding = (log: Log, options: { readonly withParent: boolean }): Ending => {
  const closers: { readonly name: string; readonly close: () => Promise<void> | void }[] = []
  const { promise: ended, resolve } = Promise.withResolvers<number>()
  let isEnding = false

  const closeAll = async (): Promise<void> => {
    let code = 0
    for (let next = closers.pop(); next; next = closers.pop()) {
      try {
        await next.close()
      } catch (error) {
        code = 1
        log.error(`could not close ${next.name}: ${error instanceof Error ? error.message : error}`)
      }
    }
    resolve(code)
  }
  const end = (reason: string): void => {
    if (isEnding) return
    isEnding = true
    log.info(`stopping: ${reason}`)
    setTimeout(() => {
      log.error(`not closed after ${END_WAIT_MS / 1000} s: ${closers.map((each) => each.name).join(', ')}`)
      resolve(1)
    }, END_WAIT_MS).unref()
    void closeAll()
  }

  let signals = 0
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) {
    process.on(signal, () => {
      signals += 1
      // npm passes Ctrl-C on although the terminal has already sent it; only an insisting third one cuts short.
      if (signals > 2) resolve(1)
      end(signal)
    })
  }
  if (options.withParent) {
    const parent = process.ppid
    setInterval(() => {
      if (process.ppid !== parent) end('the process that started this one is gone')
    }, PARENT_LOOK_MS).unref()
  }
  return {
    onEnd: (name, close) => {
      if (isEnding) void close()
      else closers.push({ name, close })
    },
    end,
    isEnding: () => isEnding,
    ended,
  }
}
