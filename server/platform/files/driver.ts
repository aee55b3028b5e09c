import type { Readable } from 'node:stream'

/** Where bytes are kept, by key: `520100/2026/11/<id>`. */
export type FileDriver = {
  readonly name: 'disk' | 's3'
  /** Whole or not at all: a reader never sees half of it. */
  put(
    key: string,
    content: Buffer | { readonly path: string; readonly bytes: number },
    mediaType: string,
  ): Promise<void>
  /** Nothing when there is no such key. */
  open(key: string): Promise<Readable | undefined>
  remove(key: string): Promise<void>
  /** Every key with the time of its writing. */
  list(): AsyncIterable<{ readonly key: string; readonly writtenMs: number }>
  /** Throws when nothing can be kept. */
  check(): Promise<void>
}
